package dev.senselink.batch.ledger;

import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.ledger.store.Upsert;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * The deletes of guests whose visits are over: noted before each leaves, so that a crash in between
 * leaves a trace, and kept with the run for its report.
 */
public final class EndedGuestStore {
  private static final Upsert ENDED =
      Upsert.into(
              "ENDED",
              "RUN VARCHAR(40), PERSON BIGINT",
              "SERVER VARCHAR(300), COMPANY BIGINT, NAME VARCHAR(1000), MOBILE VARCHAR(1000),"
                  + " ENDED_AT VARCHAR(19), STATE VARCHAR(12), REASON VARCHAR(8000),"
                  + " TIMEOUT_MILLIS BIGINT")
          .keeping("SERVER", "COMPANY", "NAME", "MOBILE", "ENDED_AT");

  private final LedgerDatabase database;
  private final JdbcTemplate jdbc;
  private final String server;
  private final long company;
  private final String put;

  EndedGuestStore(LedgerDatabase database, String server, long company) {
    this.database = database;
    this.jdbc = database.jdbc();
    this.server = server;
    this.company = company;
    this.put = database.statement(ENDED);
  }

  /**
   * Writes how a guest stands; on disk when this returns.
   *
   * @param timeout how long the server may be at work on the delete
   */
  public void note(EndedGuest guest, Duration timeout) {
    jdbc.update(
        put,
        guest.run(),
        guest.person(),
        server,
        company,
        guest.name(),
        guest.mobile(),
        guest.ended(),
        guest.state().name(),
        guest.reason(),
        timeout.toMillis());
  }

  /** The guests whose deletes were meant and of which nothing more is known, of every run. */
  public List<EndedGuest> open() {
    return jdbc.query(
        "SELECT * FROM ENDED WHERE SERVER = ? AND COMPANY = ? AND STATE = 'MEANT'"
            + " ORDER BY RUN, PERSON",
        (rs, n) -> read(rs),
        server,
        company);
  }

  /** The longest time-out stored with an open delete. */
  public Optional<Duration> longestTimeout() {
    Long millis =
        jdbc.queryForObject(
            "SELECT MAX(TIMEOUT_MILLIS) FROM ENDED WHERE SERVER = ? AND COMPANY = ?"
                + " AND STATE = 'MEANT'",
            Long.class,
            server,
            company);
    return Optional.ofNullable(millis).map(Duration::ofMillis);
  }

  /** Whether there are open deletes at all, against whatever server the lock is for. */
  public boolean anyOpen() {
    Integer count =
        jdbc.queryForObject(
            "SELECT COUNT(*) FROM ENDED WHERE STATE = 'MEANT' AND (SERVER = ? OR CAST(? AS BOOLEAN))",
            Integer.class,
            server,
            !database.isShared());
    return count != null && count > 0;
  }

  /**
   * Gives whom a person is, or may still be, asked about: the candidates of the conflicts of every
   * run against this server and company that nobody has decided.
   */
  public void askedAbout(LongConsumer each) {
    String undecided =
        " FROM OUTCOME O JOIN RUN R ON R.ID = O.RUN AND R.SERVER = ? AND R.COMPANY = ?%s"
            + " WHERE O.ENDING IN ('REVIEW', 'SKIPPED_SIMILAR')%s";
    String candidates =
        "SELECT C.PERSON"
            + undecided.formatted(" JOIN CANDIDATE C ON C.RUN = O.RUN AND C.ROW_NO = O.ROW_NO", "");
    String similar =
        "SELECT O.\"SIMILAR\"" + undecided.formatted("", " AND O.\"SIMILAR\" IS NOT NULL");
    for (String query : List.of(candidates, similar)) {
      RowCallbackHandler row = rs -> each.accept(rs.getLong(1));
      jdbc.query(query, row, server, company);
    }
  }

  /** How many guests the run has removed so far. */
  public int removed(String run) {
    Integer count =
        jdbc.queryForObject(
            "SELECT COUNT(*) FROM ENDED WHERE RUN = ? AND STATE = 'REMOVED'", Integer.class, run);
    return count == null ? 0 : count;
  }

  /** Forgets who was left: the run looks at them anew. */
  public void forgetLeft(String run) {
    jdbc.update("DELETE FROM ENDED WHERE RUN = ? AND STATE = 'LEFT'", run);
  }

  /** The run's ended guests, oldest end first. */
  public List<EndedGuest> of(String run) {
    return of(jdbc, run);
  }

  static List<EndedGuest> of(JdbcTemplate jdbc, String run) {
    return jdbc.query(
        "SELECT * FROM ENDED WHERE RUN = ? ORDER BY ENDED_AT, PERSON", (rs, n) -> read(rs), run);
  }

  private static EndedGuest read(ResultSet rs) throws SQLException {
    return new EndedGuest(
        rs.getString("RUN"),
        rs.getLong("PERSON"),
        rs.getString("NAME"),
        rs.getString("MOBILE"),
        rs.getString("ENDED_AT"),
        EndedGuest.State.valueOf(rs.getString("STATE")),
        rs.getString("REASON"));
  }
}
