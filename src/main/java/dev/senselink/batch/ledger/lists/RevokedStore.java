package dev.senselink.batch.ledger.lists;

import dev.senselink.batch.ledger.lists.RevokedPerson.State;
import dev.senselink.batch.ledger.store.GroupCommitter;
import dev.senselink.batch.ledger.store.GroupCommitter.Change;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.ledger.store.Upsert;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Who was taken out of their groups on one server and company: noted before the first request
 * leaves, and kept until they return, are deleted or are erased.
 */
public final class RevokedStore {
  private static final String HERE = " WHERE SERVER = ? AND COMPANY = ?";
  private static final String OPEN = " AND STATE IN ('REVOKING', 'RETURNING', 'DELETING')";

  private static final Upsert REVOKED =
      Upsert.into(
          "REVOKED",
          "SERVER VARCHAR(300), COMPANY BIGINT, PERSON BIGINT",
          "RUN VARCHAR(40), NAME_HASH VARCHAR(64), KEY_HASHES VARCHAR(400),"
              + " GROUP_IDS VARCHAR(100000), STATE VARCHAR(16), TIMEOUT_MILLIS BIGINT,"
              + " REVOKED_AT TIMESTAMP(3) WITH TIME ZONE, LEFT_HASH VARCHAR(64)");

  private final LedgerDatabase database;
  private final JdbcTemplate jdbc;
  private final GroupCommitter committer;
  private final String server;
  private final long company;
  private final String put;

  public RevokedStore(
      LedgerDatabase database, GroupCommitter committer, String server, long company) {
    this.database = database;
    this.jdbc = database.jdbc();
    this.committer = committer;
    this.server = server;
    this.company = company;
    this.put = database.statement(REVOKED);
  }

  /**
   * The same of another server in the same data folder.
   *
   * @param otherServer host and port
   */
  public RevokedStore of(String otherServer, long otherCompany) {
    return new RevokedStore(database, committer, otherServer, otherCompany);
  }

  /**
   * Writes how somebody stands; really on the disk when this returns.
   *
   * @param timeout how long the server may be at work on a request
   */
  public void note(RevokedPerson one, Duration timeout) {
    committer.submit(List.of(change(one, timeout))).join();
  }

  /** What {@link #note} writes, for whoever writes more at once. */
  public Change change(RevokedPerson one, Duration timeout) {
    return new Change(
        put,
        server,
        company,
        one.person(),
        one.run(),
        one.hashes().name(),
        one.hashes().joinedKeys(),
        one.groups().stream().map(String::valueOf).collect(Collectors.joining(",")),
        one.state().name(),
        timeout.toMillis(),
        one.at().atOffset(ZoneOffset.UTC),
        one.left());
  }

  /** They have returned, or are gone. */
  public void forget(long person) {
    jdbc.update("DELETE FROM REVOKED" + HERE + " AND PERSON = ?", server, company, person);
  }

  public Optional<RevokedPerson> of(long person) {
    return jdbc
        .query(
            "SELECT * FROM REVOKED" + HERE + " AND PERSON = ?",
            (rs, n) -> read(rs),
            server,
            company,
            person)
        .stream()
        .findFirst();
  }

  /** Everybody, by id. */
  public List<RevokedPerson> all() {
    return jdbc.query(
        "SELECT * FROM REVOKED" + HERE + " ORDER BY PERSON", (rs, n) -> read(rs), server, company);
  }

  /** Those of whom a request may be at work. */
  public List<RevokedPerson> open() {
    return jdbc.query(
        "SELECT * FROM REVOKED" + HERE + OPEN + " ORDER BY PERSON",
        (rs, n) -> read(rs),
        server,
        company);
  }

  /** Whether there is an open request at all, against whatever server the lock is for. */
  public boolean anyOpen() {
    Integer count =
        jdbc.queryForObject(
            "SELECT COUNT(*) FROM REVOKED WHERE (SERVER = ? OR CAST(? AS BOOLEAN))" + OPEN,
            Integer.class,
            server,
            !database.isShared());
    return count != null && count > 0;
  }

  /** The longest time-out stored with an open request. */
  public Optional<Duration> longestTimeout() {
    Long millis =
        jdbc.queryForObject(
            "SELECT MAX(TIMEOUT_MILLIS) FROM REVOKED" + HERE + OPEN, Long.class, server, company);
    return Optional.ofNullable(millis).map(Duration::ofMillis);
  }

  private static RevokedPerson read(ResultSet rs) throws SQLException {
    String groups = rs.getString("GROUP_IDS");
    return new RevokedPerson(
        rs.getLong("PERSON"),
        rs.getString("RUN"),
        MemberHashes.read(rs.getString("NAME_HASH"), rs.getString("KEY_HASHES")),
        groups.isEmpty()
            ? List.of()
            : Arrays.stream(groups.split(",", -1)).map(Long::valueOf).toList(),
        State.valueOf(rs.getString("STATE")),
        rs.getTimestamp("REVOKED_AT").toInstant(),
        rs.getString("LEFT_HASH"));
  }
}
