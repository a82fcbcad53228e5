package dev.senselink.batch.enrol.plan;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.enrol.row.RosterFieldNames;
import dev.senselink.batch.ledger.plan.PlanLine;
import dev.senselink.batch.ledger.plan.PlannedAction;
import dev.senselink.batch.roster.RosterColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The people whom a plan takes out of their groups or deletes: nobody else, and only as seen. */
public final class PlannedLeavers {
  private final Map<Long, PlanLine> lines = new HashMap<>();
  private final PersonSight sight;

  public PlannedLeavers(PlanWords words) {
    this.sight = words.sight();
  }

  /** Takes a line of somebody whom no row names. */
  public void add(PlanLine line) {
    Long person = line.personId();
    boolean leaves = line.action() == PlannedAction.REVOKE || line.action() == PlannedAction.DELETE;
    if (line.row() == null && person != null && leaves) {
      lines.put(person, line);
    }
  }

  /** Their lines, by id. */
  public Map<Long, PlanLine> lines() {
    return Map.copyOf(lines);
  }

  /**
   * Why somebody is not as the plan has them, in words; null where they are.
   *
   * @param action what would be done with them now
   * @param begun whether this run has begun to take them out of their groups before
   */
  public @Nullable String otherwise(PlannedAction action, Person person, boolean begun) {
    PlanLine line = lines.get(person.id());
    if (line == null || line.action() != action) {
      return words(
          "plan.stale",
          words(
              "plan.stale.action",
              words("plan.does." + (line == null ? PlannedAction.NONE : line.action())),
              words("plan.does." + action),
              ""));
    }
    List<String> differing = new ArrayList<>(sight.differing(line.seen(), person, null));
    if (begun) {
      differing.remove(RosterColumn.GROUPS.header());
    }
    return differing.isEmpty()
        ? null
        : words("plan.stale", words("plan.stale.seen", RosterFieldNames.list(differing)));
  }
}
