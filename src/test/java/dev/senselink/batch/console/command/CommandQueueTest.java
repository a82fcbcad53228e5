package dev.senselink.batch.console.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;

import dev.senselink.batch.fixture.OtherMachine;
import dev.senselink.batch.fixture.Until;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.machine.RunningTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One command at a time, in order, and each can be stopped. */
class CommandQueueTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<String> done = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch go = new CountDownLatch(1);
  private final AtomicInteger begun = new AtomicInteger();
  private final Path data;
  private final CommandQueue queue;

  CommandQueueTest(@TempDir Path data) {
    this.data = data;
    queue =
        new CommandQueue(
            this::run,
            new OtherMachine() {
              @Override
              public RunningTask start(String name, Runnable work) {
                begun.incrementAndGet();
                return super.start(name, work);
              }
            },
            data);
  }

  /** Runs until it is stopped or all may go on. */
  private CommandRunner.Ended run(List<String> words, CommandRunner.Watcher watcher) {
    done.add("begun " + words);
    CountDownLatch stopped = new CountDownLatch(1);
    watcher.begins(stopped::countDown);
    watcher.rows(1, 2);
    watcher.says("");
    IntStream.rangeClosed(1, 60).forEach(n -> watcher.says("line " + n));
    Until.within(PATIENCE, () -> go.getCount() == 0 || stopped.getCount() == 0);
    if (words.contains("defect")) {
      throw new IllegalStateException("a name that nobody may read");
    }
    if (words.contains("no memory")) {
      throw new OutOfMemoryError("for a picture");
    }
    return new CommandRunner.Ended(stopped.getCount() == 0 ? 4 : 0, "");
  }

  private void start(String key) {
    queue.start(key, List.of(key), ended -> done.add("ended " + key + " " + ended.exit()));
  }

  private void until(String what) {
    assertThat(Until.within(PATIENCE, () -> done.contains(what))).as("%s: %s", what, done).isTrue();
  }

  @AfterEach
  void end() {
    go.countDown();
    queue.close();
  }

  @Test
  void they_run_one_after_the_other_in_the_order_of_their_start() {
    start("a");
    start("b");
    start("c");
    until("begun [a]");
    assertThat(queue.place(queue.find("c").orElseThrow())).isEqualTo(2);
    assertThat(queue.place(queue.find("a").orElseThrow())).isZero();
    assertThat(queue.find("a").orElseThrow().total()).isEqualTo(2);

    go.countDown();

    until("ended c 0");
    assertThat(done)
        .containsExactly(
            "begun [a]", "ended a 0", "begun [b]", "ended b 0", "begun [c]", "ended c 0");
    assertThat(Until.within(PATIENCE, () -> !queue.isBusy())).isTrue();
  }

  @Test
  void what_is_started_twice_runs_once() {
    start("a");
    start("b");
    start("a");
    start("b");
    go.countDown();

    until("ended b 0");
    assertThat(done).hasSize(4);
  }

  @Test
  void what_commands_go_by_is_changed_only_while_nothing_is_to_do() {
    queue.start("doctor", List.of("doctor"), ended -> done.add("ended doctor"));
    until("begun [doctor]");

    Optional<Boolean> beside =
        queue.whileNothingIsToDo(
            () -> {
              assertThat(queue.whileNothingIsToDo(() -> 1)).as("a second change").isEmpty();
              start("a");
              go.countDown();
              until("ended doctor");
              return done.contains("begun [a]");
            });

    assertThat(beside).as("begun meanwhile").contains(false);
    until("ended a 0");
  }

  @Test
  void while_something_runs_or_waits_nothing_is_changed() {
    start("a");
    until("begun [a]");
    assertThat(queue.whileNothingIsToDo(() -> 1)).isEmpty();
    queue.stop("a");
    until("ended a 4");
    assertThat(Until.within(PATIENCE, () -> !queue.isBusy())).isTrue();

    queue.start("doctor", List.of("doctor"), ended -> done.add("ended doctor"));
    until("begun [doctor]");
    start("b");
    assertThat(queue.whileNothingIsToDo(() -> 1)).as("behind a check").isEmpty();
  }

  @Test
  void the_one_that_runs_is_stopped_in_order() {
    start("a");
    until("begun [a]");

    queue.stop("a");

    until("ended a 4");
  }

  @Test
  void one_that_waits_is_taken_out_of_the_line() {
    start("a");
    start("b");
    start("c");
    until("begun [a]");

    queue.stop("b");
    go.countDown();

    until("ended c 0");
    assertThat(done).noneMatch(line -> line.contains("b]"));
  }

  @Test
  void what_it_said_last_is_told_while_it_runs_and_at_its_end() {
    List<String> said = Collections.synchronizedList(new ArrayList<>());
    queue.start("a", List.of("a"), ended -> said.addAll(ended.said()));
    until("begun [a]");
    assertThat(Until.within(PATIENCE, () -> line("a").equals("line 60"))).isTrue();
    go.countDown();

    assertThat(Until.within(PATIENCE, () -> !said.isEmpty())).isTrue();
    assertThat(said).hasSize(40).startsWith("line 21").endsWith("line 60");
  }

  private String line(String key) {
    return queue.find(key).map(QueuedCommand::line).orElse("");
  }

  @Test
  void nobody_looks_while_a_command_runs_and_none_begins_while_somebody_looks() {
    start("a");
    until("begun [a]");
    assertThat(queue.whileIdle(() -> "seen")).isEmpty();
    go.countDown();
    until("ended a 0");
    assertThat(Until.within(PATIENCE, () -> !queue.isBusy())).isTrue();

    Optional<String> seen =
        queue.whileIdle(
            () -> {
              start("b");
              assertThat(begun).as("nobody works yet").hasValue(1);
              assertThat(queue.isBusy()).isTrue();
              assertThat(queue.whileIdle(() -> "twice")).isEmpty();
              return String.join(" ", done);
            });

    assertThat(seen).hasValue("begun [a] ended a 0");
    until("ended b 0");
  }

  @Test
  void those_that_belong_together_are_stopped_together() {
    start("person-5-1");
    start("person-5-2");
    start("person-55-1");
    until("begun [person-5-1]");
    assertThat(queue.findAny("person-55")).map(QueuedCommand::key).hasValue("person-55-1");
    assertThat(queue.findAny("person-5")).map(QueuedCommand::key).hasValue("person-5-1");

    queue.stopAll("person-5");
    go.countDown();

    until("ended person-55-1 0");
    assertThat(done).noneMatch(line -> line.contains("person-5-2"));
  }

  @Test
  void how_one_has_ended_is_known_until_it_is_started_again_and_not_for_ever() {
    go.countDown();
    start("resolve-R1");
    start("resolve-R2");
    start("resolver");
    until("ended resolver 0");

    assertThat(queue.endedAny("resolve")).containsOnlyKeys("resolve-R1", "resolve-R2");
    assertThat(queue.ended("resolve-R1").orElseThrow().said()).endsWith("line 60");
    queue.forget("resolve");
    assertThat(queue.endedAny("resolve")).isEmpty();
    assertThat(queue.ended("resolver")).isPresent();
    IntStream.range(0, 120).forEach(n -> start("many-" + n));
    until("ended many-119 0");
    assertThat(queue.ended("resolver")).isEmpty();
    assertThat(queue.endedAny("many")).hasSize(100).containsKey("many-119");
  }

  @Test
  void a_defect_ends_only_its_command_and_leaves_its_trace() {
    start("defect");
    start("no memory");
    start("b");
    go.countDown();

    until("ended b 0");
    assertThat(done).contains("ended defect 1", "ended no memory 1");
    assertThat(data.resolve("defects"))
        .isDirectoryContaining(file -> contentOf(file.toFile()).contains("IllegalStateException"))
        .isDirectoryNotContaining(file -> contentOf(file.toFile()).contains("nobody may read"));
  }

  @Test
  void a_disk_that_is_full_at_the_end_of_a_command_ends_only_that() {
    queue.start(
        "full",
        List.of("full"),
        ended -> {
          throw new UncheckedIOException(new IOException("no space left"));
        });
    start("b");
    go.countDown();

    until("ended b 0");
    assertThat(Until.within(PATIENCE, () -> !queue.isBusy())).isTrue();
    assertThat(queue.find("full")).isEmpty();
  }

  @Test
  void closing_stops_what_runs_waits_for_it_and_begins_nothing_more() {
    start("a");
    start("b");
    until("begun [a]");

    queue.close();

    assertThat(done).containsExactly("begun [a]", "ended a 4");
    start("c");
    assertThat(queue.find("c")).isEmpty();
  }

  @Test
  void what_changes_nothing_and_cannot_be_stopped_is_not_waited_for() {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch runs = new CountDownLatch(1);
    CommandQueue own =
        new CommandQueue(
            (words, watcher) -> {
              runs.countDown();
              Until.within(PATIENCE, () -> never.getCount() == 0);
              return new CommandRunner.Ended(0, "");
            },
            Machine.real(),
            data);
    own.start("look", List.of("doctor"), ended -> {});
    assertThat(Until.within(PATIENCE, () -> runs.getCount() == 0)).isTrue();
    assertThat(own.isBusy()).as("whoever has the folder now is another").isFalse();

    own.close();

    assertThat(own.find("look")).as("it still runs").isPresent();
    never.countDown();
  }
}
