package dev.senselink.batch.cli;

import dev.senselink.batch.job.Progress;
import dev.senselink.batch.outcome.Tally;
import java.io.PrintWriter;
import java.util.Locale;

/** Tells the progress on standard error: a plain line at most every ten seconds. */
final class ConsoleProgress implements Progress {
  private static final long EVERY_NANOS = 10_000_000_000L;

  private final PrintWriter err;
  private final boolean silent;
  private long last = System.nanoTime();
  private long doneThen = -1;

  /**
   * @param silent no progress lines; what has to be said is said all the same
   */
  ConsoleProgress(PrintWriter err, boolean silent) {
    this.err = err;
    this.silent = silent;
  }

  @Override
  public synchronized void say(String line) {
    err.println(line);
  }

  @Override
  public synchronized void rows(long done, long total, Tally tally) {
    long now = System.nanoTime();
    if (doneThen < 0) {
      doneThen = done;
    }
    if (silent || now - last < EVERY_NANOS) {
      return;
    }
    double perSecond = (done - doneThen) / ((now - last) / 1e9);
    String left =
        perSecond > 0
            ? String.format(
                Locale.ROOT, ", about %d s left", Math.round((total - done) / perSecond))
            : "";
    err.println(
        String.format(
            Locale.ROOT, "%d of %d rows, %.1f rows/s%s: %s", done, total, perSecond, left, tally));
    last = now;
    doneThen = done;
  }
}
