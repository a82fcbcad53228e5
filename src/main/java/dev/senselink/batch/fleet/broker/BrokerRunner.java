package dev.senselink.batch.fleet.broker;

import static dev.senselink.batch.fleet.FleetMessages.words;

import dev.senselink.batch.fleet.FleetDefinition;
import dev.senselink.batch.fleet.FleetSite;
import dev.senselink.batch.fleet.run.SiteOrder;
import dev.senselink.batch.fleet.run.SiteRunner;
import dev.senselink.batch.fleet.state.FleetPlace;
import dev.senselink.batch.fleet.state.SiteAddresses;
import dev.senselink.batch.fleet.state.SiteEnd;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.machine.Monitor;
import dev.senselink.batch.machine.RunningTask;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Has the sites of a fleet worked by workers on other machines, and waits for their ends. Database
 * and broker may be away meanwhile; what was given out goes on without this process, and the next
 * one finds how it ended. Safe between threads.
 */
public final class BrokerRunner implements SiteRunner, AutoCloseable {
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final FleetPlace place;
  private final BrokerSettings settings;
  private final SiteRunner here;
  private final Machine machine;
  private final Consumer<String> told;
  private final DeskLines lines;
  private final ErrandDesk desk;
  private final ToldOnce trouble;
  private final Monitor monitor;
  private final EndedReports reports;
  private final Map<String, GivenSite> errands = new LinkedHashMap<>();
  private @Nullable BrokerServer server;
  private @Nullable RunningTask clerk;
  private @Nullable RuntimeException broken;
  private boolean closed;
  private String run = "";
  private volatile boolean over;

  /**
   * @param here carries out commands in this process
   * @param told is given what people are to know on the way
   */
  public BrokerRunner(
      FleetDefinition fleet,
      FleetPlace place,
      BrokerSettings settings,
      SiteRunner here,
      Machine machine,
      Consumer<String> told) {
    this.place = place;
    this.settings = settings;
    this.here = here;
    this.machine = machine;
    this.told = told;
    this.trouble = new ToldOnce(told);
    this.monitor = machine.monitor();
    this.reports = new EndedReports(settings, here, machine, told);
    Map<String, FleetSite> sites =
        fleet.all().stream().collect(Collectors.toMap(FleetSite::name, site -> site));
    this.lines = new DeskLines(fleet.name(), settings, machine);
    this.desk = new ErrandDesk(lines, fleet.name(), sites, settings, machine, told);
  }

  /**
   * Begins, or goes on.
   *
   * @throws BrokerException if the broker cannot be used
   * @throws LedgerException if the database cannot be, or another process manages the fleet
   */
  @Override
  public SiteRunner of(String fleetRun) {
    if (settings.broker().own()) {
      server = BrokerServer.start(settings.broker(), place.folder().resolve("broker"));
      told.accept(words("broker.listens", settings.broker().port()));
    }
    run = fleetRun;
    try {
      desk.begin(fleetRun, SiteAddresses.read(place.folder())::of);
    } catch (IOException e) {
      throw new LedgerException(
          LedgerException.Kind.BROKEN, words("journal.unreadable", place.folder()), e);
    }
    String at = settings.broker().isOpen() ? "tcp://HOST:" + settings.broker().port() : "";
    told.accept(words("broker.workers", at.isEmpty() ? settings.broker() : at));
    clerk = machine.start("senselink-broker", this::serve);
    return this;
  }

  @Override
  public SiteRunner here() {
    return here;
  }

  private void serve() {
    try {
      while (isOpen()) {
        try {
          serve(open());
          BrokerException away = desk.away();
          if (away == null) {
            trouble.over();
          } else {
            trouble.say(words("broker.waits", ToldOnce.why(away)));
          }
        } catch (RuntimeException e) {
          LedgerException lost = LedgerException.lostDatabase(e);
          if (lost == null || !lines.mayComeBack(lost)) {
            throw lost == null ? e : lost;
          }
          lines.leaveDatabase();
          trouble.say(words("broker.waits", ToldOnce.why(lost)));
        }
      }
    } catch (RuntimeException | Error e) { // else whoever waits for a site waits for ever
      end(e);
    }
  }

  private void serve(List<GivenSite> open) {
    Map<GivenSite, SiteEnd> ended = desk.look(open);
    monitor.enter();
    try {
      ended.forEach((errand, end) -> errand.end = end);
      if (!ended.isEmpty()) {
        monitor.wakeAll();
      }
    } finally {
      monitor.leave();
    }
  }

  private void end(Throwable why) {
    monitor.enter();
    try {
      broken = why instanceof RuntimeException known ? known : new IllegalStateException(why);
      monitor.wakeAll();
    } finally {
      monitor.leave();
    }
  }

  /** Waits for the time of the next look. */
  private boolean isOpen() {
    monitor.enter();
    try {
      if (!closed) {
        monitor.await(LOOK);
      }
      return !closed;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      monitor.leave();
    }
  }

  private List<GivenSite> open() {
    monitor.enter();
    try {
      return errands.values().stream().filter(errand -> errand.end == null).toList();
    } finally {
      monitor.leave();
    }
  }

  @Override
  public SiteEnd run(SiteOrder order, Watcher watcher) {
    GivenSite errand = new GivenSite(order);
    monitor.enter();
    try {
      errands.put(order.site(), errand);
      monitor.wakeAll();
    } finally {
      monitor.leave();
    }
    watcher.begins(why -> errand.stop = why);
    try {
      return reports.with(order, errand, awaited(errand));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return GivenSite.stopped(words("stop.broken"));
    }
  }

  private SiteEnd awaited(GivenSite errand) throws InterruptedException {
    monitor.enter();
    try {
      while (errand.end == null && broken == null) {
        monitor.await();
      }
      errands.remove(errand.site(), errand);
      if (errand.end == null && broken != null) {
        throw broken;
      }
      return errand.end == null ? GivenSite.stopped(words("stop.broken")) : errand.end;
    } finally {
      monitor.leave();
    }
  }

  /** How the fleet ended is told already. */
  private void leave(BrokerServer own) {
    try {
      own.close();
    } catch (BrokerException e) {
      told.accept(String.valueOf(e.getMessage()));
    }
  }

  /** The run is over: nobody goes on with it, and what is known of it on the way may go. */
  public void over() {
    over = true;
  }

  /** Ends; what is still at work elsewhere stays so, and the next process finds how it ended. */
  @Override
  public void close() {
    monitor.enter();
    try {
      closed = true;
      monitor.wakeAll();
    } finally {
      monitor.leave();
    }
    RunningTask working = clerk;
    try {
      if (working != null) {
        working.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try (lines) {
      lines.leave(run, over && !reports.isUnseen());
    } catch (RuntimeException e) {
      if (LedgerException.lostDatabase(e) == null) {
        throw e;
      }
      told.accept(words("broker.left", place.fleet())); // it is tidied up when its time is over
    } finally {
      BrokerServer own = server;
      if (own != null) {
        leave(own);
      }
    }
  }
}
