package dev.senselink.batch.api.client;

import static dev.senselink.batch.api.ApiMessages.words;

import dev.senselink.batch.machine.Machine;
import java.time.Duration;

/**
 * How long the user has heard and seen nothing: before a wait makes it too long, they are told why
 * nothing moves. Guarded by the lock of {@link OutageGate}.
 */
final class SilenceLimit {
  /** So long nobody wonders. */
  private static final Duration MOST = Duration.ofSeconds(10);

  private final Machine machine;
  private long since;
  private boolean told;

  SilenceLimit(Machine machine) {
    this.machine = machine;
    this.since = machine.nanos();
  }

  /** The server has answered something. */
  void ends() {
    since = machine.nanos();
    told = false;
  }

  /** The user has been told, by whatever words, why nothing moves. */
  void isTold() {
    told = true;
  }

  /**
   * Somebody is about to wait before they try again.
   *
   * @param step how long, until they ask here again
   * @param left how long in all
   * @param why in words, what has not succeeded
   * @return what the user is to be told, once in a silence; {@code ""} where that can wait
   */
  String before(Duration step, Duration left, String why) {
    return isOver(step) ? words("waits", Math.max(1, left.toSeconds()), why) : "";
  }

  /**
   * Somebody sends without a wait.
   *
   * @param why in words, what has not succeeded
   * @return what the user is to be told, once in a silence; {@code ""} where that can wait
   */
  String now(String why) {
    return isOver(Duration.ZERO) ? words("silence", why) : "";
  }

  private boolean isOver(Duration pause) {
    Duration silent = Duration.ofNanos(machine.nanos() - since);
    return !told && silent.plus(pause).compareTo(MOST) >= 0;
  }
}
