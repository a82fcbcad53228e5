package dev.senselink.batch.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.OnDemand;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The small version of {@link MemoryBenchmark}: a heap that only constant memory fits into. There
 * are more rows than a dry run's database keeps in memory, which is what grows to begin with.
 */
@Tag("slow")
class MemoryTest {
  /** How the launcher starts a small machine's Java; anything else takes twice the time. */
  private static final String[] QUICK = {"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"};

  /** Two thousand more than the database keeps in memory. */
  private static final int ROWS = 62_000;

  @TempDir Path folder;

  @Test
  void sixty_two_thousand_people_are_validated_in_64_megabytes() {
    Path roster = Rosters.different(folder.resolve("staff.csv"), ROWS);
    LargeRuns runs = new LargeRuns(folder, "-Xmx64m", QUICK[0], QUICK[1]);
    assertThat(runs.validate("all different", roster, 0).path("valid").asInt()).isEqualTo(ROWS);
  }

  @OnDemand
  @Test
  void sixty_two_thousand_rows_of_one_key_are_refused_in_64_megabytes() {
    Path roster = Rosters.oneKey(folder.resolve("staff.csv"), ROWS);
    LargeRuns runs = new LargeRuns(folder, "-Xmx64m", QUICK[0], QUICK[1]);
    assertThat(runs.validate("one key", roster, 3).path("rejected").asInt()).isEqualTo(ROWS);
  }

  @OnDemand
  @Test
  void ten_thousand_people_are_imported_in_96_megabytes() {
    Path roster = Rosters.different(folder.resolve("staff.csv"), 10_000);
    LargeRuns runs = new LargeRuns(folder, "-Xmx96m", QUICK[0], QUICK[1]);
    assertThat(runs.importInto("import", roster).path("created").asInt()).isEqualTo(10_000);
  }
}
