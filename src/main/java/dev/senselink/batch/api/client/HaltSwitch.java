package dev.senselink.batch.api.client;

import dev.senselink.batch.machine.Deadline;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.machine.Monitor;
import java.time.Duration;

/** Thrown once and for all; whoever waits wakes at once. */
final class HaltSwitch {
  private final Machine machine;
  private final Monitor monitor;
  private volatile boolean thrown;

  HaltSwitch(Machine machine) {
    this.machine = machine;
    this.monitor = machine.monitor();
  }

  void halt() {
    monitor.enter();
    try {
      thrown = true;
      monitor.wakeAll();
    } finally {
      monitor.leave();
    }
  }

  boolean isHalted() {
    return thrown;
  }

  /** Waits; false when halted, or interrupted, before the time was over. */
  boolean waitFor(Duration time) {
    Deadline over = Deadline.in(machine, time);
    monitor.enter();
    try {
      while (!thrown && !Thread.currentThread().isInterrupted()) {
        if (over.isOver()) {
          return true;
        }
        monitor.await(over.left());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      monitor.leave();
    }
    return false;
  }
}
