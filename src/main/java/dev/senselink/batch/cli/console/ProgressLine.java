package dev.senselink.batch.cli.console;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.outcome.OutcomeTally;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.outcome.ToldCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How far a run is, in words: whole as a line of a log, or with a bar in a terminal's width. */
final class ProgressLine {
  private static final int LONGEST_BAR = 30;
  private static final int SHORTEST_BAR = 8;
  private static final int MINUTE = 60;
  private static final int HOUR = 3_600;

  private final long done;
  private final long total;
  private final double perSecond;
  private final OutcomeTally tally;

  /**
   * @param done of {@code total} rows
   * @param perSecond 0 where that is not known
   */
  ProgressLine(long done, long total, double perSecond, OutcomeTally tally) {
    this.done = done;
    this.total = total;
    this.perSecond = perSecond;
    this.tally = tally;
  }

  /** For a log: everything. */
  String plain() {
    List<String> all = new ArrayList<>(List.of(words("progress.rows", done, total)));
    all.addAll(pace());
    return words(
        "progress.plain",
        String.join(OutcomeCountText.between(), all),
        String.join(OutcomeCountText.between(), counts()));
  }

  /**
   * For a terminal: a bar, and as much of the rest as there is room for, the most telling first.
   *
   * @param note what is waited for, in the place of the pace; blank for nothing
   * @param columns columns there is room for
   */
  String drawn(String note, int columns) {
    String text = head();
    for (String part : parts(note, columns)) {
      if (DisplayWidth.of(text + part) > columns - SHORTEST_BAR - 3) {
        break;
      }
      text += part;
    }
    int room = Math.min(LONGEST_BAR, columns - DisplayWidth.of(text) - 3);
    return DisplayWidth.cut(room < SHORTEST_BAR ? text : bar(room) + " " + text, columns);
  }

  /** All but the beginning, each with what separates it. */
  private List<String> parts(String note, int columns) {
    List<String> parts = new ArrayList<>();
    if (total > 0) {
      parts.add(" " + 100 * done / total + "%");
    }
    if (note.isBlank()) {
      pace().forEach(part -> parts.add(OutcomeCountText.between() + part));
    } else {
      String cut = cut(note, columns - DisplayWidth.of(head()) - SHORTEST_BAR - 10);
      parts.add(OutcomeCountText.between() + cut);
    }
    String separator = words("progress.counts");
    for (String count : counts()) {
      parts.add(separator + count);
      separator = OutcomeCountText.between();
    }
    return parts;
  }

  private static String cut(String text, int most) {
    return DisplayWidth.of(text) <= most ? text : DisplayWidth.cut(text, most - 3) + "...";
  }

  private String head() {
    return words("progress.head", done, total);
  }

  private List<String> pace() {
    if (perSecond <= 0) {
      return List.of();
    }
    String rate = words("progress.rate", String.format(Locale.ROOT, "%.1f", perSecond));
    return done < total
        ? List.of(rate, words("progress.left", time((total - done) / perSecond)))
        : List.of(rate);
  }

  /** What a person has to do something about comes first, so that it is the last to be left out. */
  private List<String> counts() {
    List<String> counts = new ArrayList<>();
    long created = tally.of(RowEnding.Group.CREATED) + tally.of(RowEnding.Group.FORCED);
    long mend = tally.of(RowEnding.Group.REJECTED) + tally.of(RowEnding.Group.FAILED);
    long review = tally.of(RowEnding.Group.REVIEW);
    long valid = tally.of(RowEnding.Group.VALID);
    add(counts, created, words("count.created", created));
    add(counts, mend, words("progress.mend", mend));
    add(counts, review, words("progress.decide", review));
    Map<String, Long> told = ToldCounts.of(tally);
    for (String key :
        List.of("updated", ToldCounts.REMOVED, ToldCounts.RESTORED, "skipped", "unchanged")) {
      long count = told.getOrDefault(key, 0L);
      add(counts, count, words("count." + key, count));
    }
    add(counts, valid, words("progress.fit", valid));
    return counts;
  }

  private static void add(List<String> counts, long count, String inWords) {
    if (count > 0) {
      counts.add(inWords);
    }
  }

  private String bar(int room) {
    int full = total == 0 ? 0 : (int) (room * Math.min(done, total) / total);
    return "[" + "#".repeat(full) + "-".repeat(room - full) + "]";
  }

  private static String time(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 2 * MINUTE) {
      return words("time.seconds", whole);
    }
    return whole < 2 * HOUR
        ? words("time.minutes", Math.round(whole / (double) MINUTE))
        : words("time.hours", whole / HOUR, whole % HOUR / MINUTE);
  }
}
