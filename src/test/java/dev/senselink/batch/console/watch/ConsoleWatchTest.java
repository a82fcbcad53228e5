package dev.senselink.batch.console.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.console.command.CommandQueue;
import dev.senselink.batch.console.command.CommandRunner;
import dev.senselink.batch.console.jobs.JobClock;
import dev.senselink.batch.console.jobs.Jobs;
import dev.senselink.batch.console.records.RecordSearches;
import dev.senselink.batch.console.runs.RunCatalog;
import dev.senselink.batch.fixture.OtherMachine;
import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the console does by itself. */
class ConsoleWatchTest {
  @TempDir Path data;

  /** One on which jobs cannot even be looked at. */
  private static final class Broken extends OtherMachine {
    @Override
    public Clock wall() {
      throw new IllegalStateException();
    }
  }

  @Test
  void records_that_were_found_a_day_ago_go_whatever_is_wrong_with_the_jobs() throws IOException {
    Path old = Files.createDirectories(data.resolve("console/records/OLD"));
    Files.writeString(old.resolve("records.csv"), "name\n");
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(25))));
    Path fresh = Files.createDirectories(data.resolve("console/records/FRESH"));
    Machine machine = Machine.real();
    CommandRunner runner = (words, watcher) -> new CommandRunner.Ended(0, "{}");
    try (CommandQueue queue = new CommandQueue(runner, machine, data)) {
      Jobs jobs = new Jobs(data, null, queue, runner, new RunCatalog(data), new Broken());
      new ConsoleWatch(
              new JobClock(jobs),
              new Checks(queue, machine),
              new RecordSearches(data, machine),
              machine)
          .look();
    }

    assertThat(old).doesNotExist();
    assertThat(fresh).exists();
  }
}
