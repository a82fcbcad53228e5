package dev.senselink.batch.ledger.store;

import dev.senselink.batch.machine.Machine;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What a shared database is like, looked at without changing anything.
 *
 * @param version of PostgreSQL
 * @param recent whether it is no version that is too old
 * @param encrypted whether what is sent there is
 * @param proven whether it is known who answers there, or nothing of it leaves this machine
 * @param durable whether its server keeps what it says it has kept
 * @param utf8 whether it takes every text
 * @param ahead how far its clock is ahead of this machine's; negative where it is behind
 * @param tables what lies in it
 * @param key whether its key is opened by the file that is named for it
 * @param undoStore what is found where all machines keep photos; {@code null} without the key
 */
public record DatabaseLook(
    String version,
    boolean recent,
    boolean encrypted,
    boolean proven,
    boolean durable,
    boolean utf8,
    Duration ahead,
    Tables tables,
    Key key,
    UndoStore.@Nullable State undoStore) {
  /** Times that different machines have noted are compared with one another. */
  static final Duration MOST_AHEAD = Duration.ofSeconds(60);

  /** What lies in a database. */
  public enum Tables {
    /** Nothing: they are made when it is first used. */
    NONE,
    /** Those of this version. */
    OURS,
    /** Those of an earlier version of this program. */
    EARLIER,
    /** Those of a later version, or of one on another line. */
    LATER,
    /** Those of something else. */
    FOREIGN
  }

  /** Whether people are recognised with the key that is named. */
  public enum Key {
    /** There is none yet: it is made when the database is first used. */
    NONE,
    /** They are. */
    FITS,
    /** It is wrapped with another. */
    OTHER
  }

  /** Whether its clock can be lived with. */
  public boolean isOnTime() {
    return isOnTime(ahead);
  }

  static boolean isOnTime(Duration ahead) {
    return ahead.abs().compareTo(MOST_AHEAD) <= 0;
  }

  /**
   * Looks.
   *
   * @throws LedgerException if it cannot be opened
   */
  public static DatabaseLook at(LedgerPlace place, Machine machine) {
    SharedDatabase at = place.open();
    JdbcTemplate jdbc = new JdbcTemplate(new PostgresConnections(at));
    try {
      Tables tables = new SharedSchema(jdbc).look();
      return new DatabaseLook(
          PostgresEngine.setting(jdbc, "server_version"),
          PostgresEngine.isRecent(jdbc),
          is(jdbc, "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"),
          !place.isUnproven(),
          PostgresEngine.setting(jdbc, "fsync").equals("on"),
          PostgresEngine.setting(jdbc, "server_encoding").equals("UTF8"),
          ahead(jdbc, machine),
          tables,
          tables == Tables.OURS ? key(jdbc, at) : Key.NONE,
          tables == Tables.OURS
              ? PostgresEngine.key(jdbc, at)
                  .map(key -> new UndoStore(machine, jdbc, key, at.undoStore()).state())
                  .orElse(null)
              : null);
    } catch (DataAccessException e) {
      throw PostgresFailure.opening(at, e);
    }
  }

  /**
   * Asks something of one that has the tables of this version, without opening it as a ledger.
   *
   * @throws LedgerException if it cannot be asked
   */
  public static <T> T ask(LedgerPlace place, Function<JdbcTemplate, T> question) {
    SharedDatabase at = place.open();
    try {
      return question.apply(new JdbcTemplate(new PostgresConnections(at)));
    } catch (DataAccessException e) {
      throw PostgresFailure.opening(at, e);
    }
  }

  private static Key key(JdbcTemplate jdbc, SharedDatabase at) {
    if (jdbc.queryForList("SELECT N FROM LEDGER_KEY").isEmpty()) {
      return Key.NONE;
    }
    return PostgresEngine.key(jdbc, at).isPresent() ? Key.FITS : Key.OTHER;
  }

  private static boolean is(JdbcTemplate jdbc, String question) {
    return jdbc.queryForList(question, Boolean.class).equals(List.of(true));
  }

  static Duration ahead(JdbcTemplate jdbc, Machine machine) {
    Long millis =
        jdbc.queryForObject(
            "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)", Long.class);
    return Duration.ofMillis((millis == null ? 0 : millis) - machine.wall().millis());
  }
}
