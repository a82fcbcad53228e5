package dev.senselink.batch.ledger.store;

import static dev.senselink.batch.ledger.store.LedgerMessages.words;

import dev.senselink.batch.disk.Sha256Digest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The tables of a database that many share: made as a whole where there are none, changed by {@code
 * data upgrade} alone. Which of the script's statements were carried out stands beside them, so
 * that a later version carries out what is new, and an earlier one knows that it is the earlier.
 */
final class SharedSchema {
  /** What only a database has that many share; each statement can be repeated. */
  private static final String SHARED =
      "CREATE TABLE IF NOT EXISTS LEDGER_KEY (N INTEGER PRIMARY KEY, FINGERPRINT VARCHAR(64),"
          + " WRAPPED VARCHAR(200), UNDO_STORE BOOLEAN);"
          + "CREATE TABLE IF NOT EXISTS SERVER_LOCK (SERVER VARCHAR(300) PRIMARY KEY,"
          + " HOLDER VARCHAR(4000), IN_ORDER BOOLEAN, TIMELINE VARCHAR(40));"
          + RunFiles.TABLE
          + ";CREATE TABLE IF NOT EXISTS FLEET_SITE (RUN VARCHAR(40), SITE VARCHAR(64),"
          + " FLEET VARCHAR(400), MESSAGE VARCHAR(64), STATE VARCHAR(10), ORDERED TEXT,"
          + " WORKER VARCHAR(400), BEAT TIMESTAMP WITH TIME ZONE, STOP TEXT, NOTE TEXT, ENDED TEXT,"
          + " EXPIRES TIMESTAMP WITH TIME ZONE, PRIMARY KEY (RUN, SITE));"
          + "CREATE TABLE IF NOT EXISTS FLEET_FILE (RUN VARCHAR(40), SITE VARCHAR(64), PART INTEGER,"
          + " BYTES BYTEA, PRIMARY KEY (RUN, SITE, PART))"
          + ";ALTER TABLE FLEET_SITE ADD COLUMN IF NOT EXISTS LAST_RUN VARCHAR(40),"
          + " ADD COLUMN IF NOT EXISTS CLOSES TIMESTAMP WITH TIME ZONE,"
          + " ADD COLUMN IF NOT EXISTS REFUSED TEXT"
          + ";CREATE TABLE IF NOT EXISTS TABLES_MADE (SCRIPT VARCHAR(64) PRIMARY KEY);"
          + "CREATE TABLE IF NOT EXISTS SCHEMA_STEP (STATEMENT VARCHAR(64) PRIMARY KEY);"
          + "CREATE TABLE IF NOT EXISTS MOVED_HERE (MOVE VARCHAR(64) PRIMARY KEY)";

  private static final Pattern VARCHAR = Pattern.compile("VARCHAR\\((\\d+)\\)");

  /** A longer one it does not take; what has no limit of its own is bounded by what is sent. */
  private static final int LONGEST = 10_485_760;

  private final JdbcTemplate jdbc;
  private final String digest;

  /** All statements in their order, by the digest of each. */
  private final Map<String, String> steps = new LinkedHashMap<>();

  SharedSchema(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
    String script = LedgerSchema.script();
    LedgerSchema.statements(script).forEach(step -> steps.put(named(step), taken(step)));
    LedgerSchema.statements(SHARED).forEach(step -> steps.put(named(step), step));
    this.digest = LedgerSchema.digest(script + SHARED);
  }

  /** By what a statement is known. */
  static String named(String step) {
    return Sha256Digest.hex(step.replaceAll("\\s+", " "));
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

  /** What lies in the database. */
  DatabaseLook.Tables look() {
    if (!has("TABLES_MADE")) {
      return isEmpty() ? DatabaseLook.Tables.NONE : DatabaseLook.Tables.FOREIGN;
    }
    if (isOfThisVersion()) {
      return DatabaseLook.Tables.OURS;
    }
    return !DigestMigration.isBeyond(jdbc) && steps.keySet().containsAll(done())
        ? DatabaseLook.Tables.EARLIER
        : DatabaseLook.Tables.LATER;
  }

  /** Whether the tables are those of this version of the program. */
  boolean isOfThisVersion() {
    return jdbc.queryForList("SELECT SCRIPT FROM TABLES_MADE", String.class).equals(List.of(digest))
        && DigestMigration.isOfThisForm(jdbc);
  }

  /** Whether nothing lies there, of whomsoever. */
  private boolean isEmpty() {
    Long there =
        jdbc.queryForObject(
            "SELECT COUNT(*) FROM pg_class WHERE relnamespace = current_schema()::regnamespace",
            Long.class);
    return there != null && there == 0;
  }

  private boolean has(String table) {
    return List.of(true)
        .equals(jdbc.queryForList("SELECT to_regclass(?) IS NOT NULL", Boolean.class, table));
  }

  /** None is known of a version that did not write them down: all of them can be repeated. */
  private Set<String> done() {
    return has("SCHEMA_STEP")
        ? Set.copyOf(jdbc.queryForList("SELECT STATEMENT FROM SCHEMA_STEP", String.class))
        : Set.of();
  }

  /**
   * Makes the tables in a database in which nothing lies. Called by one process at a time, in a
   * transaction.
   */
  void make(SharedDatabase at) {
    if (look() == DatabaseLook.Tables.FOREIGN) {
      throw new LedgerException(LedgerException.Kind.UNFIT, words("database.notEmpty", at));
    }
    if (look() == DatabaseLook.Tables.NONE) { // else somebody else has just made them
      carryOut(Set.of());
      jdbc.update("INSERT INTO FORM VALUES (?)", DigestMigration.FORM);
    }
  }

  /** Refuses tables that this version must not work with. */
  void mustBeOfThisVersion(SharedDatabase at) {
    if (!isOfThisVersion()) {
      boolean earlier = look() == DatabaseLook.Tables.EARLIER;
      throw new LedgerException(
          LedgerException.Kind.UNFIT, words(earlier ? "database.earlier" : "database.later", at));
    }
  }

  /**
   * Changes the tables into those of this version, making them if there are none. Called as {@link
   * #make} is.
   *
   * @return whether there was anything to do
   * @throws LedgerException if they are of a later version or of something else, or anybody works
   *     with them
   */
  boolean upgrade(SharedDatabase at) {
    if (isOurs()) {
      return false;
    }
    make(at);
    if (isOurs()) {
      return true;
    }
    SchemaLock.take(jdbc, at);
    if (look() == DatabaseLook.Tables.LATER) {
      throw new LedgerException(LedgerException.Kind.UNFIT, words("database.later", at));
    }
    carryOut(done());
    return true;
  }

  private boolean isOurs() {
    return look() == DatabaseLook.Tables.OURS;
  }

  private void carryOut(Set<String> done) {
    steps.forEach(
        (name, step) -> {
          if (!done.contains(name)) {
            jdbc.execute(step);
          }
        });
    steps.keySet().stream()
        .filter(name -> !done.contains(name))
        .forEach(name -> jdbc.update("INSERT INTO SCHEMA_STEP VALUES (?)", name));
    jdbc.update("DELETE FROM TABLES_MADE");
    jdbc.update("INSERT INTO TABLES_MADE VALUES (?)", digest);
  }
}
