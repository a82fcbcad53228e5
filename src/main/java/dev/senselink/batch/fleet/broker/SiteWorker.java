package dev.senselink.batch.fleet.broker;

import static dev.senselink.batch.fleet.FleetMessages.words;

import dev.senselink.batch.fleet.run.SiteRunner;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.ledger.sites.SiteBoard;
import dev.senselink.batch.ledger.sites.SiteNotice;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.machine.Deadline;
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
  static final String PHOTOS_NOT_SEEN = "PHOTOS_NOT_SEEN";

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
  private final ToldOnce trouble;
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
    this.trouble = new ToldOnce(told);
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
            LedgerDatabase.open(machine, settings.data(), settings.database().open())) {
      SiteBoard board = new SiteBoard(database);
      SiteBench bench = new SiteBench(settings, board, alone.path());
      bench.clean();
      board.removeExpired();
      firstPost(board);
      told.accept(words("worker.ready", settings.broker(), parallel));
      stop.onStop(this::stopAll);
      machine.start("senselink-worker-beat", () -> beat(board));
      for (int n = 1; n <= parallel; n++) {
        machine.start("senselink-worker-" + n, () -> hand(board, bench));
      }
      awaitEnd();
      posts.forEach(SitePost::close);
    }
  }

  /** Who may not go there is told at once; a broker that is away is waited for. */
  private void firstPost(SiteBoard board) {
    try {
      SitePost.open(settings.broker(), board.name()).close();
    } catch (BrokerException e) {
      if (e.isUnfit()) {
        throw e;
      }
      trouble.say(words("broker.waits", ToldOnce.why(e)));
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

  private void beat(SiteBoard board) {
    try {
      while (!stop.stopped() || !pulse.isOver()) {
        try {
          pulse.beat(board);
        } catch (RuntimeException e) {
          trouble.say(words("broker.waits", ToldOnce.why(e)));
        }
        machine.pause(BEAT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void hand(SiteBoard board, SiteBench bench) {
    try {
      while (!stop.stopped()) {
        try (SitePost post = SitePost.open(settings.broker(), board.name())) {
          posts.add(post);
          try {
            trouble.over();
            receive(post, board, bench);
          } finally {
            posts.remove(post);
          }
        } catch (RuntimeException e) {
          if (!stop.stopped()) {
            trouble.say(words("broker.waits", ToldOnce.why(e)));
            machine.pause(AWAY);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void receive(SitePost post, SiteBoard board, SiteBench bench) {
    while (!stop.stopped()) {
      SitePost.Delivery delivery = post.receive(RECEIVE);
      if (delivery == null) {
        continue;
      }
      Optional<SiteNotice> notice = SiteMessage.read(delivery.text());
      if (notice.isEmpty()) {
        trouble.say(words("worker.unreadable", SitePost.DEAD));
        delivery.dead();
        continue;
      }
      enter(1);
      try {
        work(delivery, notice.get(), board, bench);
      } finally {
        enter(-1);
      }
    }
  }

  private void work(
      SitePost.Delivery delivery, SiteNotice notice, SiteBoard board, SiteBench bench) {
    boolean over;
    try {
      over = !stop.stopped() && work(notice, board, bench);
    } catch (RuntimeException e) {
      told.accept(words("worker.givenBack", notice.site(), ToldOnce.why(e)));
      over = false;
    }
    if (over) {
      delivery.done();
    } else if (stop.stopped()) {
      delivery.back();
    } else {
      delivery.later(machine.wall().instant().plus(LATER));
    }
  }

  /** False if the site is to come again. */
  private boolean work(SiteNotice notice, SiteBoard board, SiteBench bench) {
    Optional<String> order = board.claim(notice, name);
    if (order.isEmpty()) {
      return !board.counts(notice);
    }
    pulse.begin(notice.message());
    try {
      return work(notice, RemoteOrder.read(order.get()), board, bench);
    } catch (RuntimeException e) {
      if (LedgerException.lostDatabase(e) == null) {
        board.giveBack(notice, name, ToldOnce.why(e));
      }
      throw e; // what it cannot give back is taken from it when it is heard of no more
    } finally {
      pulse.end(notice.message());
    }
  }

  private boolean work(SiteNotice notice, RemoteOrder what, SiteBoard board, SiteBench bench) {
    if (!what.seesPhotos()) {
      board.giveBack(notice, name, words("worker.photos", PHOTOS_NOT_SEEN, name));
      return false;
    }
    told.accept(words("worker.begins", notice.site(), notice.run()));
    SiteBench.Done done =
        bench.work(
            notice,
            what,
            here,
            one -> {
              pulse.stopBy(notice.message(), one);
              if (stop.stopped()) {
                one.accept(String.valueOf(stop.reason()));
              }
            });
    told.accept(words("worker.ended", notice.site(), done.end().code(), done.end().said()));
    if (done.isToComeAgain(stop.stopped())) {
      board.giveBack(notice, name, done.end().said());
      return false;
    }
    return stored(notice, EndText.of(done.end()), board);
  }

  /** The database may be away for a moment; what it never hears of did not end. */
  private boolean stored(SiteNotice notice, String end, SiteBoard board) {
    Deadline longest = Deadline.in(machine, Duration.ofMinutes(1));
    while (true) {
      try {
        return board.end(notice, name, end) || !board.counts(notice);
      } catch (RuntimeException e) {
        if (LedgerException.lostDatabase(e) == null || longest.isOver()) {
          throw e;
        }
      }
      try {
        machine.pause(AWAY);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }
}
