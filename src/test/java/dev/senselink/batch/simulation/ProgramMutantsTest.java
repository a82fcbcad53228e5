package dev.senselink.batch.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The simulator finds a protection that is switched off. */
class ProgramMutantsTest {
  private static final int QUICKLY = 60;
  private static final int MOST = Integer.getInteger("histories", 2_000);

  static Stream<ProgramMutant> quick() {
    return ProgramMutants.QUICK.stream();
  }

  @ParameterizedTest
  @MethodSource("quick")
  void a_protection_that_is_off_is_found_at_once(ProgramMutant mutant) throws IOException {
    assertThat(foundAfter(mutant, QUICKLY)).isBetween(1, QUICKLY);
  }

  /** Tells after how many histories each was found, and which were not. */
  @Test
  @EnabledIfSystemProperty(named = "mutants", matches = "true")
  void every_protection_that_is_off_is_found() throws IOException {
    List<String> unfound = new ArrayList<>();
    for (ProgramMutant mutant : all()) {
      int after = foundAfter(mutant, MOST);
      System.out.println((after == 0 ? "not found" : "after " + after) + ": " + mutant);
      if (after == 0) {
        unfound.add(mutant.name());
      }
    }
    assertThat(unfound).isEmpty();
  }

  private static List<ProgramMutant> all() {
    List<ProgramMutant> all = new ArrayList<>(ProgramMutants.QUICK);
    all.addAll(ProgramMutants.OTHERS);
    return all;
  }

  /** How many histories it takes until one breaks that does not break in the program itself. */
  private static int foundAfter(ProgramMutant mutant, int most) throws IOException {
    MutantLoader loader = MutantLoader.of(mutant);
    for (int n = 1; n <= most; n++) {
      if (loader.breaks(n) && !HistoryRound.breaks(n)) {
        return n;
      }
    }
    return 0;
  }
}
