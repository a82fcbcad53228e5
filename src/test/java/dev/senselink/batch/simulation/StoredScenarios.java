package dev.senselink.batch.simulation;

import static dev.senselink.batch.simulation.EngineScenarios.faceless;
import static dev.senselink.batch.simulation.EngineScenarios.host;
import static dev.senselink.batch.simulation.EngineScenarios.row;
import static dev.senselink.batch.simulation.EngineScenarios.updating;
import static dev.senselink.batch.simulation.EngineScenarios.visitor;

import dev.senselink.batch.enrol.row.EnrolmentSettings.OnExisting;
import dev.senselink.batch.enrol.row.EnrolmentSettings.OnSimilar;
import dev.senselink.batch.job.ImportSettings.Lookup;
import dev.senselink.batch.simulation.WorldTraits.KeyStorage;
import java.util.ArrayList;
import java.util.List;

/** Servers that store other values than were sent, and answers that name other people (L8, L10). */
final class StoredScenarios {
  static final String NAME = "张三";

  /** When the first create has been read back. */
  private static final int AFTER_THE_CANARY = 210;

  private StoredScenarios() {}

  /** Names are stored in another encoding. */
  static SimHistory l8names(int rows) {
    List<SimRow> all = new ArrayList<>();
    for (int n = 1; n <= rows; n++) {
      all.add(row(n, "name", NAME + n).withFace(0));
    }
    return storing(KeyStorage.MOJIBAKE, all);
  }

  /** The same, and the first create loses its remark too. */
  static SimHistory l8lost() {
    SimRow first = row(1, "name", NAME + 1, "remark", "a remark that is long enough").withFace(0);
    return storing(KeyStorage.MOJIBAKE, List.of(first, row(2, "name", NAME + 2).withFace(0)))
        .and(WorldFault.twist(CallKind.CREATE_USER, 1, 1, ExchangeTwist.LOSES_REMARK));
  }

  /** Creates drop the day of entry, and the update that sets it stores the mobile cut. */
  static SimHistory l8mended() {
    List<SimRow> rows = new ArrayList<>();
    for (int n = 1; n <= 2; n++) {
      String mobile = "1380000000" + n;
      rows.add(row(n, "mobile", mobile, "entryTime", "2020-01-0" + n).withFace(0));
    }
    return SimHistory.quiet(1, faceless(1).task(), rows, List.of(host()))
        .withTraits(WorldTraits.plain().withSpelling(FieldSpelling.SNAKE))
        .and(
            new OtherAct(
                WorldMoment.on(CallKind.CREATE_USER, 1, 1, WorldMoment.Stage.DONE),
                OtherAct.Kind.STORES_OTHERWISE,
                RowTags.NOBODY,
                "mobile",
                WrongStorage.CUT.name(),
                0));
  }

  /** Job numbers are stored cut: three people get one. */
  static SimHistory l8keys() {
    List<SimRow> all = new ArrayList<>();
    for (int n = 1; n <= 3; n++) {
      all.add(row(n, "jobNumber", "100" + n).withFace(0));
    }
    return storing(KeyStorage.CUT, all);
  }

  /** The same of people who have another number too, and it is accepted. */
  static SimHistory l8accepted() {
    List<SimRow> all = new ArrayList<>();
    for (int n = 1; n <= 3; n++) {
      all.add(row(n, "jobNumber", "100" + n, "mobile", "1380000000" + n).withFace(0));
    }
    SimHistory history = storing(KeyStorage.CUT, all);
    return history.withTask(history.task().accepting("jobNumber"));
  }

  /** The same of visitors. */
  static SimHistory l8guests() {
    List<SimRow> all = new ArrayList<>();
    for (int n = 1; n <= 3; n++) {
      all.add(visitor(n, "2026-03-03 09:00:00", "2026-03-06 18:00:00").with("name", NAME + n));
    }
    return SimHistory.quiet(1, SimTask.visitors().lookingUp(Lookup.LIST), all, List.of(host()))
        .withTraits(traits(KeyStorage.MOJIBAKE));
  }

  /** Updates set names that are stored in another encoding. */
  static SimHistory l8updates() {
    SimHistory history = updating(3);
    List<SimRow> rows = new ArrayList<>();
    for (int n = 1; n <= 3; n++) {
      rows.add(row(n, "name", NAME + n, "mail", "p" + n + "@e.example").withFace(0));
    }
    List<SimResident> residents = new ArrayList<>(List.of(host()));
    for (int n = 1; n <= 3; n++) {
      residents.add(EngineScenarios.resident(n, "name", NAME + n));
    }
    return history.withRows(rows).withResidents(residents).withTraits(traits(KeyStorage.MOJIBAKE));
  }

