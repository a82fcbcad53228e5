package dev.senselink.batch.ledger.store;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What one kind of database does otherwise than the other. All other statements of the ledger are
 * taken by both and mean the same there: that is what its contract tests are for.
 */
sealed interface DatabaseEngine permits HsqldbEngine, PostgresEngine {
  /** As Spring Batch calls it in the names of its scripts. */
  String vendor();

  /**
   * Whether others may write into it at the same time, each for servers of their own. Else whoever
   * has opened it is alone with it, by the lock of the data folder.
   */
  boolean isShared();

  /** New connections, which the caller keeps in a pool. */
  DataSource connections() throws IOException;

  /** Statements on connections of the pool, none of which brings more into memory than it needs. */
  JdbcTemplate template(DataSource pool);

  /**
   * Makes the tables where they are not there.
   *
   * @throws LedgerException if this version of the program must not work with the database
   */
  void makeTables(LedgerDatabase database) throws IOException;

  /** The statement of an upsert. */
  String upsert(Upsert write);

  /** As {@link LedgerDatabase#match}. */
  NumberMatch match(Collection<? extends Number> numbers);

  /** Whether there is a table or a sequence. */
  boolean has(JdbcTemplate jdbc, String name);

  /** Does work that no two may do at once, as making tables is; all or nothing where it can be. */
  void alone(LedgerDatabase database, Runnable work);

  /** As {@link LedgerDatabase#locks}. */
  ServerLocks locks();

  /** As {@link LedgerDatabase#now}. */
  Instant now(JdbcTemplate jdbc);

  /** Takes what was deleted out of the files. */
  void compact(JdbcTemplate jdbc);

  /** As {@link LedgerDatabase#compactDaily}. */
  void compactDaily(JdbcTemplate jdbc, List<String> tables);

  /** As {@link LedgerDatabase#force}. */
  void force() throws IOException;

  /** As {@link LedgerDatabase#logged}. */
  long logged();

  /** As {@link LedgerDatabase#mustHold}. */
  void mustHold(boolean changes, long before) throws IOException;

  /**
   * Ends the database itself, if it is ours alone. No connection that is just being made for the
   * pool opens it anew: it would be at work in files that are no longer ours.
   */
  void end() throws IOException, SQLException;
}
