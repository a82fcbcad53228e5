package dev.senselink.batch.fleet.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.fixture.HastyMachine;
import dev.senselink.batch.fixture.OtherMachine;
import dev.senselink.batch.fleet.FleetSite;
import dev.senselink.batch.fleet.WorkWindow;
import dev.senselink.batch.fleet.state.FleetWish;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.machine.Monitor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sites side by side, each in its window. */
@Timeout(60)
class SiteCrewTest {
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private final List<String> told = Collections.synchronizedList(new ArrayList<>());

  private SiteHours anytime() {
    return hours(new HastyMachine(), Map.of());
  }

  private SiteHours hours(Machine machine, Map<String, FleetSite> sites) {
    return new SiteHours(machine, sites, told::add);
  }

  @Test
  void so_many_sites_are_worked_at_a_time_and_no_more() throws InterruptedException {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch three = new CountDownLatch(3);
    SiteCrew crew =
        new SiteCrew(
            Machine.real(),
            3,
            anytime(),
            (site, watcher, closing) -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              three.countDown();
              try {
                three.await(); // comes to its end only if three are at it
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              now.decrementAndGet();
              return false;
            },
            () -> FleetWish.GO_ON);

    crew.work(List.of("a", "b", "c", "d", "e", "f", "g"));

    assertThat(most.get()).isEqualTo(3);
  }

  @Test
  void a_site_that_is_to_be_tried_again_comes_after_the_others() throws InterruptedException {
    SiteCrew crew =
        new SiteCrew(
            new HastyMachine(),
            1,
            anytime(),
            (site, watcher, closing) -> {
              log.add(site);
              return site.equals("a") && Collections.frequency(log, "a") < 3;
            },
            () -> FleetWish.GO_ON);

    crew.work(List.of("a", "b", "c"));

    assertThat(log).containsExactly("a", "b", "c", "a", "a");
  }

  @Test
  void a_stop_reaches_those_that_are_worked_and_begins_no_other() throws InterruptedException {
    AtomicReference<SiteCrew> crew = new AtomicReference<>();
    crew.set(
        new SiteCrew(
            Machine.real(),
            1,
            anytime(),
            (site, watcher, closing) -> {
              watcher.begins(why -> log.add(site + " " + why));
              crew.get().stop("enough");
              return true;
            },
            () -> FleetWish.GO_ON));

    crew.get().work(List.of("a", "b"));

    assertThat(log).containsExactly("a enough");
    assertThat(crew.get().stopReason()).isEqualTo("enough");
  }

  @Test
  void an_early_end_lets_those_that_are_worked_come_to_theirs() throws InterruptedException {
    AtomicReference<SiteCrew> crew = new AtomicReference<>();
    crew.set(
        new SiteCrew(
            Machine.real(),
            1,
            anytime(),
            (site, watcher, closing) -> {
              crew.get().endEarly("too many");
              watcher.begins(why -> log.add("stopped"));
              log.add(site);
              return false;
            },
            () -> FleetWish.GO_ON));

    crew.get().work(List.of("a", "b"));

    assertThat(log).containsExactly("a");
    assertThat(crew.get().isHalted()).isFalse();
  }

  @Test
  void what_breaks_at_a_site_ends_the_work() {
    SiteCrew crew =
        new SiteCrew(
            Machine.real(),
            1,
            anytime(),
            (site, watcher, closing) -> {
              log.add(site);
              throw new IllegalStateException("broken");
            },
            () -> FleetWish.GO_ON);

    assertThatThrownBy(() -> crew.work(List.of("a", "b"))).hasMessage("broken");
    assertThat(log).containsExactly("a");
  }

  /** Else the other hand would wait for the site that is never over. */
  @Test
  void an_error_at_a_site_ends_the_work_of_all_hands() {
    SiteCrew crew =
        new SiteCrew(
            Machine.real(),
            2,
            anytime(),
            (site, watcher, closing) -> {
              throw new UnsatisfiedLinkError("broken");
            },
            () -> FleetWish.GO_ON);

    assertThatThrownBy(() -> crew.work(List.of("a", "b", "c")))
        .hasRootCauseInstanceOf(UnsatisfiedLinkError.class);
  }

  /** 2026-06-01 is a Monday. Each look at the clock is a minute later. */
  private static final class Minutes extends OtherMachine {
    private final AtomicReference<Instant> now =
        new AtomicReference<>(Instant.parse("2026-06-01T19:00:00Z"));

    @Override
    public Clock wall() {
      return new Clock() {
        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return now.getAndUpdate(then -> then.plusSeconds(60));
        }
      };
    }

