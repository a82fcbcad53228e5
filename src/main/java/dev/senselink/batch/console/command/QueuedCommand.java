package dev.senselink.batch.console.command;

import dev.senselink.batch.language.DisplayLanguage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A command that somebody has started in the console. Safe between threads. */
public final class QueuedCommand implements CommandRunner.Watcher {
  private static final Set<String> HARMLESS = Set.of("doctor", "verify");

  /** Enough for what a command warns of; what it tells of its way is longer. */
  private static final int MOST_LINES = 40;

  private final String key;
  private final List<String> words;
  private final Supplier<CommandRunner.@Nullable Ended> gate;
  private final Consumer<CommandRunner.Ended> atEnd;
  private final Locale language = DisplayLanguage.language();
  private final Deque<String> lines = new ArrayDeque<>();
  private long done;
  private long total;
  private boolean stopped;
  private @Nullable Runnable stop;

  QueuedCommand(
      String key,
      List<String> words,
      Supplier<CommandRunner.@Nullable Ended> gate,
      Consumer<CommandRunner.Ended> atEnd) {
    this.key = key;
    this.gate = gate;
    this.words = List.copyOf(words);
    this.atEnd = atEnd;
  }

  /** What tells it from others. */
  public String key() {
    return key;
  }

  List<String> words() {
    return words;
  }

  /**
   * Whether it changes nothing anywhere, so that it may be left alone where it cannot be stopped.
   */
  boolean isHarmless() {
    return HARMLESS.contains(words.get(0));
  }

  /** That of whoever started it. */
  Locale language() {
    return language;
  }

  /** How it has ended, with what it said last. */
  synchronized CommandRunner.Ended told(CommandRunner.Ended ended) {
    return new CommandRunner.Ended(ended.exit(), ended.result(), List.copyOf(lines));
  }

  /** How it ends without having begun; {@code null} if it may begin. */
  CommandRunner.@Nullable Ended refused() {
    return gate.get();
  }

  void end(CommandRunner.Ended ended) {
    atEnd.accept(ended);
  }

  /** Stops it in order, as soon as it can be stopped. */
  void stop() {
    Runnable now;
    synchronized (this) {
      stopped = true;
      now = stop;
    }
    if (now != null) {
      now.run();
    }
  }

  @Override
  public void begins(Runnable how) {
    boolean now;
    synchronized (this) {
      stop = how;
      now = stopped;
    }
    if (now) {
      how.run();
    }
  }

  @Override
  public synchronized void says(String said) {
    if (said.isBlank()) {
      return;
    }
    if (lines.size() == MOST_LINES) {
      lines.remove();
    }
    lines.add(said);
  }

  @Override
  public synchronized void rows(long ended, long all) {
    done = ended;
    total = all;
  }

  /** What it said last, for people; {@code ""} for nothing so far. */
  public synchronized String line() {
    return lines.isEmpty() ? "" : lines.getLast();
  }

  /** How many rows have an outcome. */
  public synchronized long done() {
    return done;
  }

  /** Of how many; 0 while that is not known. */
  public synchronized long total() {
    return total;
  }

  /** Whether it was asked to stop. */
  public synchronized boolean isStopping() {
    return stopped;
  }
}
