package dev.senselink.batch.console.plan;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.console.runs.Pager;
import dev.senselink.batch.ledger.plan.PlanLine;
import dev.senselink.batch.ledger.plan.PlannedAction;
import dev.senselink.batch.ledger.plan.PlannedChange;
import dev.senselink.batch.report.ReportParts;
import dev.senselink.batch.report.ReportParts.Tone;
import dev.senselink.batch.roster.RosterColumn;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A plan in the words of the parts that show it. */
public final class PlanTexts {
  private final PlanView plan;
  private final ReportParts parts;

  public PlanTexts(PlanView plan, ReportParts parts) {
    this.plan = plan;
    this.parts = parts;
  }

  /**
   * Values of the parts, with the plan's id and its tone.
   *
   * @param page of those who would be changed, from 0
   * @param more the address of a further page, but for its number
   */
  public Map<String, Object> values(int page, String more) {
    Tone tone = plan.attention() == 0 ? Tone.GOOD : Tone.WARN;
    Map<String, Object> values = new HashMap<>();
    values.put("planId", plan.id());
    values.put("tone", tone.style());
    values.put("sign", tone.sign());
    values.put("counts", counts());
    values.put("planned", plan.shown().stream().map(this::person).toList());
    values.put("hasPlanned", plan.changing() > 0);
    values.put("plannedPager", Map.of("pager", new Pager(page, plan.changing(), more).values()));
    return values;
  }

  /** What is never to be missed from the page, and what there is. */
  private List<Map<String, String>> counts() {
    return Arrays.stream(PlannedAction.values())
        .filter(
            action ->
                plan.of(action) > 0
                    || action == PlannedAction.CREATE
                    || action == PlannedAction.UPDATE)
        .map(
            action ->
                Map.of(
                    "test",
                    "plan-count-" + (action == PlannedAction.REVOKE ? "leave" : action.word()),
                    "name",
                    words("action." + action),
                    "count",
                    parts.number(plan.of(action))))
        .toList();
  }

  private Map<String, Object> person(PlanLine line) {
    List<Map<String, String>> changes =
        line.action() == PlannedAction.CREATE || line.action() == PlannedAction.DELETE
            ? List.of()
            : line.changes().stream()
                .map(PlannedChange::shown)
                .map(
                    change ->
                        Map.of(
                            "field", spoken(change.field()),
                            "from", change.from(),
                            "to", change.to()))
                .toList();
    return Map.of(
        "name", line.name(),
        "key", line.key(),
        "line", line.line() == 0 ? "" : String.valueOf(line.line()),
        "action", words("action." + line.action()),
        "photo", line.photo() != null && line.action() != PlannedAction.CREATE,
        "changes", changes,
        "hasChanges", !changes.isEmpty());
  }

  private static String spoken(String field) {
    return Arrays.stream(RosterColumn.values())
        .filter(column -> column.header().equals(field))
        .findFirst()
        .map(RosterColumn::spoken)
        .orElse(field);
  }
}
