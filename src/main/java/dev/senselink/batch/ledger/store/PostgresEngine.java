package dev.senselink.batch.ledger.store;

import static dev.senselink.batch.ledger.store.LedgerMessages.words;

import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** A PostgreSQL server that many machines may share, each for servers of its own. */
final class PostgresEngine implements DatabaseEngine {
  /** Any number, as long as it is the same in all versions: whoever makes tables holds it. */
  private static final long MAKING_TABLES = 0x53454e53454cL;

  /** What only a database has that many share. */
  private static final String SHARED =
      "CREATE TABLE LEDGER_KEY (N INTEGER PRIMARY KEY, FINGERPRINT VARCHAR(64),"
          + " WRAPPED VARCHAR(200), UNDO_STORE BOOLEAN);"
          + "CREATE TABLE SERVER_LOCK (SERVER VARCHAR(300) PRIMARY KEY, HOLDER VARCHAR(4000),"
          + " IN_ORDER BOOLEAN, TIMELINE VARCHAR(40));"
          + RunFiles.TABLE
          + ";CREATE TABLE TABLES_MADE (SCRIPT VARCHAR(64) PRIMARY KEY)";

  private static final Pattern VARCHAR = Pattern.compile("VARCHAR\\((\\d+)\\)");

  /** A longer one it does not take; what has no limit of its own is bounded by what is sent. */
  private static final int LONGEST = 10_485_760;

  private final SharedDatabase at;
  private final ServerLocks locks;

  PostgresEngine(Machine machine, SharedDatabase at) {
    this.at = at;
    this.locks = new ServerLocks(machine, at);
  }

  @Override
  public String vendor() {
    return "postgresql";
  }

  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public DataSource connections() {
    return new PostgresConnections(at, locks);
  }

  @Override
  public JdbcTemplate template(DataSource pool) {
    return new StreamingTemplate(pool);
  }

  @Override
  public void makeTables(LedgerDatabase database) throws IOException {
    JdbcTemplate jdbc = database.jdbc();
    if (!setting(jdbc, "fsync").equals("on")) {
      throw new LedgerException(LedgerException.Kind.UNFIT, words("database.fsync", at));
    }
    if (!setting(jdbc, "server_encoding").equals("UTF8")) {
      throw new LedgerException(LedgerException.Kind.UNFIT, words("database.encoding", at));
    }
    if (!DatabaseLook.isOnTime(DatabaseLook.ahead(jdbc, database.machine()))) {
      String most = String.valueOf(DatabaseLook.MOST_AHEAD.toSeconds());
      throw new LedgerException(LedgerException.Kind.UNFIT, words("database.clock", at, most));
    }
    mustHaveRoom(jdbc);
    String script = LedgerSchema.script();
    String digest = LedgerSchema.digest(script + SHARED);
    if (!has(jdbc, "TABLES_MADE")) {
      alone(database, () -> make(jdbc, script, digest));
    }
    if (!isOfThisVersion(jdbc)) {
      throw new LedgerException(LedgerException.Kind.UNFIT, words("database.otherVersion", at));
    }
  }

  /** Whether the tables are those of this version of the program. */
  static boolean isOfThisVersion(JdbcTemplate jdbc) throws IOException {
    String digest = LedgerSchema.digest(LedgerSchema.script() + SHARED);
    return jdbc.queryForList("SELECT SCRIPT FROM TABLES_MADE", String.class).equals(List.of(digest))
        && DigestMigration.isOfThisForm(jdbc);
  }

  /** Whether nothing lies there, of whomsoever. */
  static boolean isEmpty(JdbcTemplate jdbc) {
    Long there =
        jdbc.queryForObject(
            "SELECT COUNT(*) FROM pg_class WHERE relnamespace = current_schema()::regnamespace",
            Long.class);
    return there != null && there == 0;
  }

  /** All connections of one process: else a run would begin that cannot go on. */
  private void mustHaveRoom(JdbcTemplate jdbc) {
    long most = Long.parseLong(setting(jdbc, "max_connections"));
    long kept = Long.parseLong(setting(jdbc, "superuser_reserved_connections"));
    Long used =
        jdbc.queryForObject(
            "SELECT COUNT(*) FROM pg_stat_activity WHERE backend_type = 'client backend'",
            Long.class);
    long free = most - kept - (used == null ? 0 : used) + 1; // this one is counted already
    if (free < LedgerDatabase.CONNECTIONS + 1) {
      throw new LedgerException(
          LedgerException.Kind.BROKEN,
          words("database.connections", at, most, free, LedgerDatabase.CONNECTIONS + 1));
    }
  }

