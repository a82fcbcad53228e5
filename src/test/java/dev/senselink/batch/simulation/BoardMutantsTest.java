package dev.senselink.batch.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Postgres;
import dev.senselink.batch.ledger.store.SharedDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Histories of a fleet find a protection of its board that is switched off. */
@Tag("slow")
class BoardMutantsTest {
  private static final int MOST = Integer.getInteger("histories", 30);
  private static final String WANTED = System.getProperty("mutant", "");
  private static final String ROUND = "dev.senselink.batch.fleet.broker.BoardRound";

  /** One for all of them: nothing that a history writes stays. */
  private static SharedDatabase database;

  @TempDir Path folder;

  @BeforeAll
  static void make() {
    database = Postgres.database();
  }

  static Stream<ProgramMutant> all() {
    return Stream.of(BoardMutants.QUICK, BoardMutants.OTHERS).flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("all")
  void a_mutant_fits_the_program_as_it_is(ProgramMutant mutant) throws IOException {
    assertThat(MutantLoader.changed(mutant)).isNotEmpty();
  }

  /** With {@code -Dhistories=500} all of them, else one of each kind; {@code -Dmutant=} chooses. */
  static Stream<ProgramMutant> played() {
    return Integer.getInteger("histories") == null
        ? BoardMutants.QUICK.stream()
        : all().filter(mutant -> mutant.name().contains(WANTED));
  }

  @ParameterizedTest
  @MethodSource("played")
  void a_protection_that_is_off_is_found(ProgramMutant mutant) throws Exception {
    int after = foundAfter(mutant);
    System.out.println((after == 0 ? "not found" : "after " + after) + ": " + mutant);
    assertThat(after).isPositive();
  }

  private int foundAfter(ProgramMutant mutant) throws Exception {
    var played =
        MutantLoader.of(mutant)
            .loadClass(ROUND)
            .getDeclaredMethod("foundAfter", String.class, String.class, Path.class, int.class);
    played.setAccessible(true);
    return (int)
        Objects.requireNonNull(played.invoke(null, database.url(), database.user(), folder, MOST));
  }
}
