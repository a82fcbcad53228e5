package dev.senselink.batch.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every machine promises, and what is built on it. */
@Timeout(300)
public abstract class MachineContract {
  protected abstract Machine machine();

  /** Runs this on a thread of the machine and returns when it has ended. */
  protected abstract void run(Runnable test);

  @Test
  void what_is_put_in_line_comes_out_in_order() {
    List<Integer> taken = new ArrayList<>();
    run(
        () -> {
          WaitingLine<Integer> line = new WaitingLine<>(machine());
          RunningTask giver =
              machine()
                  .start(
                      "giver",
                      () -> {
                        for (int i = 0; i < 100; i++) {
                          line.add(i);
                        }
                      });
          quietly(
              () -> {
                for (int i = 0; i < 100; i++) {
                  taken.add(line.take());
                }
                giver.join();
              });
        });

    assertThat(taken).hasSize(100).isSorted();
  }

  @Test
  void a_line_that_stays_empty_is_waited_for_only_so_long() {
    AtomicReference<Object> got = new AtomicReference<>("nothing yet");
    run(
        () ->
            quietly(() -> got.set(new WaitingLine<String>(machine()).poll(Duration.ofMillis(20)))));

    assertThat(got.get()).isNull();
  }

  @Test
  void a_pause_lasts_as_long_as_asked_by_the_clock_that_never_steps() {
    AtomicReference<Long> lasted = new AtomicReference<>(0L);
    run(
        () ->
            quietly(
                () -> {
                  long before = machine().nanos();
                  machine().pause(Duration.ofMillis(30));
                  lasted.set(machine().nanos() - before);
                }));

    assertThat(lasted.get()).isGreaterThanOrEqualTo(Duration.ofMillis(30).toNanos());
  }

  @Test
  void what_fails_fails_for_whoever_waits() {
    AtomicReference<Throwable> seen = new AtomicReference<>();
    run(
        () -> {
          Promise<String> promise = new Promise<>(machine());
          machine().start("breaker", () -> promise.fail(new IllegalStateException("no room")));
          try {
            promise.join();
          } catch (IllegalStateException e) {
            seen.set(e);
          }
        });

    assertThat(seen.get()).hasMessage("no room");
  }

  @Test
  void only_the_first_word_of_a_promise_counts() {
    run(
        () -> {
          Promise<String> promise = new Promise<>(machine());
          promise.keep("first");
          promise.fail(new IllegalStateException());

          assertThat(promise.join()).isEqualTo("first");
          assertThat(promise.isSettled()).isTrue();
        });
  }

  @Test
  void never_more_hold_a_permit_than_there_are() {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    run(
        () -> {
          PermitPool permits = new PermitPool(machine(), 3);
          List<RunningTask> tasks = new ArrayList<>();
          for (int i = 0; i < 20; i++) {
            tasks.add(machine().start("holder", () -> hold(permits, inside, most)));
          }
          quietly(
              () -> {
                for (RunningTask task : tasks) {
                  task.join();
                }
              });
        });

    assertThat(most.get()).isEqualTo(3);
  }

  private void hold(PermitPool permits, AtomicInteger inside, AtomicInteger most) {
    quietly(
        () -> {
          permits.acquire();
          try {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            machine().pause(Duration.ofMillis(10));
            inside.decrementAndGet();
          } finally {
            permits.release();
          }
        });
  }

  @Test
  void a_pool_does_all_its_work_on_at_most_so_many_threads() {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    run(
        () -> {
          WaitingLine<String> ended = new WaitingLine<>(machine());
          try (TaskPool pool = new TaskPool(machine(), "pool", 4)) {
            for (int i = 0; i < 30; i++) {
              pool.execute(
                  () -> {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    quietly(() -> machine().pause(Duration.ofMillis(2)));
                    inside.decrementAndGet();
                    done.incrementAndGet();
                    ended.add("one");
                  });
            }
            quietly(
                () -> {
                  for (int i = 0; i < 30; i++) {
                    ended.take();
                  }
                });
          }
        });

    assertThat(done.get()).isEqualTo(30);
    assertThat(most.get()).isLessThanOrEqualTo(4).isGreaterThan(1);
  }

  @Test
  void nobody_enters_a_monitor_twice() {
    run(
        () -> {
          Monitor monitor = machine().monitor();
          monitor.enter();
          try {
            assertThatThrownBy(monitor::enter).isInstanceOf(IllegalMonitorStateException.class);
          } finally {
            monitor.leave();
          }
        });
  }

  /** Work that may be interrupted, which no test here is. */
  public interface Interruptible {
    void run() throws InterruptedException;
  }

  public static void quietly(Interruptible work) {
    try {
      work.run();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