  static String setting(JdbcTemplate jdbc, String name) {
    return String.valueOf(jdbc.queryForObject("SELECT current_setting(?)", String.class, name));
  }

  /** All or nothing: a process that dies meanwhile leaves no table. */
  private void make(JdbcTemplate jdbc, String script, String digest) {
    if (has(jdbc, "TABLES_MADE")) {
      return; // somebody else has just made them
    }
    if (!isEmpty(jdbc)) {
      throw new LedgerException(LedgerException.Kind.UNFIT, words("database.notEmpty", at));
    }
    LedgerSchema.statements(script).forEach(statement -> jdbc.execute(taken(statement)));
    jdbc.update("INSERT INTO FORM VALUES (?)", DigestMigration.FORM);
    LedgerSchema.statements(SHARED).forEach(jdbc::execute);
    jdbc.update("INSERT INTO TABLES_MADE VALUES (?)", digest);
  }

  /** A statement that makes a table; texts are ordered by their characters, as in HSQLDB. */
  private static String taken(String statement) {
    return VARCHAR
        .matcher(statement.replace("CREATE CACHED TABLE", "CREATE TABLE"))
        .replaceAll(
            found ->
                (Integer.parseInt(found.group(1)) > LONGEST ? "TEXT" : found.group())
                    + " COLLATE \"C\"");
  }

  /**
   * The key under which everything is kept. Where there is none yet, that of the data folder
   * becomes it, and a new one if the folder has none.
   *
   * @throws LedgerException if it is wrapped with another: with a key of its own nobody would be
   *     known again, and everybody would be a leaver
   */
  DataFolderKey key(LedgerDatabase database) throws IOException {
    JdbcTemplate jdbc = database.jdbc();
    RandomGenerator chance = database.machine().chance();
    if (jdbc.queryForList("SELECT N FROM LEDGER_KEY").isEmpty()) {
      DataFolderKey own =
          DataFolderKey.existing(database.dataFolder()).orElseGet(() -> DataFolderKey.made(chance));
      jdbc.update(
          "INSERT INTO LEDGER_KEY VALUES (1, ?, ?, FALSE) ON CONFLICT DO NOTHING",
          own.fingerprint(),
          at.wrapping().wrapped(own.bytes(), chance));
    }
    return key(jdbc, at)
        .orElseThrow(
            () -> new LedgerException(LedgerException.Kind.UNFIT, words("database.otherKey", at)));
  }

  /** The key of a database that has one; empty if it is wrapped with another. */
  static Optional<DataFolderKey> key(JdbcTemplate jdbc, SharedDatabase at) {
    return jdbc
        .query(
            "SELECT FINGERPRINT, WRAPPED FROM LEDGER_KEY",
            (rs, n) -> {
              String fingerprint = rs.getString(1);
              return at.wrapping()
                  .opened(rs.getString(2))
                  .map(DataFolderKey::of)
                  .filter(key -> key.fingerprint().equals(fingerprint));
            })
        .stream()
        .flatMap(Optional::stream)
        .findFirst();
  }

  @Override
  public String upsert(Upsert write) {
    String changes = write.changes("EXCLUDED");
    return "INSERT INTO "
        + write.table()
        + " ("
        + names(write.columns())
        + ") VALUES ("
        + write.columns().stream().map(column -> "?").collect(Collectors.joining(", "))
        + ") ON CONFLICT ("
        + names(write.keys())
        + ") DO "
        + (changes.isEmpty() ? "NOTHING" : "UPDATE SET " + changes);
  }

  private static String names(List<Upsert.Column> columns) {
    return columns.stream().map(Upsert.Column::name).collect(Collectors.joining(", "));
  }

  @Override
  public boolean has(JdbcTemplate jdbc, String name) {
    return Boolean.TRUE.equals(
        jdbc.queryForObject("SELECT to_regclass(?) IS NOT NULL", Boolean.class, name));
  }

  @Override
  public void alone(LedgerDatabase database, Runnable work) {
    database.inTransaction(
        () -> {
          database.jdbc().queryForList("SELECT pg_advisory_xact_lock(?)", MAKING_TABLES);
          work.run();
        });
  }

  @Override
  public ServerLocks locks() {
    return locks;
  }

  @Override
  public void compact(JdbcTemplate jdbc) {
    jdbc.execute("VACUUM");
  }

  /** A commit is on the disk when it returns: each connection has said so. */
  @Override
  public void force() {}

  @Override
  public long logged() {
    return 0;
  }

  /** It tells when it has no room. */
  @Override
  public void mustHold(boolean changes, long before) {}

  /** It is others' too. */
  @Override
  public void end() {}
}
