package dev.senselink.batch.console.watch;

import dev.senselink.batch.console.command.CommandProgress;
import dev.senselink.batch.console.command.CommandQueue;
import dev.senselink.batch.console.command.CommandRunner;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.machine.Machine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What {@code doctor} found last: it is asked when the console is opened, once a day, and when
 * somebody wants it, never because a page is looked at. Safe between threads.
 */
public final class Checks {
  private static final String KEY = "doctor";
  private static final Duration DAILY = Duration.ofDays(1);

  /** Between two looks passes no more, unless the machine slept. */
  private static final Duration SLEPT = Duration.ofMinutes(2);

  /** After waking a machine has no network yet. */
  private static final Duration AFTER_WAKING = Duration.ofMinutes(2);

  private final CommandQueue queue;
  private final Machine machine;
  private int asked;
  private volatile @Nullable Found found;
  private @Nullable Instant askedAt;
  private @Nullable Instant lookedAt;
  private Instant notBefore = Instant.MIN;

  public Checks(CommandQueue queue, Machine machine) {
    this.queue = queue;
    this.machine = machine;
  }

  /**
   * What was found.
   *
   * @param wrong why nothing was; {@code ""} otherwise
   */
  record Found(Instant at, List<Line> lines, String wrong) {
    Found {
      lines = List.copyOf(lines);
    }
  }

  /**
   * What one probe found.
   *
   * @param level ok, warn or bad
   * @param remedy what to do; blank for nothing
   */
  record Line(String check, String level, String found, String remedy) {}

  /** Asks again. */
  void ask() {
    if (!isAsking()) {
      askAnew();
    }
  }

  /** What was found counts no more, nor what is being found: other settings hold now. */
  public void forget() {
    found = null;
    askAnew();
  }

  private synchronized void askAnew() {
    askedAt = machine.wall().instant();
    int now = ++asked;
    String language = DisplayLanguage.language().getLanguage();
    queue.start(
        KEY + "-" + now,
        List.of("doctor", "--json", "--lang=" + language),
        ended -> ended(now, ended));
  }

  /** Asks if that was not done for a day: by the wall, as no other clock goes on in a sleep. */
  void askDaily() {
    if (isDue()) {
      ask();
    }
  }

  private synchronized boolean isDue() {
    Instant now = machine.wall().instant();
    Instant before = lookedAt;
    lookedAt = now;
    if (before != null && before.plus(SLEPT).isBefore(now)) {
      notBefore = now.plus(AFTER_WAKING);
    } else if (before != null && now.isBefore(before)) {
      notBefore = Instant.MIN; // the clock was put back: it waits for no moment to come
    }
    Instant last = askedAt;
    boolean old = last == null || now.isBefore(last) || !now.isBefore(last.plus(DAILY));
    return old && !now.isBefore(notBefore);
  }

  boolean isAsking() {
    return queue.findAny(KEY).isPresent();
  }

  private synchronized void ended(int which, CommandRunner.Ended ended) {
    if (which != asked) {
      return; // it was about other settings
    }
    List<Line> lines = new ArrayList<>();
    for (JsonNode one : CommandProgress.document(ended).path("checks").values()) {
      lines.add(
          new Line(
              one.path("check").asString(""),
              one.path("level").asString(""),
              one.path("found").asString(""),
              one.path("remedy").asString("")));
    }
    String wrong = lines.isEmpty() ? CommandProgress.wrong(ended) : "";
    found = new Found(machine.wall().instant(), lines, wrong);
  }

  /** {@code null} while nothing was. */
  @Nullable Found found() {
    return found;
  }
}
