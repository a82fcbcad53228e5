package dev.senselink.batch.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Benchmark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The table of protections: each switched off, and after how many histories the simulator found it.
 *
 * <pre>
 * mvn -q test -Dtest=MutantsBenchmark    (-Dhistories=2000 -Dmutant=E1 -Dpart=0 -Dparts=2)
 * </pre>
 *
 * <p>One at a time: Spring Batch mixes the jobs of two programs in one process. Several processes
 * may play a part each.
 */
@Benchmark
class MutantsBenchmark {
  private static final int MOST = Integer.getInteger("histories", 2_000);
  private static final String WANTED = System.getProperty("mutant", "");

  private static final int PART = Integer.getInteger("part", 0);
  private static final int PARTS = Integer.getInteger("parts", 1);

  @Test
  void every_protection_that_is_off_is_found() throws IOException {
    List<String> unfound = new ArrayList<>();
    List<ProgramMutant> all = ProgramMutants.all();
    for (int n = PART; n < all.size(); n += PARTS) {
      ProgramMutant mutant = all.get(n);
      if (ProgramMutants.notByHistories().contains(mutant)) {
        System.out.println("by a scenario or a test alone: " + mutant);
      } else if (mutant.name().contains(WANTED)) {
        int after = ProgramMutantsTest.foundAfter(mutant, MOST);
        System.out.println((after == 0 ? "not found" : "after " + after) + ": " + mutant);
        if (after == 0) {
          unfound.add(mutant.name());
        }
      }
    }
    assertThat(unfound).isEmpty();
  }
}
