package dev.senselink.batch.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.LongSupplier;

/** The clock on the wall of a simulated machine: it goes with its time, and may be stepped. */
final class SimWallClock extends Clock {
  private final ZoneId zone;
  private final LongSupplier nanos;
  private Instant zero;

  SimWallClock(Instant start, ZoneId zone, LongSupplier nanos) {
    this.zone = zone;
    this.nanos = nanos;
    this.zero = start.minusNanos(nanos.getAsLong());
  }

  void step(Duration by) {
    zero = zero.plus(by);
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public Clock withZone(ZoneId other) {
    SimWallClock here = this;
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return other;
      }

      @Override
      public Clock withZone(ZoneId another) {
        return here.withZone(another);
      }

      @Override
      public Instant instant() {
        return here.instant();
      }
    };
  }

  @Override
  public Instant instant() {
    return zero.plusNanos(nanos.getAsLong());
  }
}
