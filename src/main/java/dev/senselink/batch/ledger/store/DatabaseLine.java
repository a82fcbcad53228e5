package dev.senselink.batch.ledger.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

/** A {@link LockLine} to a PostgreSQL database. */
final class DatabaseLine implements LockLine {
  private static final String TIMELINE = "substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)";

  private final Connection line;

  /**
   * Opens it.
   *
   * @param answer how long the database is waited for
   * @param silence after so long without a word the database ends it, and the locks with it
   */
  DatabaseLine(SharedDatabase at, Duration answer, Duration silence) throws SQLException {
    line = new PostgresConnections(at, (int) answer.toSeconds()).getConnection();
    try (Statement set = line.createStatement()) {
      set.execute("SET idle_session_timeout = '" + silence.toMillis() + "ms'");
    } catch (SQLException e) {
      line.close();
      throw e;
    }
  }

  @Override
  public void share(SharedDatabase at) throws SQLException {
    SchemaLock.share(line, at);
  }

  @Override
  public long key(String server) throws SQLException {
    return Long.parseLong(ask("SELECT " + ServerLocks.key("?"), server));
  }

  @Override
  public boolean lock(long key) throws SQLException {
    return ask("SELECT pg_try_advisory_lock(" + key + ")").equals("t");
  }

  @Override
  public boolean shows(Set<Long> keys) throws SQLException {
    String numbers = keys.stream().map(String::valueOf).collect(Collectors.joining(", "));
    String shown =
        ask(
            "SELECT COUNT(*) FROM pg_locks HELD WHERE HELD.pid = pg_backend_pid() AND "
                + ServerLocks.ofKey("IN (" + numbers + ")"));
    return shown.equals(String.valueOf(keys.size()));
  }

  @Override
  public long process() throws SQLException {
    return Long.parseLong(ask("SELECT pg_backend_pid()"));
  }

  @Override
  public String holder(String server) throws SQLException {
    return ask("SELECT HOLDER FROM SERVER_LOCK WHERE SERVER = ?", server);
  }

  @Override
  public boolean endedInOrder(String server) throws SQLException {
    String ended =
        ask(
            "SELECT IN_ORDER AND TIMELINE = " + TIMELINE + " FROM SERVER_LOCK WHERE SERVER = ?",
            server);
    return ended.isEmpty() ? isAsItWas() : ended.equals("t");
  }

  /** False if another database has taken its place, and may have forgotten who was at work. */
  private boolean isAsItWas() throws SQLException {
    return ask("SELECT NOT EXISTS (SELECT 1 FROM SERVER_LOCK WHERE TIMELINE <> " + TIMELINE + ")")
        .equals("t");
  }

  @Override
  public void note(String server, String holder) throws SQLException {
    write(
        "INSERT INTO SERVER_LOCK (SERVER, HOLDER, IN_ORDER, TIMELINE) VALUES (?, ?, FALSE, "
            + TIMELINE
            + ") ON CONFLICT (SERVER) DO UPDATE SET HOLDER = EXCLUDED.HOLDER,"
            + " IN_ORDER = FALSE, TIMELINE = EXCLUDED.TIMELINE",
        server,
        holder);
  }

  @Override
  public void noteOrder(String server) throws SQLException {
    write("UPDATE SERVER_LOCK SET IN_ORDER = TRUE WHERE SERVER = ?", server);
  }

  @Override
  public void giveBack() throws SQLException {
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
