package dev.senselink.batch.ledger.store;

import static dev.senselink.batch.ledger.store.LedgerMessages.words;

import dev.senselink.batch.machine.Deadline;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.machine.Monitor;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The right of one process to change one SenseLink server, among all that share a database. It is
 * the database's own lock, on a connection of its own, and gone with that: the database ends it
 * when nothing was heard for 20 s, and the process takes itself to have lost it 15 s after it sent
 * what was answered last. Whoever was frozen meanwhile knows so before its next request. Safe
 * between threads.
 */
public final class ServerLock implements AutoCloseable {
  private static final String LOCK = "(hashtextextended(current_schema() || ' ' || ?, 0))";
  private static final String TIMELINE = "substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)";

  /** After so long without a word the database ends the connection. */
  private static final Duration SILENCE = Duration.ofSeconds(20);

  private static final Duration BEAT = Duration.ofSeconds(4);
  private static final Duration VALID = Duration.ofSeconds(15);

  /** A process that was killed a moment ago may still seem to hold it. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  private final Machine machine;
  private final Connection line;
  private final String server;
  private final Monitor monitor;
  private final long lockedAt;
  private boolean lastEndedInOrder;
  private volatile boolean lastOver;
  private final AtomicBoolean lost = new AtomicBoolean();
  private volatile boolean closed;
  private volatile Sent sent;
  private volatile Runnable whenLost = () -> {};

  /**
   * When the last word was sent that was answered: the answer may have lain somewhere meanwhile.
   */
  private record Sent(long nanos, Instant wall) {}

  private ServerLock(Machine machine, Connection line, String server, Sent first) {
    this.machine = machine;
    this.line = line;
    this.server = server;
    this.monitor = machine.monitor();
    this.lockedAt = machine.nanos();
    this.sent = first;
  }

  /**
   * Takes it.
   *
   * @param server host and port
   * @param holder what others are told about this process, e.g. the command
   * @throws LedgerException if another process has it, or the database does not answer
   */
  static ServerLock take(SharedDatabase at, Machine machine, String server, String holder) {
    try {
      Connection line = new PostgresConnections(at, (int) BEAT.toSeconds() * 2).getConnection();
      try {
        try (Statement set = line.createStatement()) {
          set.execute("SET idle_session_timeout = '" + SILENCE.toMillis() + "ms'");
        }
        if (!isTaken(line, machine, server)) {
          throw new LedgerException(
              LedgerException.Kind.LOCKED, words("lock.server", server, holderOf(line, server)));
        }
        Sent first = new Sent(machine.nanos(), machine.wall().instant());
        ServerLock lock = new ServerLock(machine, line, server, first);
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

  private static boolean isTaken(Connection line, Machine machine, String server)
      throws SQLException {
    Deadline end = Deadline.in(machine, PATIENCE);
    while (true) {
      if (ask(line, "SELECT pg_try_advisory_lock" + LOCK, server).equals("t")) {
        return true;
      }
      if (end.isOver()) {
        return false;
      }
      try {
        machine.pause(LOOK_AGAIN);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new LedgerException(
            LedgerException.Kind.BROKEN, words("lock.server.stopped", server), e);
      }
    }
  }

  private static String holderOf(Connection line, String server) throws SQLException {
    String told = ask(line, "SELECT HOLDER FROM SERVER_LOCK WHERE SERVER = ?", server);
    return told.isEmpty() ? words("lock.holder.unknown") : told;
  }

  private static String ask(Connection line, String sql, String value) throws SQLException {
    try (PreparedStatement asked = line.prepareStatement(sql)) {
      asked.setString(1, value);
      try (ResultSet rows = asked.executeQuery()) {
        return rows.next() ? String.valueOf(rows.getString(1)) : "";
      }
    }
  }

  /**
   * That this process did not end in order stands there from now on, and goes with its good end.
   * What a database that another has taken the place of has forgotten nobody knows.
   */
  private void note(String holder) throws SQLException {
    String before =
        ask(
            line,
            "SELECT IN_ORDER AND TIMELINE = " + TIMELINE + " FROM SERVER_LOCK WHERE SERVER = ?",
            server);
    lastEndedInOrder = before.isEmpty() || before.equals("t");
    try (PreparedStatement write =
        line.prepareStatement(
            "INSERT INTO SERVER_LOCK (SERVER, HOLDER, IN_ORDER, TIMELINE) VALUES (?, ?, FALSE, "
                + TIMELINE
                + ") ON CONFLICT (SERVER) DO UPDATE SET HOLDER = EXCLUDED.HOLDER,"
                + " IN_ORDER = FALSE, TIMELINE = EXCLUDED.TIMELINE")) {
      write.setString(1, server);
      write.setString(2, here(holder));
      write.executeUpdate();
    }
  }

  private String here(String command) {
    String host;
    try {
      host = InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      host = "?";
    }
    Instant now = machine.wall().instant().truncatedTo(ChronoUnit.SECONDS);
    long process = ProcessHandle.current().pid();
    return words("lock.server.holder", command, host, String.valueOf(process), now.toString());
  }

  private void beat() {
    try {
      while (goesOn()) {
        long at = machine.nanos();
        Instant by = machine.wall().instant();
        try (Statement beat = line.createStatement()) {
          beat.execute("SELECT 1");
          sent = new Sent(at, by);
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

  /** False if whoever had it before died, or left requests without an answer. */
  public boolean lastEndedInOrder() {
    return lastEndedInOrder;
  }

  /**
   * By {@link Machine#nanos}, when the last request of whoever had it may have left. Whose
   * connection was cut goes on until it notices, {@link #VALID} after its last word at the latest.
   */
  public long lockedAt() {
    return lastEndedInOrder ? lockedAt : lockedAt + VALID.toNanos();
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
    if (!isHeld() || !(lastEndedInOrder || lastOver)) {
      return;
    }
    try (PreparedStatement write =
        line.prepareStatement("UPDATE SERVER_LOCK SET IN_ORDER = TRUE WHERE SERVER = ?")) {
      write.setString(1, server);
      write.executeUpdate();
    } catch (SQLException e) {
      lose(); // then the next one waits
    }
  }

  /** Gives it back. */
  @Override
  public void close() {
    monitor.enter();
    try {
      closed = true;
      monitor.wakeAll();
    } finally {
      monitor.leave();
    }
    try (line) {
      if (!lost.get()) { // the database notices the end of a connection only some time later
        try (Statement back = line.createStatement()) {
          back.execute("SELECT pg_advisory_unlock_all()");
        }
      }
    } catch (SQLException e) {
      lost.set(true); // the database ends what it hears nothing of
    }
  }
}
