package dev.senselink.batch.api;

import dev.senselink.batch.fixture.OtherMachine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A machine whose clocks stand still until somebody waits. */
public final class PassingTime extends OtherMachine {
  private final Instant start;
  private final AtomicLong nanos = new AtomicLong();
  private final List<Duration> waited = new CopyOnWriteArrayList<>();
  private volatile Duration stepped = Duration.ZERO;

  public PassingTime() {
    this("2019-05-08T16:00:00Z");
  }

  public PassingTime(String start) {
    this.start = Instant.parse(start);
  }

  public boolean pass(Duration time) {
    waited.add(time);
    nanos.addAndGet(time.toNanos());
    return true;
  }

  /** Somebody sets the clock on the wall. */
  public void step(Duration by) {
    stepped = stepped.plus(by);
  }

  public List<Duration> waited() {
    return waited;
  }

  public Duration passed() {
    return Duration.ofNanos(nanos.get());
  }

  @Override
  public long nanos() {
    return nanos.get();
  }

  @Override
  public Clock wall() {
    return Clock.fixed(start.plus(passed()).plus(stepped), ZoneOffset.UTC);
  }
}
