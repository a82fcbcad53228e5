package dev.senselink.batch.api.client;

import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.machine.PermitPool;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets only so many calls run at once, first come first served, and so many start a second. */
final class ConcurrencyLimiter {
  private static final int EVERYBODY = 1_000_000;
  private static final long SECOND = 1_000_000_000L;

  private final Machine machine;
  private final PermitPool free;
  private final double perSecond;
  private final HaltSwitch halt;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicBoolean opened = new AtomicBoolean();
  private long nextStart;

  ConcurrencyLimiter(Machine machine, int concurrency, double perSecond, HaltSwitch halt) {
    this.machine = machine;
    this.free = new PermitPool(machine, concurrency);
    this.perSecond = perSecond;
    this.halt = halt;
    this.nextStart = machine.nanos();
  }

  /** Waits for a slot. False when halted or interrupted: then there is none to leave. */
  boolean enter() {
    return enter(1);
  }

  /** The same for so many calls, one after the other, which the rate limit lets start by then. */
  boolean enter(int calls) {
    try {
      free.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    // Looked at only now: the halt may have come while this call stood in the queue.
    if (halt.isHalted() || Thread.currentThread().isInterrupted() || !waitForStart(calls)) {
      free.release();
      return false;
    }
    inFlight.incrementAndGet();
    return true;
  }

  void leave() {
    inFlight.decrementAndGet();
    free.release();
  }

  int inFlight() {
    return inFlight.get();
  }

  /** Lets all who wait in the queue come through, to find that the calls are halted. */
  void wakeAll() {
    if (opened.compareAndSet(false, true)) {
      free.release(EVERYBODY);
    }
  }

  private boolean waitForStart(int calls) {
    return perSecond == 0 || halt.waitFor(Duration.ofNanos(reserveStart(calls) - machine.nanos()));
  }

  /** When the last of them may start. */
  private synchronized long reserveStart(int calls) {
    long each = (long) (SECOND / perSecond);
    long last = Math.max(nextStart, machine.nanos()) + (calls - 1) * each;
    nextStart = last + each;
    return last;
  }
}
