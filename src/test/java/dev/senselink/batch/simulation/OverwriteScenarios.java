package dev.senselink.batch.simulation;

import static dev.senselink.batch.simulation.EngineScenarios.create;
import static dev.senselink.batch.simulation.EngineScenarios.creating;
import static dev.senselink.batch.simulation.EngineScenarios.host;
import static dev.senselink.batch.simulation.EngineScenarios.resident;
import static dev.senselink.batch.simulation.EngineScenarios.row;
import static dev.senselink.batch.simulation.EngineScenarios.tagOfResident;
import static dev.senselink.batch.simulation.EngineScenarios.updating;
import static dev.senselink.batch.simulation.EngineScenarios.visitor;
import static dev.senselink.batch.simulation.EngineScenarios.when;

import dev.senselink.batch.job.ImportSettings.Lookup;
import dev.senselink.batch.simulation.WorldFault.Kind;
import dev.senselink.batch.simulation.WorldMoment.Stage;
import java.util.ArrayList;
import java.util.List;

/** Where somebody was overwritten, taken for another or deleted: E1 to E8, each a history. */
final class OverwriteScenarios {
  private OverwriteScenarios() {}

  /** The first update takes 15 s; meanwhile somebody edits all of them. */
  static SimHistory e1() {
    SimHistory history =
        updating(4)
            .and(
                WorldFault.of(CallKind.UPDATE_USER, tagOfResident(1), 1, Kind.SLOW_ANSWER)
                    .after(15_000));
    for (int row = 1; row <= 4; row++) {
      history =
          history.and(
              OtherAct.edit(WorldMoment.at(6_000), tagOfResident(row), "position", "by hand"));
    }
    return history;
  }

  /** The same by an outage between the read and the update. */
  static SimHistory e1outage() {
    SimHistory history = updating(3);
    for (int row = 1; row <= 3; row++) {
      int tag = tagOfResident(row);
      history =
          history
              .and(
                  OtherAct.of(when(CallKind.GET_PERSON, tag, Stage.DONE), OtherAct.Kind.OUTAGE, 0)
                      .numbered(15_000))
              .and(OtherAct.edit(WorldMoment.at(9_000), tag, "position", "by hand"));
    }
    return history;
  }

  /** The person gets an ID number before the update is sent again. */
  static SimHistory e2() {
    int tag = tagOfResident(1);
    return updating(1)
        .and(WorldFault.of(CallKind.UPDATE_USER, tag, 1, Kind.CODE_BEFORE).coded(50003))
        .and(
            OtherAct.of(when(CallKind.UPDATE_USER, tag, Stage.ENDED), OtherAct.Kind.ID_NUMBER, tag)
                .numbered(7));
  }

  /** The groups are not told any more when the update is sent again. */
  static SimHistory e2groups() {
    int tag = tagOfResident(1);
    SimHistory history =
        updating(1).and(WorldFault.of(CallKind.UPDATE_USER, tag, 1, Kind.CODE_BEFORE).coded(50003));
    for (int nth = 2; nth <= 8; nth++) {
      history =
          history.and(WorldFault.twist(CallKind.GET_PERSON, tag, nth, ExchangeTwist.NO_GROUPS));
    }
    return history;
  }

  /** Somebody makes the person of a row by hand; our own request never arrives. */
  static SimHistory e3() {
    return creating(2)
        .and(create(2, Kind.LOST))
        .and(OtherAct.of(when(CallKind.CREATE_USER, 2, Stage.LEAVES), OtherAct.Kind.TWIN, 2));
  }

  /** Somebody adds a person of a row after the list was read, and nothing goes wrong. */
  static SimHistory e4() {
    return creating(2)
        .and(
            OtherAct.of(
                when(CallKind.LIST_EVERYBODY, RowTags.NOBODY, Stage.ENDED), OtherAct.Kind.TWIN, 2));
  }

