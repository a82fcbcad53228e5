package dev.senselink.batch.ledger.store;

import static dev.senselink.batch.ledger.store.LedgerMessages.words;

import dev.senselink.batch.machine.Deadline;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.machine.Monitor;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * The right of one process to change a SenseLink server, or several, among all that share a
 * database. It is the database's own lock, on a connection of its own, and gone with that: the
 * database ends it when nothing was heard for 20 s, and the process takes itself to have lost it 15
 * s after it sent what was answered last. Whoever was frozen meanwhile knows so before its next
 * request. Safe between threads.
 */
public final class ServerLock implements AutoCloseable {
  /** After so long without a word the database ends the connection. */
  private static final Duration SILENCE = Duration.ofSeconds(20);

  private static final Duration BEAT = Duration.ofSeconds(4);
  private static final Duration VALID = Duration.ofSeconds(15);

  /** A process that was killed a moment ago may still seem to hold it. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  private final Machine machine;
  private final ServerLocks all;
  private final LockLine line;
  private final SortedMap<String, Long> keys;
  private final Set<String> died = new HashSet<>();
  private final Monitor monitor;
  private final long lockedAt;
  private final long process;
  private volatile boolean lastOver;
  private final AtomicBoolean lost = new AtomicBoolean();
  private volatile boolean closed;
  private volatile Sent sent;
  private volatile Runnable whenLost = () -> {};

  /**
   * When the last word was sent that was answered: the answer may have lain somewhere meanwhile.
   */
  private record Sent(long nanos, Instant wall) {}

  private ServerLock(
      Machine machine,
      ServerLocks all,
      LockLine line,
      SortedMap<String, Long> keys,
      long process,
      Sent first) {
    this.machine = machine;
    this.all = all;
    this.line = line;
    this.keys = keys;
    this.process = process;
    this.monitor = machine.monitor();
    this.lockedAt = machine.nanos();
    this.sent = first;
  }

  /**
   * Takes it, of each server in the order of their names or of none.
   *
   * @param servers host and port of each
   * @param holder what others are told about this process, e.g. the command
   * @throws LedgerException if another process has one of them, if the database does not answer, or
   *     if what answers gives away to others what is this connection's
   */
  static ServerLock take(
      SharedDatabase at,
      Machine machine,
      Collection<String> servers,
      String holder,
      ServerLocks all) {
    try {
      LockLine line = all.line(at, BEAT.multipliedBy(2), SILENCE);
      try {
        line.share(at);
        SortedMap<String, Long> keys = taken(line, machine, servers);
        Sent first = new Sent(machine.nanos(), machine.wall().instant());
        ServerLock lock = new ServerLock(machine, all, line, keys, line.process(), first);
        if (!lock.isShown()) {
          throw new LedgerException(LedgerException.Kind.UNFIT, words("lock.server.pooled", at));
        }
        lock.note(holder);
        machine.start("server-lock", lock::beat);
        return lock;
      } catch (SQLException | RuntimeException e) {
        line.close();
        throw e;
      }
    } catch (SQLException e) {
      throw PostgresFailure.opening(at, e);
    }
  }

  private static SortedMap<String, Long> taken(
      LockLine line, Machine machine, Collection<String> servers) throws SQLException {
    SortedMap<String, Long> keys = new TreeMap<>();
    Deadline end = Deadline.in(machine, PATIENCE);
    for (String server : new TreeSet<>(servers)) {
      long key = line.key(server);
      while (!line.lock(key)) {
        if (end.isOver()) {
          throw new LedgerException(
              LedgerException.Kind.LOCKED, words("lock.server", server, holderOf(line, server)));
        }
        waitFor(machine, server);
      }
      keys.put(server, key);
    }
    return keys;
  }

