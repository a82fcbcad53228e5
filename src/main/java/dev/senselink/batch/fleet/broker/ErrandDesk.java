package dev.senselink.batch.fleet.broker;

import static dev.senselink.batch.fleet.FleetMessages.words;

import dev.senselink.batch.fleet.FleetSite;
import dev.senselink.batch.fleet.state.SiteEnd;
import dev.senselink.batch.fleet.state.SiteState;
import dev.senselink.batch.ledger.sites.SiteBoard;
import dev.senselink.batch.ledger.sites.SiteNotice;
import dev.senselink.batch.ledger.sites.SiteStanding;
import dev.senselink.batch.machine.Deadline;
import dev.senselink.batch.machine.Machine;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The manager's side of the board: gives sites out, sends their messages, sends again what has
 * neither message nor anybody at it, and sees how they end. One thread.
 */
final class ErrandDesk {
  /** A message that was lost in no way that shows is sent again after so long. */
  private static final Duration LONG = Duration.ofMinutes(10);

  /**
   * The broker has a clock of its own, and what is there for longer tells of nothing any more all
   * the same.
   */
  private static final Duration CLOCKS = Duration.ofDays(1);

  /** Nothing was begun. */
  private static final int REFUSED = 2;

  private static final Duration COUNT = Duration.ofSeconds(15);

  private final ManagerLines lines;
  private final String fleet;
  private final Map<String, FleetSite> sites;
  private final BrokerSettings settings;
  private final Machine machine;
  private final Consumer<String> told;
  private final PhotoLook photos;
  private final GivenWindows windows;
  private Function<String, Collection<String>> addresses = site -> Set.of();
  private @Nullable SiteBoard board;
  private String run = "";
  private Deadline nextCount;
  private boolean few;
  private @Nullable BrokerException away;

  /**
   * @param sites all of the fleet, by name
   */
  ErrandDesk(
      ManagerLines lines,
      String fleet,
      Map<String, FleetSite> sites,
      BrokerSettings settings,
      Machine machine,
      Consumer<String> told) {
    this.lines = lines;
    this.fleet = fleet;
    this.sites = sites;
    this.settings = settings;
    this.machine = machine;
    this.told = told;
    this.photos = new PhotoLook(machine);
    this.windows = new GivenWindows(sites, machine);
    this.nextCount = Deadline.in(machine, COUNT);
  }

  /**
   * Goes to database and broker, and takes the fleet.
   *
   * @param before under which addresses each site has been worked
   */
  void begin(String fleetRun, Function<String, Collection<String>> before) {
    run = fleetRun;
    addresses = before;
    board();
    lines.post();
  }

  /** Whoever comes back may find that another had the fleet meanwhile. */
  private SiteBoard board() {
    SiteBoard there = lines.board();
    if (there != board) {
      lines.begin(run, words("broker.other"));
      board = there;
    }
    return there;
  }

  /** Looks after all that are waited for; gives back those that have ended. */
  Map<GivenSite, SiteEnd> look(List<GivenSite> open) {
    away = null;
    Map<GivenSite, SiteEnd> ended = new LinkedHashMap<>();
    SiteBoard there = board();
    for (GivenSite errand : open) {
      if (errand.notice == null) {
        give(there, errand).ifPresent(end -> ended.put(errand, end));
      }
    }
    List<String> sites = open.stream().map(GivenSite::site).toList();
    Map<String, SiteStanding> standing =
        there.of(run, sites).stream()
            .collect(Collectors.toMap(one -> one.notice().site(), one -> one));
    for (GivenSite errand : open) {
      if (!ended.containsKey(errand) && errand.notice != null) {
        look(there, errand, standing.get(errand.site())).ifPresent(end -> ended.put(errand, end));
      }
    }
    count(there, open, standing);
    return ended;
  }

  /** Gives a site out, unless it has ended already, or somebody is at it. */
  private Optional<SiteEnd> give(SiteBoard there, GivenSite errand) {
    String stop = errand.stop;
    Optional<SiteStanding> before = there.of(run, errand.site());
    if (before.isPresent() && before.get().state() == SiteStanding.State.ENDED) {
      SiteEnd end = EndText.read(before.get().end());
      if (end.code() == SiteState.DONE || end.code() == SiteState.ATTENTION) {
        return Optional.of(end); // while nobody was here to see it
      }
    }
    if (before.isPresent() && before.get().state() == SiteStanding.State.WORKED) {
      windows.begin(errand, before.get().notice(), before.get().closed());
      errand.attached = true;
      errand.sent = Deadline.in(machine, LONG);
      return Optional.empty();
    }
    if (stop != null) {
      there.withdraw(run, errand.site());
      return Optional.of(GivenSite.stopped(stop));
    }
    SiteNotice notice = notice(errand.site());
    Path roster = RemoteOrder.roster(errand.order);
    try {
      if (there.give(
          fleet, notice, order(errand), roster, settings.longest(), windows.open(errand.site()))) {
        windows.begin(errand, notice, false);
        send(errand, notice);
      }
      return Optional.empty();
    } catch (UncheckedIOException e) {
      String why = words("broker.roster", roster, ToldOnce.kind(e));
      return Optional.of(new SiteEnd(REFUSED, false, Map.of(), why));
    }
  }

