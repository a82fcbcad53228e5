package dev.senselink.batch.ledger.sites;

import dev.senselink.batch.ledger.sites.SiteStanding.State;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The sites that a fleet's run has given out, in the database. Each change is one statement that
 * says what it takes for granted, so that of two who want the same one gets it. All times are the
 * database's. Safe between threads.
 */
public final class SiteBoard {
  /** Who said nothing for so long is not at work any more, as far as this table goes. */
  private static final String SILENT = "BEAT < clock_timestamp() - INTERVAL '20 s'";

  private static final String FREE = "(STATE = 'GIVEN' OR STATE = 'WORKED' AND " + SILENT + ")";

  private static final String OF_SITE = " WHERE RUN = ? AND SITE = ?";

  private static final String ORPHANS =
      "DELETE FROM FLEET_FILE F WHERE NOT EXISTS (SELECT 1 FROM FLEET_SITE S WHERE S.RUN = F.RUN"
          + " AND (F.SITE = '' OR S.SITE = F.SITE AND S.STATE <> 'ENDED'))";

  private final LedgerDatabase database;
  private final JdbcTemplate jdbc;
  private final SiteFiles files;

  public SiteBoard(LedgerDatabase database) {
    this.database = database;
    this.jdbc = database.jdbc();
    this.files = new SiteFiles(database);
  }

