package dev.senselink.batch.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.outcome.Decision;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.roster.RowReference;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** What people decided: about the rows of a run, and for later runs. */
@OnEachDatabase
class DecisionStoreTest {
  @Parameter BookPlace place;
  private static final RowDecision FORCE = new RowDecision(Decision.FORCE, 7, "ab", false);

  @TempDir Path folder;
  private Books books;
  private Ledger ledger;

  @BeforeEach
  void open() {
    books = Books.in(place, folder);
    ledger = books.ledger();
  }

  @AfterEach
  void close() {
    books.close();
  }

  private RowDecision of(int row) {
    return Ledger.decided(books.database(), "R1").get(row);
  }

  private static Outcome outcome(RowEnding ending) {
    return Outcome.of(new RowReference(1, 2), ending, "30002", "told");
  }

  private static RememberedSkip skip(String who, long candidate) {
    return new RememberedSkip(
        who, candidate, "cc", true, 5, "ff", RowEnding.SKIPPED_SIMILAR, "30002", Books.NOON);
  }

  @Test
  void a_decision_is_carried_out_together_with_its_outcome() {
    ledger.decisions().begin("R1", 1, FORCE, "R9", "30002").join();
    assertThat(of(1)).isEqualTo(FORCE);

    ledger.decisions().store("R1", outcome(RowEnding.FORCED), true);

    assertThat(of(1)).isEqualTo(new RowDecision(Decision.FORCE, 7, "ab", true));
    assertThat(ledger.outcomes().of("R1", 1)).contains(outcome(RowEnding.FORCED));
  }

  @Test
  void an_outcome_that_cannot_be_stored_leaves_the_decision_open() {
    ledger.decisions().begin("R1", 1, FORCE, "R9", "30002").join();
    Outcome broken = Outcome.of(new RowReference(1, 2), RowEnding.FORCED, "c".repeat(100), "told");

    assertThatThrownBy(() -> ledger.decisions().store("R1", broken, true)).isNotNull();

    assertThat(of(1).carriedOut()).isFalse();
    assertThat(ledger.outcomes().of("R1", 1)).isEmpty();
  }

  @Test
  void another_decision_takes_the_place_of_the_first() {
    ledger.decisions().begin("R1", 1, FORCE, "R9", "30002").join();
    ledger.decisions().store("R1", outcome(RowEnding.REVIEW), true);
    RowDecision create = new RowDecision(Decision.CREATE, 0, "cd", false);

    ledger.decisions().begin("R1", 1, create, "R9", "30002").join();

    assertThat(of(1)).isEqualTo(create);
    assertThat(of(1).says(Decision.CREATE, 0)).isTrue();
    assertThat(of(1).says(Decision.CREATE, 7)).isFalse();
    assertThat(new RowDecision(Decision.SKIP, 7, "", true).says(Decision.SKIP, 8)).isTrue();
  }

  @Test
  void skips_are_those_of_one_server_and_company() {
    ledger.decisions().remember(skip("w", 1)).join();
    ledger.decisions().remember(skip("w", 2)).join();
    ledger.decisions().remember(skip("w", 2)).join();

    assertThat(ledger.decisions().skips().get("w")).containsExactly(skip("w", 1), skip("w", 2));
    assertThat(books.of("10.0.0.6:8443", Books.COMPANY).decisions().skips()).isEmpty();
    assertThat(books.of(Books.SERVER, 59).decisions().skips()).isEmpty();
  }

  @Test
  void skips_are_forgotten_of_one_row_or_all() {
    ledger.decisions().remember(skip("w", 1)).join();
    ledger.decisions().remember(skip("x", 1)).join();

    ledger.decisions().forget("w").join();
    assertThat(ledger.decisions().skips()).containsOnlyKeys("x");

    ledger.decisions().forget();
    assertThat(ledger.decisions().skips()).isEmpty();
  }

  @Test
  void a_server_that_moves_takes_its_skips_along() {
    books.of("old:443", Books.COMPANY).decisions().remember(skip("w", 1)).join();

    books.move("old:443", Books.SERVER);

    assertThat(ledger.decisions().skips()).containsOnlyKeys("w");
  }

  @Test
  void a_run_that_is_deleted_takes_its_decisions_along_and_leaves_the_skips() {
    ledger.decisions().begin("R1", 1, FORCE, "R9", "30002").join();
    ledger.decisions().remember(skip("w", 1)).join();

    ledger.runs().delete("R1");

    assertThat(Ledger.decided(books.database(), "R1")).isEmpty();
    assertThat(ledger.decisions().skips()).containsOnlyKeys("w");
  }
}
