package dev.senselink.batch.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Benchmark;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Large rosters in a heap of 256 MB: the memory must not grow with the rows. Run one with e.g.
 *
 * <pre>
 * mvn -q test -Dtest=MemoryBenchmark
 * mvn -q test -Dtest=MemoryBenchmark#a_million_different_people_are_validated
 * </pre>
 */
@Benchmark
class MemoryBenchmark {
  private static final int MILLION = 1_000_000;
  private static final int MANY = 100_000;
  private static final String HEAP = System.getProperty("bench.heap", "-Xmx256m");

  @TempDir Path folder;

  @Test
  void a_million_different_people_are_validated() {
    Path roster = Rosters.different(folder.resolve("staff.csv"), MILLION);
    LargeRuns runs = new LargeRuns(folder, HEAP);
    assertThat(runs.validate("all different", roster, 0).path("valid").asInt()).isEqualTo(MILLION);
  }

  @Test
  void a_million_rows_of_which_each_has_a_double_are_all_refused() {
    Path roster = Rosters.twice(folder.resolve("staff.csv"), MILLION);
    LargeRuns runs = new LargeRuns(folder, HEAP);
    assertThat(runs.validate("each twice", roster, 3).path("rejected").asInt()).isEqualTo(MILLION);
  }

  @Test
  void a_million_people_with_one_mobile_are_warned_of_and_validated() {
    Path roster = Rosters.oneMobile(folder.resolve("staff.csv"), MILLION);
    LargeRuns runs = new LargeRuns(folder, HEAP);
    assertThat(runs.validate("one mobile", roster, 0).path("valid").asInt()).isEqualTo(MILLION);
  }

  @Test
  void a_million_rows_whose_only_key_is_the_same_mobile_are_all_refused() {
    Path roster = Rosters.oneKey(folder.resolve("staff.csv"), MILLION);
    LargeRuns runs = new LargeRuns(folder, HEAP);
    assertThat(runs.validate("one key", roster, 3).path("rejected").asInt()).isEqualTo(MILLION);
  }

  @Test
  void a_hundred_thousand_people_are_imported() {
    Path roster = Rosters.different(folder.resolve("staff.csv"), MANY);
    LargeRuns runs = new LargeRuns(folder, HEAP);
    assertThat(runs.importInto("import", roster).path("created").asInt()).isEqualTo(MANY);
  }
}
