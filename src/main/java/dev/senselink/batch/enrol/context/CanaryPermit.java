package dev.senselink.batch.enrol.context;

import dev.senselink.batch.enrol.context.CanaryGate.Kind;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The leave to send that a row holds, if it holds one. Belongs to one row. */
public final class CanaryPermit {
  private CanaryGate.@Nullable Pass pass;

  /** Whether a request of these kinds may leave with it. */
  public boolean covers(Set<Kind> kinds) {
    return kinds.isEmpty() || (pass != null && pass.covers(kinds));
  }

  /** Gets the leave for these kinds, and waits for it. */
  public void enter(CanaryGate canaries, Set<Kind> kinds) {
    if (!covers(kinds)) {
      leave();
      pass = canaries.enter(kinds);
    }
  }

  /** The request was refused, whole and for good: the next may go. */
  public void refused() {
    if (pass != null) {
      pass.refused();
    }
  }

  /** The row's request is over, or is none of the kind. */
  public void leave() {
    if (pass != null) {
      pass.close();
      pass = null;
    }
  }
}
