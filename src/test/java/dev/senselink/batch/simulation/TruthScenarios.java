package dev.senselink.batch.simulation;

import static dev.senselink.batch.simulation.EngineScenarios.create;
import static dev.senselink.batch.simulation.EngineScenarios.creating;
import static dev.senselink.batch.simulation.EngineScenarios.faceless;
import static dev.senselink.batch.simulation.EngineScenarios.host;
import static dev.senselink.batch.simulation.EngineScenarios.resident;
import static dev.senselink.batch.simulation.EngineScenarios.row;
import static dev.senselink.batch.simulation.EngineScenarios.rows;
import static dev.senselink.batch.simulation.EngineScenarios.tagOfResident;
import static dev.senselink.batch.simulation.EngineScenarios.updating;
import static dev.senselink.batch.simulation.EngineScenarios.visitor;
import static dev.senselink.batch.simulation.EngineScenarios.when;
import static dev.senselink.batch.simulation.OverwriteScenarios.ended;

import dev.senselink.batch.job.ImportSettings.Lookup;
import dev.senselink.batch.simulation.WorldFault.Kind;
import dev.senselink.batch.simulation.WorldMoment.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where a run got stuck, or told what was not so: E15 to E23, each a history. */
final class TruthScenarios {
  private static final int DAY = 86_400_000;

  private TruthScenarios() {}

  /** Creates never succeed while everything else works. */
  static SimHistory e15(int code) {
    return creating(30).withTraits(WorldTraits.plain().withDeaf(CallKind.CREATE_USER, code));
  }

  /** No create succeeds, since everybody's face is there already. */
  static SimHistory e16() {
    List<SimResident> residents = new ArrayList<>(List.of(host()));
    for (int n = 1; n <= 12; n++) {
      residents.add(
          SimResident.staff(n + 1, Map.of("name", "Old " + n, "jobNumber", "O" + n)).withFace(n));
    }
    return SimHistory.quiet(1, SimTask.staff().lookingUp(Lookup.LIST), rows(12), residents);
  }

  /** The server's list lags 0.8 s behind. */
  static SimHistory e17() {
    return creating(3).withTraits(WorldTraits.plain().withLag(800));
  }

  /** The list that proves that a search by id works takes longer than any list lags. */
  static SimHistory lateAnswer() {
    return creating(1)
        .withTraits(WorldTraits.plain().withLag(3_000))
        .and(
            WorldFault.of(CallKind.LIST_EVERYBODY, RowTags.NOBODY, 2, Kind.SLOW_ANSWER)
                .after(7_000));
  }

  /** The same, and each two rows have one face. */
  static SimHistory twinsBehind() {
    SimTask task = SimTask.staff().lookingUp(Lookup.LIST);
    List<SimRow> rows =
        List.of(row(1).withFace(7), row(2).withFace(7), row(3).withFace(8), row(4).withFace(8));
    return SimHistory.quiet(1, task, rows, List.of(host()))
        .withTraits(WorldTraits.plain().withLag(800));
  }

  /** The same behind an update of which nothing shows, in a spelling that the server drops. */
  static SimHistory e17update() {
    List<SimRow> rows = List.of(row(1, "areaCode", "86", "idNumber", "ID7").withFace(0));
    SimTask task = SimTask.staff().updating().lookingUp(Lookup.LIST).careless(true, false);
    return SimHistory.quiet(1, task, rows, List.of(host(), resident(1, "areaCode", "86")))
        .withTraits(WorldTraits.plain().withLag(3_000).withSpelling(FieldSpelling.CAMEL));
  }

  /** The first update, in a spelling that the server drops, cannot be read back. */
  static SimHistory unprovenSpelling() {
    List<SimRow> rows = List.of(row(1, "areaCode", "86", "remark", "new").withFace(0));
    SimTask task = SimTask.staff().updating().lookingUp(Lookup.LIST).careless(true, false);
    SimHistory history =
        SimHistory.quiet(1, task, rows, List.of(host(), resident(1, "entryTime", "2019-05-06")))
            .withTraits(WorldTraits.plain().withSpelling(FieldSpelling.CAMEL));
    for (int nth = 2; nth <= 9; nth++) {
      history =
          history.and(
              WorldFault.of(CallKind.GET_PERSON, tagOfResident(1), nth, Kind.GATEWAY_BEFORE)
                  .coded(503));
    }
    return history;
  }

