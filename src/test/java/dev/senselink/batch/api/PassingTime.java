package dev.senselink.batch.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until somebody waits. */
final class PassingTime extends Clock {
  private static final Instant START = Instant.parse("2019-05-08T16:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final List<Duration> waited = new CopyOnWriteArrayList<>();

  boolean pass(Duration time) {
    waited.add(time);
    now.updateAndGet(instant -> instant.plus(time));
    return true;
  }

  List<Duration> waited() {
    return waited;
  }

  Duration passed() {
    return Duration.between(START, now.get());
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
