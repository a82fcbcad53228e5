package dev.senselink.batch.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The simulator finds a protection that is switched off. */
@Tag("slow")
class ProgramMutantsTest {
  private static final int QUICKLY = 60;

  static Stream<ProgramMutant> all() {
    return ProgramMutants.all().stream();
  }

  @ParameterizedTest
  @MethodSource("all")
  void a_mutant_fits_the_program_as_it_is(ProgramMutant mutant) throws IOException {
    assertThat(MutantLoader.changed(mutant)).isNotEmpty();
  }

  @Test
  void what_histories_hardly_find_a_scenario_or_a_test_finds() throws NoSuchMethodException {
    String[] lines =
        ScenarioMutantsTest.class
            .getDeclaredMethod(
                "a_test_is_red_without_its_fix", String.class, String.class, String.class)
            .getAnnotation(CsvSource.class)
            .value();

    for (ProgramMutant mutant : ProgramMutants.notByHistories()) {
      assertThat(lines).anyMatch(line -> line.endsWith(mutant.name()));
    }
  }

  static Stream<ProgramMutant> quick() {
    return ProgramMutants.QUICK.stream();
  }

  @ParameterizedTest
  @MethodSource("quick")
  void a_protection_that_is_off_is_found_at_once(ProgramMutant mutant) throws IOException {
    assertThat(foundAfter(mutant, QUICKLY)).isBetween(1, QUICKLY);
  }

  /** How many histories it takes until one breaks that does not break in the program itself. */
  static int foundAfter(ProgramMutant mutant, int most) throws IOException {
    MutantLoader loader = MutantLoader.of(mutant);
    for (int n = 1; n <= most; n++) {
      if (loader.breaks(n) && !HistoryRound.breaks(n)) {
        return n;
      }
    }
    return 0;
  }
}