  /** The server keeps what is left out, and the first update leaves the day of entry as it was. */
  static SimHistory keptSpelling() {
    List<SimRow> rows =
        List.of(
            row(1, "remark", "new").withFace(0),
            row(2, "entryTime", "2020-01-06").withFace(0),
            row(3, "entryTime", "2020-01-07").withFace(0));
    List<SimResident> residents =
        List.of(host(), resident(1, "entryTime", "2019-05-06"), resident(2), resident(3));
    SimTask task = SimTask.staff().updating().lookingUp(Lookup.LIST).careless(true, false);
    return SimHistory.quiet(1, task, rows, residents)
        .withTraits(WorldTraits.plain().withSpelling(FieldSpelling.CAMEL).withOmitted(true, false));
  }

  /** An update in a spelling that the server drops is carried out when it has been mended. */
  static SimHistory lateSpelling() {
    List<SimRow> rows = List.of(row(1, "areaCode", "86").withFace(0));
    SimTask task = SimTask.staff().updating().lookingUp(Lookup.LIST).careless(true, false);
    return SimHistory.quiet(1, task, rows, List.of(host(), resident(1, "entryTime", "2019-05-06")))
        .withTraits(WorldTraits.plain().withSpelling(FieldSpelling.CAMEL))
        .and(
            WorldFault.of(CallKind.UPDATE_USER, tagOfResident(1), 1, Kind.GATEWAY_LATE)
                .coded(504)
                .after(86_000));
  }

  /** The same, of whom an update makes known to the doors first. */
  static SimHistory settledSpelling() {
    SimTask task = SimTask.staff().lookingUp(Lookup.LIST);
    return SimHistory.quiet(1, task, List.of(row(1, "entryTime", "2020-01-06")), List.of(host()))
        .withTraits(WorldTraits.plain().withSpelling(FieldSpelling.CAMEL))
        .and(create(1, Kind.CODE_AFTER).coded(50001));
  }

  /** The same, and the update that mends it never gets through to the doors. */
  static SimHistory settledForNoDoor(Kind refusal) {
    SimHistory history = settledSpelling();
    for (int nth = 2; nth <= history.task().tries() + 1; nth++) {
      history = history.and(WorldFault.of(CallKind.UPDATE_USER, 1, nth, refusal).coded(50001));
    }
    return history;
  }

  /**
   * The server drops what creates send in another spelling, the process dies before it is mended,
   * and the next is stopped as it reads whom the create has made.
   */
  static SimHistory stoppedBeforeMend() {
    SimTask task = SimTask.staff().lookingUp(Lookup.LIST).careless(true, false);
    List<SimRow> rows = List.of(row(1, "entryTime", "2020-01-06").withFace(0));
    return SimHistory.quiet(1, task, rows, List.of(host()))
        .withTraits(WorldTraits.plain().withSpelling(FieldSpelling.SNAKE))
        .and(
            new MachineEvent(
                0, when(CallKind.CREATE_USER, 1, Stage.ENDED), MachineEvent.Kind.DEATH, 0))
        .and(
            new MachineEvent(
                1, when(CallKind.GET_PERSON, 1, Stage.LEAVES), MachineEvent.Kind.STOP, 0));
  }

  /** Somebody decides to create a row, and what the server has dropped of it cannot be mended. */
  static SimHistory decidedAndCutShort() {
    SimTask task = SimTask.staff().lookingUp(Lookup.LIST).careless(true, false);
    SimRow one = row(1, "entryTime", "2020-01-06").withFace(0);
    List<SimResident> residents = List.of(host(), resident(1, "name", "Somebody else"));
    return SimHistory.quiet(1, task, List.of(one), residents)
        .withTraits(WorldTraits.plain().withSpelling(FieldSpelling.SNAKE))
        .and(ErrandBetween.atEnd(ErrandBetween.Kind.RESOLVE))
        .and(
            new MachineEvent(
                1, when(CallKind.CREATE_USER, 1, Stage.ENDED), MachineEvent.Kind.DEATH, 0));
  }

  /** The server does not keep the remark of a visitor. */
  static SimHistory lostRemark() {
    SimRow one =
        visitor(1, "2026-03-03 09:00:00", "2026-03-06 18:00:00").with("remark", "HR note 1");
    return SimHistory.quiet(
            1, SimTask.visitors().lookingUp(Lookup.LIST), List.of(one), List.of(host()))
        .and(WorldFault.twist(CallKind.CREATE_GUEST, 1, 1, ExchangeTwist.LOSES_REMARK));
  }

  /** Two creates of one row are carried out, and the list shows the later one when all is over. */
  static SimHistory twiceBehind() {
    return faceless(1)
        .withTask(faceless(1).task().patience(1, 3, 2))
        .withTraits(WorldTraits.plain().withLag(1_500))
        .and(create(1, Kind.GATEWAY_LATE).coded(503).after(4_600));
  }

