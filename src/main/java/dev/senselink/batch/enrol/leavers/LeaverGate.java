package dev.senselink.batch.enrol.leavers;

import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.ledger.lists.Leaver;
import dev.senselink.batch.ledger.plan.PlanLine;
import dev.senselink.batch.ledger.plan.PlannedAction;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Is asked when a leaver is about to lose their groups or to be deleted, and nothing has left. */
public interface LeaverGate {
  /** Everybody who is due may be: an ordinary run. */
  LeaverGate OPEN = (action, leaver, person, begun) -> null;

  /**
   * Somebody is about to be taken out of every group, or deleted.
   *
   * @param action which of the two
   * @param person as just read
   * @param begun whether this run has begun with them in an earlier process
   * @return what is noted instead; {@code null} where it may be done
   */
  @Nullable Leaver held(PlannedAction action, Leaver leaver, Person person, boolean begun);

  /** The lines of a plan, by person: the report has to say what became of each. */
  default Map<Long, PlanLine> planned() {
    return Map.of();
  }
}
