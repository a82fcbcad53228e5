package dev.senselink.batch.api.client;

import static dev.senselink.batch.api.ApiMessages.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.Operation;
import dev.senselink.batch.machine.Machine;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts the failures of each kind of call while others succeed: a server that answers every
 * look-up and never a create would else be tried for a week, without a word. A kind that has never
 * succeeded is given up after {@link #MOST} tries; one that has, after as many and not before an
 * outage would be. Images are left out: nothing that changes the server depends on them. Guarded by
 * the lock of {@link OutageGate}.
 *
 * <p>Many calls in flight may fail together because the server is gone: beyond {@link #SUSPICIOUS}
 * a failure counts only where something else was answered since the one before, or a probe is after
 * it.
 */
final class FailingKinds {
  static final int MOST = 20;

  /** From here on a probe tells whether the server is there at all. */
  static final int SUSPICIOUS = 10;

  /** So long nobody wonders. */
  private static final Duration SILENCE = Duration.ofSeconds(10);

  private final Machine machine;
  private final Duration outageWait;
  private final Map<Kind, Series> series = new HashMap<>();

  /** The same operation with a photo and without are two: a server may take the one only. */
  record Kind(Operation operation, boolean photo) {
    static Kind of(Call<?> call) {
      return new Kind(call.operation(), call.form().photo() != null);
    }
  }

  /** The failures of a kind since its last success. */
  private static final class Series {
    private boolean everSucceeded;
    private int failures;
    private OutageGate.@Nullable Moment since;
    private String why = "";
    private boolean told;
    private boolean othersAnswered;
    private boolean inDoubt;

    /** Those of the failures after which nothing at all was answered yet. */
    private int alone;

    private void begin() {
      failures = 0;
      alone = 0;
      inDoubt = false;
      since = null;
      told = false;
    }

    /** Whether it counts. */
    private boolean count() {
      boolean counts = failures < SUSPICIOUS || othersAnswered;
      failures += counts ? 1 : 0;
      alone += counts ? 1 : 0;
      othersAnswered = false;
      inDoubt = !counts;
      return counts;
    }

    /** What was answered before has shown that those failures were no outage's. */
    private void wasOutage() {
      if (everSucceeded || failures == alone) {
        begin();
      } else {
        failures -= alone;
        alone = 0;
        inDoubt = false;
      }
    }

    /** Of those that failed together while nothing was answered, one counts; whether it did. */
    private boolean othersAnswered() {
      boolean counts = inDoubt;
      othersAnswered = true;
      failures += counts ? 1 : 0;
      alone = 0;
      inDoubt = false;
      return counts;
    }
  }

  /**
   * What a failure, or an answer after it, means.
   *
   * @param suspicious whether the server may be out of reach
   * @param words what the user is to be told; {@code ""} for nothing
   * @param giveUp whether to stop with these words
   */
  record Verdict(boolean suspicious, String words, boolean giveUp) {}

  private static final Verdict NOTHING = new Verdict(false, "", false);

  FailingKinds(Machine machine, Duration outageWait) {
    this.machine = machine;
    this.outageWait = outageWait;
  }

  /** The server has answered something: a failure in doubt was one of its kind. */
  Verdict answered() {
    Verdict verdict = NOTHING;
    for (Series of : series.values()) {
      if (of.othersAnswered() && isTooMany(of)) {
        return giveUp(of);
      }
      if (verdict.words().isEmpty()) {
        verdict = new Verdict(false, told(of), false);
      }
    }
    return verdict;
  }

  /** Once for a series that somebody may wonder about. */
  private String told(Series of) {
    OutageGate.Moment since = of.since;
    if (since == null || of.told || !of.othersAnswered || lasting(since).compareTo(SILENCE) < 0) {
      return "";
    }
    of.told = true;
    return words("kind.fails", since.time(), of.why);
  }

  private Duration lasting(OutageGate.Moment since) {
    return Duration.ofNanos(machine.nanos() - since.nanos());
  }

  /**
   * The server was out of reach, so that nothing could succeed. A kind that never did before, while
   * others were answered, is no better for it.
   */
  void wasOutage() {
    series.values().forEach(Series::wasOutage);
  }

  void succeeded(Kind kind) {
    Series of = series.computeIfAbsent(kind, unused -> new Series());
    of.everSucceeded = true;
    of.begin();
  }

  /**
   * A call of this kind has failed.
   *
   * @param why in words, what the call was for included
   * @param start when it began
   */
  Verdict failed(Kind kind, String why, OutageGate.Moment start) {
    if (kind.operation() == Operation.FETCH_IMAGE) {
      return NOTHING;
    }
    Series of = series.computeIfAbsent(kind, unused -> new Series());
    of.why = why;
    of.since = of.since == null ? start : of.since;
    String words = told(of);
    boolean counts = of.count();
    return isTooMany(of)
        ? giveUp(of)
        : new Verdict(!counts || of.failures == SUSPICIOUS, words, false);
  }

  private boolean isTooMany(Series of) {
    return of.failures >= MOST
        && of.since != null
        && (!of.everSucceeded || lasting(of.since).compareTo(outageWait) >= 0);
  }

  private static Verdict giveUp(Series of) {
    String since = of.since == null ? "" : of.since.time();
    return new Verdict(false, words("kind.stop", of.failures, since, of.why), true);
  }
}
