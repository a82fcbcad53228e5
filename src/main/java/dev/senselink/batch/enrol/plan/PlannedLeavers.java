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

/** The people whom a plan takes out of their groups: nobody else, and only as they were seen. */
public final class PlannedLeavers {
  private final Map<Long, String> seen = new HashMap<>();
  private final PersonSight sight;

  public PlannedLeavers(PlanWords words) {
    this.sight = words.sight();
  }

  /** Takes a line of somebody whom no row names. */
  public void add(PlanLine line) {
    Long person = line.personId();
    if (line.row() == null && person != null && line.action() == PlannedAction.REVOKE) {
      seen.put(person, line.seen());
    }
  }

  /**
   * Why somebody is not as the plan has them, in words; null where they are.
   *
   * @param begun whether this run has begun to take them out of their groups before
   */
  public @Nullable String otherwise(Person person, boolean begun) {
    String planned = seen.get(person.id());
    if (planned == null) {
      return words(
          "plan.stale",
          words(
              "plan.stale.action",
              words("plan.does." + PlannedAction.NONE),
              words("plan.does." + PlannedAction.REVOKE),
              ""));
    }
    List<String> differing = new ArrayList<>(sight.differing(planned, person, null));
    if (begun) {
      differing.remove(RosterColumn.GROUPS.header());
    }
    return differing.isEmpty()
        ? null
        : words("plan.stale", words("plan.stale.seen", RosterFieldNames.list(differing)));
  }
}