  /** Updates set job numbers, where there was none, that are stored cut. */
  static SimHistory l8numbers() {
    List<SimRow> rows = new ArrayList<>();
    List<SimResident> residents = new ArrayList<>(List.of(host()));
    for (int n = 1; n <= 3; n++) {
      String mobile = "1380000000" + n;
      rows.add(row(n, "jobNumber", "100" + n, "mobile", mobile).withFace(0));
      residents.add(EngineScenarios.resident(n, "jobNumber", "", "mobile", mobile));
    }
    return updating(3).withRows(rows).withResidents(residents).withTraits(traits(KeyStorage.CUT));
  }

  /** The server answers two creates with the person of the row before. */
  static SimHistory l10() {
    return faceless(4)
        .and(
            WorldFault.twist(CallKind.CREATE_USER, 3, 1, ExchangeTwist.NAMES_LAST),
            WorldFault.twist(CallKind.CREATE_USER, 4, 1, ExchangeTwist.NAMES_LAST));
  }

  /** The server swaps the answers to two creates that are in flight together. */
  static SimHistory l10swapped() {
    return faceless(4)
        .and(
            WorldFault.twist(CallKind.CREATE_USER, 2, 1, ExchangeTwist.SWAPPED),
            WorldFault.twist(CallKind.CREATE_USER, 3, 1, ExchangeTwist.SWAPPED));
  }

  /** The same, and the program is told to stop before either row can look for its own person. */
  static SimHistory l10stopped() {
    return l10swapped()
        .and(
            new MachineEvent(
                0,
                WorldMoment.on(CallKind.CREATE_USER, 3, 1, WorldMoment.Stage.LEAVES),
                MachineEvent.Kind.STOP,
                0));
  }

  /** Job numbers are stored cut, which is accepted, and the answer of a create is lost. */
  static SimHistory l8hidden() {
    SimHistory history = l8keys();
    return history
        .withTask(history.task().accepting("jobNumber"))
        .and(WorldFault.of(CallKind.CREATE_USER, 2, 1, WorldFault.Kind.GATEWAY_AFTER).coded(502));
  }

  /** The same of guests, whom the server has refused a door. */
  static SimHistory l8hiddenGuest() {
    SimHistory history = l8guests();
    return history
        .withTask(history.task().accepting("name"))
        .and(WorldFault.of(CallKind.CREATE_GUEST, 2, 1, WorldFault.Kind.CODE_AFTER).coded(50001));
  }

  /** The same of a process that dies before it hears the answer. */
  static SimHistory l8hiddenByDeath() {
    SimHistory history = l8keys();
    return history
        .withTask(history.task().accepting("jobNumber"))
        .and(
            new MachineEvent(
                0,
                WorldMoment.on(CallKind.CREATE_USER, 2, 1, WorldMoment.Stage.DONE),
                MachineEvent.Kind.DEATH,
                0));
  }

  /** The server begins to cut job numbers behind the canary, and not everybody can be read back. */
  static SimHistory l8late() {
    SimHistory history =
        faceless(4)
            .and(
                new OtherAct(
                    WorldMoment.at(AFTER_THE_CANARY),
                    OtherAct.Kind.STORES_OTHERWISE,
                    RowTags.NOBODY,
                    "jobNumber",
                    WrongStorage.OTHER.name(),
                    0));
    for (int row = 2; row <= 3; row++) {
      history =
          history.and(
              WorldFault.of(CallKind.GET_PERSON, row, 1, WorldFault.Kind.GATEWAY_BEFORE)
                  .coded(502));
    }
    return history;
  }

  /** Somebody with the same face is there, so that a row is forced; its number is stored cut. */
  static SimHistory l8forced() {
    SimHistory history = storing(KeyStorage.CUT, List.of(row(1, "jobNumber", "1001")));
    return history
        .withResidents(List.of(host(), EngineScenarios.resident(1, "jobNumber", "9").withFace(1)))
        .withTask(
            SimTask.staff()
                .policies(OnExisting.SKIP, OnSimilar.FORCE)
                .lookingUp(Lookup.LIST)
                .accepting("jobNumber"));
  }

  private static SimHistory storing(KeyStorage keys, List<SimRow> rows) {
    return SimHistory.quiet(1, faceless(1).task(), rows, List.of(host())).withTraits(traits(keys));
  }

  private static WorldTraits traits(KeyStorage keys) {
    return WorldTraits.plain().withStorage(keys, false, 0);
  }
}
