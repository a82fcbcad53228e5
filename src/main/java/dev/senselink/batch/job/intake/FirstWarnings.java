package dev.senselink.batch.job.intake;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.roster.RowReference;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/**
 * The first warnings of a roster in the order of its rows, in whatever order they are found: two
 * passes find them, and each would otherwise have to find all of them again. Of the others only the
 * number is kept.
 */
final class FirstWarnings {
  private static final int MOST = 50;
  private static final int OF_NO_ROW = Integer.MAX_VALUE;

  private record Warning(int row, long found, String text) {}

  private static final Comparator<Warning> IN_ORDER =
      Comparator.comparingInt(Warning::row).thenComparingLong(Warning::found);

  private final PriorityQueue<Warning> lastFirst = new PriorityQueue<>(MOST, IN_ORDER.reversed());
  private long found;

  /** Warns of a row. */
  void add(RowReference row, String warning) {
    add(row.number(), words("warning.line", row.line(), warning));
  }

  /** Warns of something that is no single row's; it is told after those that are. */
  void add(String warning) {
    add(OF_NO_ROW, warning);
  }

  private void add(int row, String text) {
    lastFirst.add(new Warning(row, found++, text));
    if (lastFirst.size() > MOST) {
      lastFirst.remove();
    }
  }

  /** The sentences; where there are more than fit, the last says how many more. */
  List<String> told() {
    Stream<String> first = lastFirst.stream().sorted(IN_ORDER).map(Warning::text);
    long more = found - lastFirst.size();
    return more == 0
        ? first.toList()
        : Stream.concat(first, Stream.of(words("warning.more", more))).toList();
  }
}
