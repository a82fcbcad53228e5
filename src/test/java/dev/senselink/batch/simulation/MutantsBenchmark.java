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
 * mvn -q test -Dtest=MutantsBenchmark    (-Dhistories=2000 -Dmutant=E1)
 * </pre>
 */
@Benchmark
class MutantsBenchmark {
  private static final int MOST = Integer.getInteger("histories", 2_000);
  private static final String WANTED = System.getProperty("mutant", "");

  @Test
  void every_protection_that_is_off_is_found() throws IOException {
    List<String> unfound = new ArrayList<>();
    for (ProgramMutant mutant : ProgramMutants.all()) {
      if (FieldMutants.ALL.contains(mutant)) {
        System.out.println("by a scenario alone: " + mutant);
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
