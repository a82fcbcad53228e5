package dev.senselink.batch.fleet.broker;

import dev.senselink.batch.fleet.FleetSite;
import dev.senselink.batch.fleet.state.SiteEnd;
import dev.senselink.batch.fleet.state.SiteState;
import dev.senselink.batch.ledger.sites.SiteNotice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** What happened in a history, and what of it must not have. */
final class BoardChecks {
  private static final Duration SILENCE = Duration.ofSeconds(20);

  private static final String LIVING =
      "SELECT COUNT(*) FROM FLEET_FILE F WHERE NOT EXISTS (SELECT 1 FROM FLEET_SITE S"
          + " WHERE S.RUN = F.RUN AND S.SITE = F.SITE AND S.STATE IN ('GIVEN', 'WORKED'))";

  private static final String REFUSED =
      "SELECT COUNT(*) FROM FLEET_SITE WHERE RUN = ? AND SITE = ? AND (STOP IS NOT NULL"
          + " OR EXPIRES <= clock_timestamp())";

  private final BoardClock clock;
  private final JdbcTemplate jdbc;
  private final Map<String, FleetSite> sites;
  private final List<String> told;
  private final List<String> wrong = new ArrayList<>();
  private final Map<String, Belief> beliefs = new HashMap<>();
  private final Set<String> stored = new HashSet<>();
  private final Set<String> noted = new HashSet<>();
  private String run = "";

  /** That of a worker: it is at a site, and the board has said so at a moment. */
  private record Belief(SiteNotice notice, Instant heard) {}

  BoardChecks(
      BoardClock clock, JdbcTemplate jdbc, Map<String, FleetSite> sites, List<String> told) {
    this.clock = clock;
    this.jdbc = jdbc;
    this.sites = sites;
    this.told = told;
  }

  void say(String what) {
    told.add(clock.now() + " " + what);
  }

  void wrong(String what) {
    say("WRONG: " + what);
    wrong.add(what);
  }

  List<String> wrong() {
    return wrong;
  }

  /** From now on sites of this run alone are begun. */
  void begins(String now) {
    run = now;
    say("manager of " + now);
  }

  private static String key(String run, String site) {
    return run + " " + site;
  }

  private boolean isOpen(String site) {
    FleetSite about = sites.get(site);
    return about.window().isOpen(clock.now(), about.zone());
  }

  /** A worker has got a site. */
  void claimed(SiteNotice notice, String worker) {
    say(worker + " takes " + notice);
    if (!notice.run().equals(run)) {
      wrong(worker + " begins a site of a run that another has taken the place of");
    }
    if (stored.contains(key(notice.run(), notice.site()))) {
      wrong(worker + " begins " + notice.site() + ", which has ended");
    }
    if (!isOpen(notice.site())) {
      wrong(worker + " begins " + notice.site() + " outside its window");
    }
    Long no = jdbc.queryForObject(REFUSED, Long.class, notice.run(), notice.site());
    if (no == null || no > 0) {
      wrong(worker + " begins " + notice.site() + ", which is stopped or whose time is over");
    }
    beliefs.forEach(
        (other, belief) -> {
          if (belief.notice().run().equals(notice.run())
              && belief.notice().site().equals(notice.site())
              && !belief.heard().isBefore(clock.now().minus(SILENCE))) {
            wrong(worker + " begins " + notice.site() + ", at which " + other + " is");
          }
        });
    beliefs.put(worker, new Belief(notice, clock.now()));
  }

  /**
   * A worker has said that it is there.
   *
   * @param stopped what it was told, {@code ""} for nothing
   */
  void heard(SiteNotice notice, String worker, String stopped, boolean lost) {
    if (lost) {
      left(worker);
      return;
    }
    beliefs.put(worker, new Belief(notice, clock.now()));
    if (stopped.isEmpty() && !isOpen(notice.site())) {
      wrong(worker + " goes on at " + notice.site() + " after its window");
    }
    if (stopped.isEmpty() && !notice.run().equals(run)) {
      wrong(worker + " goes on with a run that another has taken the place of");
    }
  }

  /** A worker is at no site. */
  void left(String worker) {
    beliefs.remove(worker);
  }

  /**
   * A worker has said how a site ended.
   *
   * @param own whether the board took it
   */
  void ended(SiteNotice notice, String worker, int code, boolean own) {
    say(worker + " ends " + notice.site() + " with " + code + (own ? "" : ", which nobody wants"));
    left(worker);
    if (own && code == SiteState.DONE && !stored.add(key(notice.run(), notice.site()))) {
      wrong(notice.site() + " has ended twice");
    }
  }

  /** The manager has noted how a site ended. */
  void noted(String site, SiteEnd end) {
    say("noted of " + site + ": " + end.code());
    if (end.code() == SiteState.DONE) {
      if (!stored.contains(key(run, site))) {
        wrong(site + " is told to have ended well");
      }
      if (!noted.add(key(run, site))) {
        wrong(site + " is told twice");
      }
    }
  }

  /** Whether a site of the run has its end. */
  boolean isNoted(String site) {
    return noted.contains(key(run, site));
  }

  /** After each step: no list of people is there for a site that nobody is to work. */
  void look() {
    Long lists = jdbc.queryForObject(LIVING, Long.class);
    if (lists == null || lists > 0) {
      wrong("a list of people outlives its site");
    }
  }

  /** In the end nothing is left. */
  void nothingLeft() {
    for (String table : List.of("FLEET_SITE", "FLEET_FILE")) {
      Long rows = jdbc.queryForObject("SELECT COUNT(*) FROM " + table, Long.class);
      if (rows == null || rows > 0) {
        wrong(rows + " rows are left in " + table);
      }
    }
  }
}
