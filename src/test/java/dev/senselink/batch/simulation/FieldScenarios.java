package dev.senselink.batch.simulation;

import static dev.senselink.batch.simulation.EngineScenarios.create;
import static dev.senselink.batch.simulation.EngineScenarios.host;
import static dev.senselink.batch.simulation.EngineScenarios.resident;
import static dev.senselink.batch.simulation.EngineScenarios.row;
import static dev.senselink.batch.simulation.EngineScenarios.rows;
import static dev.senselink.batch.simulation.EngineScenarios.tagOfResident;
import static dev.senselink.batch.simulation.EngineScenarios.updating;
import static dev.senselink.batch.simulation.EngineScenarios.visitor;
import static dev.senselink.batch.simulation.EngineScenarios.when;

import dev.senselink.batch.enrol.row.EnrolmentSettings.OnExisting;
import dev.senselink.batch.enrol.row.EnrolmentSettings.OnSimilar;
import dev.senselink.batch.job.ImportSettings.Lookup;
import dev.senselink.batch.simulation.WorldFault.Kind;
import dev.senselink.batch.simulation.WorldMoment.Stage;
import java.util.ArrayList;
import java.util.List;

/** Fields that are hard to see: those of two spellings, the ID number, and what a mend loses. */
final class FieldScenarios {
  /** More than are asked for by id. */
  static final int MANY = 200;

  private FieldScenarios() {}

  /** Updates that fill in an ID number and nothing else are answered well and do nothing. */
  static SimHistory idNumbersNotTaken() {
    return updatingWith(3, "idNumber", "ID")
        .and(
            WorldFault.twist(
                CallKind.UPDATE_USER, tagOfResident(1), 1, ExchangeTwist.TAKES_NOTHING),
            WorldFault.twist(
                CallKind.UPDATE_USER, tagOfResident(3), 1, ExchangeTwist.TAKES_NOTHING));
  }

  /**
   * Just before a create that the server never gets somebody makes the same person, without the
   * department; that creates keep it is known by then.
   */
  static SimHistory doubleWithoutDepartment() {
    List<SimRow> rows =
        List.of(row(1, "department", "Research").withFace(0), row(2, "department", "Research"));
    SimTask task = SimTask.staff().lookingUp(Lookup.LIST).careless(true, false);
    return SimHistory.quiet(1, task, rows, List.of(host()))
        .and(create(2, Kind.GATEWAY_BEFORE).coded(502))
        .and(OtherAct.of(when(CallKind.CREATE_USER, 2, Stage.LEAVES), OtherAct.Kind.DOUBLE, 2));
  }

  /** The same of somebody without the ID number, which nobody can compare. */
  static SimHistory doubleWithoutIdNumber() {
    List<SimRow> rows = List.of(row(1, "idNumber", "110105194912310027").withFace(0));
    SimTask task = SimTask.staff().lookingUp(Lookup.LIST).careless(true, false);
    return SimHistory.quiet(1, task, rows, List.of(host()))
        .and(create(1, Kind.GATEWAY_BEFORE).coded(502))
        .and(OtherAct.of(when(CallKind.CREATE_USER, 1, Stage.LEAVES), OtherAct.Kind.TWIN, 1));
  }

  /** The update that sets what a create has dropped loses another field. */
  static SimHistory lostByMend() {
    return spelledOtherwise(rows(1, "areaCode", "86", "remark", "a remark"))
        .and(WorldFault.twist(CallKind.UPDATE_USER, 1, 1, ExchangeTwist.LOSES_REMARK));
  }

  /**
   * The list lags behind, and while the spelling of updates is found out somebody else edits the
   * person whom it is found out with.
   */
  static SimHistory editedWhileLearning() {
    SimHistory history = spelledOtherwise(rows(3, "entryTime", "2020-01-02"));
    return history
        .withTraits(history.traits().withLag(4_700))
        .and(OtherAct.edit(WorldMoment.at(2_000), 1, "remark", "by hand"));
  }

