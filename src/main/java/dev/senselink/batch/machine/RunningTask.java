package dev.senselink.batch.machine;

/** Work that was started on a thread of its own. */
public interface RunningTask {
  /**
   * Waits until it has ended, however it ended.
   *
   * @throws InterruptedException if the waiting thread is to end
   */
  void join() throws InterruptedException;

  /** Asks it to end: its next wait throws. */
  void interrupt();
}
