package dev.senselink.batch.enrol;

import dev.senselink.batch.machine.Promise;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What has to be in the ledger before a request leaves. Belongs to one row.
 *
 * <p>Why there are two kinds: a look finds out what became of a create, so its intent is written
 * early and the wait is hidden. A lost {@code force=1} is never sent again, so one that has not
 * left must not look as if it had: its intent is written when the request has got its place in
 * flight.
 */
final class Intention {
  private final Supplier<Promise<Void>> opening;
  private @Nullable Promise<Void> written;

  private Intention(Supplier<Promise<Void>> opening, @Nullable Promise<Void> written) {
    this.opening = opening;
    this.written = written;
  }

  /** One that the ledger has been asked for already. */
  static Intention begun(Promise<Void> written) {
    return new Intention(() -> written, written);
  }

  /** One that is asked for at the last moment. */
  static Intention atLast(Supplier<Promise<Void>> opening) {
    return new Intention(opening, null);
  }

  /** To be called before the request waits for its place in flight. */
  void beforeThePlace() {
    if (written != null) {
      written.join();
    }
  }

  /** To be called when the request has its place and is about to leave; on disk when it returns. */
  void beforeItLeaves() {
    if (written == null) {
      written = opening.get();
    }
    written.join();
  }
}
