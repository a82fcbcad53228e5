package dev.senselink.batch.ledger.plan;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is to be done with somebody. The words are those of the plan's file: add, never rename. */
public enum PlannedAction {
  CREATE,
  UPDATE,
  RETURN,
  REVOKE,
  DELETE,
  NONE,
  REVIEW,
  REJECT;

  /** As the file says it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the server would be changed. */
  public boolean changes() {
    return ordinal() < NONE.ordinal();
  }

  static Optional<PlannedAction> of(String word) {
    return Arrays.stream(values()).filter(action -> action.word().equals(word)).findFirst();
  }
}
