package dev.senselink.batch.ledger.store;

import static dev.senselink.batch.ledger.store.LedgerMessages.words;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.machine.Deadline;
import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The embedded database below a data folder, or a temporary one that is thrown away.
 *
 * <p>One data source and one transaction manager, shared with Spring Batch, so that outcomes and
 * the step's own metadata are committed together.
 */
public final class LedgerDatabase implements AutoCloseable {
  /** Every commit is on disk before it returns; no lock file, since we hold a better lock. */
  private static final String DURABLE =
      ";hsqldb.write_delay=false;hsqldb.tx=mvcc;hsqldb.lock_file=false"
          + ";hsqldb.result_memory_rows=20000;hsqldb.nio_data_file=false";

  /** Dies with its process, so nothing is ever flushed for it. */
  private static final String FLEETING =
      ";hsqldb.log_data=false;hsqldb.tx=mvcc;hsqldb.lock_file=false"
          + ";hsqldb.result_memory_rows=20000;hsqldb.nio_data_file=false"
          + ";hsqldb.cache_size=20000;hsqldb.cache_rows=60000";

  private static final int CONNECTIONS = 8;

  /** As long as writing the database anew, which replaces its log, can take. */
  private static final Duration NEW_LOG = Duration.ofSeconds(60);

  /** More than is ever written at once: with so much left nothing was cut for want of room. */
  private static final long LEAST_ROOM = 1 << 20;

  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  private final Machine machine;
  private final Path folder;
  private final @Nullable Path log;
  private final HikariDataSource source;
  private final JdbcTransactionManager transactions;
  private final JdbcTemplate jdbc;
  private DataFolderKey key;
  private @Nullable UpgradeCopy before;

  private LedgerDatabase(Machine machine, Path files, String properties) {
    this.machine = machine;
    this.key = DataFolderKey.fleeting(machine.chance());
    this.folder = files.resolveSibling("");
    this.log =
        properties.equals(DURABLE) ? files.resolveSibling(files.getFileName() + ".log") : null;
    // HSQLDB would otherwise take over the JVM's logging set-up.
    System.setProperty("hsqldb.reconfig_logging", "false");
    HikariConfig config = new HikariConfig();
    config.setDataSource(new LedgerConnections("jdbc:hsqldb:file:" + files + properties));
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(1);
    config.setPoolName("ledger");
    this.source = new HikariDataSource(config);
    this.transactions = new JdbcTransactionManager(source);
    this.jdbc = new JdbcTemplate(source);
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
      throw broken(folder.path(), e);
    }
    LedgerDatabase database = open(folder.machine(), files, DURABLE);
    try {
      database.takeKey(folder.path());
      before.note();
      database.before = before;
      return database;
    } catch (IOException | RuntimeException e) {
      database.close();
      throw e instanceof LedgerException told ? told : broken(folder.path(), e);
    }
  }

  private static LedgerException broken(Path place, Exception e) {
    return new LedgerException(
        LedgerException.Kind.BROKEN, words("database.open", place, firstLine(e)), e);
  }

  /** A database of the same tables that nobody will read after this process. */
  public static LedgerDatabase temporary(Path folder) {
    return open(Machine.real(), folder.resolve("temporary"), FLEETING);
  }

  private static LedgerDatabase open(Machine machine, Path files, String properties) {
    try {
      Path folder = files.toAbsolutePath().getParent();
      if (folder != null) {
        PrivateFiles.folder(folder);
      }
      LedgerDatabase database = new LedgerDatabase(machine, files.toAbsolutePath(), properties);
      new LedgerSchema(database.jdbc).make();
      PrivateFiles.restrict(database.folder);
      return database;
    } catch (IOException | RuntimeException e) {
      throw broken(files.resolveSibling(""), e);
    }
  }

  /**
   * What is kept under a key that is gone could not be told from what was never kept: guests of
   * ours would be strangers.
   */
  private void takeKey(Path dataFolder) throws IOException {
    Path file = DataFolderKey.file(dataFolder);
    if (DigestMigration.isSealed(jdbc) && !Files.exists(file)) {
      throw new LedgerException(LedgerException.Kind.BROKEN, words("key.missing", file));
    }
    key = DataFolderKey.of(dataFolder, machine.chance());
    if (!DigestMigration.isDone(jdbc)) {
      new DigestMigration(this, key).run();
    }
  }

  /** The key under which digests are kept. */
  public DataFolderKey key() {
    return key;
  }

  /** The data folder that it lies in. */
  public Path dataFolder() {
    return folder.resolveSibling("");
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

  /**
   * Returns once all that was committed so far would survive a power cut. Of a temporary database
   * nothing ever would.
   *
   * @throws IOException if that cannot be had: then nobody knows what the disk holds
   */
  void force() throws IOException {
    if (log == null) {
      return;
    }
    Deadline over = Deadline.in(machine, NEW_LOG);
    while (!forced(log, over)) {
      pause();
    }
  }

  /** How long the log is; 0 where there is none. */
  long logged() {
    return log == null ? 0 : log.toFile().length();
  }

  /**
   * Makes sure that a commit is in the log. Why: the database swallows a write that fails, and what
   * it keeps in memory is not on the disk however often that is forced.
   *
   * @param changes whether the commit changed anything
   * @param before how long the log was before it
   * @throws IOException if it may not be there: the log has not grown, or there is so little room
   *     that some of it may have been lost
   */
  void mustHold(boolean changes, long before) throws IOException {
    if (log == null) {
      return;
    }
    boolean grown = !changes || logged() != before; // it is shorter where it was begun anew
    long room = folder.toFile().getUsableSpace(); // beyond all measure it is negative
    if (!grown || (room >= 0 && room < LEAST_ROOM)) {
      throw new FileSystemException(log.toString());
    }
  }

  /** False while the database, having written all its tables, replaces its log by an empty one. */
  private boolean forced(Path file, Deadline over) throws IOException {
    try {
      machine.force(file);
      return true;
    } catch (NoSuchFileException e) {
      if (over.isOver()) {
        throw e;
      }
      return false;
    }
  }

  private void pause() throws InterruptedIOException {
    try {
      machine.pause(LOOK_AGAIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  /** What is said when the disk took no more. */
  public LedgerException full(Exception cause) {
    return new LedgerException(
        LedgerException.Kind.BROKEN, words("data.full", folder.getParent()), cause);
  }

  /** Runs the work in the caller's transaction, or in one of its own. */
  public void inTransaction(Runnable work) {
    new TransactionTemplate(transactions).executeWithoutResult(status -> work.run());
  }

  /** Writes all to disk and ends the database. */
  @Override
  public void close() {
    try {
      boolean superfluous = before != null && before.isSuperfluous(jdbc);
      jdbc.execute("SHUTDOWN");
      PrivateFiles.restrict(folder);
      if (superfluous) {
        UpgradeCopy.remove(folder.resolveSibling(""));
      }
    } catch (DataAccessException | IOException e) {
      throw new LedgerException(
          LedgerException.Kind.BROKEN, words("database.close", firstLine(e)), e);
    } finally {
      source.close();
    }
  }

  private static String firstLine(Exception e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String said = cause.getMessage();
    String message = said == null ? cause.getClass().getSimpleName() : said;
    return message.lines().findFirst().orElse(message);
  }
}
