package dev.senselink.batch.api.client;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.machine.Deadline;
import dev.senselink.batch.machine.Machine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Until when calls that change something and got no good answer may still come to light: without a
 * complete answer the server may be at work on them, and after a bad one its lists may lag behind
 * what it did all the same. Counted from their end, which is never before they left. Safe between
 * threads.
 */
final class UnansweredWrites {
  private static final int TIMEOUTS = 3;
  private static final Duration AT_LEAST = Duration.ofSeconds(5);

  private final Machine machine;
  private final Duration timeout;
  private final AtomicReference<@Nullable Deadline> until = new AtomicReference<>();

  UnansweredWrites(Machine machine, Duration timeout) {
    this.machine = machine;
    this.timeout = timeout;
  }

  void saw(Call<?> call, Reply<?> reply) {
    if (!call.operation().changes() || !(reply instanceof Reply.Unclear<?> unclear)) {
      return;
    }
    if (unclear.complete()) {
      notBefore(Deadline.in(machine, RetryingClient.LONGEST_LAG));
    } else {
      atWorkSince(machine.nanos(), timeout);
    }
  }

  /**
   * Something has left without an answer, and not later than then.
   *
   * @param nanos by the clock that never steps
   * @param itsTimeout how long its answer was waited for
   */
  void atWorkSince(long nanos, Duration itsTimeout) {
    notBefore(Deadline.since(machine, nanos, comesToLight(itsTimeout)));
  }

  /** For how long after it left a request may still be carried out, and a list not show it yet. */
  static Duration comesToLight(Duration timeout) {
    Duration three = timeout.multipliedBy(TIMEOUTS);
    Duration longest = three.compareTo(AT_LEAST) < 0 ? AT_LEAST : three;
    return longest.plus(RetryingClient.LONGEST_LAG);
  }

  private void notBefore(Deadline end) {
    until.updateAndGet(
        before -> before == null || before.left().compareTo(end.left()) < 0 ? end : before);
  }

  /** How long that is from now; zero where there was none. */
  Duration left() {
    Deadline end = until.get();
    return end == null ? Duration.ZERO : end.left();
  }
}
