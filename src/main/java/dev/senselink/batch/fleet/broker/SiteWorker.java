package dev.senselink.batch.fleet.broker;

import static dev.senselink.batch.fleet.FleetMessages.words;

import dev.senselink.batch.fleet.run.SiteRunner;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.sites.FleetBoard;
import dev.senselink.batch.ledger.sites.SiteNotice;
import dev.senselink.batch.ledger.sites.WorkBoard;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.machine.Monitor;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Works sites that managers of fleets give out, so many at a time, until it is stopped. One that it
 * cannot bring to its end it gives back.
 */
public final class SiteWorker {
  private static final Duration BEAT = Duration.ofSeconds(4);
  private static final Duration RECEIVE = Duration.ofSeconds(1);
  private static final Duration AWAY = Duration.ofSeconds(3);

  /** Before a site is offered again that cannot be had now. */
  private static final Duration LATER = Duration.ofSeconds(10);

  private final BrokerSettings settings;
  private final SiteRunner here;
  private final Machine machine;
  private final StopSwitch stop;
  private final Consumer<String> told;
  private final Monitor monitor;
  private final String name;

  private final Set<SitePost> posts = ConcurrentHashMap.newKeySet();
  private final WorkPulse pulse;
  private final ToldOnce brokerTrouble;
  private final ToldOnce databaseTrouble;
  private final ToldOnce readiness;
  private int atWork;

  /**
   * @param here carries out commands in this process
   * @param told is given what people are to know on the way
   */
  public SiteWorker(
      BrokerSettings settings,
      SiteRunner here,
      Machine machine,
      StopSwitch stop,
      Consumer<String> told) {
    this.settings = settings;
    this.here = here;
    this.machine = machine;
    this.stop = stop;
    this.told = told;
    this.monitor = machine.monitor();
    this.name =
        "%s %d %08x".formatted(host(), ProcessHandle.current().pid(), machine.chance().nextInt());
    this.pulse = new WorkPulse(name);
    this.brokerTrouble = new ToldOnce(told);
    this.databaseTrouble = new ToldOnce(told);
    this.readiness = new ToldOnce(told);
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "?";
    }
  }

  /**
   * Works until it is stopped.
   *
   * @param parallel how many sites at a time
   * @throws BrokerException if the broker knows nobody of this name
   * @throws LedgerException if the database cannot be opened, or another worker has the data folder
   */
  public void run(int parallel) {
    try (DataFolder alone = DataFolder.lock(machine, settings.data().resolve("worker"), "worker");
        LedgerDatabase database =
            LedgerDatabase.open(
                machine, settings.data(), settings.database().open(), DeskLines.ANSWER)) {
      WorkBoard board = new WorkBoard(database);
      SiteBench bench = new SiteBench(settings, board, Ledger.runs(database), alone.path());
      bench.clean();
      new FleetBoard(database).removeExpired();
      SiteTurn turn = new SiteTurn(board, bench, here, pulse, name, machine, stop, told);
      String ready = words("worker.ready", settings.broker(), parallel);
      if (isFirstPostOpen(board)) {
        readiness.say(ready);
      }
      stop.onStop(this::stopAll);
      machine.start("senselink-worker-beat", () -> beat(board));
      for (int n = 1; n <= parallel; n++) {
        machine.start("senselink-worker-" + n, () -> hand(board, turn, ready));
      }
      awaitEnd();
      posts.forEach(SitePost::close);
    }
  }

  /** Who may not go there is told at once; a broker that is away is waited for. */
  private boolean isFirstPostOpen(WorkBoard board) {
    try {
      SitePost.open(settings.broker(), board.name()).close();
      return true;
    } catch (BrokerException e) {
      if (e.isUnfit()) {
        throw e;
      }
      brokerTrouble.say(words("broker.waits", ToldOnce.why(e)));
      return false;
    }
  }

  private void stopAll() {
    String why = String.valueOf(stop.reason());
    pulse.stopAll(why);
    monitor.enter();
    try {
      monitor.wakeAll();
    } finally {
      monitor.leave();
    }
  }

  private void awaitEnd() {
    monitor.enter();
    try {
      while (!stop.stopped() || atWork > 0) {
        monitor.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      monitor.leave();
    }
  }

  private void enter(int more) {
    monitor.enter();
    try {
      atWork += more;
      monitor.wakeAll();
    } finally {
      monitor.leave();
    }
  }

  private void beat(WorkBoard board) {
    try {
      while (!stop.stopped() || !pulse.isOver()) {
        try {
          pulse.beat(board);
          databaseTrouble.over();
        } catch (RuntimeException e) {
          databaseTrouble.say(words("broker.waits", ToldOnce.why(e)));
        }
        machine.pause(BEAT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void hand(WorkBoard board, SiteTurn turn, String ready) {
    try {
      while (!stop.stopped()) {
        try (SitePost post = SitePost.open(settings.broker(), board.name())) {
          posts.add(post);
          try {
            brokerTrouble.over();
            readiness.say(ready);
            receive(post, turn);
          } finally {
            posts.remove(post);
          }
        } catch (RuntimeException e) {
          if (!stop.stopped()) {
            brokerTrouble.say(words("broker.waits", ToldOnce.why(e)));
            machine.pause(AWAY);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void receive(SitePost post, SiteTurn turn) throws InterruptedException {
    while (!stop.stopped()) {
      if (turn.isPaused()) {
        machine.pause(RECEIVE);
        continue;
      }
      SitePost.Delivery delivery = post.receive(RECEIVE);
      if (delivery == null) {
        continue;
      }
      Optional<SiteNotice> notice = SiteMessage.read(delivery.text());
      if (notice.isEmpty()) {
        brokerTrouble.say(words("worker.unreadable", SitePost.DEAD));
        delivery.dead();
        continue;
      }
      enter(1);
      try {
        work(delivery, notice.get(), turn);
      } finally {
        enter(-1);
      }
    }
  }

  private void work(SitePost.Delivery delivery, SiteNotice notice, SiteTurn turn) {
    boolean over = !stop.stopped() && turn.isOver(notice);
    if (over) {
      delivery.done();
    } else if (stop.stopped()) {
      delivery.back();
    } else {
      delivery.later(machine.wall().instant().plus(LATER));
    }
  }
}
