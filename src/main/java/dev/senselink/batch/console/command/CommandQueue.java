package dev.senselink.batch.console.command;

import dev.senselink.batch.disk.DefectTrace;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.machine.RunningTask;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Runs commands one at a time, in the order in which they were started: a command has the data
 * folder for itself. Safe between threads.
 */
public final class CommandQueue implements AutoCloseable {
  private static final int DEFECT = 1;

  /** Of so many it is known how they have ended: whoever started one looks at once. */
  private static final int REMEMBERED = 100;

  private final CommandRunner runner;
  private final Machine machine;
  private final Path data;
  private final Deque<QueuedCommand> waiting = new ArrayDeque<>();

  /** How the last ones have ended, by key, the oldest first. */
  private final Map<String, CommandRunner.Ended> ended = new LinkedHashMap<>();

  private @Nullable QueuedCommand running;
  private @Nullable RunningTask worker;
  private boolean closed;
  private boolean looking;

  /**
   * @param data the data folder, which keeps the traces of defects
   */
  public CommandQueue(CommandRunner runner, Machine machine, Path data) {
    this.runner = runner;
    this.machine = machine;
    this.data = data;
  }

  /**
   * Starts a command, or puts it at the end of the line. One that is started a second time while it
   * runs or waits is the same.
   *
   * @param key what tells it from others
   * @param atEnd is told how it ended, before the next begins
   */
  public void start(String key, List<String> words, Consumer<CommandRunner.Ended> atEnd) {
    start(key, words, () -> null, atEnd);
  }

  /**
   * The same with a look just before it begins, which may be long after it was started.
   *
   * @param gate how it ends without having begun; {@code null} if it may begin
   */
  public synchronized void start(
      String key,
      List<String> words,
      Supplier<CommandRunner.@Nullable Ended> gate,
      Consumer<CommandRunner.Ended> atEnd) {
    if (closed || find(key).isPresent()) {
      return;
    }
    ended.remove(key);
    waiting.add(new QueuedCommand(key, words, gate, atEnd));
    begin();
  }

  private synchronized void begin() {
    if (worker == null && !looking && !closed && !waiting.isEmpty()) {
      worker = machine.start("console-command", this::work);
    }
  }

  /**
   * Has somebody look into the data folder while no command of this console uses it; what is
   * started meanwhile begins then.
   *
   * @return empty if a command is at work
   */
  public <T> Optional<T> whileIdle(Supplier<T> look) {
    synchronized (this) {
      if (worker != null || looking) {
        return Optional.empty();
      }
      looking = true;
    }
    return looking(look);
  }

  /**
   * Has somebody change what commands go by, while nothing but a check runs and nothing waits; what
   * is started meanwhile begins then.
   *
   * @return empty if something runs or waits
   */
  public <T> Optional<T> whileNothingIsToDo(Supplier<T> change) {
    synchronized (this) {
      QueuedCommand now = running;
      boolean free = worker == null || now != null && now.isHarmless();
      if (!free || looking || !waiting.isEmpty()) {
        return Optional.empty();
      }
      looking = true;
    }
    return looking(change);
  }

  private <T> Optional<T> looking(Supplier<T> look) {
    try {
      return Optional.of(look.get());
    } finally {
      synchronized (this) {
        looking = false;
        begin();
      }
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

  /**
   * Whether this console itself uses the data folder: it is held by it, and nobody else. What only
   * checks something does not use it, so that another process may be at work meanwhile.
   */
  public synchronized boolean isBusy() {
    return looking || running != null && !running.isHarmless();
  }

  /**
   * One of several that belong together: of this key, or of one that begins with it and a hyphen.
   */
  public synchronized Optional<QueuedCommand> findAny(String key) {
    QueuedCommand now = running;
    if (now != null && isOf(now, key)) {
      return Optional.of(now);
    }
    return waiting.stream().filter(one -> isOf(one, key)).findFirst();
  }

  private static boolean isOf(QueuedCommand command, String key) {
    return isOf(command.key(), key);
  }

  private static boolean isOf(String one, String key) {
    return one.equals(key) || one.startsWith(key + "-");
  }

  /**
   * How a command has ended that was the last of this key; empty where none has, or so many since
   * that nobody asks any more.
   */
  public synchronized Optional<CommandRunner.Ended> ended(String key) {
    return Optional.ofNullable(ended.get(key));
  }

  /** The same of all that belong together, by key, in the order in which they have ended. */
  public synchronized Map<String, CommandRunner.Ended> endedAny(String key) {
    Map<String, CommandRunner.Ended> some = new LinkedHashMap<>(ended);
    some.keySet().removeIf(one -> !isOf(one, key));
    return some;
  }

  /** How they have ended counts no more. */
  public synchronized void forget(String key) {
    ended.keySet().removeIf(one -> isOf(one, key));
  }

  private synchronized void remember(QueuedCommand command, CommandRunner.Ended how) {
    ended.remove(command.key()); // the newest is the last
    ended.put(command.key(), how);
    if (ended.size() > REMEMBERED) {
      ended.remove(ended.keySet().iterator().next());
    }
  }

  /** Stops a command in order, or takes it out of the line. */
  public void stop(String key) {
    stop(one -> one.key().equals(key));
  }

  /** The same with all that belong together. */
  public void stopAll(String key) {
    stop(one -> isOf(one, key));
  }

  private void stop(Predicate<QueuedCommand> which) {
    QueuedCommand now;
    synchronized (this) {
      waiting.removeIf(which);
      now = running;
    }
    if (now != null && which.test(now)) {
      now.stop();
    }
  }

  private void work() {
    for (QueuedCommand next = next(); next != null; next = next()) {
      DisplayLanguage.speakHere(next.language());
      end(next, run(next));
    }
  }

  private synchronized @Nullable QueuedCommand next() {
    running = looking ? null : waiting.poll();
    if (running == null) {
      worker = null;
    }
    return running;
  }

  private CommandRunner.Ended run(QueuedCommand command) {
    try {
      CommandRunner.Ended refused = command.refused();
      return refused == null ? runner.run(command.words(), command) : refused;
    } catch (RuntimeException | Error e) {
      log(e);
      return new CommandRunner.Ended(DEFECT, "");
    }
  }

  /** Whatever comes of it, the next has its turn: where nobody works, nothing is run any more. */
  private void end(QueuedCommand command, CommandRunner.Ended how) {
    CommandRunner.Ended told = command.told(how);
    remember(command, told);
    try {
      command.end(told);
    } catch (RuntimeException | Error e) {
      log(e);
    }
  }

  private void log(Throwable e) {
    LoggerFactory.getLogger(CommandQueue.class)
        .error("failed: {}", DefectTrace.keep(data, machine.wall().instant(), e));
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
