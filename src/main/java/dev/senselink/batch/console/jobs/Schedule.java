package dev.senselink.batch.console.jobs;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.scheduling.support.CronExpression;

/**
 * At which times a job is due, by the wall of this machine: a clock that is put forward or back
 * makes none of them come twice, since each is known by its date and time alone.
 *
 * @param from the first time of a day
 * @param to the last at most; the same as the first for one time a day
 * @param every how many minutes lie between two
 * @param since times up to this one are none of its own: it was made then
 * @param owner whose console starts it
 * @param sha256 of the job file that was confirmed: with other bytes it is started for nobody
 */
record Schedule(
    Set<DayOfWeek> days,
    LocalTime from,
    LocalTime to,
    int every,
    LocalDateTime since,
    String owner,
    @JsonAlias("grave") String sha256) {
  /** A job more often than that would be at work all day. */
  static final int LEAST = 5;

  private static final int DAY = 24 * 60;

  Schedule {
    days = Set.copyOf(days);
    if (days.isEmpty() || to.isBefore(from) || every < LEAST || every > DAY) {
      throw new IllegalArgumentException("no schedule");
    }
  }

  /** Whether the job file is the one that was confirmed. */
  boolean isOf(JobFolder.Job job) {
    return !sha256.isEmpty() && sha256.equals(JobFolder.sha256(job));
  }

  /** The first time after another. */
  LocalDateTime next(LocalDateTime after) {
    return expressions().stream()
        .map(expression -> expression.next(after))
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  /** So many to come. */
  List<LocalDateTime> next(LocalDateTime after, int many) {
    List<LocalDateTime> all = new ArrayList<>();
    for (LocalDateTime at = next(after); all.size() < many; at = next(at)) {
      all.add(at);
    }
    return all;
  }

  /**
   * The last time after another that has come.
   *
   * @param hasCome whether one has
   */
  Optional<LocalDateTime> last(LocalDateTime after, Predicate<LocalDateTime> hasCome) {
    LocalDateTime found = null;
    for (LocalDateTime at = next(after); hasCome.test(at); at = next(at)) {
      found = at;
    }
    return Optional.ofNullable(found);
  }

  /** One for each minute of an hour. */
  private List<CronExpression> expressions() {
    Map<Integer, List<Integer>> hours = new TreeMap<>();
    for (int at = minute(from); at <= minute(to); at += every) {
      hours.computeIfAbsent(at % 60, minute -> new ArrayList<>()).add(at / 60);
    }
    String on =
        days.stream().map(day -> day.name().substring(0, 3)).collect(Collectors.joining(","));
    return hours.entrySet().stream()
        .map(
            one ->
                CronExpression.parse(
                    "0 %d %s * * %s"
                        .formatted(
                            one.getKey(),
                            one.getValue().stream()
                                .map(String::valueOf)
                                .collect(Collectors.joining(",")),
                            on)))
        .toList();
  }

  private static int minute(LocalTime time) {
    return time.getHour() * 60 + time.getMinute();
  }
}
