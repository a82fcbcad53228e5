package dev.senselink.batch.fleet.broker;

import static dev.senselink.batch.fleet.FleetMessages.words;

import dev.senselink.batch.fleet.run.SiteRunner;
import dev.senselink.batch.fleet.state.SiteEnd;
import dev.senselink.batch.fleet.state.SiteState;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.ledger.sites.ForgedOrderException;
import dev.senselink.batch.ledger.sites.SealedOrder;
import dev.senselink.batch.ledger.sites.SiteNotice;
import dev.senselink.batch.ledger.sites.WorkBoard;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.machine.Deadline;
import dev.senselink.batch.machine.Machine;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * What a worker does about a site that a message tells of: takes it, brings it to its end, or gives
 * it back. What one machine cannot do another may, so no machine alone says that a site could not
 * begin. Safe between threads.
 */
final class SiteTurn {
  static final String PHOTOS_NOT_SEEN = "PHOTOS_NOT_SEEN";

  /** Nothing was begun. */
  private static final int REFUSED = 2;

  /** So many have to fail before a site has. */
  private static final int MOST = 3;

  private static final Duration AWAY = Duration.ofSeconds(3);

  /** Before another site is taken after one that could not begin here. */
  private static final Duration REST = Duration.ofSeconds(10);

  /** Before that one is taken again. */
  private static final Duration ELSEWHERE = Duration.ofMinutes(1);

  private final WorkBoard board;
  private final SiteBench bench;
  private final SiteRunner here;
  private final WorkPulse pulse;
  private final String name;
  private final Machine machine;
  private final StopSwitch stop;
  private final Consumer<String> told;
  private final ToldOnce trouble;
  private final PhotoLook photos;

  /** Sites that could not begin here, each until when it is left to others. */
  private final Map<String, Deadline> others = new ConcurrentHashMap<>();

  private volatile Deadline rest;

  /**
   * @param name the worker's: nobody else is called so
   */
  SiteTurn(
      WorkBoard board,
      SiteBench bench,
      SiteRunner here,
      WorkPulse pulse,
      String name,
      Machine machine,
      StopSwitch stop,
      Consumer<String> told) {
    this.board = board;
    this.bench = bench;
    this.here = here;
    this.pulse = pulse;
    this.name = name;
    this.machine = machine;
    this.stop = stop;
    this.told = told;
    this.trouble = new ToldOnce(told);
    this.photos = new PhotoLook(machine);
    this.rest = Deadline.in(machine, Duration.ZERO);
  }

  /** Whether nothing is to be taken for now. */
  boolean isPaused() {
    return !rest.isOver();
  }

  /** Does what is to be done about a site; false if its message is to come again. */
  boolean isOver(SiteNotice notice) {
    try {
      Deadline later = others.get(key(notice));
      if (later != null && !later.isOver()) {
        return !board.counts(notice);
      }
      others.remove(key(notice));
      boolean over = taken(notice);
      trouble.over();
      return over;
    } catch (RuntimeException e) {
      if (LedgerException.lostDatabase(e) == null) {
        String why = bench.keepTrace(machine.wall().instant(), e);
        told.accept(words("worker.givenBack", notice.site(), why));
      } else { // nothing can be given back there either
        trouble.say(words("broker.waits", ToldOnce.why(e)));
      }
      return false;
    }
  }

  private static String key(SiteNotice notice) {
    return notice.run() + " " + notice.site();
  }

  private boolean taken(SiteNotice notice) {
    Optional<String> order = board.claim(notice, name);
    if (order.isEmpty()) {
      return !board.counts(notice);
    }
    pulse.begin(notice.message());
    try {
      return begun(notice, order.get());
    } catch (UncheckedIOException e) {
      board.giveBack(notice, name, words("worker.disk", name, ToldOnce.kind(e)));
      return elsewhere(notice);
    } catch (RuntimeException | Error e) { // else nobody here would work anything any more
      if (e instanceof RuntimeException lost && LedgerException.lostDatabase(lost) != null) {
        throw lost; // what it cannot give back is taken from it when it is heard of no more
      }
      String why = words("worker.defect", bench.keepTrace(machine.wall().instant(), e), name);
      SiteEnd end = new SiteEnd(SiteState.DEFECT, false, Map.of(), why);
      told.accept(end.told(notice.site()));
      return stored(notice, EndText.of(end));
    } finally {
      pulse.end(notice.message());
    }
  }

  /** What this machine does not do at anybody's word is not begun here. */
  private boolean begun(SiteNotice notice, String order) {
    SealedOrder sealed;
    RemoteOrder what;
    try {
      sealed = board.order(notice, order);
      what = RemoteOrder.read(sealed.order());
    } catch (ForgedOrderException e) { // no other worker may do it either
      return refused(notice, e);
    } catch (IllegalArgumentException e) {
      return ended(notice, new SiteEnd(REFUSED, false, Map.of(), String.valueOf(e.getMessage())));
    }
    try {
      return work(notice, sealed, what);
    } catch (ForgedOrderException e) {
      return refused(notice, e);
    }
  }

  private boolean refused(SiteNotice notice, ForgedOrderException e) {
    SiteEnd end = new SiteEnd(REFUSED, false, Map.of(), String.valueOf(e.getMessage()));
    told.accept(end.told(notice.site()));
    return stored(notice, EndText.of(end));
  }

  private boolean work(SiteNotice notice, SealedOrder sealed, RemoteOrder what) {
    if (!what.seesPhotos(photos)) {
      board.giveBack(notice, name, words("worker.photos", PHOTOS_NOT_SEEN, name));
      return false;
    }
    told.accept(words("worker.begins", notice.site(), notice.run()));
    SiteEnd end =
        bench.work(
            notice,
            sealed,
            what,
            here,
            one -> {
              pulse.stopBy(notice.message(), one);
              if (stop.stopped()) {
                one.accept(String.valueOf(stop.reason()));
              }
            });
    told.accept(end.told(notice.site()));
    if (end.displaced() || stop.stopped() && end.code() == SiteState.STOP) {
      board.giveBack(notice, name, end.said());
      return false;
    }
    return ended(notice, end);
  }

  /** A site has ended, unless that is this machine's fault and others may do better. */
  private boolean ended(SiteNotice notice, SiteEnd end) {
    String why = words("worker.refused", name, end.said());
    return end.code() == REFUSED && board.refuse(notice, name, why, MOST)
        ? elsewhere(notice)
        : stored(notice, EndText.of(end));
  }

  private boolean elsewhere(SiteNotice notice) {
    others.put(key(notice), Deadline.in(machine, ELSEWHERE));
    rest = Deadline.in(machine, REST);
    return false;
  }

  /** The database may be away for a moment; what it never hears of did not end. */
  private boolean stored(SiteNotice notice, String end) {
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
