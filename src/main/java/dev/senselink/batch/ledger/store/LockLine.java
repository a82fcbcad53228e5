package dev.senselink.batch.ledger.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

/** The connection on which one process has locks for servers, and what is noted of them. */
final class LockLine implements AutoCloseable {
  private static final String TIMELINE = "substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)";

  private final Connection line;

  /**
   * Opens it.
   *
   * @param answer how long the database is waited for
   * @param silence after so long without a word the database ends it, and the locks with it
   */
  LockLine(SharedDatabase at, Duration answer, Duration silence) throws SQLException {
    line = new PostgresConnections(at, (int) answer.toSeconds()).getConnection();
    try (Statement set = line.createStatement()) {
      set.execute("SET idle_session_timeout = '" + silence.toMillis() + "ms'");
    } catch (SQLException e) {
      line.close();
      throw e;
    }
  }

  /** As {@link SchemaLock#share}. */
  void share(SharedDatabase at) throws SQLException {
    SchemaLock.share(line, at);
  }

  /** The number under which a server is locked. */
  long key(String server) throws SQLException {
    return Long.parseLong(ask("SELECT " + ServerLocks.key("?"), server));
  }

  /** False if another connection has it. */
  boolean lock(long key) throws SQLException {
    return ask("SELECT pg_try_advisory_lock(" + key + ")").equals("t");
  }

  /**
   * Whether the database shows locks as this connection's. A pooler may answer in its name by
   * another one, and give this one, with all it holds, to somebody else.
   */
  boolean shows(Set<Long> keys) throws SQLException {
    String numbers = keys.stream().map(String::valueOf).collect(Collectors.joining(", "));
    String shown =
        ask(
            "SELECT COUNT(*) FROM pg_locks HELD WHERE HELD.pid = pg_backend_pid() AND "
                + ServerLocks.ofKey("IN (" + numbers + ")"));
    return shown.equals(String.valueOf(keys.size()));
  }

  /** The process of the database behind it. */
  long process() throws SQLException {
    return Long.parseLong(ask("SELECT pg_backend_pid()"));
  }

  /** Who has noted itself last, in words; {@code ""} for nobody. */
  String holder(String server) throws SQLException {
    return ask("SELECT HOLDER FROM SERVER_LOCK WHERE SERVER = ?", server);
  }

  /** What a database that another has taken the place of has forgotten nobody knows. */
  boolean endedInOrder(String server) throws SQLException {
    String ended =
        ask(
            "SELECT IN_ORDER AND TIMELINE = " + TIMELINE + " FROM SERVER_LOCK WHERE SERVER = ?",
            server);
    return ended.isEmpty() || ended.equals("t");
  }

  /**
   * That this process did not end in order stands there from now on, and goes with its good end.
   */
  void note(String server, String holder) throws SQLException {
    write(
        "INSERT INTO SERVER_LOCK (SERVER, HOLDER, IN_ORDER, TIMELINE) VALUES (?, ?, FALSE, "
            + TIMELINE
            + ") ON CONFLICT (SERVER) DO UPDATE SET HOLDER = EXCLUDED.HOLDER,"
            + " IN_ORDER = FALSE, TIMELINE = EXCLUDED.TIMELINE",
        server,
        holder);
  }

  void noteOrder(String server) throws SQLException {
    write("UPDATE SERVER_LOCK SET IN_ORDER = TRUE WHERE SERVER = ?", server);
  }

  /** The database notices the end of a connection only some time later. */
  void giveBack() throws SQLException {
    try (Statement back = line.createStatement()) {
      back.execute("SELECT pg_advisory_unlock_all()");
    }
  }

  @Override
  public void close() throws SQLException {
    line.close();
  }

  private void write(String sql, String... values) throws SQLException {
    try (PreparedStatement write = line.prepareStatement(sql)) {
      set(write, values);
      write.executeUpdate();
    }
  }

  private String ask(String sql, String... values) throws SQLException {
    try (PreparedStatement asked = line.prepareStatement(sql)) {
      set(asked, values);
      try (ResultSet rows = asked.executeQuery()) {
        return rows.next() ? String.valueOf(rows.getString(1)) : "";
      }
    }
  }

  private static void set(PreparedStatement statement, String... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setString(i + 1, values[i]);
    }
  }
}
