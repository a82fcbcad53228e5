package dev.senselink.batch.ledger.sites;

import dev.senselink.batch.ledger.store.DatabaseLook;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.ledger.store.LedgerPlace;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Whole runs of fleets, whose sites are given out in a database: one begins, is left, or is over.
 * How a site ended stays until its run is over, so that whoever goes on with it learns of it.
 */
public final class FleetBoard {
  /** Whoever goes on with a run after so long gives its sites out as new. */
  private static final String OLD = "EXPIRES < clock_timestamp() - INTERVAL '30 days'";

  /** The lists that nobody may fetch any more. */
  private static final String ORPHANS =
      " FROM FLEET_FILE F WHERE NOT EXISTS (SELECT 1 FROM FLEET_SITE S WHERE"
          + " S.RUN = F.RUN AND S.SITE = F.SITE AND (S.STATE = 'WORKED' AND NOT "
          + SiteBoard.SILENT
          + " OR S.STATE IN ('GIVEN', 'WORKED') AND S.STOP IS NULL"
          + " AND S.EXPIRES > clock_timestamp()))";

  private static final String REMOVE_ORPHANS =
      "WITH GONE AS (DELETE"
          + ORPHANS
          + " RETURNING F.RUN, F.SITE) SELECT COUNT(DISTINCT (RUN, SITE)) FROM GONE";

  private static final String COUNT_ORPHANS = "SELECT COUNT(DISTINCT (F.RUN, F.SITE))" + ORPHANS;

  private final LedgerDatabase database;
  private final JdbcTemplate jdbc;

  public FleetBoard(LedgerDatabase database) {
    this.database = database;
    this.jdbc = database.jdbc();
  }

  /**
   * From now on this run of a fleet is the only one: sites of an earlier one that nobody has begun
   * are given out no more, the others are to stop.
   *
   * @param why what those are told
   */
  public void begin(String fleet, String run, String why) {
    removeExpired();
    database.inTransaction(
        () -> {
          jdbc.update(
              "UPDATE FLEET_SITE SET STATE = 'BACK' WHERE FLEET = ? AND RUN <> ?"
                  + " AND STATE = 'GIVEN'",
              fleet,
              run);
          jdbc.update(
              "UPDATE FLEET_SITE SET STOP = ? WHERE FLEET = ? AND RUN <> ? AND STATE = 'WORKED'"
                  + " AND STOP IS NULL",
              why,
              fleet,
              run);
          removeLists();
        });
  }

  /** Nobody gives anything of a run out for now: of it nobody begins what nobody has begun. */
  public void leave(String run) {
    database.inTransaction(
        () -> {
          jdbc.update(
              "UPDATE FLEET_SITE SET STATE = 'BACK' WHERE RUN = ? AND STATE = 'GIVEN'", run);
          removeLists();
        });
  }

  /** A run is over, and nobody goes on with it: what of it nobody is at goes. */
  public void end(String run) {
    database.inTransaction(
        () -> {
          jdbc.update("DELETE FROM FLEET_SITE WHERE RUN = ? AND STATE <> 'WORKED'", run);
          removeLists();
        });
  }

  /**
   * Removes the lists of people that nobody may fetch any more, and what is too old to go on with.
   *
   * @return how many lists those were
   */
  public long removeExpired() {
    long[] lists = {0};
    database.inTransaction(
        () -> {
          jdbc.update(
              "DELETE FROM FLEET_SITE WHERE "
                  + OLD
                  + " AND (STATE <> 'WORKED' OR "
                  + SiteBoard.SILENT
                  + ")");
          lists[0] = removeLists();
        });
    return lists[0];
  }

  /** Of how many sites of each fleet the list of people lies here. */
  public Map<String, Long> lists() {
    Map<String, Long> lists = new TreeMap<>();
    jdbc.query(
        "SELECT FLEET, COUNT(*) FROM FLEET_SITE S WHERE EXISTS (SELECT 1 FROM FLEET_FILE F"
            + " WHERE F.RUN = S.RUN AND F.SITE = S.SITE) GROUP BY FLEET",
        row -> {
          lists.put(row.getString(1), row.getLong(2));
        });
    return lists;
  }

  private long removeLists() {
    return number(jdbc, REMOVE_ORPHANS);
  }

  /**
   * Of how many sites a list of people lies there that nobody may fetch any more; changes nothing.
   *
   * @throws LedgerException if the database cannot be asked
   */
  public static long orphans(LedgerPlace place) {
    return DatabaseLook.ask(place, jdbc -> number(jdbc, COUNT_ORPHANS));
  }

  /**
   * The sites of a run at which somebody is now; changes nothing.
   *
   * @throws LedgerException if the database cannot be asked
   */
  public static List<String> worked(LedgerPlace place, String run) {
    return DatabaseLook.ask(
        place,
        jdbc ->
            jdbc.queryForList(
                "SELECT SITE FROM FLEET_SITE WHERE RUN = ? AND STATE = 'WORKED' AND NOT "
                    + SiteBoard.SILENT
                    + " ORDER BY SITE",
                String.class,
                run));
  }

  private static long number(JdbcTemplate jdbc, String question) {
    Long number = jdbc.queryForObject(question, Long.class);
    return number == null ? 0 : number;
  }
}
