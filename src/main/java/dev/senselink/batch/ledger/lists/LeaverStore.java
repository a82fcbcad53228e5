package dev.senselink.batch.ledger.lists;

import dev.senselink.batch.ledger.lists.Leaver.State;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The leavers of runs, kept with each run for its report. */
public final class LeaverStore {
  private final LedgerDatabase database;
  private final JdbcTemplate jdbc;
  private final String server;
  private final long company;

  public LeaverStore(LedgerDatabase database, String server, long company) {
    this.database = database;
    this.jdbc = database.jdbc();
    this.server = server;
    this.company = company;
  }

  /** Writes how somebody stands; on disk when this returns. */
  public void note(Leaver leaver) {
    note(List.of(leaver));
  }

  /** The same of several, all or none. */
  public void note(List<Leaver> leavers) {
    database.inTransaction(
        () -> {
          jdbc.batchUpdate(
              "DELETE FROM LEAVER WHERE RUN = ? AND PERSON = ?",
              leavers.stream().map(one -> new Object[] {one.run(), one.person()}).toList());
          jdbc.batchUpdate(
              "INSERT INTO LEAVER VALUES (?,?,?,?,?,?,?,?,?,?,?)",
              leavers.stream().map(this::values).toList());
        });
  }

  private @Nullable Object[] values(Leaver one) {
    return new @Nullable Object[] {
      one.run(),
      one.person(),
      server,
      company,
      one.key(),
      one.name(),
      one.groups(),
      time(one.missingSince()),
      one.state().name(),
      one.code(),
      one.reason()
    };
  }

  private static @Nullable OffsetDateTime time(@Nullable Instant moment) {
    return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
  }

  /** The person has vanished from the server: there is nothing to tell. */
  public void drop(Leaver leaver) {
    jdbc.update("DELETE FROM LEAVER WHERE RUN = ? AND PERSON = ?", leaver.run(), leaver.person());
  }

  /**
   * A brake has fallen: the leavers of a run are left, all of them.
   *
   * @param most no more of them are kept for the report
   */
  public void leave(String run, String code, String why, int most) {
    database.inTransaction(
        () -> {
          jdbc.update(
              "UPDATE LEAVER SET STATE = 'LEFT', CODE = ?, REASON = ? WHERE RUN = ?"
                  + " AND STATE = 'FOUND'",
              code,
              why,
              run);
          jdbc.update(
              "DELETE FROM LEAVER WHERE RUN = ? AND PERSON NOT IN (SELECT L.PERSON FROM LEAVER L"
                  + " WHERE L.RUN = ? ORDER BY L.RUN, L.PERSON LIMIT ?)",
              run,
              run,
              most);
        });
  }

  /** Forgets the leavers of a run, who are looked for again; what was done stays. */
  public void forget(String run) {
    jdbc.update(
        "DELETE FROM LEAVER WHERE RUN = ? AND STATE NOT IN ('REVOKED', 'DELETED', 'RETURNED')",
        run);
  }

  /** Whether a run has looked for leavers, and no row of it named somebody. */
  public boolean missed(String run, long person) {
    Integer count =
        jdbc.queryForObject(
            "SELECT COUNT(*) FROM LEAVER WHERE RUN = ? AND PERSON = ? AND STATE <> 'RETURNED'",
            Integer.class,
            run,
            person);
    return count != null && count > 0;
  }

  /** The leavers of a run in one state, by id. */
  public List<Leaver> of(String run, State state) {
    return jdbc.query(
        "SELECT * FROM LEAVER WHERE RUN = ? AND STATE = ? ORDER BY RUN, PERSON",
        (rs, n) -> read(rs),
        run,
        state.name());
  }

  /** Somebody of whom a delete may be at work, as the runs tell that have sent it. */
  public List<Leaver> deleting(long person) {
    return jdbc.query(
        "SELECT * FROM LEAVER WHERE SERVER = ? AND COMPANY = ? AND PERSON = ?"
            + " AND STATE = 'DELETING' ORDER BY RUN",
        (rs, n) -> read(rs),
        server,
        company,
        person);
  }

  /** The leavers of a run, by id. */
  public List<Leaver> of(String run) {
    return of(jdbc, run);
  }

  /** The same for commands that talk to no server. */
  public static List<Leaver> of(LedgerDatabase database, String run) {
    return of(database.jdbc(), run);
  }

  private static List<Leaver> of(JdbcTemplate jdbc, String run) {
    return jdbc.query(
        "SELECT * FROM LEAVER WHERE RUN = ? ORDER BY RUN, PERSON", (rs, n) -> read(rs), run);
  }

  private static Leaver read(ResultSet rs) throws SQLException {
    Timestamp since = rs.getTimestamp("MISSING_SINCE");
    return new Leaver(
        rs.getString("RUN"),
        rs.getLong("PERSON"),
        rs.getString("KEY_TEXT"),
        rs.getString("NAME"),
        rs.getString("GROUP_NAMES"),
        since == null ? null : since.toInstant(),
        State.valueOf(rs.getString("STATE")),
        rs.getString("CODE"),
        rs.getString("REASON"));
  }
}
