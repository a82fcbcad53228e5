package dev.senselink.batch.ledger.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * New connections to a PostgreSQL database. A commit on one of them is on the disk when it returns,
 * whatever is set on the server for others. Each text passes {@link PostgresText} on its way in and
 * out, here and nowhere else: whoever asks or writes need not know. Nor need they ask whether the
 * server they work on is still theirs: once it is not, nothing is done or committed here.
 */
final class PostgresConnections extends AbstractDataSource {
  /** No statement takes longer but for a fault, and one that is lost must not last. */
  static final Duration SILENCE = Duration.ofMinutes(10);

  /**
   * After so long without a word in a transaction the database undoes it: whoever lost its power
   * there holds its rows, and whoever goes on with its work waits for them. Longer than this
   * process ever pauses in one.
   */
  private static final Duration PAUSE = Duration.ofSeconds(60);

  private final SharedDatabase at;
  private final int silence;
  private final Duration pause;
  private final ServerLocks locks;
  private volatile int loginTimeout;

  /** Those of whoever only looks. */
  PostgresConnections(SharedDatabase at) {
    this(at, (int) SILENCE.toSeconds());
  }

  /**
   * Those of whoever changes something.
   *
   * @param answer how long an answer is waited for
   * @param locks once one of them is lost nothing more is done on them
   */
  PostgresConnections(SharedDatabase at, Duration answer, ServerLocks locks) {
    this(at, (int) answer.toSeconds(), PAUSE, locks);
  }

  /**
   * The same for whoever waits less.
   *
   * @param silence for how many seconds an answer is waited for
   */
  PostgresConnections(SharedDatabase at, int silence) {
    this(at, silence, PAUSE, ServerLocks.none());
  }

  /**
   * The same with another end for whoever vanished.
   *
   * @param pause how long a transaction lives without a word
   */
  PostgresConnections(SharedDatabase at, int silence, Duration pause, ServerLocks locks) {
    this.at = at;
    this.silence = silence;
    this.pause = pause;
    this.locks = locks;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return getConnection(at.user(), at.password());
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    Properties properties = at.protection();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("ApplicationName", "senselink");
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("loginTimeout", "20");
    properties.setProperty("socketTimeout", String.valueOf(silence));
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("gssEncMode", "disable");
    // Where it fails it is not told what it was about: that may be a person.
    properties.setProperty("logServerErrorDetail", "false");
    Connection connection = new Driver().connect(at.url(), properties);
    if (connection == null) {
      throw new SQLException(at.toString()); // an address that the driver does not take
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "SET synchronous_commit = on; SET idle_in_transaction_session_timeout = "
              + pause.toMillis());
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
    locks.opened(connection);
    return around(Connection.class, connection, locks);
  }

  @Override
  public void setLoginTimeout(int seconds) {
    loginTimeout = seconds;
  }

  @Override
  public int getLoginTimeout() {
    return loginTimeout;
  }

  private static <T> T around(Class<T> type, Object real, ServerLocks locks) {
    return type.cast(
        Proxy.newProxyInstance(
            PostgresConnections.class.getClassLoader(),
            new Class<?>[] {type},
            new Around(real, locks)));
  }

  /** Around a connection, a statement or its rows. */
  private record Around(Object real, ServerLocks locks) implements InvocationHandler {
    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] values)
        throws Throwable {
      String name = method.getName();
      boolean done = name.startsWith("execute") || name.equals("commit");
      if (done) {
        locks.mustBeHeld();
      }
      if (values != null && name.startsWith("set")) {
        for (int i = 0; i < values.length; i++) {
          if (values[i] instanceof String text) {
            values[i] = PostgresText.kept(text);
          }
        }
      }
      try {
        return outside(method, method.invoke(real, values));
      } catch (InvocationTargetException e) {
        boolean tidies = !done && method.getReturnType() == void.class;
        Throwable meant = PostgresFailure.meant(e.getTargetException(), locks, tidies);
        if (meant == null) {
          return null;
        }
        throw meant;
      }
    }

    private @Nullable Object outside(Method method, @Nullable Object answer) {
      Class<?> type = method.getReturnType();
      if (answer == null) {
        return null;
      }
      if (type == Statement.class || type == PreparedStatement.class || type == ResultSet.class) {
        return around(type, answer, locks);
      }
      return real instanceof ResultSet && answer instanceof String text
          ? PostgresText.read(text)
          : answer;
    }
  }
}
