package dev.senselink.batch.ledger;

import dev.senselink.batch.ledger.store.GroupCommitter;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The people of the server whom this data folder knows by id, all in all: a server that is set up
 * anew begins its ids anew, and one that does not list everybody leaves some of them out.
 */
public final class SeenPersonIds {
  private static final String HERE = " WHERE SERVER = ? AND COMPANY = ?";

  /** Not in the snapshot, and no guest whose visit was over before a day. */
  private static final String ABSENT =
      " AND NOT EXISTS (SELECT 1 FROM KNOWN_PERSON K WHERE K.SERVER = L.SERVER"
          + " AND K.COMPANY = L.COMPANY AND K.PERSON = L.PERSON)"
          + " AND NOT EXISTS (SELECT 1 FROM GUEST G WHERE G.SERVER = L.SERVER"
          + " AND G.COMPANY = L.COMPANY AND G.PERSON = L.PERSON AND G.TO_TEXT < ?)";

  /**
   * Those whom the snapshot leaves out.
   *
   * @param count how many they are, of {@code known}
   * @param some the ids of a few, the newest first
   */
  public record Absent(long count, long known, List<Long> some) {
    public static final Absent NOBODY = new Absent(0, 0, List.of());

    public Absent {
      some = List.copyOf(some);
    }
  }

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
   * Notes whom the rows of a run have made or found: an id alone, where nothing else is remembered
   * of them.
   */
  public void note(String run) {
    committer.flush().join();
    jdbc.update(
        "INSERT INTO LAST_SENT (SERVER, COMPANY, PERSON, SOURCE_SHA, AVATAR, ID_SHA, ID_CIPHER)"
            + " SELECT DISTINCT R.SERVER, R.COMPANY, O.PERSON, '', '', '', ''"
            + " FROM OUTCOME O JOIN RUN R ON R.ID = O.RUN WHERE O.RUN = ?"
            + " AND O.PERSON IS NOT NULL AND (O.ENDING IN ('CREATED', 'FORCED', 'UPDATED')"
            + " OR (O.ENDING = 'SKIPPED_EXISTING' AND O.CODE = ''))"
            + " AND NOT EXISTS (SELECT 1 FROM LAST_SENT L WHERE L.SERVER = R.SERVER"
            + " AND L.COMPANY = R.COMPANY AND L.PERSON = O.PERSON)",
        run);
  }

  /**
   * Whom the snapshot leaves out of those whom earlier processes have written, but guests whose
   * visit was over before a day.
   */
  public Absent absent(LocalDate day, int some) {
    String over = day.toString(); // compared as text with the end of a visit
    String these = " FROM LAST_SENT L WHERE L.SERVER = ? AND L.COMPANY = ?";
    long count = count("SELECT COUNT(*)" + these + ABSENT, server, company, over);
    if (count == 0) {
      return Absent.NOBODY;
    }
    List<Long> newest =
        jdbc.queryForList(
            "SELECT L.PERSON" + these + ABSENT + " ORDER BY L.PERSON DESC LIMIT ?",
            Long.class,
            server,
            company,
            over,
            some);
    return new Absent(count, count("SELECT COUNT(*)" + these, server, company), newest);
  }

  private long count(String counting, Object... values) {
    Long count = jdbc.queryForObject(counting, Long.class, values);
    return count == null ? 0 : count;
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
