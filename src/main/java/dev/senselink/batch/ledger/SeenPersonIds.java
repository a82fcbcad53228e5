package dev.senselink.batch.ledger;

import dev.senselink.batch.ledger.store.GroupCommitter;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import java.util.List;
import java.util.OptionalLong;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The people of the server whom this data folder knows by id, all in all: a server that is set up
 * anew begins its ids anew, and is known by that.
 */
public final class SeenPersonIds {
  private static final String HERE = " WHERE SERVER = ? AND COMPANY = ?";

  private final JdbcTemplate jdbc;
  private final GroupCommitter committer;
  private final String server;
  private final long company;

  SeenPersonIds(LedgerDatabase database, GroupCommitter committer, String server, long company) {
    this.jdbc = database.jdbc();
    this.committer = committer;
    this.server = server;
    this.company = company;
  }

  /** The highest id ever seen; empty where nobody is known. */
  public OptionalLong highest() {
    committer.flush().join();
    Long highest =
        jdbc.queryForObject(
            "SELECT MAX(PERSON) FROM (SELECT MAX(PERSON) AS PERSON FROM ORIGIN"
                + HERE
                + " UNION ALL SELECT MAX(PERSON) FROM GUEST"
                + HERE
                + " UNION ALL SELECT MAX(PERSON) FROM LAST_SENT"
                + HERE
                + ") AS SEEN", // before 16 PostgreSQL demands a name
            Long.class,
            server,
            company,
            server,
            company,
            server,
            company);
    return highest == null ? OptionalLong.empty() : OptionalLong.of(highest);
  }

  /** The ids of a few whom this data folder has written, the newest first. */
  public List<Long> newest(int most) {
    committer.flush().join();
    return jdbc.queryForList(
        "SELECT PERSON FROM LAST_SENT" + HERE + " ORDER BY PERSON DESC LIMIT ?",
        Long.class,
        server,
        company,
        most);
  }

  /**
   * Forgets what was last sent for people whom the snapshot does not have: whoever gets their ids
   * next is somebody else.
   */
  public void forgetAbsent() {
    jdbc.update(
        "DELETE FROM LAST_SENT"
            + HERE
            + " AND PERSON NOT IN (SELECT K.PERSON FROM KNOWN_PERSON K"
            + " WHERE K.SERVER = ? AND K.COMPANY = ?)",
        server,
        company,
        server,
        company);
  }
}
