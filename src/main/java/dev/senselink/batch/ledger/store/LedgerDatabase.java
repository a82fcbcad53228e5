package dev.senselink.batch.ledger.store;

import static dev.senselink.batch.ledger.store.LedgerMessages.words;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.BiPredicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The database that a ledger lies in: one below a data folder, a temporary one that is thrown away,
 * or one that many machines share.
 *
 * <p>One data source and one transaction manager, shared with Spring Batch, so that outcomes and
 * the step's own metadata are committed together.
 */
public final class LedgerDatabase implements AutoCloseable {
  /** In the pool of one process. */
  static final int CONNECTIONS = 8;

  private final Machine machine;
  private final Path dataFolder;
  private final DatabaseEngine engine;
  private final HikariDataSource source;
  private final JdbcTransactionManager transactions;
  private final JdbcTemplate jdbc;
  private DataFolderKey key;
  private @Nullable UndoStore undoStore;
  private @Nullable UpgradeCopy before;

  private LedgerDatabase(Machine machine, Path dataFolder, DatabaseEngine engine)
      throws IOException {
    this.machine = machine;
    this.key = DataFolderKey.made(machine.chance());
    this.dataFolder = dataFolder;
    this.engine = engine;
    HikariConfig config = new HikariConfig();
    config.setDataSource(engine.connections());
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(1);
    config.setPoolName("ledger");
    this.source = new HikariDataSource(config);
    this.transactions = new JdbcTransactionManager(source);
    this.jdbc = engine.template(source);
  }

  /**
   * Opens the database of a locked data folder, making it if it is not there.
   *
   * @throws LedgerException if it cannot be read or written
   */
  public static LedgerDatabase open(DataFolder folder) {
    Path files = folder.path().resolve("db").resolve("ledger");
    UpgradeCopy before = new UpgradeCopy(folder.machine(), folder.path());
    try {
      before.prepare();
    } catch (IOException e) {
      throw LedgerException.opening(folder.path(), e);
    }
    Machine machine = folder.machine();
    boolean isNew = !Files.exists(files.resolveSibling("ledger.script"));
    LedgerDatabase database =
        open(
            machine, folder.path(), files.resolveSibling(""), HsqldbEngine.durable(machine, files));
    try {
      database.takeKey(isNew);
      before.note();
      database.before = before;
      return database;
    } catch (IOException | RuntimeException e) {
      throw database.left(folder.path(), e);
    }
  }

  /**
   * Opens a database that others may share, making its tables and its key if they are not there.
   * The data folder's key is the database's from now on.
   *
   * @throws LedgerException if it cannot be reached, is of another version of the program, its key
   *     is wrapped with another, or it does not keep what it says it has kept
   */
  public static LedgerDatabase open(DataFolder folder, SharedDatabase at) {
    LedgerDatabase database = open(folder.machine(), folder.path(), at);
    try {
      database.key.keepIn(folder.path());
      folder.runs().lieIn(database, at);
      return database;
    } catch (IOException | RuntimeException e) {
      throw database.left(at, e);
    }
  }

  /** The same for who has not locked the data folder: nothing in it is changed. */
  public static LedgerDatabase open(Machine machine, Path dataFolder, SharedDatabase at) {
    return open(machine, dataFolder, at, PostgresConnections.SILENCE);
  }

  /**
   * The same for whoever waits less.
   *
   * @param answer after so long without an answer a connection is lost
   */
  public static LedgerDatabase open(
      Machine machine, Path dataFolder, SharedDatabase at, Duration answer) {
    PostgresEngine engine = new PostgresEngine(machine, at, answer);
    LedgerDatabase database = open(machine, dataFolder, at, engine);
    try {
      database.key = engine.key(database);
      database.undoStore = new UndoStore(machine, database.jdbc, database.key, at.undoStore());
      return database;
    } catch (IOException | RuntimeException e) {
      throw database.left(at, e);
    }
  }

  /**
   * Changes the tables of a database that others may share into those of this version.
   *
   * @param others changes what else lies there, after what it is given has seen to it that nobody
   *     works with it until it has; whether there was anything to do
   * @return whether there was anything to do
   * @throws LedgerException if it cannot be reached, somebody works with it, or it is not to be
   *     used by this version or this folder
   */
  public static boolean upgrade(
      DataFolder folder, SharedDatabase at, BiPredicate<LedgerDatabase, Runnable> others) {
    PostgresEngine engine = new PostgresEngine(folder.machine(), at, PostgresConnections.SILENCE);
    try (LedgerDatabase database = new LedgerDatabase(folder.machine(), folder.path(), engine)) {
      return engine.upgrade(database, others);
    } catch (IOException | RuntimeException e) {
      throw e instanceof LedgerException told ? told : LedgerException.opening(at, e);
    }
  }

  private LedgerException left(Object place, Exception e) {
    close();
    return e instanceof LedgerException told ? told : LedgerException.opening(place, e);
  }

  /**
   * Makes sure that so many runs at a time find connections.
   *
   * @throws LedgerException if there are fewer
   */
  void mustHaveRoom(int runs) {
    if (engine instanceof PostgresEngine shared) {
      shared.mustHaveRoom(jdbc, runs);
    }
  }

