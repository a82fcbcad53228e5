package dev.senselink.batch.api.client;

import dev.senselink.batch.api.Reply;
import java.time.Duration;
import java.util.function.Supplier;

/** The tries of one call. Tries spent while the server was out of reach do not count. */
public final class RetryAttempts {
  private static final Duration STEP = Duration.ofSeconds(5);

  private final RetryingClient.Patience patience;
  private final OutageGate outage;
  private final RetryingClient.Waiting waiting;
  private final SenseLinkClient client;
  private int failed;

  RetryAttempts(
      RetryingClient.Patience patience,
      OutageGate outage,
      RetryingClient.Waiting waiting,
      SenseLinkClient client) {
    this.patience = patience;
    this.outage = outage;
    this.waiting = waiting;
    this.client = client;
  }

  /**
   * Whether to try again after this reply; waits for the right moment first, off the network slots.
   * False when the reply is final, the tries are used up, or the client is halted.
   */
  public boolean again(Reply<?> last) {
    if (!last.isTransient()) {
      return false;
    }
    boolean wasOutage = outage.awaitEnd();
    if (client.halted()) {
      return false;
    }
    if (!wasOutage) {
      failed++;
    }
    if (failed >= patience.tries()) {
      return false;
    }
    return waitFor(pause(last), last);
  }

  /** In steps, so that whoever waits long can tell why once all others have ended. */
  private boolean waitFor(Duration pause, Reply<?> last) {
    Duration left = pause;
    do {
      Duration step = left.compareTo(STEP) < 0 ? left : STEP;
      outage.waits(step, left, last);
      if (!waiting.waitFor(step)) {
        return false;
      }
      left = left.minus(step);
    } while (!left.isZero());
    return true;
  }

  /**
   * Does an exchange, and again as long as {@link #again} says so. Only what may be done twice must
   * come here.
   *
   * @return the last reply
   */
  public <T> Reply<T> repeat(Supplier<Reply<T>> exchange) {
    Reply<T> reply = exchange.get();
    while (again(reply)) {
      reply = exchange.get();
    }
    return reply;
  }

  private Duration pause(Reply<?> last) {
    Duration pause = patience.backoff(Math.max(1, failed), client.machine().chance());
    Duration asked = last instanceof Reply.Unclear<?> unclear ? unclear.retryAfter() : null;
    if (asked == null || asked.compareTo(pause) <= 0) {
      return pause;
    }
    // Nobody waits longer for a server that is there than for one that is not.
    return asked.compareTo(patience.outageWait()) > 0 ? patience.outageWait() : asked;
  }
}