    /** Waits take no time. */
    @Override
    public Monitor monitor() {
      Monitor real = super.monitor();
      return new Monitor() {
        @Override
        public void enter() {
          real.enter();
        }

        @Override
        public void leave() {
          real.leave();
        }

        @Override
        public void await(Duration atMost) throws InterruptedException {
          real.await(Duration.ofMillis(1));
        }

        @Override
        public void await() throws InterruptedException {
          real.await();
        }

        @Override
        public void wakeAll() {
          real.wakeAll();
        }
      };
    }
  }

  private static FleetSite site(String name, String window) {
    return new FleetSite(name, 1, name, Map.of(), Set.of(), WorkWindow.of(window), ZoneOffset.UTC);
  }

  @Test
  void a_site_waits_for_its_window_and_others_do_not_wait_for_it() throws InterruptedException {
    Minutes machine = new Minutes();
    Map<String, FleetSite> sites = new HashMap<>();
    sites.put("late", site("late", "23:00-24:00"));
    sites.put("any", site("any", ""));
    SiteCrew crew =
        new SiteCrew(
            machine,
            1,
            hours(machine, sites),
            (site, watcher, closing) -> {
              log.add(site + " " + machine.now.get().toString().substring(11, 13));
              return false;
            },
            () -> FleetWish.GO_ON);

    crew.work(List.of("late", "any"));

    assertThat(log).containsExactly("any 19", "late 23");
  }

  @Test
  void a_site_stops_in_order_when_its_window_closes_and_goes_on_when_it_opens()
      throws InterruptedException {
    Minutes machine = new Minutes();
    SiteCrew crew =
        new SiteCrew(
            machine,
            1,
            hours(machine, Map.of("a", site("a", "20:00-21:00"))),
            (site, watcher, closing) -> {
              log.add(machine.now.get().toString().substring(8, 13));
              if (log.size() > 1) {
                return false;
              }
              CountDownLatch stopped = new CountDownLatch(1);
              watcher.begins(why -> stopped.countDown());
              try {
                stopped.await(); // by the window, or never
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return closing.hasClosed();
            },
            () -> FleetWish.GO_ON);

    crew.work(List.of("a"));

    assertThat(log).containsExactly("01T20", "02T20");
    assertThat(told)
        .containsExactly(
            "one site waits for its window: the first one, a, opens at 2026-06-01 20:00 Z",
            "one site waits for its window: the first one, a, opens at 2026-06-02 20:00 Z");
  }

  @Test
  void a_pause_stops_in_order_whoever_is_worked_and_begins_no_other_until_it_is_over()
      throws InterruptedException {
    AtomicReference<FleetWish> wish = new AtomicReference<>(FleetWish.GO_ON);
    AtomicInteger looks = new AtomicInteger();
    SiteCrew crew =
        new SiteCrew(
            new HastyMachine(),
            1,
            anytime(),
            (site, watcher, closing) -> {
              log.add(site + " " + wish.get());
              if (log.size() > 1) {
                return false;
              }
              wish.set(FleetWish.PAUSE);
              CountDownLatch stopped = new CountDownLatch(1);
              watcher.begins(why -> stopped.countDown());
              try {
                stopped.await(); // by the pause, or never
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return closing.hasClosed();
            },
            () -> {
              if (wish.get() == FleetWish.PAUSE && looks.incrementAndGet() > 3) {
                wish.set(FleetWish.GO_ON);
              }
              return wish.get();
            });

    crew.work(List.of("a", "b"));

    assertThat(log).containsExactly("a GO_ON", "b GO_ON", "a GO_ON");
    assertThat(told).hasSize(2);
    assertThat(told.get(0)).contains("paused", "fleet resume");
    assertThat(crew.stopReason()).isNull();
  }

  @Test
  void what_is_cancelled_stops_whoever_is_worked_and_begins_no_other() throws InterruptedException {
    AtomicReference<FleetWish> wish = new AtomicReference<>(FleetWish.GO_ON);
    SiteCrew crew =
        new SiteCrew(
            new HastyMachine(),
            1,
            anytime(),
            (site, watcher, closing) -> {
              log.add(site);
              wish.set(FleetWish.CANCEL);
              CountDownLatch stopped = new CountDownLatch(1);
              watcher.begins(why -> stopped.countDown());
              try {
                stopped.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return true;
            },
            wish::get);

    crew.work(List.of("a", "b"));

    assertThat(log).containsExactly("a");
    assertThat(crew.stopReason()).contains("cancelled");
  }
}
