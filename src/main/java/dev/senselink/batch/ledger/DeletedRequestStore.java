package dev.senselink.batch.ledger;

import dev.senselink.batch.ledger.store.DataFolderKey;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Requests without an answer whose run was deleted: they may still be carried out, so they outlive
 * their run. Of whom they are about there are only hashes under the data folder's key, enough to
 * know the person again among all whom the server lists.
 */
public final class DeletedRequestStore {
  private final LedgerDatabase database;
  private final JdbcTemplate jdbc;
  private final DataFolderKey key;
  private final String server;
  private final long company;

  /**
   * A create whose answer never came.
   *
   * @param type 1 staff, 2 guest
   * @param keyHash of the key's value, by {@link #hash}
   * @param nameHash of the name as it was sent
   * @param earlier who had the key before
   */
  public record DeletedRequest(
      int type, String keyField, String keyHash, String nameHash, List<Long> earlier) {}

  DeletedRequestStore(LedgerDatabase database, String server, long company) {
    this.database = database;
    this.jdbc = database.jdbc();
    this.key = database.key();
    this.server = server;
    this.company = company;
  }

  /** The hash by which a key or a name is known again. */
  public String hash(String text) {
    return key.hash(text);
  }

  /**
   * Keeps what is open of a run that is about to be deleted.
   *
   * @return how many requests that are
   */
  static int keep(JdbcTemplate jdbc, DataFolderKey key, String run) {
    List<Object[]> open =
        jdbc.query(
            "SELECT * FROM INTENT WHERE RUN = ? AND IS_OPEN AND REQUEST IN ('CREATE', 'FORCE')",
            (rs, n) ->
                new Object[] {
                  rs.getString("SERVER"),
                  rs.getLong("COMPANY"),
                  rs.getLong("TIMEOUT_MILLIS"),
                  rs.getInt("PERSON_TYPE"),
                  rs.getString("KEY_FIELD"),
                  key.hash(rs.getString("KEY_TEXT")),
                  key.hash(rs.getString("NAME")),
                  rs.getString("EARLIER"),
                  rs.getObject("MEANT_AT")
                },
            run);
    jdbc.batchUpdate("INSERT INTO DELETED_REQUEST VALUES (?,?,?,?,?,?,?,?,?)", open);
    return open.size();
  }

  /** Whether one is about somebody with one of these keys or names. */
  static boolean anyOf(JdbcTemplate jdbc, DataFolderKey key, Collection<String> texts) {
    Set<String> kept =
        Set.copyOf(
            jdbc.queryForList(
                "SELECT KEY_HASH FROM DELETED_REQUEST UNION SELECT NAME_HASH FROM DELETED_REQUEST",
                String.class));
    return !kept.isEmpty() && texts.stream().map(key::hash).anyMatch(kept::contains);
  }

  /** Those against this server and company. */
  public List<DeletedRequest> all() {
    return jdbc.query(
        "SELECT * FROM DELETED_REQUEST WHERE SERVER = ? AND COMPANY = ?",
        (rs, n) -> read(rs),
        server,
        company);
  }

  /** Whether there are any, against whatever server the lock is for. */
  public boolean any() {
    Integer count =
        jdbc.queryForObject(
            "SELECT COUNT(*) FROM DELETED_REQUEST WHERE (SERVER = ? OR CAST(? AS BOOLEAN))",
            Integer.class,
            server,
            !database.isShared());
    return count != null && count > 0;
  }

  /** The longest time-out stored with one. */
  public Optional<Duration> longestTimeout() {
    Long millis =
        jdbc.queryForObject(
            "SELECT MAX(TIMEOUT_MILLIS) FROM DELETED_REQUEST WHERE SERVER = ? AND COMPANY = ?",
            Long.class,
            server,
            company);
    return Optional.ofNullable(millis).map(Duration::ofMillis);
  }

  /** They have been looked for. */
  public void forget() {
    jdbc.update("DELETE FROM DELETED_REQUEST WHERE SERVER = ? AND COMPANY = ?", server, company);
  }

  private static DeletedRequest read(ResultSet rs) throws SQLException {
    String earlier = rs.getString("EARLIER");
    return new DeletedRequest(
        rs.getInt("PERSON_TYPE"),
        rs.getString("KEY_FIELD"),
        rs.getString("KEY_HASH"),
        rs.getString("NAME_HASH"),
        earlier.isEmpty()
            ? List.of()
            : Arrays.stream(earlier.split(",", -1)).map(Long::valueOf).toList());
  }
}
