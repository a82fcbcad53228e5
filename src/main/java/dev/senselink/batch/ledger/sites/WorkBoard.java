package dev.senselink.batch.ledger.sites;

import dev.senselink.batch.ledger.sites.SiteStanding.State;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The same sites as a worker sees them: it takes one, says that it is there, and how that ended.
 * Whoever has lost a site has nothing to say of it any more. Safe between threads.
 */
public final class WorkBoard {
  private final LedgerDatabase database;
  private final JdbcTemplate jdbc;
  private final SiteFiles files;
  private final SiteBoard board;

  public WorkBoard(LedgerDatabase database) {
    this.database = database;
    this.jdbc = database.jdbc();
    this.files = new SiteFiles(database);
    this.board = new SiteBoard(database);
  }

  /** As {@link SiteBoard#name}. */
  public String name() {
    return board.name();
  }

  /**
   * Takes a site that a message tells of, if nobody else is at it.
   *
   * @param worker who takes it: nobody else is called so
   * @return its order as it is stored, for {@link #order}; empty if it is not to be had
   */
  public Optional<String> claim(SiteNotice notice, String worker) {
    return jdbc
        .queryForList(
            "UPDATE FLEET_SITE SET STATE = 'WORKED', WORKER = ?, BEAT = clock_timestamp(),"
                + " NOTE = NULL"
                + SiteBoard.OF_SITE
                + " AND MESSAGE = ? AND STOP IS NULL AND EXPIRES > clock_timestamp() AND NOT "
                + SiteBoard.CLOSED
                + " AND "
                + SiteBoard.FREE
                + " RETURNING ORDERED",
            String.class,
            worker,
            notice.run(),
            notice.site(),
            notice.message())
        .stream()
        .findFirst();
  }

  /**
   * The order of a claimed site.
   *
   * @param stored as {@link #claim} returned it
   * @throws ForgedOrderException if it is not what the manager gave with this message, or expired
   */
  public SealedOrder order(SiteNotice notice, String stored) {
    return SealedOrder.opened(database.key(), notice, stored, database.now());
  }

  /** Whether a message still tells of something: else whoever has it may forget it. */
  public boolean counts(SiteNotice notice) {
    return board
        .of(notice.run(), notice.site())
        .filter(found -> found.notice().equals(notice))
        .filter(found -> found.state() != State.ENDED && found.state() != State.EXPIRED)
        .filter(found -> found.state() == State.WORKED || !found.closed())
        .isPresent();
  }

  /**
   * Fetches the list of a site into a file.
   *
   * @return its SHA-256
   */
  public String roster(SiteNotice notice, Path file) {
    return files.fetch(notice.run(), notice.site(), file);
  }

  /**
   * The last run of a site's list that had come to its end when the site was begun first, as long
   * as this run of the fleet lasts: a later one was made for this run, whoever made it.
   *
   * @param now the last one by now, {@code ""} for none
   * @return {@code now} if the site is begun for the first time
   */
  public String lastRun(SiteNotice notice, String now) {
    return jdbc
        .queryForList(
            "UPDATE FLEET_SITE SET LAST_RUN = COALESCE(LAST_RUN, ?)"
                + SiteBoard.OF_SITE
                + " RETURNING LAST_RUN",
            String.class,
            now,
            notice.run(),
            notice.site())
        .stream()
        .findFirst()
        .orElse(now);
  }

  /**
   * A worker is still there.
   *
   * @param messages of the sites that it is at
   * @param closed why a site is to stop whose time is over
   * @return those that it has indeed, each with why it is to stop, {@code ""} if it is not
   */
  public Map<String, String> beat(String worker, Collection<String> messages, String closed) {
    Map<String, String> at = new HashMap<>();
    jdbc.query(
        "UPDATE FLEET_SITE SET BEAT = clock_timestamp() WHERE WORKER = ? AND STATE = 'WORKED'"
            + " AND MESSAGE = ANY(?) RETURNING MESSAGE, COALESCE(STOP, CASE WHEN "
            + SiteBoard.CLOSED
            + " THEN ? ELSE '' END)",
        statement -> {
          statement.setString(1, worker);
          statement.setArray(
              2, statement.getConnection().createArrayOf("VARCHAR", messages.toArray()));
          statement.setString(3, closed);
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

  /**
   * The same if others may do better: not if as many have failed already, or this one alone, as
   * often, while nobody else is at work.
   *
   * @param most so many
   * @return false if nothing was changed
   */
  public boolean refuse(SiteNotice notice, String worker, String note, int most) {
    String before =
        jdbc
            .queryForList(
                "SELECT COALESCE(REFUSED, '') FROM FLEET_SITE" + SiteBoard.OF_SITE,
                String.class,
                notice.run(),
                notice.site())
            .stream()
            .findFirst()
            .orElse("");
    List<String> all = new ArrayList<>(before.lines().toList());
    all.add(worker);
    boolean alone = Collections.frequency(all, worker) >= most && !areOthersAtWork(worker);
    if (alone || Set.copyOf(all).size() >= most) {
      return false;
    }
    String names = String.join("\n", all);
    return jdbc.update(
            "UPDATE FLEET_SITE SET STATE = 'GIVEN', NOTE = ?, WORKER = NULL, REFUSED = ?"
                + SiteBoard.OF_SITE
                + " AND MESSAGE = ? AND WORKER = ? AND STATE = 'WORKED'",
            note,
            names,
            notice.run(),
            notice.site(),
            notice.message(),
            worker)
        > 0;
  }

  private boolean areOthersAtWork(String worker) {
    return !jdbc.queryForList(
            "SELECT SITE FROM FLEET_SITE WHERE STATE = 'WORKED' AND WORKER <> ? AND NOT "
                + SiteBoard.SILENT
                + " LIMIT 1",
            String.class,
            worker)
        .isEmpty();
  }

  private boolean change(String set, String value, SiteNotice notice, String worker) {
    return jdbc.update(
            "UPDATE FLEET_SITE SET "
                + set
                + SiteBoard.OF_SITE
                + " AND MESSAGE = ? AND WORKER = ? AND STATE = 'WORKED'",
            value,
            notice.run(),
            notice.site(),
            notice.message(),
            worker)
        > 0;
  }
}
