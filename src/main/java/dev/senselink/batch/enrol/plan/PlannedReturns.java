package dev.senselink.batch.enrol.plan;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.enrol.row.RosterFieldNames;
import dev.senselink.batch.ledger.plan.PlanLine;
import dev.senselink.batch.ledger.plan.PlannedAction;
import dev.senselink.batch.ledger.plan.PlannedChange;
import dev.senselink.batch.roster.RosterColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** The people to whom a plan gives their groups back: nobody else, and no other groups. */
public final class PlannedReturns {
  private static final String GROUPS = RosterColumn.GROUPS.header();

  private final Map<Integer, PlanLine> lines = new HashMap<>();
  private final PlanWords words;
  private final BiPredicate<String, String> made;

  /**
   * @param made whether the plan's own run has made a place, by its column's name and its own
   */
  public PlannedReturns(PlanWords words, BiPredicate<String, String> made) {
    this.words = words;
    this.made = made;
  }

  /** Takes a line of somebody who returns. */
  public void add(PlanLine line) {
    Integer row = line.row();
    if (row != null && line.action() == PlannedAction.RETURN) {
      lines.put(row, line);
    }
  }

  /**
   * Why it is not what the plan says, in words; null where it is.
   *
   * @param groups ids of those that the person would be in now
   * @param begun whether they may have been given some of them before
   */
  public @Nullable String otherwise(int row, Person person, List<Long> groups, boolean begun) {
    PlanLine line = lines.get(row);
    if (line == null) {
      return words("plan.stale.return");
    }
    Long planned = line.personId();
    if (planned == null || planned != person.id()) {
      return words("plan.stale.person", planned == null ? 0L : planned, person.id());
    }
    PlannedChange now = words.groupsBack(groups);
    if (line.changes().stream()
        .noneMatch(one -> one.field().equals(GROUPS) && PlaceNames.areThose(one, now, made))) {
      return words("plan.stale.changes", RosterFieldNames.list(List.of(GROUPS)));
    }
    return otherwiseSeen(line, person, begun);
  }

  /** Whoever was updated as well was compared before that. */
  private @Nullable String otherwiseSeen(PlanLine line, Person person, boolean begun) {
    boolean updated =
        line.photo() != null
            || line.changes().stream().anyMatch(change -> !change.field().equals(GROUPS));
    if (updated) {
      return null;
    }
    List<String> differing = new ArrayList<>(words.sight().differing(line.seen(), person, null));
    if (begun) {
      differing.remove(GROUPS);
    }
    return differing.isEmpty() ? null : words("plan.stale.seen", RosterFieldNames.list(differing));
  }
}