  /** The same with people who are there, and a slow server. */
  static SimHistory editedWhileUpdating() {
    return updatingWith(3, "entryTime", "2020-01-02")
        .withTraits(
            WorldTraits.plain().withSpelling(FieldSpelling.SNAKE).withSpeed(300, 0).withLag(4_700))
        .and(
            OtherAct.edit(WorldMoment.at(500), tagOfResident(1), "remark", "by hand"),
            OtherAct.edit(WorldMoment.at(500), tagOfResident(2), "remark", "by hand"),
            OtherAct.edit(WorldMoment.at(500), tagOfResident(3), "remark", "by hand"));
  }

  /**
   * While one row learns that the other spelling is taken, another one waits for its read. What is
   * left out stays, so that an update before them has proved nothing.
   */
  static SimHistory disprovedMeanwhile() {
    List<SimRow> rows =
        List.of(
            row(1, "areaCode", "86", "remark", "new").withFace(0),
            row(2, "areaCode", "852").withFace(0),
            row(3, "areaCode", "852"));
    List<SimResident> residents =
        List.of(host(), resident(1, "areaCode", "86"), resident(2), resident(3));
    return SimHistory.quiet(1, updating(3).task(), rows, residents)
        .withTraits(WorldTraits.plain().withSpelling(FieldSpelling.CAMEL).withOmitted(true, false))
        .and(slow(CallKind.COUNT_FACES, 3, 3_000))
        .and(slow(CallKind.GET_PERSON, tagOfResident(3), 10_000));
  }

  /** Three refusals, so that two updates are under way at once before anything is known. */
  static SimHistory disprovedUnderWay() {
    SimHistory updating = updating(5);
    SimHistory history =
        updating
            .withRows(rows(5, "areaCode", "852"))
            .withTraits(WorldTraits.plain().withSpelling(FieldSpelling.CAMEL))
            .withTask(updating.task().patience(30, 8, 5));
    for (int row = 1; row <= 3; row++) {
      history =
          history.and(
              WorldFault.of(CallKind.UPDATE_USER, tagOfResident(row), 1, Kind.CODE_BEFORE)
                  .coded(30001));
    }
    return history
        .and(slow(CallKind.COUNT_FACES, 4, 5_000), slow(CallKind.COUNT_FACES, 5, 5_000))
        .and(slow(CallKind.UPDATE_USER, tagOfResident(5), 20_000));
  }

  private static WorldFault slow(CallKind kind, int tag, int millis) {
    return WorldFault.of(kind, tag, 1, Kind.SLOW_ANSWER).after(millis);
  }

  /** The mend of the first update is in the server's spelling, and somebody writes over it. */
  static SimHistory overwrittenWhileLearning() {
    return learningCamel(3).and(overwriting(1, 2));
  }

  /** No spelling is taken, and an update erases what it means to keep. */
  static SimHistory keptInNoSpelling() {
    SimHistory updating = updating(5, "areaCode", "86");
    List<SimRow> rows = new ArrayList<>(updating.rows());
    rows.set(0, row(1, "areaCode", "852").withFace(0));
    return updating.withRows(rows).withTraits(WorldTraits.plain().withSpelling(FieldSpelling.NONE));
  }

  /** No spelling is taken, what is left out stays, and everybody has another such field. */
  static SimHistory keptThoughNoSpellingHelps() {
    return updatingWith(12, "areaCode", "852", "entryTime", "2020-01-02")
        .withTraits(WorldTraits.plain().withSpelling(FieldSpelling.NONE).withOmitted(true, false));
  }

  /**
   * After each of the first two updates somebody writes over what is to be read back; the fourth
   * row comes second, as the seed has it.
   */
  static SimHistory overwrittenTwice() {
    SimHistory history = learningCamel(4);
    return history
        .withTask(history.task().patience(30, 8, 1))
        .and(overwriting(1, 1), overwriting(4, 1));
  }

  private static SimHistory learningCamel(int rows) {
    return updatingWith(rows, "areaCode", "852")
        .withTraits(WorldTraits.plain().withSpelling(FieldSpelling.CAMEL));
  }

  private static OtherAct overwriting(int row, int nth) {
    return OtherAct.edit(
        WorldMoment.on(CallKind.UPDATE_USER, tagOfResident(row), nth, Stage.ENDED),
        tagOfResident(row),
        "areaCode",
        "109");
  }

