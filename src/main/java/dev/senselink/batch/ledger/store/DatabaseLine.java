package dev.senselink.batch.ledger.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** A {@link LockLine} to a PostgreSQL database. */
final class DatabaseLine implements LockLine {
  private static final String TIMELINE = "substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)";

  /** Of a server that is not there: whether another database has taken the place of this one. */
  private static final String DIED =
      "SELECT ASKED.SERVER FROM unnest(?) AS ASKED (SERVER)"
          + " LEFT JOIN SERVER_LOCK L ON L.SERVER = ASKED.SERVER WHERE CASE WHEN L.SERVER IS NULL"
          + " THEN EXISTS (SELECT 1 FROM SERVER_LOCK WHERE TIMELINE <> "
          + TIMELINE
          + ") ELSE (L.IN_ORDER AND L.TIMELINE = "
          + TIMELINE
          + ") IS NOT TRUE END";

  private static final String NOTE =
      "INSERT INTO SERVER_LOCK (SERVER, HOLDER, IN_ORDER, TIMELINE) SELECT SERVER, ?, FALSE, "
          + TIMELINE
          + " FROM unnest(?) AS HELD (SERVER) ON CONFLICT (SERVER) DO UPDATE SET"
          + " HOLDER = EXCLUDED.HOLDER, IN_ORDER = FALSE, TIMELINE = EXCLUDED.TIMELINE";

  private static final String IN_ORDER =
      "UPDATE SERVER_LOCK SET IN_ORDER = TRUE WHERE SERVER = ANY(?)";

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
  public Set<String> died(Set<String> servers) throws SQLException {
    Set<String> died = new HashSet<>();
    try (PreparedStatement asked = line.prepareStatement(DIED)) {
      asked.setArray(1, array(servers));
      try (ResultSet rows = asked.executeQuery()) {
        while (rows.next()) {
          died.add(rows.getString(1));
        }
      }
    }
    return died;
  }

  @Override
  public void note(Set<String> servers, String holder) throws SQLException {
    try (PreparedStatement write = line.prepareStatement(NOTE)) {
      write.setString(1, holder);
      write.setArray(2, array(servers));
      write.executeUpdate();
    }
  }

  @Override
  public void noteOrder(Set<String> servers) throws SQLException {
    try (PreparedStatement write = line.prepareStatement(IN_ORDER)) {
      write.setArray(1, array(servers));
      write.executeUpdate();
    }
  }

  private Array array(Set<String> texts) throws SQLException {
    return line.createArrayOf("text", texts.toArray());
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

  private String ask(String sql, String... values) throws SQLException {
    try (PreparedStatement asked = line.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        asked.setString(i + 1, values[i]);
      }
      try (ResultSet rows = asked.executeQuery()) {
        return rows.next() ? String.valueOf(rows.getString(1)) : "";
      }
    }
  }
}
