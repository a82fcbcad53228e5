package dev.senselink.batch.sandbox.call;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The server's clock: this machine's, wrong by as much as a test wants. */
public final class SandboxClock {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final Clock machine;
  private final ZoneId zone;
  private volatile Duration skew;
  private volatile Duration passed = Duration.ZERO;

  public SandboxClock(Clock machine, ZoneId zone, Duration skew) {
    this.machine = machine;
    this.zone = zone;
    this.skew = skew;
  }

  public void skew(Duration newSkew) {
    skew = newSkew;
  }

  /** So much time has passed for everybody, though the machines here do not show it. */
  public void pass(Duration time) {
    passed = time;
  }

  public Instant now() {
    return signing().plus(passed);
  }

  /** What the time of a signature is held against: callers have only their machine's. */
  public Instant signing() {
    return machine.instant().plus(skew);
  }

  public LocalDateTime localNow() {
    return LocalDateTime.ofInstant(now(), zone);
  }

  public ZoneId zone() {
    return zone;
  }

  public String httpDate() {
    return HTTP_DATE.format(now());
  }

  /** Server-local time as creates and updates answer it, e.g. {@code 2019-04-23 10:30:08}. */
  public String text(Instant time) {
    return SECONDS.format(LocalDateTime.ofInstant(time, zone));
  }

  /** The same as the lists answer it, with the tail {@code .0}. */
  public String listText(Instant time) {
    return text(time) + ".0";
  }

  /** The list's update_at of a person once updated, which the manual shows in another zone. */
  public String listTextUtc(Instant time) {
    return SECONDS.format(LocalDateTime.ofInstant(time, ZoneOffset.UTC)) + ".0";
  }

  public static String text(LocalDateTime time) {
    return SECONDS.format(time);
  }
}
