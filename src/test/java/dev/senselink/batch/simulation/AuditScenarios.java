package dev.senselink.batch.simulation;

import static dev.senselink.batch.simulation.EngineScenarios.faceless;
import static dev.senselink.batch.simulation.EngineScenarios.host;
import static dev.senselink.batch.simulation.EngineScenarios.resident;
import static dev.senselink.batch.simulation.EngineScenarios.row;
import static dev.senselink.batch.simulation.EngineScenarios.tagOfResident;
import static dev.senselink.batch.simulation.EngineScenarios.updating;

import dev.senselink.batch.simulation.WorldMoment.Stage;
import java.util.ArrayList;
import java.util.List;

/** Servers that begin to store otherwise behind the first rows, which alone are read back. */
final class AuditScenarios {
  /** How many rows a run has of which the last two go wrong. */
  private static final int ROWS = 4;

  /** Of so many not all are asked for by id. */
  private static final int MANY = 160;

  private static final int FIRST_OF_MANY = 100;
  static final int ODD_OF_MANY = 7;

  private static final int LATER_MILLIS = 7_000;

  private AuditScenarios() {}

  /** The numbers of the last two who are made are stored cut, and the answers echo the requests. */
  static SimHistory cutBehindAnEcho() {
    return creates(ExchangeTwist.CUTS_NUMBERS);
  }

  /** The last two are made without their groups, which the answers say. */
  static SimHistory madeWithoutGroups() {
    return creates(ExchangeTwist.LOSES_GROUPS);
  }

  /** A colleague gives somebody just made another name, while the last create is under way. */
  static SimHistory renamed() {
    return numbered()
        .and(
            WorldFault.of(CallKind.CREATE_USER, ROWS, 1, WorldFault.Kind.SLOW_ANSWER)
                .after(LATER_MILLIS))
        .and(OtherAct.edit(WorldMoment.at(LATER_MILLIS), ROWS - 1, "name", "Another Name"));
  }

  /** Updates of a remark take the last two out of their groups. */
  static SimHistory groupsErased() {
    return updates(ExchangeTwist.LOSES_GROUPS);
  }

  /** The same of some in the middle of many, of whom not all are asked for by id. */
  static SimHistory groupsErasedAmongMany() {
    SimHistory history = updating(MANY);
    for (int n = FIRST_OF_MANY; n < FIRST_OF_MANY + ODD_OF_MANY; n++) {
      history =
          history.and(
              WorldFault.twist(
                  CallKind.UPDATE_USER, tagOfResident(n), 1, ExchangeTwist.LOSES_GROUPS));
    }
    return history;
  }

  /** Updates of a remark store another mobile, which nobody has asked for. */
  static SimHistory mobilesChanged() {
    return updates(ExchangeTwist.CUTS_NUMBERS);
  }

  /** From the second create on other job numbers are stored, which the answers show. */
  static SimHistory otherNumbers(int rows) {
    return faceless(rows)
        .and(
            new OtherAct(
                WorldMoment.on(CallKind.CREATE_USER, 2, 1, Stage.LEAVES),
                OtherAct.Kind.STORES_OTHERWISE,
                RowTags.NOBODY,
                "jobNumber",
                WrongStorage.OTHER.name(),
                0));
  }

  private static SimHistory creates(ExchangeTwist twist) {
    return numbered()
        .and(
            WorldFault.twist(CallKind.CREATE_USER, ROWS - 1, 1, twist),
            WorldFault.twist(CallKind.CREATE_USER, ROWS, 1, twist));
  }

  private static SimHistory numbered() {
    List<SimRow> rows = new ArrayList<>();
    for (int n = 1; n <= ROWS; n++) {
      rows.add(row(n, "mobile", "1380000000" + n).withFace(0));
    }
    return faceless(ROWS).withRows(rows);
  }

  private static SimHistory updates(ExchangeTwist twist) {
    List<SimResident> residents = new ArrayList<>(List.of(host()));
    for (int n = 1; n <= ROWS; n++) {
      residents.add(resident(n, "mobile", "1380000000" + n));
    }
    return updating(ROWS)
        .withResidents(residents)
        .and(
            WorldFault.twist(CallKind.UPDATE_USER, tagOfResident(ROWS - 1), 1, twist),
            WorldFault.twist(CallKind.UPDATE_USER, tagOfResident(ROWS), 1, twist));
  }
}
