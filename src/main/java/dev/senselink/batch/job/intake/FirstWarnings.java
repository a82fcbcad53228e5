package dev.senselink.batch.job.intake;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.roster.RowReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/**
 * The first warnings of a roster in the order of its rows, in whatever order they are found: two
 * passes find them, and each would otherwise have to find all of them again. Of the others only the
 * number is kept.
 */
final class FirstWarnings {
  private static final int MOST = 50;
  private static final int MOST_LINES = 5;
  private static final int OF_NO_ROW = Integer.MAX_VALUE;

  private record Warning(int row, long found, long line, String text) {}

  private static final Comparator<Warning> IN_ORDER =
      Comparator.comparingInt(Warning::row).thenComparingLong(Warning::found);

  private final PriorityQueue<Warning> lastFirst = new PriorityQueue<>(MOST, IN_ORDER.reversed());
  private long found;

  /** Warns of a row. */
  void add(RowReference row, String warning) {
    add(row.number(), row.line(), warning);
  }

  /** Warns of something that is no single row's; it is told after those that are. */
  void add(String warning) {
    add(OF_NO_ROW, 0, warning);
  }

  private void add(int row, long line, String text) {
    lastFirst.add(new Warning(row, found++, line, text));
    if (lastFirst.size() > MOST) {
      lastFirst.remove();
    }
  }

  /**
   * The sentences, each once with all its lines; where there are more than fit, the last says how
   * many more.
   */
  List<String> told() {
    Map<String, List<Long>> lines = new LinkedHashMap<>();
    lastFirst.stream()
        .sorted(IN_ORDER)
        .forEach(w -> lines.computeIfAbsent(w.text, text -> new ArrayList<>()).add(w.line));
    Stream<String> first = lines.entrySet().stream().map(w -> told(w.getKey(), w.getValue()));
    long more = found - lastFirst.size();
    return more == 0
        ? first.toList()
        : Stream.concat(first, Stream.of(words("warning.more", more))).toList();
  }

  private static String told(String text, List<Long> lines) {
    if (lines.get(0) == 0) {
      return text;
    }
    if (lines.size() == 1) {
      return words("warning.line", lines.get(0), text);
    }
    String named =
        DisplayLanguage.list(lines.stream().limit(MOST_LINES).map(String::valueOf).toList());
    int others = lines.size() - MOST_LINES;
    return others > 0
        ? words("warning.lines.more", named, others, text)
        : words("warning.lines", named, text);
  }
}
