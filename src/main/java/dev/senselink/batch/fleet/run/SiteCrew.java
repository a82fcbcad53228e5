package dev.senselink.batch.fleet.run;

import static dev.senselink.batch.fleet.FleetMessages.words;

import dev.senselink.batch.fleet.state.FleetWish;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.machine.Monitor;
import dev.senselink.batch.machine.RunningTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Works sites side by side, so many at a time, each in its window; one that could not be reached
 * comes again after the others.
 */
final class SiteCrew {
  /** Whoever wants a pause does not wait longer for it than that. */
  private static final Duration LISTENING = Duration.ofSeconds(1);

  private final Machine machine;
  private final int parallel;
  private final SiteHours hours;
  private final Work work;
  private final Supplier<FleetWish> wishes;
  private final Monitor monitor;
  private final List<String> queue = new ArrayList<>();
  private final Map<String, Consumer<String>> running = new HashMap<>();
  private final Set<String> closed = new HashSet<>();
  private @Nullable String stopped;
  private @Nullable String halted;
  private @Nullable RuntimeException broken;

  /** What is done at a site. */
  interface Work {
    /**
     * Does it.
     *
     * @return whether the site is to be tried again
     */
    boolean at(String site, SiteRunner.Watcher watcher, Closing closing);
  }

  /** Whether the site's window closed while it was worked. */
  interface Closing {
    boolean hasClosed();
  }

  /**
   * @param hours when which site may be worked
   * @param wishes is asked again and again what people want
   */
  SiteCrew(Machine machine, int parallel, SiteHours hours, Work work, Supplier<FleetWish> wishes) {
    this.wishes = wishes;
    this.machine = machine;
    this.parallel = parallel;
    this.hours = hours;
    this.work = work;
    this.monitor = machine.monitor();
  }

  /** No further site is begun, and those that are worked stop in order. */
  void stop(String why) {
    endEarly(why);
    List<Consumer<String>> all = new ArrayList<>();
    inside(
        () -> {
          halted = why;
          all.addAll(running.values());
        });
    all.forEach(one -> one.accept(why));
  }

  /**
   * No further site is begun; those that are worked come to their end.
   *
   * @return whether that is why it stops, and not something before
   */
  boolean endEarly(String why) {
    return isInside(
        () -> {
          boolean first = stopped == null;
          stopped = first ? why : stopped;
          monitor.wakeAll();
          return first;
        });
  }

  /** Why it stopped; {@code null} if it did not. */
  @Nullable String stopReason() {
    monitor.enter();
    try {
      return stopped;
    } finally {
      monitor.leave();
    }
  }

  /** Whether those that are worked were told to stop. */
  boolean isHalted() {
    return isInside(() -> halted != null);
  }

  private void inside(Runnable what) {
    monitor.enter();
    try {
      what.run();
    } finally {
      monitor.leave();
    }
  }

  private boolean isInside(BooleanSupplier what) {
    monitor.enter();
    try {
      return what.getAsBoolean();
    } finally {
      monitor.leave();
    }
  }

  /**
   * Works these sites; returns when all have had their turn, or when it stops.
   *
   * @throws RuntimeException what broke the work at a site
   */
  void work(List<String> some) throws InterruptedException {
    listen();
    inside(() -> queue.addAll(some));
    List<RunningTask> hands = new ArrayList<>();
    for (int n = 0; n < Math.min(parallel, some.size()); n++) {
      hands.add(machine.start("senselink-site-" + (n + 1), this::hand));
    }
    RunningTask clock = machine.start("senselink-windows", this::watchWindows);
    for (RunningTask hand : hands) {
      hand.join();
    }
    clock.interrupt();
    clock.join();
    queue.clear();
    if (broken != null) {
      throw broken;
    }
  }

  private void hand() {
    try {
      for (String site = next(); site != null; site = next()) {
        String worked = site;
        boolean again = at(worked);
        inside(() -> end(worked, again));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void end(String site, boolean again) {
    running.remove(site);
    boolean byWindow = closed.remove(site);
    if (again) {
      if (!byWindow) {
        hours.tryLater(site);
      }
      queue.add(site);
    }
    monitor.wakeAll();
  }

  private boolean at(String site) {
    try {
      return work.at(site, stop -> begun(site, stop), () -> hasClosed(site));
    } catch (RuntimeException | Error e) { // else all other hands wait for this one
      RuntimeException what =
          e instanceof RuntimeException known ? known : new IllegalStateException(site, e);
      inside(() -> broken = broken == null ? what : broken);
      endEarly(words("stop.broken"));
      return false;
    }
  }

  private boolean hasClosed(String site) {
    return isInside(() -> closed.contains(site));
  }

  /** A site can be stopped from now on; if it is to stop already, it does. */
  private void begun(String site, Consumer<String> stop) {
    @Nullable String why;
    monitor.enter();
    try {
      running.put(site, stop);
      why = halted != null || !closed.contains(site) ? halted : hours.reason();
      monitor.wakeAll(); // whoever looks after the windows
    } finally {
      monitor.leave();
    }
    if (why != null) {
      stop.accept(why);
    }
  }

  /** The next site whose turn it is; {@code null} if none comes any more. */
  private @Nullable String next() throws InterruptedException {
    monitor.enter();
    try {
      while (stopped == null && (!queue.isEmpty() || !running.isEmpty())) {
        Duration wait = SiteHours.LONGEST_WAIT;
        for (String site : queue) {
          Duration until = hours.untilOpen(site);
          if (until.isZero()) {
            queue.remove(site);
            running.put(site, why -> {});
            return site;
          }
          wait = until.compareTo(wait) < 0 ? until : wait;
        }
        if (running.isEmpty()) {
          hours.tellWait(queue);
        }
        monitor.await(wait);
      }
      return null;
    } finally {
      monitor.leave();
    }
  }

  /** Stops in order whoever is worked when the site's window closes. */
  private void watchWindows() {
    try {
      while (true) {
        listen();
        List<Consumer<String>> late = new ArrayList<>();
        inside(() -> late.addAll(late()));
        late.forEach(one -> one.accept(hours.reason()));
        pause();
      }
    } catch (InterruptedException e) {
      // The sites are worked.
    }
  }

  /** What people want by now. */
  private void listen() {
    FleetWish wish = wishes.get();
    if (wish == FleetWish.CANCEL && !isHalted()) {
      stop(words("stop.cancelled"));
    }
    hours.pause(wish == FleetWish.PAUSE);
    inside(monitor::wakeAll); // who waits for the end of a pause
  }

  private List<Consumer<String>> late() {
    List<Consumer<String>> late = new ArrayList<>();
    running.forEach(
        (site, stop) -> {
          if (untilClose(site).isZero() && closed.add(site)) {
            late.add(stop);
          }
        });
    return late;
  }

  private Duration untilClose(String site) {
    return closed.contains(site) ? SiteHours.LONGEST_WAIT : hours.untilClose(site);
  }

  private void pause() throws InterruptedException {
    monitor.enter();
    try {
      Duration wait = LISTENING;
      for (String site : running.keySet()) {
        Duration until = untilClose(site);
        wait = until.compareTo(wait) < 0 ? until : wait;
      }
      if (!wait.isZero()) {
        monitor.await(wait);
      }
    } finally {
      monitor.leave();
    }
  }
}