  private static void waitFor(Machine machine, String server) {
    try {
      machine.pause(LOOK_AGAIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LedgerException(
          LedgerException.Kind.BROKEN, words("lock.server.stopped", server), e);
    }
  }

  private static String holderOf(LockLine line, String server) throws SQLException {
    String told = line.holder(server);
    return told.isEmpty() ? words("lock.holder.unknown") : told;
  }

  /** Of all at once: there may be thousands, and until it beats it is not held for long. */
  private void note(String holder) throws SQLException {
    died.addAll(line.died(keys.keySet()));
    line.note(keys.keySet(), here(holder));
  }

  private String here(String command) {
    String host;
    try {
      host = InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      host = "?";
    }
    Instant now = machine.wall().instant().truncatedTo(ChronoUnit.SECONDS);
    String own = String.valueOf(ProcessHandle.current().pid());
    return words("lock.server.holder", command, host, own, now.toString());
  }

  private void beat() {
    try {
      while (goesOn()) {
        long at = machine.nanos();
        Instant by = machine.wall().instant();
        try {
          if (isShown()) {
            sent = new Sent(at, by);
          } else {
            lose();
          }
        } catch (SQLException e) {
          if (!closed) {
            lose();
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isShown() throws SQLException {
    return line.shows(new HashSet<>(keys.values()));
  }

  /** Waits for the time of the next beat; false if there is none. */
  private boolean goesOn() throws InterruptedException {
    Deadline next = Deadline.in(machine, BEAT);
    monitor.enter();
    try {
      while (!closed && !lost.get() && !next.isOver()) {
        monitor.await(next.left());
      }
      return !closed && !lost.get();
    } finally {
      monitor.leave();
    }
  }

  private void lose() {
    if (lost.compareAndSet(false, true)) {
      whenLost.run();
      all.lost();
    }
  }

  /**
   * Whether it is held beyond doubt; asked just before anything leaves that changes the server.
   * Once it is in doubt it is not held any more.
   */
  public boolean isHeld() {
    Sent last = sent;
    Duration running = Duration.ofNanos(machine.nanos() - last.nanos());
    Duration byWall = Duration.between(last.wall(), machine.wall().instant());
    Duration since = running.compareTo(byWall) < 0 ? byWall : running;
    if (since.compareTo(VALID) >= 0) {
      lose();
    }
    return !lost.get() && !closed;
  }

  /** To be done as soon as it is lost, by whoever notices; at once if it is lost already. */
  public void onLost(Runnable what) {
    whenLost = what;
    if (lost.get()) {
      what.run();
    }
  }

  /** What is told where it is lost. */
  public String whyLost() {
    return words("lock.server.lost", String.join(", ", keys.keySet()));
  }

  /** The process of the database that holds it. */
  long process() {
    return process;
  }

  /** Host and port of each. */
  Stream<String> servers() {
    return keys.keySet().stream();
  }

  /** Whether it is of all these servers. */
  boolean isOf(Collection<String> servers) {
    return keys.keySet().containsAll(servers);
  }

  /** False if whoever had it before died, or left requests without an answer. */
  public boolean lastEndedInOrder() {
    return died.isEmpty();
  }

  /**
   * By {@link Machine#nanos}, when the last request of whoever had it may have left. Whose
   * connection was cut goes on until it notices, {@link #VALID} after its last word at the latest.
   */
  public long lockedAt() {
    return died.isEmpty() ? lockedAt : lockedAt + VALID.toNanos();
  }

  /** Nothing of whoever had it is under way any more: it was waited for. */
  public void lastIsOver() {
    lastOver = true;
  }

  /**
   * All requests were answered: whoever takes it next need not wait for them. Where those of the
   * last one may still be under way, because nobody waited for them, the next one has to.
   */
  public void endedInOrder() {
    Set<String> over = new HashSet<>(keys.keySet());
    if (!lastOver) {
      over.removeAll(died);
    }
    if (!over.isEmpty() && isHeld()) {
      try {
        line.noteOrder(over);
      } catch (SQLException e) {
        lose(); // then the next one waits
      }
    }
  }

  /** Gives it back. What this process had lost before stays lost. */
  @Override
  public void close() {
    isHeld(); // in doubt is lost
    monitor.enter();
    try {
      closed = true;
      monitor.wakeAll();
    } finally {
      monitor.leave();
    }
    try (line) {
      if (!lost.get()) {
        line.giveBack();
        all.givenBack(this);
      }
    } catch (SQLException e) {
      lost.set(true); // the database ends what it hears nothing of
    }
  }
}
