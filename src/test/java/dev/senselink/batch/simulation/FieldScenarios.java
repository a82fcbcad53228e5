package dev.senselink.batch.simulation;

import static dev.senselink.batch.simulation.EngineScenarios.create;
import static dev.senselink.batch.simulation.EngineScenarios.host;
import static dev.senselink.batch.simulation.EngineScenarios.row;
import static dev.senselink.batch.simulation.EngineScenarios.rows;
import static dev.senselink.batch.simulation.EngineScenarios.tagOfResident;
import static dev.senselink.batch.simulation.EngineScenarios.updating;
import static dev.senselink.batch.simulation.EngineScenarios.when;

import dev.senselink.batch.job.ImportSettings.Lookup;
import dev.senselink.batch.simulation.WorldFault.Kind;
import dev.senselink.batch.simulation.WorldMoment.Stage;
import java.util.List;

/** Fields that are hard to see: those of two spellings, the ID number, and what a mend loses. */
final class FieldScenarios {
  private FieldScenarios() {}

  /** Updates that fill in an ID number and nothing else are answered well and do nothing. */
  static SimHistory idNumbersNotTaken() {
    SimHistory updating = updating(3);
    List<SimRow> rows =
        updating.rows().stream()
            .map(row -> row(row.number(), "idNumber", "ID" + row.number()).withFace(0))
            .toList();
    return updating
        .withRows(rows)
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
    SimHistory updating = updating(3);
    List<SimRow> rows =
        updating.rows().stream()
            .map(row -> row(row.number(), "entryTime", "2020-01-02").withFace(0))
            .toList();
    return updating
        .withRows(rows)
        .withTraits(
            WorldTraits.plain().withSpelling(FieldSpelling.SNAKE).withSpeed(300, 0).withLag(4_700))
        .and(
            OtherAct.edit(WorldMoment.at(500), tagOfResident(1), "remark", "by hand"),
            OtherAct.edit(WorldMoment.at(500), tagOfResident(2), "remark", "by hand"),
            OtherAct.edit(WorldMoment.at(500), tagOfResident(3), "remark", "by hand"));
  }

  private static SimHistory spelledOtherwise(List<SimRow> rows) {
    SimTask task = SimTask.staff().lookingUp(Lookup.LIST);
    return SimHistory.quiet(1, task, rows, List.of(host()))
        .withTraits(WorldTraits.plain().withSpelling(FieldSpelling.SNAKE));
  }
}
