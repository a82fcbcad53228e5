package dev.senselink.batch.ledger.store;

import static dev.senselink.batch.ledger.store.LedgerMessages.words;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Keeps whoever may change a server and whoever changes the tables of a shared database apart: the
 * former hold it together, on the connection of their lock, the latter alone.
 */
final class SchemaLock {
  /** No server is called so. */
  private static final String KEY = "(hashtextextended(current_schema() || '/tables', 0))";

  /** Who has a server's lock now. */
  private static final String HOLDERS =
      "SELECT HOLDER FROM SERVER_LOCK JOIN pg_locks ON locktype = 'advisory' AND granted"
          + " AND ((classid::bigint << 32) | objid::bigint)"
          + " = hashtextextended(current_schema() || ' ' || SERVER, 0)"
          + " WHERE database = (SELECT oid FROM pg_database WHERE datname = current_database())"
          + " ORDER BY HOLDER";

  private SchemaLock() {}

  /**
   * Held until the connection ends, or gives up its locks: from now on the tables stay as they are.
   *
   * @throws LedgerException if somebody changes them now, or has since they were looked at
   */
  static void share(Connection line, SharedDatabase at) throws SQLException {
    JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(line, true));
    if (!is(jdbc, "SELECT pg_try_advisory_lock_shared" + KEY)) {
      throw new LedgerException(LedgerException.Kind.LOCKED, words("lock.upgrade", at));
    }
    try {
      new SharedSchema(jdbc).mustBeOfThisVersion(at);
    } catch (DataAccessException e) {
      throw e.getCause() instanceof SQLException cause ? cause : new SQLException(e);
    }
  }

  private static boolean is(JdbcTemplate jdbc, String question) {
    return jdbc.queryForList(question, Boolean.class).equals(List.of(true));
  }

  /**
   * Held until the transaction ends.
   *
   * @throws LedgerException if anybody has a server's lock
   */
  static void take(JdbcTemplate jdbc, SharedDatabase at) {
    if (!is(jdbc, "SELECT pg_try_advisory_xact_lock" + KEY)) {
      String holders =
          jdbc.queryForList(HOLDERS, String.class).stream()
              .reduce((one, other) -> one + "; " + other)
              .orElseGet(() -> words("lock.holder.unknown"));
      throw new LedgerException(LedgerException.Kind.LOCKED, words("upgrade.inUse", at, holders));
    }
  }
}
