package dev.senselink.batch.ledger.store;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.machine.Deadline;
import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;

/** HSQLDB in this very process, in files that are ours alone. */
final class HsqldbEngine implements DatabaseEngine {
  /** Every commit is on disk before it returns; no lock file, since we hold a better lock. */
  private static final String DURABLE =
      ";hsqldb.write_delay=false;hsqldb.tx=mvcc;hsqldb.lock_file=false"
          + ";hsqldb.result_memory_rows=20000;hsqldb.nio_data_file=false";

  /** Dies with its process, so nothing is ever flushed for it. */
  private static final String FLEETING =
      ";hsqldb.log_data=false;hsqldb.tx=mvcc;hsqldb.lock_file=false"
          + ";hsqldb.result_memory_rows=20000;hsqldb.nio_data_file=false"
          + ";hsqldb.cache_size=20000;hsqldb.cache_rows=60000";

  /** As long as writing the database anew, which replaces its log, can take. */
  private static final Duration NEW_LOG = Duration.ofSeconds(60);

  /** More than is ever written at once: with so much left nothing was cut for want of room. */
  private static final long LEAST_ROOM = 1 << 20;

  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  private final Machine machine;
  private final Path folder;
  private final @Nullable Path log;
  private final HsqldbConnections connections;

  private HsqldbEngine(Machine machine, Path files, String properties) {
    this.machine = machine;
    this.folder = files.resolveSibling("");
    this.connections = new HsqldbConnections("jdbc:hsqldb:file:" + files + properties);
    this.log =
        properties.equals(DURABLE) ? files.resolveSibling(files.getFileName() + ".log") : null;
    // HSQLDB would otherwise take over the JVM's logging set-up.
    System.setProperty("hsqldb.reconfig_logging", "false");
  }

  /**
   * A database of which every commit stays.
   *
   * @param files where it lies and how the names of its files begin
   */
  static HsqldbEngine durable(Machine machine, Path files) {
    return new HsqldbEngine(machine, files.toAbsolutePath(), DURABLE);
  }

  /** One that nobody will read after this process. */
  static HsqldbEngine fleeting(Path files) {
    return new HsqldbEngine(Machine.real(), files.toAbsolutePath(), FLEETING);
  }

  @Override
  public String vendor() {
    return "hsqldb";
  }

  @Override
  public boolean isShared() {
    return false;
  }

  @Override
  public DataSource connections() throws IOException {
    PrivateFiles.folder(folder);
    return connections;
  }

  /** What is asked for is in memory or on the disk, a page at a time, without our asking. */
  @Override
  public JdbcTemplate template(DataSource pool) {
    return new JdbcTemplate(pool);
  }

  @Override
  public void makeTables(LedgerDatabase database) throws IOException {
    new LedgerSchema(database.jdbc()).make();
    PrivateFiles.restrict(folder);
  }

  @Override
  public String upsert(Upsert write) {
    String values =
        write.columns().stream()
            .map(column -> "CAST(? AS " + column.type() + ")")
            .collect(Collectors.joining(", "));
    String same =
        write.keys().stream()
            .map(key -> write.table() + "." + key.name() + " = V." + key.name())
            .collect(Collectors.joining(" AND "));
    String changes = write.changes("V");
    return "MERGE INTO "
        + write.table()
        + " USING (VALUES("
        + values
        + ")) AS V("
        + names(write, "")
        + ") ON "
        + same
        + (changes.isEmpty() ? "" : " WHEN MATCHED THEN UPDATE SET " + changes)
        + " WHEN NOT MATCHED THEN INSERT ("
        + names(write, "")
        + ") VALUES ("
        + names(write, "V.")
        + ")";
  }

  /** A statement is no way to anywhere, and a list of many is gone through as a whole. */
  @Override
  public NumberMatch match(Collection<? extends Number> numbers) {
    return new NumberMatch(" = ?", List.copyOf(numbers));
  }

  private static String names(Upsert write, String before) {
    return write.columns().stream()
        .map(column -> before + column.name())
        .collect(Collectors.joining(", "));
  }

  @Override
  public boolean has(JdbcTemplate jdbc, String name) {
    return isThere(jdbc, name);
  }

  /** By asking for it: to list the tables there are takes as long as all else of a look. */
  static boolean isThere(JdbcTemplate jdbc, String name) {
    try {
      jdbc.execute("SELECT 1 FROM " + name + " FETCH FIRST ROW ONLY");
      return true;
    } catch (BadSqlGrammarException notThere) {
      return false;
    }
  }

  @Override
  public void alone(LedgerDatabase database, Runnable work) {
    work.run();
  }

  /** The lock of the data folder is one for all servers. */
  @Override
  public ServerLocks locks() {
    return ServerLocks.none();
  }

  @Override
  public Instant now(JdbcTemplate jdbc) {
    return machine.wall().instant();
  }

  @Override
  public void compact(JdbcTemplate jdbc) {
    jdbc.execute("CHECKPOINT DEFRAG");
  }

  @Override
  public void compactDaily(JdbcTemplate jdbc, List<String> tables) {
    compact(jdbc);
  }

  @Override
  public void force() throws IOException {
    if (log == null) {
      return;
    }
    Deadline over = Deadline.in(machine, NEW_LOG);
    while (!forced(log, over)) {
      pause();
    }
  }

  @Override
  public long logged() {
    return log == null ? 0 : log.toFile().length();
  }

  /**
   * Why: the database swallows a write that fails, and what it keeps in memory is not on the disk
   * however often that is forced.
   */
  @Override
  public void mustHold(boolean changes, long before) throws IOException {
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

  @Override
  public void end() throws IOException, SQLException {
    connections.end();
    PrivateFiles.restrict(folder);
  }
}
