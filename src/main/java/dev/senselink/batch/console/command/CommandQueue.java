package dev.senselink.batch.console.command;

import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.machine.RunningTask;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Runs commands one at a time, in the order in which they were started: a command has the data
 * folder for itself. Safe between threads.
 */
public final class CommandQueue implements AutoCloseable {
  private static final int DEFECT = 1;

  private final CommandRunner runner;
  private final Machine machine;
  private final Deque<QueuedCommand> waiting = new ArrayDeque<>();
  private @Nullable QueuedCommand running;
  private @Nullable RunningTask worker;
  private boolean closed;

  public CommandQueue(CommandRunner runner, Machine machine) {
    this.runner = runner;
    this.machine = machine;
  }

  /**
   * Starts a command, or puts it at the end of the line. One that is started a second time while it
   * runs or waits is the same.
   *
   * @param key what tells it from others
   * @param atEnd is told how it ended, before the next begins
   */
  public synchronized void start(
      String key, List<String> words, Consumer<CommandRunner.Ended> atEnd) {
    if (closed || find(key).isPresent()) {
      return;
    }
    waiting.add(new QueuedCommand(key, words, atEnd));
    if (worker == null) {
      worker = machine.start("console-command", this::work);
    }
  }

  /** One that runs or waits. */
  public synchronized Optional<QueuedCommand> find(String key) {
    QueuedCommand now = running;
    if (now != null && now.key().equals(key)) {
      return Optional.of(now);
    }
    return waiting.stream().filter(one -> one.key().equals(key)).findFirst();
  }

  /** How many are done before this one: 0 for the one that runs. */
  public synchronized int place(QueuedCommand command) {
    int place = running == null ? 0 : 1;
    for (QueuedCommand one : waiting) {
      if (one == command) {
        return place;
      }
      place++;
    }
    return 0;
  }

  /** Whether a command of this console runs: the data folder is held by it, and nobody else. */
  public synchronized boolean isBusy() {
    return running != null;
  }

  /** Stops a command in order, or takes it out of the line. */
  public void stop(String key) {
    QueuedCommand found;
    synchronized (this) {
      found = find(key).orElse(null);
      if (found != null && waiting.remove(found)) {
        return;
      }
    }
    if (found != null) {
      found.stop();
    }
  }

  private void work() {
    for (QueuedCommand next = next(); next != null; next = next()) {
      DisplayLanguage.speakHere(next.language());
      end(next, run(next));
    }
  }

  private synchronized @Nullable QueuedCommand next() {
    running = waiting.poll();
    if (running == null) {
      worker = null;
    }
    return running;
  }

  private CommandRunner.Ended run(QueuedCommand command) {
    try {
      return runner.run(command.words(), command);
    } catch (RuntimeException | Error e) {
      log(e);
      return new CommandRunner.Ended(DEFECT, "");
    }
  }

  /** Whatever comes of it, the next has its turn: where nobody works, nothing is run any more. */
  private static void end(QueuedCommand command, CommandRunner.Ended ended) {
    try {
      command.end(ended);
    } catch (RuntimeException | Error e) {
      log(e);
    }
  }

  /** Its kind only: its message may hold what must not be written down. */
  private static void log(Throwable e) {
    LoggerFactory.getLogger(CommandQueue.class).error("failed: {}", e.getClass().getName());
  }

  /**
   * Begins nothing more, stops what runs in order, and returns when it has ended; what changes
   * nothing is not waited for.
   */
  @Override
  public void close() {
    QueuedCommand now;
    RunningTask task;
    synchronized (this) {
      closed = true;
      waiting.clear();
      now = running;
      task = worker;
    }
    if (now != null) {
      now.stop();
    }
    if (now != null && now.isHarmless()) {
      return;
    }
    try {
      if (task != null) {
        task.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
