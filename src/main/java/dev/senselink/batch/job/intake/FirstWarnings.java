package dev.senselink.batch.job.intake;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.roster.RowReference;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The warnings of a roster, each sentence once with the lines it is true of, in the order of the
 * rows, in whatever order they are found: two passes find them, and each would otherwise have to
 * find all of them again. Of sentences beyond the first fifty only the number is kept.
 */
final class FirstWarnings {
  private static final int MOST = 50;
  private static final int MOST_LINES = 5;
  private static final int OF_NO_ROW = Integer.MAX_VALUE;

  private final Map<String, Cause> causes = new LinkedHashMap<>();
  private long more;

  /** What one sentence is true of. */
  private static final class Cause {
    private final TreeSet<Long> firstLines = new TreeSet<>();
    private int firstRow = OF_NO_ROW;
    private long lines;

    void add(int row, long line) {
      lines++;
      firstRow = Math.min(firstRow, row);
      firstLines.add(line);
      if (firstLines.size() > MOST_LINES) {
        firstLines.pollLast();
      }
    }

    int firstRow() {
      return firstRow;
    }

    String told(String text) {
      if (firstRow == OF_NO_ROW) {
        return text;
      }
      if (lines == 1) {
        return words("warning.line", firstLines.first(), text);
      }
      String named = DisplayLanguage.list(firstLines.stream().map(String::valueOf).toList());
      long others = lines - firstLines.size();
      return others > 0
          ? words("warning.lines.more", named, others, text)
          : words("warning.lines", named, text);
    }
  }

  /** Warns of a row. */
  void add(RowReference row, String warning) {
    add(row.number(), row.line(), warning);
  }

  /** Warns of something that is no single row's; it is told after those that are. */
  void add(String warning) {
    add(OF_NO_ROW, 0, warning);
  }

  private void add(int row, long line, String text) {
    if (causes.size() == MOST && !causes.containsKey(text)) {
      more++;
    } else {
      causes.computeIfAbsent(text, one -> new Cause()).add(row, line);
    }
  }

  /** The sentences; where there are more than fit, the last says how many more. */
  List<String> told() {
    Stream<String> first =
        causes.entrySet().stream()
            .sorted(Comparator.comparingInt(cause -> cause.getValue().firstRow()))
            .map(cause -> cause.getValue().told(cause.getKey()));
    return more == 0
        ? first.toList()
        : Stream.concat(first, Stream.of(words("warning.more", more))).toList();
  }
}
