package dev.senselink.batch.simulation;

import dev.senselink.batch.machine.Monitor;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** A monitor on a simulated machine. */
final class SimMonitor implements Monitor {
  private final SimBaton baton;
  private final Deque<SimThread> entering = new ArrayDeque<>();

  /** What those inside wait for, so that they are woken together. */
  private final Object change = new Object();

  private @Nullable SimThread inside;

  SimMonitor(SimBaton baton) {
    this.baton = baton;
  }

  @Override
  public void enter() {
    SimThread me = baton.check();
    if (inside == me) {
      throw new IllegalMonitorStateException("entered twice");
    }
    baton.seam();
    comeIn(me);
  }

  private void comeIn(SimThread me) {
    if (inside == null) {
      inside = me;
      return;
    }
    entering.add(me);
    while (inside != me) {
      baton.waitFor(this);
    }
  }

  @Override
  public void leave() {
    if (baton.isDead()) {
      return;
    }
    if (inside != baton.check()) {
      throw new IllegalMonitorStateException("left from outside");
    }
    handOn();
  }

  private void handOn() {
    inside = entering.poll();
    if (inside != null) {
      baton.wake(inside);
    }
  }

  @Override
  public void await(Duration atMost) throws InterruptedException {
    SimThread me = baton.check();
    long nanos =
        atMost.compareTo(Duration.ofDays(100_000)) > 0 ? Long.MAX_VALUE / 2 : atMost.toNanos();
    if (nanos <= 0) {
      return;
    }
    await(me, baton.now() + nanos);
  }

  @Override
  public void await() throws InterruptedException {
    await(baton.check(), Long.MAX_VALUE);
  }

  private void await(SimThread me, long until) throws InterruptedException {
    if (inside != me) {
      throw new IllegalMonitorStateException("waits from outside");
    }
    handOn();
    InterruptedException asked = null;
    try {
      baton.waitFor(change, until);
    } catch (InterruptedException e) {
      asked = e;
    }
    comeIn(me);
    if (asked != null) {
      throw asked;
    }
  }

  @Override
  public void wakeAll() {
    if (!baton.isDead()) {
      baton.wakeAll(change);
    }
  }
}