  /** The first update is answered well and does nothing; the other spelling erases. */
  static SimHistory swallowedWhileLearning() {
    return swallowedWhileLearning(1);
  }

  private static SimHistory swallowedWhileLearning(int first) {
    return updatingWith(3, "areaCode", "852", "entryTime", "2020-01-02")
        .withTraits(WorldTraits.plain().withSpelling(FieldSpelling.SNAKE))
        .and(
            WorldFault.twist(
                CallKind.UPDATE_USER, tagOfResident(first), 1, ExchangeTwist.TAKES_NOTHING));
  }

  /**
   * The same of an update with a photo, which the mend does not send again; the photo of the second
   * row is ready first.
   */
  static SimHistory photoSwallowedWhileLearning() {
    SimHistory history = swallowedWhileLearning(2);
    return history.withRows(
        history.rows().stream().map(row -> row.withFace(row.number())).toList());
  }

  /** An update of a field that others have set does nothing, in the server's spelling. */
  static SimHistory swallowedOnceLearnt() {
    SimHistory history = updatingWith(3, "areaCode", "852");
    return history
        .withTask(history.task().patience(30, 8, 1))
        .and(
            WorldFault.twist(
                CallKind.UPDATE_USER, tagOfResident(1), 1, ExchangeTwist.TAKES_NOTHING),
            WorldFault.twist(
                CallKind.UPDATE_USER, tagOfResident(2), 1, ExchangeTwist.TAKES_NOTHING));
  }

  /** An update with a photo does nothing, and its answer shows the photo that is there. */
  static SimHistory photoNotTaken() {
    SimHistory history = updating(2);
    return history
        .withRows(history.rows().stream().map(row -> row.withFace(row.number())).toList())
        .and(
            WorldFault.twist(
                CallKind.UPDATE_USER, tagOfResident(1), 1, ExchangeTwist.SHOWS_NOTHING));
  }

  /** New hours of a visitor whose photo the server has alone do nothing. */
  static SimHistory hoursNotTaken() {
    SimRow today = visitor(1, "2026-03-04 09:00:00", "2026-03-06 18:00:00").withFace(0);
    return SimHistory.quiet(
            1, SimTask.visitors().careless(true, false), List.of(today), List.of(host()))
        .after(List.of(visitor(1, "2026-03-03 09:00:00", "2026-03-05 18:00:00")))
        .and(WorldFault.twist(CallKind.UPDATE_GUEST, 1, 1, ExchangeTwist.TAKES_NOTHING));
  }

  /** A position is taken, of a remark as much as there was, and an area code in no spelling. */
  static SimHistory takenInPart() {
    List<SimRow> rows =
        List.of(
            row(1, "position", "Guard", "remark", "0123456789ab", "areaCode", "852").withFace(0));
    List<SimResident> residents = List.of(host(), resident(1, "remark", "0123456789"));
    return SimHistory.quiet(1, updating(1).task(), rows, residents)
        .withTraits(
            WorldTraits.plain()
                .withSpelling(FieldSpelling.NONE)
                .withStorage(WorldTraits.KeyStorage.AS_SENT, false, 10));
  }

  /** Nothing that shows is changed of people who have a day of entry. */
  static SimHistory foldedOnly() {
    SimHistory updating = updating(MANY, "entryTime", "2020-01-02");
    return updating
        .withRows(
            updating.rows().stream()
                .map(row -> row(row.number(), "jobNumber", "e" + (100 + row.number())))
                .map(row -> row.withFace(0))
                .toList())
        .withTraits(WorldTraits.plain().withStorage(WorldTraits.KeyStorage.UPPER, false, 0));
  }

  /** What the wrong spelling erased is brought back, and that is not seen again. */
  static SimHistory unreadAfterMend() {
    return updating(2, "entryTime", "2020-01-02")
        .withRows(
            rows(2, "areaCode", "852", "remark", "new").stream().map(r -> r.withFace(0)).toList())
        .withTraits(WorldTraits.plain().withSpelling(FieldSpelling.CAMEL))
        .and(unread(tagOfResident(1), 5), unread(tagOfResident(2), 5));
  }

