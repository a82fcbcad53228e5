package dev.senselink.batch.fleet.run;

import static dev.senselink.batch.fleet.FleetMessages.words;

import dev.senselink.batch.fleet.FleetSite;
import dev.senselink.batch.machine.Deadline;
import dev.senselink.batch.machine.Machine;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * When sites may be worked: in their windows, and while the fleet is not paused. Says so where
 * people would wonder why nothing is done.
 */
final class SiteHours {
  /** The time of day may step, so nobody waits longer without looking at it. */
  static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  /** Before a site that could not be reached is tried again. */
  private static final Duration PAUSE = Duration.ofSeconds(30);

  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral(' ')
          .appendPattern("HH:mm")
          .toFormatter(Locale.ROOT);

  private final Machine machine;
  private final Map<String, FleetSite> sites;
  private final Consumer<String> told;
  private final Map<String, Deadline> notBefore = new HashMap<>();
  private volatile boolean paused;
  private String waitsFor = "";

  /**
   * @param sites those that have windows; all others may be worked at any time
   */
  SiteHours(Machine machine, Map<String, FleetSite> sites, Consumer<String> told) {
    this.machine = machine;
    this.sites = sites;
    this.told = told;
  }

  /** A pause closes all windows until it is over. */
  void pause(boolean wanted) {
    if (wanted != paused) {
      paused = wanted;
      told.accept(words(wanted ? "told.paused" : "told.goesOn"));
    }
  }

  /** A site could not be reached: others come first. */
  void tryLater(String site) {
    notBefore.put(site, Deadline.in(machine, PAUSE));
  }

  /** How long until a site may be worked. */
  Duration untilOpen(String site) {
    Deadline later = notBefore.get(site);
    if (later != null && !later.isOver()) {
      return later.left();
    }
    return paused ? LONGEST_WAIT : untilOpen(site, machine.wall().instant());
  }

  private Duration untilOpen(String site, Instant now) {
    FleetSite about = sites.get(site);
    return about == null ? Duration.ZERO : about.window().untilOpen(now, about.zone());
  }

  /** How long until it may not be worked any more. */
  Duration untilClose(String site) {
    FleetSite about = sites.get(site);
    if (paused) {
      return Duration.ZERO;
    }
    return about == null
        ? LONGEST_WAIT
        : about.window().untilClose(machine.wall().instant(), about.zone());
  }

  /** Why it may not be worked. */
  String reason() {
    return words(paused ? "stop.paused" : "stop.window");
  }

  /**
   * Says until when nothing is done if all of these wait for their windows. Not for two at once.
   */
  void tellWait(Collection<String> waiting) {
    Instant now = machine.wall().instant();
    String first = "";
    Duration least = Duration.ZERO;
    for (String site : waiting) {
      Duration until = untilOpen(site, now);
      if (paused || until.isZero()) {
        return;
      }
      if (first.isEmpty() || until.compareTo(least) < 0) {
        first = site;
        least = until;
      }
    }
    FleetSite about = sites.get(first);
    if (about != null) {
      String opens = TIME.format(now.plus(least).atZone(about.zone())) + " " + about.zone();
      if (!waitsFor.equals(first + opens)) {
        waitsFor = first + opens;
        told.accept(words("told.window", waiting.size(), first, opens));
      }
    }
  }
}
