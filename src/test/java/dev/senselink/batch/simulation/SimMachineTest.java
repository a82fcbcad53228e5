package dev.senselink.batch.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.machine.MachineContract;
import dev.senselink.batch.machine.Monitor;
import dev.senselink.batch.machine.RunningTask;
import dev.senselink.batch.machine.WaitingLine;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class SimMachineTest extends MachineContract {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  private final SimMachine machine = machine(1);

  private static SimMachine machine(long seed) {
    return new SimMachine(seed, START, ZoneId.of("Asia/Shanghai"));
  }

  @Override
  protected Machine machine() {
    return machine;
  }

  @Override
  protected void run(Runnable test) {
    assertThat(machine.run(test)).isTrue();
  }

  @Test
  void a_year_passes_while_everybody_waits() {
    run(() -> quietly(() -> machine.pause(Duration.ofDays(365))));

    assertThat(machine.wall().instant()).isEqualTo(START.plus(Duration.ofDays(365)));
  }

  @Test
  void the_clock_on_the_wall_steps_alone() {
    long before = machine.nanos();

    machine.stepWall(Duration.ofHours(-1));

    assertThat(machine.nanos()).isEqualTo(before);
    assertThat(machine.wall().instant()).isEqualTo(START.minus(Duration.ofHours(1)));
  }

  @Test
  void the_same_seed_gives_the_same_order_and_others_give_others() {
    assertThat(order(7)).isEqualTo(order(7));
    assertThat(List.of(order(1), order(2), order(3), order(4)).stream().distinct()).hasSize(4);
  }

  private static List<String> order(long seed) {
    SimMachine machine = machine(seed);
    List<String> order = new ArrayList<>();
    machine.run(
        () -> {
          List<RunningTask> tasks = new ArrayList<>();
          for (String name : List.of("a", "b", "c")) {
            tasks.add(machine.start(name, () -> say(machine, order, name)));
          }
          quietly(
              () -> {
                for (RunningTask task : tasks) {
                  task.join();
                }
              });
        });
    return order;
  }

  private static void say(SimMachine machine, List<String> order, String name) {
    for (int i = 0; i < 5; i++) {
      order.add(name + i);
      int millis = 1 + machine.chance().nextInt(5);
      quietly(() -> machine.pause(Duration.ofMillis(millis)));
    }
  }

  @Test
  void nothing_happens_after_a_power_cut() {
    List<String> done = new ArrayList<>();
    machine.at(Duration.ofSeconds(5), machine::kill);

    boolean lived =
        machine.run(
            () -> {
              machine.start("other", () -> quietly(() -> count(done, "other")));
              quietly(() -> count(done, "main"));
            });

    assertThat(lived).isFalse();
    assertThat(done).hasSize(8).allMatch(s -> s.matches("(main|other) [1-4]"));
  }

  private void count(List<String> done, String name) throws InterruptedException {
    for (int second = 1; second < 100; second++) {
      machine.pause(Duration.ofSeconds(1).plusMillis(1));
      done.add(name + " " + second);
    }
  }

  @Test
  void whoever_dies_is_told_first() {
    List<Boolean> dead = new ArrayList<>();
    machine.whenDying(() -> dead.add(machine.isDead()));
    machine.at(Duration.ofSeconds(1), machine::kill);

    machine.run(() -> quietly(() -> machine.pause(Duration.ofSeconds(2))));

    assertThat(dead).containsExactly(false);
  }

  @Test
  void a_wait_that_can_never_end_is_told_with_who_waits() {
    assertThatThrownBy(
            () -> machine.run(() -> quietly(() -> new WaitingLine<String>(machine).take())))
        .hasStackTraceContaining("nobody can go on");
  }

  @Test
  void what_breaks_in_another_thread_breaks_the_run() {
    assertThatThrownBy(
            () ->
                machine.run(
                    () -> {
                      machine.start(
                          "breaker",
                          () -> {
                            throw new IllegalStateException("a defect");
                          });
                      quietly(() -> machine.pause(Duration.ofSeconds(1)));
                    }))
        .hasRootCauseMessage("a defect");
  }

  @Test
  void an_interrupted_thread_stops_waiting_and_still_gets_its_monitor_back() {
    List<String> said = new ArrayList<>();
    run(
        () -> {
          Monitor monitor = machine.monitor();
          RunningTask waiter =
              machine.start(
                  "waiter",
                  () -> {
                    monitor.enter();
                    try {
                      monitor.await();
                    } catch (InterruptedException e) {
                      said.add("interrupted");
                    } finally {
                      monitor.leave();
                      said.add("left");
                    }
                  });
          quietly(
              () -> {
                machine.pause(Duration.ofSeconds(1));
                waiter.interrupt();
                waiter.join();
              });
        });

    assertThat(said).containsExactly("interrupted", "left");
  }

  @Test
  void a_file_is_forced_the_way_the_world_wants_it() {
    machine.forcing(
        file -> {
          throw new java.io.IOException("no room for " + file.getFileName());
        });
    run(
        () ->
            assertThatThrownBy(() -> machine.force(java.nio.file.Path.of("ledger.log")))
                .hasMessage("no room for ledger.log"));
  }
}
