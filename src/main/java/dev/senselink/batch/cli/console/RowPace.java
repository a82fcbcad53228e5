package dev.senselink.batch.cli.console;

import java.util.ArrayDeque;
import java.util.Deque;

/** How fast rows are worked, by the last seconds: a run that waited is not slow for ever. */
final class RowPace {
  private static final long WINDOW_NANOS = 30_000_000_000L;

  private record Sample(long nanos, long done) {}

  private final Deque<Sample> samples = new ArrayDeque<>();

  /** Takes note of how many are done by now. */
  void saw(long nanos, long done) {
    samples.addLast(new Sample(nanos, done));
    while (samples.size() > 2 && nanos - samples.getFirst().nanos() > WINDOW_NANOS) {
      samples.removeFirst();
    }
  }

  /** Rows per second until now; 0 while nothing can be told. */
  double perSecond(long nanos) {
    if (samples.isEmpty()) {
      return 0;
    }
    long span = nanos - samples.getFirst().nanos();
    long rows = samples.getLast().done() - samples.getFirst().done();
    return span <= 0 ? 0 : rows * 1e9 / span;
  }
}
