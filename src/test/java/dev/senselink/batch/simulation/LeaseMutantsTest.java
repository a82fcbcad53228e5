package dev.senselink.batch.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Histories of several machines find a protection of the lock that is switched off. */
@Tag("slow")
class LeaseMutantsTest {
  private static final int MOST = Integer.getInteger("histories", 100);
  private static final String WANTED = System.getProperty("mutant", "");

  static Stream<ProgramMutant> all() {
    return Stream.of(LeaseMutants.QUICK, LeaseMutants.OTHERS).flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("all")
  void a_mutant_fits_the_program_as_it_is(ProgramMutant mutant) throws IOException {
    assertThat(MutantLoader.changed(mutant)).isNotEmpty();
  }

  /** With {@code -Dhistories=2000} all of them, else those that are found at once. */
  static Stream<ProgramMutant> played() {
    return Integer.getInteger("histories") == null
        ? LeaseMutants.QUICK.stream()
        : all().filter(mutant -> mutant.name().contains(WANTED));
  }

  @ParameterizedTest
  @MethodSource("played")
  void a_protection_that_is_off_is_found(ProgramMutant mutant) throws Exception {
    int after = foundAfter(mutant);
    System.out.println((after == 0 ? "not found" : "after " + after) + ": " + mutant);
    assertThat(after).isPositive();
  }

  private static int foundAfter(ProgramMutant mutant) throws Exception {
    var breaks =
        MutantLoader.of(mutant)
            .load("simulation.LeaseHistory")
            .getDeclaredMethod("breaks", long.class);
    breaks.setAccessible(true);
    for (int n = 1; n <= MOST; n++) {
      if ((boolean) Objects.requireNonNull(breaks.invoke(null, (long) n))) {
        return n;
      }
    }
    return 0;
  }
}
