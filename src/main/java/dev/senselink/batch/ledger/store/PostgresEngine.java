package dev.senselink.batch.ledger.store;

import static dev.senselink.batch.ledger.store.LedgerMessages.words;

import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** A PostgreSQL server that many machines may share, each for servers of its own. */
final class PostgresEngine implements DatabaseEngine {
  /** Any number, as long as it is the same in all versions: whoever makes tables holds it. */
  private static final long MAKING_TABLES = 0x53454e53454cL;

  /** The first version of PostgreSQL that has all that is asked of it. */
  static final int EARLIEST = 14;

  private static final int PER_VERSION = 10_000;

  /** Of whatever is kept under a key the server is known, also when all runs are deleted. */
  private static final String ANY_OF_IT =
      "(SELECT ID FROM RUN LIMIT 1) UNION ALL (SELECT ADDRESS FROM SERVER LIMIT 1)";

  /** Tables out of which nobody has taken today what was deleted. */
  private static final String DUE =
      "SELECT relname FROM pg_stat_user_tables WHERE schemaname = current_schema() AND"
          + " COALESCE(last_vacuum < clock_timestamp() - INTERVAL '1 day', TRUE) ORDER BY relname";

  /** So many numbers are asked for in one statement. */
  private static final int AT_ONCE = 500;

  private final SharedDatabase at;
  private final Duration answer;
  private final ServerLocks locks;

  /**
   * @param answer after so long without an answer a connection is lost
   */
  PostgresEngine(Machine machine, SharedDatabase at, Duration answer) {
    this.at = at;
    this.answer = answer;
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
    return new PostgresConnections(at, answer, locks);
  }

  @Override
  public JdbcTemplate template(DataSource pool) {
    return new StreamingTemplate(pool);
  }

  @Override
  public void makeTables(LedgerDatabase database) {
    mustBeFit(database);
    SharedSchema schema = new SharedSchema(database.jdbc());
    if (!has(database.jdbc(), "TABLES_MADE")) {
      alone(database, () -> schema.make(at));
    }
    schema.mustBeOfThisVersion(at);
  }

  /**
   * Changes the tables into those of this version of the program.
   *
   * @param others see {@link LedgerDatabase#upgrade}
   * @return whether there was anything to do
   */
  boolean upgrade(LedgerDatabase database, BiPredicate<LedgerDatabase, Runnable> others) {
    mustBeFit(database);
    SharedSchema schema = new SharedSchema(database.jdbc());
    boolean[] changed = {false};
    alone(
        database,
        () -> {
          changed[0] = schema.upgrade(at);
          DataFolderKey key = keyOf(database);
          if (!DigestMigration.isDone(database.jdbc())) {
            new DigestMigration(database, key).run(true);
          }
          changed[0] |= others.test(database, () -> SchemaLock.take(database.jdbc(), at));
        });
    return changed[0];
  }

  private DataFolderKey keyOf(LedgerDatabase database) {
    try {
      return key(database);
    } catch (IOException e) {
      throw LedgerException.opening(at, e);
    }
  }

  private void mustBeFit(LedgerDatabase database) {
    JdbcTemplate jdbc = database.jdbc();
    if (!isRecent(jdbc)) {
      throw new LedgerException(
          LedgerException.Kind.UNFIT,
          words("database.old", at, setting(jdbc, "server_version"), EARLIEST));
    }
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
    mustHaveRoom(jdbc, 1);
  }

  /** Before it there was no end to a connection of which nothing is heard: a lock would stay. */
  static boolean isRecent(JdbcTemplate jdbc) {
    return Integer.parseInt(setting(jdbc, "server_version_num")) >= EARLIEST * PER_VERSION;
  }

  /** All connections of so many runs at a time: else one would begin that cannot go on. */
  void mustHaveRoom(JdbcTemplate jdbc, int runs) {
    long most = Long.parseLong(setting(jdbc, "max_connections"));
    long kept = Long.parseLong(setting(jdbc, "superuser_reserved_connections"));
    // Of others' sessions an ordinary user is not told what they are, but how many there are.
    Long used = jdbc.queryForObject("SELECT SUM(numbackends) FROM pg_stat_database", Long.class);
    long free = most - kept - (used == null ? 0 : used) + 1; // this one is counted already
    long needed = (LedgerDatabase.CONNECTIONS + 1L) * runs;
    if (free < needed) {
      throw new LedgerException(
          runs == 1 ? LedgerException.Kind.BROKEN : LedgerException.Kind.UNFIT,
          words("database.connections", at, most, free, needed));
    }
  }

  static String setting(JdbcTemplate jdbc, String name) {
    return String.valueOf(jdbc.queryForObject("SELECT current_setting(?)", String.class, name));
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
      if (!jdbc.queryForList(ANY_OF_IT).isEmpty()) {
        throw new LedgerException(LedgerException.Kind.UNFIT, words("database.keyLost", at));
      }
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

  /** Each statement is a way to another machine and back: one is for many. */
  @Override
  public NumberMatch match(Collection<? extends Number> numbers) {
    List<? extends Number> all = List.copyOf(numbers);
    List<Object> arrays = new ArrayList<>();
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      arrays.add(
          all.subList(from, Math.min(from + AT_ONCE, all.size())).stream()
              .map(String::valueOf)
              .collect(Collectors.joining(",", "{", "}")));
    }
    return new NumberMatch(" = ANY(CAST(? AS BIGINT[]))", arrays);
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
  public Instant now(JdbcTemplate jdbc) {
    OffsetDateTime now = jdbc.queryForObject("SELECT clock_timestamp()", OffsetDateTime.class);
    return Objects.requireNonNull(now, "of a database").toInstant();
  }

  @Override
  public void compact(JdbcTemplate jdbc) {
    jdbc.execute("VACUUM");
  }

  /** Two cannot do so at once: whoever begins a run would wait for all others that do. */
  @Override
  public void compactDaily(JdbcTemplate jdbc, List<String> tables) {
    List<String> due =
        jdbc.queryForList(DUE, String.class).stream()
            .filter(table -> tables.contains(table.toUpperCase(Locale.ROOT)))
            .toList();
    if (!due.isEmpty()) {
      jdbc.execute("VACUUM (SKIP_LOCKED) " + String.join(", ", due));
    }
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
