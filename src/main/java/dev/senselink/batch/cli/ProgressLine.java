package dev.senselink.batch.cli;

import dev.senselink.batch.outcome.Ending;
import dev.senselink.batch.outcome.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How far a run is, in words: whole as a line of a log, or with a bar in a terminal's width. */
final class ProgressLine {
  private static final int LONGEST_BAR = 30;
  private static final int SHORTEST_BAR = 8;
  private static final int MINUTE = 60;
  private static final int HOUR = 3_600;

  private final long done;
  private final long total;
  private final double perSecond;
  private final Tally tally;

  /**
   * @param done of {@code total} rows
   * @param perSecond 0 where that is not known
   */
  ProgressLine(long done, long total, double perSecond, Tally tally) {
    this.done = done;
    this.total = total;
    this.perSecond = perSecond;
    this.tally = tally;
  }

  /** For a log: everything. */
  String plain() {
    return head() + " rows" + String.join("", pace()) + ": " + String.join(", ", counts());
  }

  /**
   * For a terminal: a bar, and as much of the rest as there is room for, the most telling first.
   *
   * @param note what is waited for, in the place of the pace; blank for nothing
   * @param columns characters there is room for
   */
  String drawn(String note, int columns) {
    String text = head();
    for (String part : parts(note, columns)) {
      if (text.length() + part.length() > columns - SHORTEST_BAR - 3) {
        break;
      }
      text += part;
    }
    int room = Math.min(LONGEST_BAR, columns - text.length() - 3);
    String whole = room < SHORTEST_BAR ? text : bar(room) + " " + text;
    return whole.length() > columns ? whole.substring(0, Math.max(0, columns)) : whole;
  }

  /** All but the beginning, each with what separates it. */
  private List<String> parts(String note, int columns) {
    List<String> parts = new ArrayList<>();
    if (total > 0) {
      parts.add(" " + 100 * done / total + "%");
    }
    if (note.isBlank()) {
      parts.addAll(pace());
    } else {
      parts.add(", " + cut(note, columns - head().length() - SHORTEST_BAR - 10));
    }
    String separator = ": ";
    for (String count : counts()) {
      parts.add(separator + count);
      separator = ", ";
    }
    return parts;
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, Math.max(0, most - 3)) + "...";
  }

  private String head() {
    return String.format(Locale.ROOT, "%d of %d", done, total);
  }

  private List<String> pace() {
    if (perSecond <= 0) {
      return List.of();
    }
    String rate = String.format(Locale.ROOT, ", %.1f rows/s", perSecond);
    return done < total
        ? List.of(rate, ", about " + time((total - done) / perSecond) + " left")
        : List.of(rate);
  }

  /** What a person has to do something about comes first, so that it is the last to be left out. */
  private List<String> counts() {
    List<String> counts = new ArrayList<>();
    long mend = tally.of(Ending.Group.REJECTED) + tally.of(Ending.Group.FAILED);
    add(counts, "created", tally.of(Ending.Group.CREATED) + tally.of(Ending.Group.FORCED));
    add(counts, "to mend", mend);
    add(counts, "to decide", tally.of(Ending.Group.REVIEW));
    add(counts, "updated", tally.of(Ending.Group.UPDATED));
    add(counts, "skipped", tally.of(Ending.Group.SKIPPED));
    add(counts, "unchanged", tally.of(Ending.Group.UNCHANGED));
    add(counts, "fit", tally.of(Ending.Group.VALID));
    return counts;
  }

  private static void add(List<String> counts, String what, long count) {
    if (count > 0) {
      counts.add(what + " " + count);
    }
  }

  private String bar(int room) {
    int full = total == 0 ? 0 : (int) (room * Math.min(done, total) / total);
    return "[" + "#".repeat(full) + "-".repeat(room - full) + "]";
  }

  private static String time(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 2 * MINUTE) {
      return whole + " s";
    }
    return whole < 2 * HOUR
        ? Math.round(whole / (double) MINUTE) + " min"
        : whole / HOUR + " h " + whole % HOUR / MINUTE + " min";
  }
}