  /** A database of the same tables that nobody will read after this process. */
  public static LedgerDatabase temporary(Path folder) {
    return open(
        Machine.real(),
        folder.resolveSibling(""),
        folder,
        HsqldbEngine.fleeting(folder.resolve("temporary")));
  }

  private static LedgerDatabase open(
      Machine machine, Path dataFolder, Object place, DatabaseEngine engine) {
    LedgerDatabase database = null;
    try {
      database = new LedgerDatabase(machine, dataFolder, engine);
      engine.makeTables(database);
      return database;
    } catch (IOException | RuntimeException e) {
      if (database != null) {
        database.giveUp(e);
      }
      throw e instanceof LedgerException told ? told : LedgerException.opening(place, e);
    }
  }

  /** What stays open here no process but this one could open again. */
  private void giveUp(Exception why) {
    try {
      close();
    } catch (LedgerException e) {
      why.addSuppressed(e);
    }
  }

  /**
   * What is kept under a key that is gone could not be told from what was never kept: guests of
   * ours would be strangers.
   */
  private void takeKey(boolean isNew) throws IOException {
    Path file = DataFolderKey.file(dataFolder);
    if (DigestMigration.isSealed(jdbc) && !Files.exists(file)) {
      throw new LedgerException(LedgerException.Kind.BROKEN, words("key.missing", file));
    }
    key = DataFolderKey.of(dataFolder, machine.chance());
    if (!DigestMigration.isDone(jdbc)) {
      new DigestMigration(this, key).run(isNew);
    }
  }

  /** The key under which digests are kept. */
  public DataFolderKey key() {
    return key;
  }

  /** Where photos for an undo lie; {@code null} where that is the data folder. */
  public @Nullable UndoStore undoStore() {
    return undoStore;
  }

  /** The data folder that it lies in, or that belongs to it. */
  public Path dataFolder() {
    return dataFolder;
  }

  public DataSource source() {
    return source;
  }

  public JdbcTransactionManager transactions() {
    return transactions;
  }

  public JdbcTemplate jdbc() {
    return jdbc;
  }

  public Machine machine() {
    return machine;
  }

  /** As Spring Batch calls the kind of database in the names of its scripts. */
  public String vendor() {
    return engine.vendor();
  }

  /**
   * Whether others may be at work in it, each on servers of their own: then only what is of the own
   * server may be taken for something that a dead process has left. Else the lock of the data
   * folder is one for all servers.
   */
  public boolean isShared() {
    return engine.isShared();
  }

  /** The statement of an upsert. */
  public String statement(Upsert write) {
    return engine.upsert(write);
  }

  /** How it is asked for some of the numbers in a column. */
  public NumberMatch match(Collection<? extends Number> numbers) {
    return engine.match(numbers);
  }

  /**
   * Whether there is a table or a sequence.
   *
   * @param name in upper case
   */
  public boolean has(String name) {
    return engine.has(jdbc, name);
  }

  /** Does work that no two may do at once, as making tables is. */
  public void alone(Runnable work) {
    engine.alone(this, work);
  }

  /** Which servers are this process's to change, among all that share the database. */
  public ServerLocks locks() {
    return engine.locks();
  }

  /**
   * Now, by a clock that is one for all who may be at work in it: that of a shared database, else
   * this machine's.
   */
  public Instant now() {
    return engine.now(jdbc);
  }

  /** Takes what was deleted out of the files: it must not linger there. */
  public void compact() {
    engine.compact(jdbc);
  }

  /**
   * The same of some tables, as far as that keeps nobody from work: where others may be at work in
   * the database, once a day, and not of what one of them holds.
   *
   * @param tables their names, in upper case
   */
  public void compactDaily(List<String> tables) {
    engine.compactDaily(jdbc, tables);
  }

  /**
   * Returns once all that was committed so far would survive a power cut. Of a temporary database
   * nothing ever would.
   *
   * @throws IOException if that cannot be had: then nobody knows what the disk holds
   */
  void force() throws IOException {
    engine.force();
  }

  /** How long the log is; 0 where there is none. */
  long logged() {
    return engine.logged();
  }

  /**
   * Makes sure that a commit is in the log.
   *
   * @param changes whether the commit changed anything
   * @param before how long the log was before it
   * @throws IOException if it may not be there: the log has not grown, or there is so little room
   *     that some of it may have been lost
   */
  void mustHold(boolean changes, long before) throws IOException {
    engine.mustHold(changes, before);
  }

  /** What is said when the disk took no more. */
  public LedgerException full(Exception cause) {
    return new LedgerException(LedgerException.Kind.BROKEN, words("data.full", dataFolder), cause);
  }

  /** Runs the work in the caller's transaction, or in one of its own. */
  public void inTransaction(Runnable work) {
    new TransactionTemplate(transactions).executeWithoutResult(status -> work.run());
  }

  /** Writes all to disk and ends the database, or leaves a shared one. */
  @Override
  public void close() {
    try {
      boolean superfluous = before != null && before.isSuperfluous(jdbc);
      engine.end();
      if (superfluous) {
        UpgradeCopy.remove(dataFolder);
      }
    } catch (DataAccessException | IOException | SQLException e) {
      throw new LedgerException(
          LedgerException.Kind.BROKEN, words("database.close", LedgerException.firstLine(e)), e);
    } finally {
      source.close();
    }
  }
}
