package dev.senselink.batch.machine;

import java.time.Duration;

/**
 * A lock and a place to wait in it. Whoever enters leaves again, in a {@code finally}; entering a
 * second time from the same thread is an error of the program.
 */
public interface Monitor {
  /** Waits until nobody else is inside. Those who wait come in first come, first served. */
  void enter();

  /** To be called by who is inside. */
  void leave();

  /**
   * Lets others in until {@link #wakeAll} or until the time is over; may also return for no reason,
   * so look again at what was waited for. To be called by who is inside, who is so again after.
   *
   * @throws InterruptedException if the thread is to end; it is inside all the same
   */
  void await(Duration atMost) throws InterruptedException;

  /** The same without an end of its own. */
  void await() throws InterruptedException;

  /** Wakes all who wait here. To be called by who is inside. */
  void wakeAll();
}
