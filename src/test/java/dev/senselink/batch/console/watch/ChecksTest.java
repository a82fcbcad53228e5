package dev.senselink.batch.console.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.console.command.CommandQueue;
import dev.senselink.batch.console.command.CommandRunner;
import dev.senselink.batch.fixture.OtherMachine;
import dev.senselink.batch.fixture.Until;
import dev.senselink.batch.machine.Machine;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How often the checks are made, and what is made of what they say. */
class ChecksTest {
  private static final String SAID =
      "{\"checks\":[{\"check\":\"licence\",\"level\":\"warn\",\"found\":\"3 days\","
          + "\"remedy\":\"renew\"}]}";

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

  private final AtomicInteger asked = new AtomicInteger();
  private volatile boolean held;
  private volatile Duration passed = Duration.ZERO;
  private volatile CommandRunner.Ended answer = new CommandRunner.Ended(0, SAID);

  private final Machine machine =
      new OtherMachine() {
        @Override
        public Clock wall() {
          return Clock.fixed(START.plus(passed), ZoneOffset.UTC);
        }
      };

  private final CommandQueue queue =
      new CommandQueue(
          (words, watcher) -> {
            CommandRunner.Ended now = answer;
            asked.incrementAndGet();
            assertThat(words).startsWith("doctor", "--json");
            Until.within(PATIENCE, () -> !held);
            return now;
          },
          machine,
          Path.of("target"));

  private final Checks checks = new Checks(queue, machine);

  @AfterEach
  void close() {
    queue.close();
  }

  private void daily() {
    checks.askDaily();
    assertThat(Until.within(PATIENCE, () -> !checks.isAsking())).isTrue();
  }

  @Test
  void at_the_start_and_once_a_day() {
    daily();
    daily();
    assertThat(asked).hasValue(1);
    for (int minute = 1; minute < 24 * 60; minute++) { // as it is looked while nothing sleeps
      passed = Duration.ofMinutes(minute);
      checks.askDaily();
    }
    assertThat(asked).hasValue(1);
    passed = Duration.ofHours(24);
    daily();

    assertThat(asked).hasValue(2);
  }

  @Test
  void a_machine_that_slept_asks_once_it_may_have_a_network_again() {
    daily();
    passed = Duration.ofHours(30);
    daily();
    assertThat(asked).as("it woke just now").hasValue(1);
    passed = passed.plus(Duration.ofMinutes(1));
    daily();
    assertThat(asked).hasValue(1);
    passed = passed.plus(Duration.ofMinutes(1));
    daily();

    assertThat(asked).hasValue(2);
  }

  @Test
  void a_clock_that_was_wrong_and_is_put_right_silences_nothing() {
    passed = Duration.ofDays(400);
    daily();
    assertThat(asked).hasValue(1);

    passed = Duration.ZERO;
    daily();
    daily();

    assertThat(asked).hasValue(2);
  }

  @Test
  void what_was_found_with_other_settings_counts_no_more() {
    held = true;
    checks.ask();
    assertThat(Until.within(PATIENCE, () -> asked.get() == 1)).isTrue();
    answer = new CommandRunner.Ended(2, "{\"error\":\"of the new settings\"}");

    checks.forget(); // while they are made with the old ones
    held = false;

    assertThat(Until.within(PATIENCE, () -> !checks.isAsking())).isTrue();
    assertThat(asked).hasValue(2);
    Checks.Found found = checks.found();
    assertThat(found).isNotNull();
    assertThat(found.wrong()).isEqualTo("of the new settings");

    checks.forget();
    assertThat(checks.isAsking() || asked.get() == 3).isTrue();
  }

  @Test
  void what_was_found_is_kept() {
    assertThat(checks.found()).isNull();

    daily();

    Checks.Found found = checks.found();
    assertThat(found).isNotNull();
    assertThat(found.lines())
        .containsExactly(new Checks.Line("licence", "warn", "3 days", "renew"));
    assertThat(found.wrong()).isEmpty();
  }

  @Test
  void checks_that_could_not_be_made_say_why() {
    answer = new CommandRunner.Ended(2, "{\"error\":\"no such file\"}");

    daily();

    Checks.Found found = checks.found();
    assertThat(found).isNotNull();
    assertThat(found.lines()).isEqualTo(List.of());
    assertThat(found.wrong()).isEqualTo("no such file");
  }
}