  /** What tells this database from others: whoever has another one has another key. */
  public String name() {
    return jdbc.queryForList("SELECT FINGERPRINT FROM LEDGER_KEY", String.class).stream()
        .findFirst()
        .orElse("");
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
              "DELETE FROM FLEET_SITE WHERE FLEET = ? AND RUN <> ? AND STATE <> 'WORKED'",
              fleet,
              run);
          jdbc.update(
              "UPDATE FLEET_SITE SET STOP = ? WHERE FLEET = ? AND RUN <> ?", why, fleet, run);
          jdbc.update(ORPHANS);
        });
  }

  /** Removes what nobody may begin any more, and the lists of people with it. */
  public void removeExpired() {
    database.inTransaction(
        () -> {
          jdbc.update(
              "DELETE FROM FLEET_SITE WHERE EXPIRES < clock_timestamp() - INTERVAL '1 hour' AND "
                  + "(STATE <> 'WORKED' OR "
                  + SILENT
                  + ")");
          jdbc.update(ORPHANS);
        });
  }

  /**
   * Gives a site out, anew if it was before.
   *
   * @param order what is to be done there
   * @param common what all sites of the run are told
   * @param longest after so long nobody may begin it any more
   * @return false if somebody is at it
   */
  public boolean give(
      String fleet, SiteNotice notice, String order, String common, Path roster, Duration longest) {
    boolean[] given = {false};
    database.inTransaction(
        () -> {
          jdbc.update(
              "DELETE FROM FLEET_SITE" + OF_SITE + " AND (STATE = 'ENDED' OR " + FREE + ")",
              notice.run(),
              notice.site());
          given[0] =
              jdbc.update(
                      "INSERT INTO FLEET_SITE (RUN, SITE, FLEET, MESSAGE, STATE, ORDERED, EXPIRES)"
                          + " VALUES (?, ?, ?, ?, 'GIVEN', ?,"
                          + " clock_timestamp() + ? * INTERVAL '1 ms') ON CONFLICT DO NOTHING",
                      notice.run(),
                      notice.site(),
                      fleet,
                      notice.message(),
                      order,
                      longest.toMillis())
                  > 0;
          if (!given[0]) {
            return;
          }
          files.put(notice.run(), notice.site(), roster);
          if (files.text(notice.run(), "").isEmpty()) {
            files.put(notice.run(), "", common);
          }
        });
    return given[0];
  }

  /**
   * From now on another message tells of a site that nobody is at.
   *
   * @return whether that is so
   */
  public boolean renew(SiteNotice notice) {
    return jdbc.update(
            "UPDATE FLEET_SITE SET MESSAGE = ?" + OF_SITE + " AND " + FREE,
            notice.message(),
            notice.run(),
            notice.site())
        > 0;
  }

  /** The same with another order, and the note on the last one is forgotten. */
  public void reorder(SiteNotice notice, String order) {
    jdbc.update(
        "UPDATE FLEET_SITE SET ORDERED = ?, NOTE = NULL" + OF_SITE + " AND STATE = 'GIVEN'",
        order,
        notice.run(),
        notice.site());
  }

  /** How a site stands; empty if it is not given out. */
  public Optional<SiteStanding> of(String run, String site) {
    return of(run, List.of(site)).stream().findFirst();
  }

  /** How some stand. */
  public List<SiteStanding> of(String run, List<String> sites) {
    return jdbc.query(
        "SELECT RUN, SITE, MESSAGE, STATE, COALESCE(ENDED, ''), COALESCE(NOTE, ''), "
            + SILENT
            + ", EXPIRES < clock_timestamp() FROM FLEET_SITE WHERE RUN = ? AND SITE = ANY(?)",
        statement -> {
          statement.setString(1, run);
          statement.setArray(
              2, statement.getConnection().createArrayOf("VARCHAR", sites.toArray()));
        },
        (row, n) ->
            new SiteStanding(
                new SiteNotice(row.getString(1), row.getString(2), row.getString(3)),
                state(row.getString(4), row.getBoolean(7), row.getBoolean(8)),
                row.getString(5),
                row.getString(6)));
  }

  private static State state(String said, boolean silent, boolean expired) {
    State state = State.valueOf(said);
    if (state == State.WORKED && silent) {
      return State.LOST;
    }
    return state == State.GIVEN && expired ? State.EXPIRED : state;
  }

  /**
   * Takes a site back that nobody is at.
   *
   * @return whether nobody is
   */
  public boolean withdraw(String run, String site) {
    boolean[] free = {false};
    database.inTransaction(
        () -> {
          free[0] = jdbc.update("DELETE FROM FLEET_SITE" + OF_SITE + " AND " + FREE, run, site) > 0;
          if (free[0]) {
            files.remove(run, site);
          }
        });
    return free[0];
  }

  /** Whoever is at a site is to stop in order, and nobody begins it any more. */
  public void stop(String run, String site, String why) {
    jdbc.update("UPDATE FLEET_SITE SET STOP = ?" + OF_SITE + " AND STOP IS NULL", why, run, site);
  }

  /** A run is over, or stops: what of it nobody is at goes. */
  public void end(String run) {
    database.inTransaction(
        () -> {
          jdbc.update("DELETE FROM FLEET_SITE WHERE RUN = ? AND STATE <> 'WORKED'", run);
          jdbc.update(ORPHANS);
        });
  }

  /**
   * Takes a site that a message tells of, if nobody else is at it.
   *
   * @param worker who takes it: nobody else is called so
   * @return what is to be done there; empty if it is not to be had
   */
  public Optional<String> claim(SiteNotice notice, String worker) {
    return jdbc
        .queryForList(
            "UPDATE FLEET_SITE SET STATE = 'WORKED', WORKER = ?, BEAT = clock_timestamp(),"
                + " NOTE = NULL"
                + OF_SITE
                + " AND MESSAGE = ? AND STOP IS NULL AND EXPIRES > clock_timestamp() AND "
                + FREE
                + " RETURNING ORDERED",
            String.class,
            worker,
            notice.run(),
            notice.site(),
            notice.message())
        .stream()
        .findFirst();
  }

  /** Whether a message still tells of something: else whoever has it may forget it. */
  public boolean counts(SiteNotice notice) {
    return of(notice.run(), notice.site())
        .filter(found -> found.notice().equals(notice))
        .filter(found -> found.state() != State.ENDED && found.state() != State.EXPIRED)
        .isPresent();
  }

  /** Fetches the list of a site into a file. */
  public void roster(SiteNotice notice, Path file) {
    files.fetch(notice.run(), notice.site(), file);
  }

  /** What all sites of a run are told. */
  public String common(String run) {
    return files.text(run, "");
  }

  /**
   * A worker is still there.
   *
   * @param messages of the sites that it is at
   * @return those that it has indeed, each with why it is to stop, {@code ""} if it is not
   */
  public Map<String, String> beat(String worker, Collection<String> messages) {
    Map<String, String> at = new HashMap<>();
    jdbc.query(
        "UPDATE FLEET_SITE SET BEAT = clock_timestamp() WHERE WORKER = ? AND STATE = 'WORKED'"
            + " AND MESSAGE = ANY(?) RETURNING MESSAGE, COALESCE(STOP, '')",
        statement -> {
          statement.setString(1, worker);
          statement.setArray(
              2, statement.getConnection().createArrayOf("VARCHAR", messages.toArray()));
        },
        row -> {
          at.put(row.getString(1), row.getString(2));
        });
    return at;
  }

  /**
   * A site has ended; the list of its people goes.
   *
   * @return whether it was still this worker's
   */
  public boolean end(SiteNotice notice, String worker, String how) {
    boolean[] own = {false};
    database.inTransaction(
        () -> {
          own[0] = change("STATE = 'ENDED', ENDED = ?, WORKER = NULL", how, notice, worker);
          if (own[0]) {
            files.remove(notice.run(), notice.site());
          }
        });
    return own[0];
  }

  /**
   * Gives a site back as if nobody had begun it.
   *
   * @param note why
   */
  public void giveBack(SiteNotice notice, String worker, String note) {
    change("STATE = 'GIVEN', NOTE = ?, WORKER = NULL", note, notice, worker);
  }

  private boolean change(String set, String value, SiteNotice notice, String worker) {
    return jdbc.update(
            "UPDATE FLEET_SITE SET "
                + set
                + OF_SITE
                + " AND MESSAGE = ? AND WORKER = ? AND STATE = 'WORKED'",
            value,
            notice.run(),
            notice.site(),
            notice.message(),
            worker)
        > 0;
  }
}