  /** Creates drop a field, and the first is not seen again. */
  static SimHistory unreadAfterCreate() {
    return spelledOtherwise(rows(2, "entryTime", "2020-01-02")).and(unread(1, 1), unread(2, 1));
  }

  private static WorldFault unread(int tag, int nth) {
    return WorldFault.of(CallKind.GET_PERSON, tag, nth, Kind.CODE_BEFORE).coded(30001);
  }

  /** No spelling is taken, and somebody writes over the last try. */
  static SimHistory overwrittenInNoSpelling() {
    SimHistory history = updatingWith(3, "areaCode", "852");
    return history
        .withTask(history.task().patience(30, 8, 1))
        .withTraits(WorldTraits.plain().withSpelling(FieldSpelling.NONE))
        .and(overwriting(1, 3), overwriting(2, 3), overwriting(3, 3));
  }

  /** Somebody is made past a similar face once it is known that no spelling helps. */
  static SimHistory forcedInNoSpelling() {
    SimTask task =
        SimTask.staff().policies(OnExisting.SKIP, OnSimilar.FORCE).lookingUp(Lookup.LIST);
    List<SimRow> rows = rows(2, "areaCode", "86");
    SimResident similar = host().withFace(rows.get(1).face());
    return SimHistory.quiet(1, task.patience(30, 8, 1), rows, List.of(similar))
        .withTraits(WorldTraits.plain().withSpelling(FieldSpelling.NONE));
  }

  /** Lists that leave out a field which every row keeps, and which one of them has lost. */
  static SimHistory keptAndHidden() {
    return hiding(updatingWith(MANY, "position", "Guard", "remark", "by hand"))
        .and(
            WorldFault.twist(
                CallKind.UPDATE_USER, tagOfResident(9), 1, ExchangeTwist.LOSES_REMARK));
  }

  /** Lists that leave out the field which every row changes. */
  static SimHistory changedAndHidden() {
    return hiding(updating(MANY));
  }

  private static SimHistory hiding(SimHistory history) {
    return history.and(hidden(2), hidden(3));
  }

  private static WorldFault hidden(int nth) {
    return WorldFault.twist(
        CallKind.LIST_EVERYBODY, RowTags.NOBODY, nth, ExchangeTwist.HIDES_REMARK);
  }

  /** All but the first lose a field, and somebody fills it in again of one before it is asked. */
  static SimHistory lostByMany() {
    SimHistory history = updatingWith(MANY, "position", "Guard", "remark", "by hand");
    for (int row = 2; row <= MANY; row++) {
      history =
          history.and(
              WorldFault.twist(
                  CallKind.UPDATE_USER, tagOfResident(row), 1, ExchangeTwist.LOSES_REMARK));
    }
    return history.and(
        OtherAct.edit(
            WorldMoment.on(CallKind.LIST_EVERYBODY, RowTags.NOBODY, 3, Stage.ENDED),
            tagOfResident(2),
            "remark",
            "once more"));
  }

  /** People change groups and nothing else, and the last of them are not listed so yet. */
  static SimHistory groupsBehind() {
    SimHistory updating = updating(MANY);
    return updating
        .withRows(
            updating.rows().stream()
                .map(row -> row(row.number(), "groups", "Extra").withFace(0))
                .toList())
        .withTraits(WorldTraits.plain().withLag(4_700));
  }

  /** Of each row a field that the people who are there have not, and nothing else. */
  private static SimHistory updatingWith(int count, String field, String value, String... held) {
    SimHistory updating = updating(count, held);
    boolean numbered = field.equals("idNumber");
    return updating.withRows(
        updating.rows().stream()
            .map(row -> row(row.number(), field, numbered ? value + row.number() : value))
            .map(row -> row.withFace(0))
            .toList());
  }

  private static SimHistory spelledOtherwise(List<SimRow> rows) {
    SimTask task = SimTask.staff().lookingUp(Lookup.LIST);
    return SimHistory.quiet(1, task, rows, List.of(host()))
        .withTraits(WorldTraits.plain().withSpelling(FieldSpelling.SNAKE));
  }
}
