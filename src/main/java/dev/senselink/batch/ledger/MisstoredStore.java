package dev.senselink.batch.ledger;

import dev.senselink.batch.check.PersonKey;
import dev.senselink.batch.ledger.store.DataFolderKey;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * People of whom the server stores another name or key than was sent. Who they are, and how they
 * are shown, is kept as keyed hashes only. Safe between threads.
 */
public final class MisstoredStore {
  private static final String HERE = " WHERE SERVER = ? AND COMPANY = ?";
  private static final String COLUMNS =
      "SELECT PERSON, KEY_HASH, SHOWN_HASH, FIELDS, STOPPED FROM MISSTORED";

  private final LedgerDatabase database;
  private final JdbcTemplate jdbc;
  private final DataFolderKey key;
  private final String server;
  private final long company;

  MisstoredStore(LedgerDatabase database, String server, long company) {
    this.database = database;
    this.jdbc = database.jdbc();
    this.key = database.key();
    this.server = server;
    this.company = company;
  }

  /**
   * One of them.
   *
   * @param keyHash of the key that was sent
   * @param shownHash of how the server showed them
   * @param fields the columns in which another value is stored, joined by commas
   * @param stopped whether a run has stopped for them, and nobody has looked since
   */
  public record Misstored(
      long person, String keyHash, String shownHash, String fields, boolean stopped) {
    /** The columns in which another value is stored. */
    public List<String> columns() {
      return List.of(fields.split(",", -1));
    }
  }

  /**
   * The form in which a key that was sent is kept.
   *
   * @param name that was sent with it, folded, where another one is stored; {@code ""} where the
   *     person is shown with it
   */
  public String keyHash(String kind, PersonKey sent, String name) {
    return key.hash(kind + "\n" + sent.field() + "\n" + sent.value() + "\n" + name);
  }

  /** The form in which it is kept how somebody is shown. */
  public String shownHash(KnownPerson shown) {
    return key.hash(
        String.join(
            "\n",
            shown.normalName(),
            shown.normalJobNumber(),
            shown.normalMobile(),
            shown.normalIcNumber(),
            shown.normalMail()));
  }

  /** Notes one, in the place of what was known of the person. */
  public void remember(Misstored one, Instant now) {
    database.inTransaction(
        () -> {
          forget(one.person());
          jdbc.update(
              "INSERT INTO MISSTORED VALUES (?,?,?,?,?,?,?,?)",
              server,
              company,
              one.person(),
              one.keyHash(),
              one.shownHash(),
              one.fields(),
              one.stopped(),
              RunStore.time(now));
        });
  }

  /** Those to whom this key was sent. */
  public List<Misstored> withKey(String keyHash) {
    return jdbc.query(
        COLUMNS + HERE + " AND KEY_HASH = ?", MisstoredStore::read, server, company, keyHash);
  }

  /** Those for whom a run has stopped. */
  public List<Misstored> stopped() {
    return jdbc.query(
        COLUMNS + HERE + " AND STOPPED ORDER BY PERSON", MisstoredStore::read, server, company);
  }

  /** The person is as they should be, or gone. */
  public void forget(long person) {
    jdbc.update("DELETE FROM MISSTORED" + HERE + " AND PERSON = ?", server, company, person);
  }

  private static Misstored read(ResultSet rs, int n) throws SQLException {
    return new Misstored(
        rs.getLong(1), rs.getString(2), rs.getString(3), rs.getString(4), rs.getBoolean(5));
  }
}
