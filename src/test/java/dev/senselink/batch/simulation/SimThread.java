package dev.senselink.batch.simulation;

import dev.senselink.batch.machine.RunningTask;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** A thread of a simulated machine: it runs only while it holds the baton. */
final class SimThread implements RunningTask {
  final String name;
  final int number;
  final Semaphore turn = new Semaphore(0);
  private final SimBaton baton;
  @Nullable Thread thread;

  /** What it waits for; null while it could run. */
  @Nullable Object waitsFor;

  /** When it wakes by itself. */
  long wakesAt = Long.MAX_VALUE;

  boolean interrupted;
  boolean ended;

  SimThread(SimBaton baton, String name, int number) {
    this.baton = baton;
    this.name = name;
    this.number = number;
  }

  @Override
  public void join() throws InterruptedException {
    while (!ended) {
      baton.waitFor(this, Long.MAX_VALUE);
    }
  }

  @Override
  public void interrupt() {
    interrupted = true;
    baton.wake(this);
  }

  @Override
  public String toString() {
    return name + "#" + number + (waitsFor == null ? "" : " waits for " + waitsFor);
  }
}
