package dev.senselink.batch.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Benchmark;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long a run that was killed half-way needs, started again, until it sends its first new row.
 * The time-out's length is part of it: before it has passed, nobody can know what became of the
 * requests that were in flight.
 *
 * <pre>
 * mvn -q test -Dtest=ResumeBenchmark
 * mvn -q test -Dtest=ResumeBenchmark -Dbench.rows=100000
 * </pre>
 */
@Benchmark
class ResumeBenchmark {
  private static final int ROWS = Integer.getInteger("bench.rows", 100_000);
  private static final int TIMEOUT_SECONDS = 3;

  @TempDir Path folder;

  @Test
  void a_killed_run_sends_its_next_row_soon_after_it_is_started_again() {
    Path roster = Rosters.different(folder.resolve("staff.csv"), ROWS);
    try (SandboxProcess sandbox = SandboxProcess.start(folder)) {
      Program.Running first = new Program(folder).start(command(sandbox, roster));
      await(sandbox, first, ROWS / 2);
      first.process().destroyForcibly();
      first.await();
      long before = sandbox.work().creates();

      double load = Figures.load();
      Program.Running second = new Program(folder).start(command(sandbox, roster));
      await(sandbox, second, before + 1);
      double seconds = (System.nanoTime() - second.began()) / 1e9;
      Program.Ended ended = second.await();

      assertThat(ended.exit()).as(ended.err()).isZero();
      Figures.say(
          "resumed after %d of %d rows: first new row sent after %.1f s, of which the --timeout is"
              + " %d s; load before %.1f on %d processors",
          before, ROWS, seconds, TIMEOUT_SECONDS, load, Figures.processors());
      assertThat(Figures.summary(folder.resolve("report")).path("created").asInt()).isEqualTo(ROWS);
      assertThat(sandbox.work().creates()).as("nobody is sent twice").isEqualTo(ROWS);
    }
  }

  private String[] command(SandboxProcess sandbox, Path roster) {
    List<String> command = new ArrayList<>(List.of("import", "users", roster.toString()));
    command.addAll(List.of("--allow-no-photo", "--concurrency", "16"));
    command.addAll(List.of("--timeout", String.valueOf(TIMEOUT_SECONDS)));
    command.addAll(List.of("--report", folder.resolve("report").toString()));
    command.addAll(List.of("--data", folder.resolve("data").toString()));
    command.addAll(sandbox.connection());
    return command.toArray(String[]::new);
  }

  private static void await(SandboxProcess sandbox, Program.Running program, long creates) {
    while (sandbox.work().creates() < creates) {
      if (!program.process().isAlive()) {
        throw new IllegalStateException(program.await().err());
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }
}