  static SimHistory ended(SimRow... today) {
    List<SimRow> before = new ArrayList<>();
    for (int n = 1; n <= 3; n++) {
      before.add(visitor(today.length + n, "2026-03-02 09:00:00", "2026-03-03 18:00:00"));
    }
    return SimHistory.quiet(1, SimTask.visitors().removing(), List.of(today), List.of(host()))
        .after(before);
  }

  /** What the server takes in one spelling only is held of a person, and no row asks for it. */
  static SimHistory spelling(FieldSpelling spelling) {
    return updating(2, "entryTime", "2019-05-06", "areaCode", "86")
        .withTraits(WorldTraits.plain().withSpelling(spelling));
  }

  /**
   * Visitors whose import was stopped are prolonged by the front desk. The server is out of reach
   * when it stops, so nobody sees how it lists them.
   */
  static SimHistory e5() {
    SimHistory history =
        ended(visitor(1, "2026-03-06 09:00:00", "2026-03-07 18:00:00"))
            .and(
                new MachineEvent(
                    0, when(CallKind.CREATE_GUEST, 4, Stage.ENDED), MachineEvent.Kind.STOP, 0))
            .and(
                OtherAct.of(when(CallKind.CREATE_GUEST, 4, Stage.ENDED), OtherAct.Kind.OUTAGE, 0)
                    .numbered(600_000));
    for (int row = 2; row <= 4; row++) {
      history =
          history.and(
              OtherAct.edit(WorldMoment.at(3_600_000), row, "dateTimeTo", "2026-03-20 18:00:00"));
    }
    return history;
  }

  /**
   * The creates of visitors are not answered, and the front desk then gives them new photos, which
   * the server tells by no time.
   */
  static SimHistory newPhotosOfAdopted() {
    SimHistory history = ended(visitor(1, "2026-03-06 09:00:00", "2026-03-07 18:00:00"));
    for (int row = 2; row <= 4; row++) {
      history =
          history
              .and(WorldFault.of(CallKind.CREATE_GUEST, row, 1, Kind.GATEWAY_AFTER).coded(502))
              .and(OtherAct.of(WorldMoment.at(3_600_000), OtherAct.Kind.NEW_PHOTO, row));
    }
    return history;
  }

  /** The front desk notes something about a visitor in the moment after they were made. */
  static SimHistory remarkAtOnce() {
    return ended(visitor(1, "2026-03-06 09:00:00", "2026-03-07 18:00:00"))
        .and(
            OtherAct.edit(when(CallKind.CREATE_GUEST, 2, Stage.ENDED), 2, "remark", "to the boss"));
  }

  /** A row of today waits for a decision about a visitor whose visit is over. */
  static SimHistory e6() {
    return ended(visitor(1, "2026-03-06 09:00:00", "2026-03-07 18:00:00").withFace(2));
  }

  /** Two rows are one person on the server, one by number, one by telephone. */
  static SimHistory e7() {
    SimResident both = resident(1, "mobile", "13800001001");
    SimRow byNumber = row(1, "position", "Chief").withFace(0);
    SimRow byMobile =
        row(2, "name", "Person 1", "jobNumber", "", "mobile", "13800001001", "remark", "new")
            .withFace(0);
    return SimHistory.quiet(
        1,
        SimTask.staff().updating().lookingUp(Lookup.LIST).careless(true, false),
        List.of(byNumber, byMobile),
        List.of(host(), both));
  }

  /** Killed in the update that follows 50001; somebody edits; the same again. */
  static SimHistory e8() {
    return creating(2)
        .and(create(1, Kind.CODE_AFTER).coded(50001))
        .and(
            new MachineEvent(
                0, when(CallKind.UPDATE_USER, 1, Stage.LEAVES), MachineEvent.Kind.DEATH, 0))
        .and(
            OtherAct.edit(
                when(CallKind.UPDATE_USER, 1, Stage.LEAVES).plus(3_000), 1, "position", "by hand"));
  }
}
