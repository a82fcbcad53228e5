package dev.senselink.batch.enrol;

import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.machine.PermitPool;
import dev.senselink.batch.outcome.Outcome;
import java.util.function.Supplier;

/**
 * The first request of a kind goes alone: until one of them was sent and read back, no other of its
 * kind starts.
 *
 * <p>Why: a server that drops photos or groups would otherwise do so for sixteen people before
 * anybody noticed.
 */
final class Canary {
  private final PermitPool alone;
  private volatile boolean passed;

  Canary(Machine machine) {
    this.alone = new PermitPool(machine, 1);
  }

  /** Sends, alone if nothing of this kind has passed yet. */
  Outcome through(Supplier<Outcome> send) {
    if (passed) {
      return send.get();
    }
    alone.acquireAnyway();
    try {
      if (!passed) {
        return send.get();
      }
    } finally {
      alone.release();
    }
    return send.get();
  }

  /** Whether the next good answer is to be read back. */
  boolean isDue() {
    return !passed;
  }

  /** The read-back showed what was asked for. */
  void passed() {
    passed = true;
  }
}
