package dev.senselink.batch.enrol.plan;

import dev.senselink.batch.ledger.plan.PlannedAction;
import dev.senselink.batch.ledger.plan.PlannedChange;
import dev.senselink.batch.ledger.plan.PlannedPhoto;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is about to be changed, in the words of a plan. */
public record ProposedChange(
    PlannedAction action,
    @Nullable Long person,
    String seen,
    List<PlannedChange> changes,
    @Nullable PlannedPhoto photo) {
  public ProposedChange {
    changes = List.copyOf(changes);
  }
}