  /** The same where the process that sent them has been stopped by what another row met. */
  static SimHistory twiceBeforeStop() {
    List<SimRow> rows = List.of(row(1).withFace(0), row(2, "department", "Sales").withFace(0));
    return SimHistory.quiet(1, faceless(1).task(), rows, List.of(host()))
        .and(
            create(1, Kind.GATEWAY_LATE).coded(502).after(76_000),
            WorldFault.twist(CallKind.CREATE_USER, 2, 1, ExchangeTwist.LOSES_GROUPS));
  }

  /** Creates lose the day of entry, the list lags behind, and job numbers are kept in capitals. */
  static SimHistory spellingBehind() {
    List<SimRow> rows = new ArrayList<>();
    for (int n = 1; n <= 3; n++) {
      rows.add(row(n, "jobNumber", "Ab10" + n, "entryTime", "2020-01-0" + n));
    }
    return SimHistory.quiet(1, SimTask.staff().lookingUp(Lookup.LIST), rows, List.of(host()))
        .withTraits(
            WorldTraits.plain()
                .withLag(1_500)
                .withSpelling(FieldSpelling.SNAKE)
                .withStorage(WorldTraits.KeyStorage.UPPER, false, 0));
  }

  /** No door knows whom a create has made, and the process that was told so dies a bit later. */
  static SimHistory unknownFaceThenDeath() {
    WorldMoment looking = when(CallKind.IMAGE, 1, Stage.ENDED);
    return creating(1)
        .and(create(1, Kind.CODE_AFTER).coded(50001))
        .and(new MachineEvent(0, looking, MachineEvent.Kind.DEATH, 0));
  }

  /** The same, and the run is stopped before it could tell the doors. */
  static SimHistory unknownFaceThenStop() {
    return creating(1)
        .and(create(1, Kind.CODE_AFTER).coded(50001))
        .and(new MachineEvent(0, when(CallKind.IMAGE, 1, Stage.ENDED), MachineEvent.Kind.STOP, 0));
  }

  /** The same on a server that cuts texts, so that nobody can tell that they are the row's own. */
  static SimHistory unknownFaceOfCutText() {
    SimTask task = SimTask.staff().lookingUp(Lookup.LIST);
    List<SimRow> rows = List.of(row(1, "remark", "a longer text"));
    return SimHistory.quiet(1, task, rows, List.of(host()))
        .withTraits(WorldTraits.plain().withStorage(WorldTraits.KeyStorage.AS_SENT, false, 8))
        .and(create(1, Kind.CODE_AFTER).coded(50001));
  }

  /** The same, and the run is stopped before it could look. */
  static SimHistory unknownFaceOfCutTextThenStop() {
    WorldMoment sent = when(CallKind.CREATE_USER, 1, Stage.ENDED);
    return unknownFaceOfCutText().and(new MachineEvent(0, sent, MachineEvent.Kind.STOP, 0));
  }

  /** The process dies over a create, and the server shows the next no picture. */
  static SimHistory unansweredPicture() {
    WorldMoment sent = when(CallKind.CREATE_USER, 1, Stage.ENDED);
    SimHistory history = creating(1).and(new MachineEvent(0, sent, MachineEvent.Kind.DEATH, 0));
    for (int nth = 1; nth <= history.task().tries(); nth++) {
      history = history.and(WorldFault.of(CallKind.IMAGE, 1, nth, Kind.GATEWAY_BEFORE).coded(503));
    }
    return history;
  }

  /**
   * The process dies over a create with an ID number, and the next is stopped before it is shown
   * once more whom it has made.
   */
  static SimHistory stoppedBeforeIdNumber() {
    SimTask task = SimTask.staff().lookingUp(Lookup.LIST).careless(true, false);
    List<SimRow> rows = List.of(row(1, "idNumber", "ID7").withFace(0));
    return SimHistory.quiet(1, task, rows, List.of(host()))
        .and(
            new MachineEvent(
                0, when(CallKind.CREATE_USER, 1, Stage.ENDED), MachineEvent.Kind.DEATH, 0))
        .and(
            new MachineEvent(
                1, when(CallKind.GET_PERSON, 1, Stage.ENDED), MachineEvent.Kind.STOP, 0));
  }

  /** The server's list lags behind its deletes. */
  static SimHistory e17delete() {
    return ended(visitor(1, "2026-03-06 09:00:00", "2026-03-07 18:00:00"))
        .withTraits(WorldTraits.plain().withLag(3_000));
  }

  /** The server trims what it has held with blanks. */
  static SimHistory e18() {
    return updating(2, "position", "Chief ")
        .withTraits(WorldTraits.plain().withStorage(WorldTraits.KeyStorage.AS_SENT, true, 0));
  }

