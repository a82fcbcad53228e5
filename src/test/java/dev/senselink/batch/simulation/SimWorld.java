package dev.senselink.batch.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The server's truth and what is still to come of it. Time is the world's own, in nanoseconds from
 * the beginning of the history; what is due happens before the next look.
 */
final class SimWorld {
  static final long COMPANY = 7;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private record Coming(long at, long number, Runnable what) {}

  final WorldTraits traits;
  final PersonBook people = new PersonBook();
  final PlaceBook places = new PlaceBook();
  final RecordBook records = new RecordBook();
  private final LongSupplier clock;
  private final Instant start;
  private final PriorityQueue<Coming> coming =
      new PriorityQueue<>(Comparator.comparingLong(Coming::at).thenComparingLong(Coming::number));
  private Duration clockError = Duration.ZERO;
  private ZoneId zone;
  private @Nullable WrongStorage otherwise;
  private String otherField = "";
  private long listsAgainAt;
  private long numbered;
  private long happening = -1;
  private int avatars;

  /**
   * A world.
   *
   * @param start what time it is at the beginning
   * @param clock nanoseconds since then
   */
  SimWorld(WorldTraits traits, Instant start, ZoneId zone, LongSupplier clock) {
    this.traits = traits;
    this.start = start;
    this.zone = zone;
    this.clock = clock;
  }

  /** The world's time; while something due happens, the moment it was due. */
  long now() {
    return happening >= 0 ? happening : clock.getAsLong();
  }

  /** What the server's clock shows. */
  Instant wall() {
    return start.plusNanos(now()).plus(clockError);
  }

  /** The same as its lists print it. */
  String print(Instant time) {
    return TIME.format(LocalDateTime.ofInstant(time, zone)) + ".0";
  }

  ZoneId zone() {
    return zone;
  }

  void stepClock(Duration by) {
    clockError = clockError.plus(by);
  }

  void changeZone(ZoneId other) {
    zone = other;
  }

  /**
   * From now on values are stored otherwise than they are sent.
   *
   * @param field which one; {@code ""} for the name and all keys
   */
  void storesOtherwise(String field, WrongStorage how) {
    otherField = field;
    otherwise = how;
  }

  /** As a server does that is starting up. */
  void listsNobody(Duration time) {
    listsAgainAt = now() + time.toNanos();
  }

  /** Has something happen at a moment of the world's time. */
  void later(long at, Runnable what) {
    coming.add(new Coming(at, numbered++, what));
  }

  /** Lets everything happen that is due. */
  void settle() {
    while (!coming.isEmpty() && coming.element().at() <= clock.getAsLong()) {
      Coming next = coming.remove();
      happening = Math.max(0, next.at());
      try {
        next.what().run();
      } finally {
        happening = -1;
      }
    }
  }

  /** Whether something is still to come. */
  boolean isQuiet() {
    return coming.isEmpty();
  }

  /** What the server keeps of somebody, whoever says so: it stores texts in its own way. */
  PersonState stored(PersonState asked) {
    Map<String, String> fields = new LinkedHashMap<>(asked.fields());
    if (traits.trims()) {
      fields.replaceAll((name, value) -> value.strip());
    }
    if (traits.cutAt() > 0) {
      fields.computeIfPresent(
          "remark", (name, value) -> value.substring(0, Math.min(value.length(), traits.cutAt())));
    }
    switch (traits.keys()) {
      case UPPER ->
          fields.computeIfPresent("jobNumber", (name, value) -> value.toUpperCase(Locale.ROOT));
      case CUT -> fields.computeIfPresent("jobNumber", (name, value) -> WrongStorage.CUT.of(value));
      case MOJIBAKE ->
          fields.computeIfPresent("name", (name, value) -> WrongStorage.MOJIBAKE.of(value));
      case AS_SENT -> {}
    }
    WrongStorage how = otherwise;
    if (how != null) {
      fields.replaceAll((name, value) -> isOther(name) ? how.of(value) : value);
    }
    return new PersonState(
        asked.id(),
        asked.type(),
        fields,
        asked.groups(),
        asked.photo(),
        asked.avatar(),
        asked.faceKnown(),
        asked.createAt(),
        asked.updateAt());
  }

  private boolean isOther(String field) {
    return otherField.isEmpty()
        ? field.equals("name") || RowTags.KEYS.contains(field)
        : field.equals(otherField);
  }

  String newAvatar() {
    return "av" + ++avatars;
  }

  /** Everybody as the lists show them: they may lag behind. */
  List<PersonState> listed() {
    return now() < listsAgainAt
        ? List.of()
        : people.living(now() - traits.lagMillis() * 1_000_000L);
  }
}
