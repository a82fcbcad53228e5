package dev.senselink.batch.fleet;

import static dev.senselink.batch.fleet.FleetMessages.words;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When something may be changed at a site, by the clock on its wall: {@code Mo-Fr 20:00-05:00}. One
 * that ends before it begins ends on the next day, and belongs to the day on which it began.
 */
public final class WorkWindow {
  /** At any time. */
  public static final WorkWindow ALWAYS = new WorkWindow(List.of());

  private static final List<String> DAYS = List.of("mo", "tu", "we", "th", "fr", "sa", "su");
  private static final Pattern SPAN =
      Pattern.compile(
          "(?:((?:(?:mo|tu|we|th|fr|sa|su)[-,]?)+)\\s+)?"
              + "(\\d{1,2}:\\d{2})\\s*-\\s*(\\d{1,2}:\\d{2})");

  private static final int MIDNIGHT = 24 * 60;

  /** A window of yesterday may still be open; the next one opens within a week. */
  private static final int DAYS_AHEAD = 8;

  private final List<Span> spans;

  /** A text that is no window; the message says how one is written. */
  public static final class NoWindowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoWindowException(String message) {
      super(message);
    }
  }

  /** On these days from a minute of the day to another, maybe of the next. */
  private record Span(Set<DayOfWeek> days, int from, int to) {}

  private WorkWindow(List<Span> spans) {
    this.spans = List.copyOf(spans);
  }

  /**
   * Reads one; several are separated by {@code ;}, and blank is {@link #ALWAYS}.
   *
   * @throws NoWindowException if it is none
   */
  public static WorkWindow of(String text) {
    if (text.isBlank()) {
      return ALWAYS;
    }
    List<Span> spans = new ArrayList<>();
    for (String one : text.split(";", -1)) {
      Matcher said = SPAN.matcher(one.strip().toLowerCase(Locale.ROOT));
      if (!said.matches()) {
        throw new NoWindowException(words("window.none", text));
      }
      int from = minute(said.group(2), text);
      int to = minute(said.group(3), text);
      if (from == to || from == MIDNIGHT) {
        throw new NoWindowException(words("window.none", text));
      }
      spans.add(new Span(days(said.group(1), text), from, to));
    }
    return new WorkWindow(spans);
  }

  private static int minute(String time, String whole) {
    String[] parts = time.split(":", -1);
    int minute = Integer.parseInt(parts[0]) * 60 + Integer.parseInt(parts[1]);
    if (minute > MIDNIGHT || Integer.parseInt(parts[1]) > 59) {
      throw new NoWindowException(words("window.none", whole));
    }
    return minute;
  }

  private static Set<DayOfWeek> days(String said, String whole) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    if (said == null) {
      return EnumSet.allOf(DayOfWeek.class);
    }
    for (String part : said.split(",", -1)) {
      String[] ends = part.split("-", -1);
      int first = DAYS.indexOf(ends[0]);
      int last = DAYS.indexOf(ends[ends.length - 1]);
      if (first < 0 || last < 0 || ends.length > 2) {
        throw new NoWindowException(words("window.none", whole));
      }
      for (int day = first; ; day = (day + 1) % DAYS.size()) { // Fr-Mo goes over the weekend
        days.add(DayOfWeek.of(day + 1));
        if (day == last) {
          break;
        }
      }
    }
    return days;
  }

  /** Whether it has an end at all. */
  public boolean isLimited() {
    return !spans.isEmpty();
  }

  /** Whether it is open. */
  public boolean isOpen(Instant now, ZoneId zone) {
    return !isLimited() || openings(now, zone).stream().anyMatch(one -> one.holds(now));
  }

  /** How long until it opens; nothing if it is open. */
  public Duration untilOpen(Instant now, ZoneId zone) {
    if (isOpen(now, zone)) {
      return Duration.ZERO;
    }
    return openings(now, zone).stream()
        .map(Opening::from)
        .filter(from -> from.isAfter(now))
        .min(Instant::compareTo)
        .map(from -> Duration.between(now, from))
        .orElse(Duration.ofDays(1)); // a change of the clock has taken the only one of the week
  }

  /** How long until it closes; nothing if it is not open, and a week if it never does. */
  public Duration untilClose(Instant now, ZoneId zone) {
    if (!isLimited()) {
      return Duration.ofDays(DAYS_AHEAD);
    }
    Instant open = now;
    for (boolean more = true; more; ) { // one may begin where another ends
      Instant from = open;
      Instant to =
          openings(now, zone).stream()
              .filter(one -> one.holds(from))
              .map(Opening::to)
              .max(Instant::compareTo)
              .orElse(from);
      more = to.isAfter(open);
      open = to;
    }
    return Duration.between(now, open);
  }

  private record Opening(Instant from, Instant to) {
    boolean holds(Instant now) {
      return !now.isBefore(from) && now.isBefore(to);
    }
  }

  private List<Opening> openings(Instant now, ZoneId zone) {
    List<Opening> all = new ArrayList<>();
    LocalDate today = now.atZone(zone).toLocalDate();
    for (Span span : spans) {
      for (int ahead = -1; ahead < DAYS_AHEAD; ahead++) {
        LocalDate day = today.plusDays(ahead);
        if (span.days().contains(day.getDayOfWeek())) {
          LocalDate last = span.to() > span.from() ? day : day.plusDays(1);
          Opening one = new Opening(at(day, span.from(), zone), at(last, span.to(), zone));
          if (one.from().isBefore(one.to())) {
            all.add(one);
          }
        }
      }
    }
    return all;
  }

  /** When a clock on the wall shows it; a time that it leaves out is the one that it jumps to. */
  private static Instant at(LocalDate day, int minute, ZoneId zone) {
    LocalDateTime said =
        minute == MIDNIGHT
            ? day.plusDays(1).atStartOfDay()
            : day.atTime(LocalTime.of(minute / 60, minute % 60));
    ZoneOffsetTransition change = zone.getRules().getTransition(said);
    return change != null && change.isGap() ? change.getInstant() : said.atZone(zone).toInstant();
  }
}
