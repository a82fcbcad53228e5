package dev.senselink.batch.ledger;

import dev.senselink.batch.ledger.store.DataFolderKey;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Rows of lists that were refused, and whom an import of the report's own file of refused rows has
 * made of them since: when the list comes again unchanged they are done. Texts are kept as keyed
 * hashes only. Safe between threads.
 */
public final class FixedRowStore {
  private static final String HERE = " WHERE SERVER = ? AND COMPANY = ?";
  private static final String INSERT = "INSERT INTO FIXED_ROW VALUES (?,?,?,?,?,?)";

  private final LedgerDatabase database;
  private final JdbcTemplate jdbc;
  private final DataFolderKey key;
  private final String server;
  private final long company;

  FixedRowStore(LedgerDatabase database, String server, long company) {
    this.database = database;
    this.jdbc = database.jdbc();
    this.key = database.key();
    this.server = server;
    this.company = company;
  }

  /**
   * A row that was refused.
   *
   * @param rowHash {@code ""} for whichever row of the list comes first
   * @param person whom it has become, 0 for nobody so far
   */
  public record FixedRow(String rowHash, long person, Instant at) {}

  /** The form in which a text is kept, and compared. */
  public String hash(String text) {
    return key.hash(text);
  }

  /** Whether nothing is kept of this server and company. */
  public boolean isEmpty() {
    return jdbc.queryForList(
            "SELECT PERSON FROM FIXED_ROW" + HERE + " LIMIT 1", Long.class, server, company)
        .isEmpty();
  }

  /** The rows of lists that a person was in, few as they are. */
  public List<FixedRow> of(String who) {
    return jdbc.query(
        "SELECT ROW_HASH, PERSON, NOTED_AT FROM FIXED_ROW" + HERE + " AND WHO_HASH = ?",
        (rs, row) -> new FixedRow(rs.getString(1), rs.getLong(2), rs.getTimestamp(3).toInstant()),
        server,
        company,
        who);
  }

  /** A row of a list was refused. */
  public void refused(String who, String rowHash, Instant now) {
    if (count(who, rowHash) == 0) {
      jdbc.update(INSERT, server, company, who, rowHash, 0, RunStore.time(now));
    }
  }

  /** The row is done, by an import of refused rows. */
  public void fixed(String who, long person, Instant now) {
    int known =
        jdbc.update(
            "UPDATE FIXED_ROW SET PERSON = ?, NOTED_AT = ?" + HERE + " AND WHO_HASH = ?",
            person,
            RunStore.time(now),
            server,
            company,
            who);
    if (known == 0) {
      jdbc.update(INSERT, server, company, who, "", person, RunStore.time(now));
    }
  }

  /** This is the list's row of what was fixed before the list was seen. */
  public void seen(String who, String rowHash) {
    database.inTransaction(
        () -> {
          if (count(who, rowHash) == 0) {
            jdbc.update(
                "UPDATE FIXED_ROW SET ROW_HASH = ?" + HERE + " AND WHO_HASH = ? AND ROW_HASH = ''",
                rowHash,
                server,
                company,
                who);
          }
        });
  }

  /** The list itself is right by now. */
  public void forget(String who) {
    jdbc.update("DELETE FROM FIXED_ROW" + HERE + " AND WHO_HASH = ?", server, company, who);
  }

  private int count(String who, String rowHash) {
    Integer count =
        jdbc.queryForObject(
            "SELECT COUNT(*) FROM FIXED_ROW" + HERE + " AND WHO_HASH = ? AND ROW_HASH = ?",
            Integer.class,
            server,
            company,
            who,
            rowHash);
    return count == null ? 0 : count;
  }
}