  /** The server keeps job numbers in capitals, and a roster has another spelling. */
  static SimHistory e18capitals() {
    List<SimRow> rows = List.of(row(1, "jobNumber", "Ab101").withFace(0));
    SimTask task = SimTask.staff().updating().lookingUp(Lookup.LIST).careless(true, false);
    return SimHistory.quiet(1, task, rows, List.of(host(), resident(1, "jobNumber", "AB101")))
        .withTraits(WorldTraits.plain().withStorage(WorldTraits.KeyStorage.UPPER, false, 0));
  }

  /** From the second create on the photo is not kept. */
  static SimHistory e19create() {
    return creating(3)
        .and(
            WorldFault.twist(CallKind.CREATE_USER, 2, 1, ExchangeTwist.LOSES_PHOTO),
            WorldFault.twist(CallKind.CREATE_USER, 3, 1, ExchangeTwist.LOSES_PHOTO));
  }

  /** Updates after the first are answered well and do nothing. */
  static SimHistory e19update() {
    return updating(3)
        .and(
            WorldFault.twist(
                CallKind.UPDATE_USER, tagOfResident(2), 1, ExchangeTwist.TAKES_NOTHING),
            WorldFault.twist(
                CallKind.UPDATE_USER, tagOfResident(3), 1, ExchangeTwist.TAKES_NOTHING));
  }

  /** The same of updates that change a photo and nothing else. */
  static SimHistory e19photo() {
    List<SimResident> residents = List.of(host(), resident(1), resident(2), resident(3));
    SimTask task = SimTask.staff().updating().lookingUp(Lookup.LIST);
    return SimHistory.quiet(1, task, rows(3), residents)
        .and(
            WorldFault.twist(
                CallKind.UPDATE_USER, tagOfResident(2), 1, ExchangeTwist.TAKES_NOTHING),
            WorldFault.twist(
                CallKind.UPDATE_USER, tagOfResident(3), 1, ExchangeTwist.TAKES_NOTHING));
  }

  /** A create is answered well, and nobody is made. */
  static SimHistory e19nobody() {
    return faceless(1)
        .and(WorldFault.twist(CallKind.CREATE_USER, 1, 1, ExchangeTwist.TAKES_NOTHING));
  }

  /** A refusal of 12,000 characters. */
  static SimHistory e20words() {
    return creating(2).and(create(2, Kind.LONG_WORDS).coded(30001));
  }

  /** A text of 3,000 characters on the server. */
  static SimHistory e20text() {
    SimHistory history = creating(2);
    List<SimResident> residents = new ArrayList<>(history.residents());
    residents.add(resident(1, "remark", "r".repeat(3_000)));
    residents.add(
        SimResident.staff(3, Map.of("name", "n".repeat(3_000), "jobNumber", "L")).withFace(2));
    return history.withResidents(residents);
  }

  /** The disk is full while creates leave, and the power goes. */
  static SimHistory e22() {
    SimHistory history = creating(6);
    for (int flush = 1; flush <= 3; flush++) {
      history =
          history.and(
              new MachineEvent(0, WorldMoment.forced(flush), MachineEvent.Kind.DISK_FULL, 60_000));
    }
    return history.and(
        new MachineEvent(0, when(CallKind.CREATE_USER, 3, Stage.DONE), MachineEvent.Kind.DEATH, 0));
  }

  private static SimHistory tomorrow() {
    List<SimRow> rows = List.of(visitor(1, "2026-03-03 09:00:00", "2026-03-03 18:00:00"));
    return SimHistory.quiet(1, SimTask.visitors().lookingUp(Lookup.LIST), rows, List.of(host()));
  }

  /** A gateway's pages say, one after the other, that it is three days later. */
  static SimHistory e23() {
    SimHistory history = tomorrow();
    for (int nth = 1; nth <= 2; nth++) {
      history =
          history.and(
              WorldFault.of(CallKind.LIST_EVERYBODY, RowTags.NOBODY, nth, Kind.GATEWAY_DATE)
                  .coded(502));
    }
    return history;
  }

  /** One answer of the server's itself says so. */
  static SimHistory e23jump() {
    return tomorrow()
        .and(
            OtherAct.of(
                    when(CallKind.LIST_EVERYBODY, RowTags.NOBODY, Stage.LEAVES),
                    OtherAct.Kind.SERVER_CLOCK,
                    0)
                .numbered(3 * DAY),
            OtherAct.of(
                    when(CallKind.LIST_EVERYBODY, RowTags.NOBODY, Stage.ENDED),
                    OtherAct.Kind.SERVER_CLOCK,
                    0)
                .numbered(-3 * DAY));
  }
}
