package dev.senselink.batch.ledger.sites;

import dev.senselink.batch.ledger.sites.SiteStanding.State;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The sites that a fleet's run has given out, in the database, as its manager sees them. Each
 * change is one statement that says what it takes for granted, so that of two who want the same one
 * gets it. All times are the database's. Safe between threads.
 */
public final class SiteBoard {
  /** Who said nothing for so long is not at work any more, as far as this table goes. */
  static final String SILENT = "BEAT < clock_timestamp() - INTERVAL '20 s'";

  static final String FREE = "(STATE = 'GIVEN' OR STATE = 'WORKED' AND " + SILENT + ")";

  /** Its window has, if it has one: there is nobody but the database to tell by whose clock. */
  static final String CLOSED = "COALESCE(CLOSES <= clock_timestamp(), FALSE)";

  static final String OF_SITE = " WHERE RUN = ? AND SITE = ?";

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
   * Gives a site out, anew if it was before.
   *
   * @param order what is to be done there
   * @param longest after so long nobody may begin it any more
   * @param open after so long nobody may be at it any more; {@code null} if somebody always may
   * @return false if somebody is at it
   */
  public boolean give(
      String fleet,
      SiteNotice notice,
      String order,
      Path roster,
      Duration longest,
      @Nullable Duration open) {
    SealedOrder sealed =
        new SealedOrder(order, SiteFiles.sha256(roster), database.now().plus(longest));
    String text = sealed.sealed(database.key(), notice);
    boolean[] given = {false};
    database.inTransaction(
        () -> {
          jdbc.update(
              "INSERT INTO FLEET_SITE (RUN, SITE, STATE) VALUES (?, ?, 'BACK')"
                  + " ON CONFLICT DO NOTHING",
              notice.run(),
              notice.site());
          given[0] =
              jdbc.update(
                      "UPDATE FLEET_SITE SET STATE = 'GIVEN', FLEET = ?, MESSAGE = ?, ORDERED = ?,"
                          + " EXPIRES = clock_timestamp() + ? * INTERVAL '1 ms',"
                          + " CLOSES = clock_timestamp() + CAST(? AS BIGINT) * INTERVAL '1 ms',"
                          + " WORKER = NULL, STOP = NULL, NOTE = NULL, REFUSED = NULL, ENDED = NULL"
                          + OF_SITE
                          + " AND (STATE IN ('BACK', 'ENDED') OR "
                          + FREE
                          + ")",
                      fleet,
                      notice.message(),
                      text,
                      longest.toMillis(),
                      open == null ? null : open.toMillis(),
                      notice.run(),
                      notice.site())
                  > 0;
          if (given[0]) {
            files.put(notice.run(), notice.site(), roster);
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
    String stored = stored(notice);
    return jdbc.update(
            "UPDATE FLEET_SITE SET MESSAGE = ?, ORDERED = ?"
                + OF_SITE
                + " AND ORDERED = ? AND "
                + FREE,
            notice.message(),
            renewed(notice, stored),
            notice.run(),
            notice.site(),
            stored)
        > 0;
  }

  private String stored(SiteNotice notice) {
    return jdbc
        .queryForList(
            "SELECT COALESCE(ORDERED, '') FROM FLEET_SITE" + OF_SITE,
            String.class,
            notice.run(),
            notice.site())
        .stream()
        .findFirst()
        .orElse("");
  }

  /** A forged order stays as it is: the worker that takes it refuses it, and says why. */
  private String renewed(SiteNotice notice, String stored) {
    try {
      return SealedOrder.renewed(database.key(), notice, stored);
    } catch (ForgedOrderException e) {
      return stored;
    }
  }

  /**
   * The same message with another order for the same list, and the note on the last one is
   * forgotten. A forged order stays as it is.
   */
  public void reorder(SiteNotice notice, String order) {
    String text;
    try {
      SealedOrder before =
          SealedOrder.opened(database.key(), notice, stored(notice), database.now());
      text = new SealedOrder(order, before.list(), before.expires()).sealed(database.key(), notice);
    } catch (ForgedOrderException e) {
      return;
    }
    jdbc.update(
        "UPDATE FLEET_SITE SET ORDERED = ?, NOTE = NULL" + OF_SITE + " AND STATE = 'GIVEN'",
        text,
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
            + ", EXPIRES < clock_timestamp(), "
            + CLOSED
            + " FROM FLEET_SITE WHERE RUN = ? AND SITE = ANY(?) AND STATE <> 'BACK'",
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
                row.getString(6),
                row.getBoolean(9)));
  }

  private static State state(String said, boolean silent, boolean expired) {
    State state = State.valueOf(said);
    boolean free = state == State.GIVEN || state == State.WORKED && silent;
    if (free && expired) {
      return State.EXPIRED;
    }
    return free && state == State.WORKED ? State.LOST : state;
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
          free[0] =
              jdbc.update(
                      "UPDATE FLEET_SITE SET STATE = 'BACK'" + OF_SITE + " AND " + FREE, run, site)
                  > 0;
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
}
