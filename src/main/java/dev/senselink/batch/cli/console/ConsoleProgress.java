package dev.senselink.batch.cli.console;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.job.JobProgress;
import dev.senselink.batch.outcome.OutcomeTally;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells the progress on standard error: on a terminal a bar that is drawn in place, elsewhere a
 * plain line at most every ten seconds.
 */
public final class ConsoleProgress implements JobProgress, AutoCloseable {
  private static final long PLAIN_EVERY_NANOS = 10_000_000_000L;
  private static final long DRAWN_EVERY_NANOS = 100_000_000L;

  /** Rows come in bursts; only a longer silence is worth a word. */
  private static final long SILENCE_NANOS = 5_000_000_000L;

  private static final long TICK_MILLIS = 500;

  private final PrintWriter err;
  private final @Nullable StatusLineWriter screen;
  private final boolean silent;
  private final LongSupplier nanos;
  private final @Nullable ScheduledExecutorService ticks;
  private final @Nullable CommandWatch watch = CommandWatch.here();
  private final RowPace pace = new RowPace();

  private @Nullable Rows rows;
  private String note = "";
  private long noteSince;
  private long lastRow;
  private long lastTold;

  private record Rows(long done, long total, OutcomeTally tally) {}

  /**
   * @param err draws a bar if a terminal is behind it
   * @param silent no progress; what has to be said is said all the same
   */
  public ConsoleProgress(PrintWriter err, boolean silent) {
    this(err, silent, System::nanoTime, true);
  }

  /**
   * @param ticking whether it is drawn again while nothing happens
   */
  ConsoleProgress(PrintWriter err, boolean silent, LongSupplier nanos, boolean ticking) {
    this.err = err;
    this.silent = silent;
    this.nanos = nanos;
    this.screen =
        !silent && err instanceof StatusLineWriter own && own.terminal().columns() > 0 ? own : null;
    this.ticks = screen != null && ticking ? ticker() : null;
    this.lastTold = nanos.getAsLong();
  }

  @Override
  public synchronized void say(String line) {
    err.println(line);
    if (rows == null) {
      note = ""; // what was waited for has come
    }
    draw();
  }

  @Override
  public synchronized Optional<Boolean> asked(String question) {
    if (err instanceof StatusLineWriter own && own.answers()) {
      note = "";
      return Optional.of(own.agrees(question));
    }
    return Optional.empty();
  }

  @Override
  public synchronized Optional<Boolean> asked(String question, Duration patience) {
    if (err instanceof StatusLineWriter own && own.answers()) {
      note = "";
      return Optional.of(own.agrees(question, patience));
    }
    return Optional.empty();
  }

  @Override
  public boolean canAsk() {
    return err instanceof StatusLineWriter own && own.answers();
  }

  @Override
  public synchronized void waiting(String what) {
    note = what;
    noteSince = nanos.getAsLong();
    if (screen == null || rows != null) {
      err.println(what); // before the first row it passes; an outage is worth a line that stays
    }
    draw();
  }

  @Override
  public synchronized void stage(String what) {
    if (!silent) {
      waiting(what);
    }
  }

  @Override
  public synchronized void rows(long done, long total, OutcomeTally tally) {
    long now = nanos.getAsLong();
    rows = new Rows(done, total, tally);
    note = "";
    lastRow = now;
    pace.saw(now, done);
    if (watch != null) {
      watch.rows(done, total);
    }
    if (!silent && now - lastTold >= (screen == null ? PLAIN_EVERY_NANOS : DRAWN_EVERY_NANOS)) {
      lastTold = now;
      tell(done, total, tally, now);
    }
  }

  /** The bar goes; what is said from now on is the end of the story. */
  @Override
  public synchronized void close() {
    if (ticks != null) {
      ticks.shutdownNow();
    }
    if (screen != null) {
      screen.clearLine();
    }
  }

  /** Draws the bar as it is now, or what is waited for. */
  synchronized void draw() {
    if (screen == null) {
      return;
    }
    long now = nanos.getAsLong();
    Rows known = rows;
    if (known != null) {
      String stalled = now - lastRow < SILENCE_NANOS ? "" : silence(now);
      int room = screen.terminal().columns() - 1;
      screen.status(line(known, now).drawn(stalled, room));
    } else if (!note.isEmpty()) {
      screen.status(words("progress.waiting", note, seconds(now - noteSince)));
    }
  }

  private void tell(long done, long total, OutcomeTally tally, long now) {
    if (screen == null) {
      err.println(new ProgressLine(done, total, pace.perSecond(now), tally).plain());
    } else {
      draw();
    }
  }

  private ProgressLine line(Rows known, long now) {
    return new ProgressLine(known.done(), known.total(), pace.perSecond(now), known.tally());
  }

  private String silence(long now) {
    long seconds = seconds(now - lastRow);
    return note.isEmpty()
        ? words("progress.noRow", seconds)
        : words("progress.noRow.why", seconds, note);
  }

  private static long seconds(long nanos) {
    return TimeUnit.NANOSECONDS.toSeconds(nanos);
  }

  private ScheduledExecutorService ticker() {
    ScheduledExecutorService made =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "senselink-progress");
              thread.setDaemon(true);
              return thread;
            });
    var unused =
        made.scheduleWithFixedDelay(this::draw, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    return made;
  }
}
