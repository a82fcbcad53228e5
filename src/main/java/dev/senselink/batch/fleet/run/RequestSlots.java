package dev.senselink.batch.fleet.run;

import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.machine.Monitor;

/** So many requests at a time at all sites together. Safe between threads. */
public final class RequestSlots {
  private final Monitor monitor;
  private final int most;
  private int taken;

  /**
   * @param most 0 = as many as are made
   */
  public RequestSlots(Machine machine, int most) {
    this.monitor = machine.monitor();
    this.most = most;
  }

  /**
   * Waits for one.
   *
   * @throws InterruptedException if the thread is to end; none was taken
   */
  void take() throws InterruptedException {
    monitor.enter();
    try {
      while (most > 0 && taken >= most) {
        monitor.await();
      }
      taken++;
    } finally {
      monitor.leave();
    }
  }

  /** Gives one back. */
  void giveBack() {
    monitor.enter();
    try {
      taken--;
      monitor.wakeAll();
    } finally {
      monitor.leave();
    }
  }
}