  private String order(GivenSite errand) {
    FleetSite about = sites.get(errand.site());
    String address = about == null ? "" : about.address();
    return RemoteOrder.of(errand.order, address, addresses.apply(errand.site()), photos).asText();
  }

  /** While the broker is away how sites end is seen all the same. */
  private void post(Consumer<SiteSender> use) {
    if (away == null) {
      try {
        use.accept(lines.post());
      } catch (BrokerException e) {
        lines.leaveBroker();
        away = e;
      }
    }
  }

  /** Why the broker could not be used in the last look, {@code null} if it could. */
  @Nullable BrokerException away() {
    return away;
  }

  private SiteNotice notice(String site) {
    return new SiteNotice(run, site, "%016x".formatted(machine.chance().nextLong()));
  }

  private void send(GivenSite errand, SiteNotice notice) {
    errand.sent = null;
    post(
        post -> {
          post.send(
              SiteMessage.of(notice),
              machine.wall().instant().plus(settings.longest()).plus(CLOCKS));
          errand.sent = Deadline.in(machine, LONG);
        });
  }

  private Optional<SiteEnd> look(
      SiteBoard there, GivenSite errand, @Nullable SiteStanding standing) {
    if (standing == null) {
      errand.notice = null; // somebody has tidied up: anew
      return Optional.empty();
    }
    if (standing.state() == SiteStanding.State.ENDED) {
      return ended(errand, standing);
    }
    String stop =
        standing.state() == SiteStanding.State.EXPIRED
            ? words("broker.expired", standing.note()).strip()
            : errand.stop;
    if (stop != null) {
      if (there.withdraw(run, errand.site())) {
        return Optional.of(GivenSite.stopped(stop));
      }
      there.stop(run, errand.site(), stop);
      return Optional.empty();
    }
    notice(there, errand, standing);
    Deadline sent = errand.sent;
    if (standing.isFree() && !windows.isOver(errand, standing) && (sent == null || sent.isOver())) {
      sendAgain(there, errand);
    }
    return Optional.empty();
  }

  /** What stopped it may be past, or not be told here yet: then that is no end. */
  private Optional<SiteEnd> ended(GivenSite errand, SiteStanding standing) {
    SiteEnd end = EndText.read(standing.end());
    if (end.code() == SiteState.STOP && !end.unreachable() && errand.stop == null) {
      if (errand.attached) { // whoever gave it out before has stopped it
        errand.attached = false;
        errand.notice = null;
        return Optional.empty();
      }
      if (windows.isOver(errand, standing)) {
        return Optional.empty();
      }
    }
    return Optional.of(end);
  }

  /** Tells why a site was given back. */
  private void notice(SiteBoard there, GivenSite errand, SiteStanding standing) {
    if (standing.note().isEmpty() || standing.state() != SiteStanding.State.GIVEN) {
      return;
    }
    if (!standing.note().equals(errand.note)) {
      told.accept(words("broker.givenBack", errand.site(), standing.note()));
      errand.note = standing.note();
    }
    if (standing.note().startsWith(SiteTurn.PHOTOS_NOT_SEEN)) { // they may have changed here
      there.reorder(standing.notice(), order(errand));
    }
  }

  private void sendAgain(SiteBoard there, GivenSite errand) {
    SiteNotice anew = notice(errand.site());
    if (there.renew(anew)) { // the earlier one, wherever it is, tells of nothing any more
      errand.notice = anew;
      send(errand, anew);
    }
  }

  /** Where fewer messages are there than sites are out, some have been lost. */
  private void count(SiteBoard board, List<GivenSite> open, Map<String, SiteStanding> standing) {
    if (!nextCount.isOver()) {
      return;
    }
    nextCount = Deadline.in(machine, COUNT);
    long out =
        open.stream()
            .map(errand -> standing.get(errand.site()))
            .filter(one -> one != null && one.end().isEmpty())
            .count();
    long[] there = {out};
    post(post -> there[0] = post.count());
    boolean fewer = there[0] < out;
    if (fewer && few) { // not one that is just on its way
      for (GivenSite errand : open) {
        SiteStanding one = standing.get(errand.site());
        if (one != null && one.isFree()) {
          sendAgain(board, errand);
        }
      }
    }
    few = fewer;
  }
}
