package dev.senselink.batch.ledger.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.hsqldb.DatabaseURL;
import org.hsqldb.jdbc.JDBCConnection;
import org.hsqldb.persist.HsqlProperties;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * New connections to the database, each of which keeps what it has compiled. Why: the database
 * shares a compiled statement between all that are open with the same text, and compiles anew as
 * soon as none is; that was an eighth of a small import's processor time.
 *
 * <p>The first opens the database. After {@link #end} none does so again: the pool makes
 * connections in a thread of its own, and one that it had begun would have opened the database anew
 * behind our back, to be found by whoever opens it next in this process, with whatever the files
 * held by then.
 */
final class HsqldbConnections extends AbstractDataSource {
  /** A run has some hundred texts; whoever made them up as it goes would fill the memory. */
  private static final int MOST_KEPT = 200;

  private final String url;
  private volatile int loginTimeout;
  private boolean ended;

  HsqldbConnections(String url) {
    this.url = url;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return getConnection("SA", "");
  }

  @Override
  public synchronized Connection getConnection(String user, String password) throws SQLException {
    if (ended) {
      throw new SQLNonTransientConnectionException(); // only the pool's own thread asks that late
    }
    HsqlProperties properties = DatabaseURL.parseURL(url, true, false);
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    return new KeepingConnection(properties);
  }

  /** Writes all to disk and ends the database; nothing where that was done before. */
  synchronized void end() throws SQLException {
    if (!ended) {
      try (Connection last = getConnection();
          Statement statement = last.createStatement()) {
        ended = true;
        statement.execute("SHUTDOWN");
      }
    }
  }

  @Override
  public void setLoginTimeout(int seconds) {
    loginTimeout = seconds;
  }

  /** So long the pool, when it is closed, waits for a connection that is just being made. */
  @Override
  public int getLoginTimeout() {
    return loginTimeout;
  }

  /** Beside each statement it gives away, one of the same text stays open and is never used. */
  private static final class KeepingConnection extends JDBCConnection {
    private final Map<String, PreparedStatement> kept = new HashMap<>();

    KeepingConnection(HsqlProperties properties) throws SQLException {
      super(properties);
    }

    @Override
    public synchronized PreparedStatement prepareStatement(String sql) throws SQLException {
      PreparedStatement asked = super.prepareStatement(sql);
      if (kept.size() < MOST_KEPT && !kept.containsKey(sql)) {
        kept.put(sql, super.prepareStatement(sql));
      }
      return asked;
    }
  }
}
