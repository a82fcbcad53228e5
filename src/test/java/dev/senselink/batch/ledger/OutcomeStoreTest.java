package dev.senselink.batch.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.outcome.ConflictCandidate;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The outcomes of a run: one per row, the last one counts. */
@OnEachDatabase
class OutcomeStoreTest {
  @Parameter BookPlace place;
  @TempDir Path folder;
  private Books books;
  private OutcomeStore outcomes;
  private OutcomePeople people;

  @BeforeEach
  void open() {
    books = Books.in(place, folder);
    outcomes = books.ledger().outcomes();
    people = books.ledger().people();
  }

  @AfterEach
  void close() {
    books.close();
  }

  @Test
  void an_outcome_comes_back_as_it_was_stored() {
    Outcome told =
        Outcome.of(Books.ref(7), RowEnding.REVIEW, "30002", "两个人很像")
            .withPerson(65001)
            .withSimilar(65002, "李雷")
            .withPhoto("a/李.jpg")
            .withAttempts(2)
            .withCandidates(
                List.of(
                    new ConflictCandidate(65002, "李雷", "E2", true),
                    new ConflictCandidate(3, "", "", false)));

    outcomes.store("R1", List.of(told));

    assertThat(outcomes.of("R1", 7)).contains(told);
    assertThat(outcomes.of("R1", 6)).isEmpty();
    assertThat(outcomes.of("R2", 7)).isEmpty();
  }

  @Test
  void however_many_rows_are_asked_for_at_once_come_in_order_with_their_candidates() {
    List<Outcome> all = new ArrayList<>();
    for (int row = 1; row <= 1_201; row++) {
      all.add(
          Books.outcome(row, RowEnding.REVIEW)
              .withPerson(row)
              .withCandidates(List.of(new ConflictCandidate(row + 5_000, "A" + row, "", false))));
    }
    outcomes.store("R1", all);
    outcomes.store("R1", List.of(Books.outcome(9_000, RowEnding.CREATED).withPerson(9_000)));

    assertThat(outcomes.waiting("R1", 2_000)).isEqualTo(all);
    assertThat(outcomes.waiting("R1", 501)).isEqualTo(all.subList(0, 501));
    assertThat(outcomes.ofPeople("R1", List.of(700L, 3L, 9_999L)))
        .containsExactly(all.get(2), all.get(699));
  }

  @Test
  void the_last_outcome_of_a_row_counts_with_its_candidates() {
    Outcome first =
        Books.outcome(1, RowEnding.REVIEW)
            .withCandidates(
                List.of(
                    new ConflictCandidate(1, "A", "", false),
                    new ConflictCandidate(2, "B", "", true)));
    outcomes.store("R1", List.of(first));

    Outcome last = Books.outcome(1, RowEnding.CREATED).withPerson(9);
    outcomes.store("R1", List.of(last));

    assertThat(outcomes.of("R1", 1)).contains(last);
    assertThat(outcomes.attempted("R1")).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(RowEnding.class)
  void a_resumed_run_works_only_failed_and_not_attempted_rows_again(RowEnding ending) {
    outcomes.store("R1", List.of(Books.outcome(3, ending)));

    boolean again = ending == RowEnding.FAILED || ending == RowEnding.NOT_ATTEMPTED;
    assertThat(outcomes.done("R1").get(3)).isEqualTo(!again);
    assertThat(outcomes.kept("R1").sum()).isEqualTo(again ? 0 : 1);
  }

  @Test
  void rows_without_an_outcome_count_as_not_attempted() {
    outcomes.store(
        "R1", List.of(Books.outcome(1, RowEnding.CREATED), Books.outcome(2, RowEnding.UPDATED)));

    assertThat(outcomes.tally("R1", 5).of(RowEnding.NOT_ATTEMPTED)).isEqualTo(3);
    assertThat(outcomes.tally("R1", 5).sum()).isEqualTo(5);
  }

  @Test
  void outcomes_are_walked_in_step_with_the_roster_across_pages_and_gaps() {
    List<Outcome> some = new ArrayList<>();
    for (int row : new int[] {1, 2, 1999, 2000, 2001, 4000, 9001}) {
      some.add(Books.outcome(row, RowEnding.CREATED).withPerson(row));
    }
    outcomes.store("R1", some);
    outcomes.store("R2", List.of(Books.outcome(3, RowEnding.CREATED)));

    OutcomeCursor cursor = outcomes.inOrder("R1");
    List<Integer> met = new ArrayList<>();
    for (int row = 1; row <= 9500; row++) {
      cursor.at(row).ifPresent(o -> met.add(o.row()));
    }

    assertThat(met).containsExactly(1, 2, 1999, 2000, 2001, 4000, 9001);
  }

  @Test
  void outcomes_are_stored_all_or_none() {
    Outcome tooLong = Outcome.of(Books.ref(2), RowEnding.CREATED, "C".repeat(41), "");

    assertThatThrownBy(
            () -> outcomes.store("R1", List.of(Books.outcome(1, RowEnding.CREATED), tooLong)))
        .isInstanceOf(org.springframework.dao.DataAccessException.class);

    assertThat(outcomes.attempted("R1")).isZero();
  }

  @Test
  void an_outcome_drops_the_intent_of_a_row_sent_once() {
    books.ledger().intents().open(Books.intent("R1", 1, Intent.Call.CREATE)).join();

    outcomes.store("R1", List.of(Books.outcome(1, RowEnding.CREATED).withAttempts(1)));

    assertThat(books.ledger().intents().ofRow("R1", 1)).isEmpty();
  }

  @Test
  void an_outcome_closes_but_keeps_the_intent_of_a_row_sent_twice_for_the_audit() {
    IntentStore intents = books.ledger().intents();
    intents.open(Books.intent("R1", 1, Intent.Call.CREATE)).join();

    outcomes.store("R1", List.of(Books.outcome(1, RowEnding.CREATED).withAttempts(2)));

    assertThat(intents.open()).isEmpty();
    assertThat(intents.rowsSentRepeatedly("R1")).containsExactly(1);
  }

  @Test
  void the_intent_of_a_row_in_unknown_state_stays_open() {
    IntentStore intents = books.ledger().intents();
    intents.open(Books.intent("R1", 1, Intent.Call.CREATE)).join();
    Outcome unclear =
        Outcome.of(Books.ref(1), RowEnding.FAILED, "UNKNOWN_STATE", "nobody knows").withAttempts(8);

    outcomes.store("R1", List.of(unclear));

    assertThat(intents.open()).extracting(Intent::row).containsExactly(Books.ref(1));
  }

  @Test
  void people_the_run_made_or_updated_are_told_with_their_lines() {
    outcomes.store(
        "R1",
        List.of(
            Books.outcome(1, RowEnding.CREATED).withPerson(11),
            Books.outcome(2, RowEnding.FORCED).withPerson(12),
            Books.outcome(3, RowEnding.UPDATED).withPerson(13)));

    List<String> made = new ArrayList<>();
    people.made("R1", (person, line) -> made.add(person + " by line " + line));

    assertThat(made).containsExactlyInAnyOrder("11 by line 2", "12 by line 3", "13 by line 4");
    assertThat(people.made("R1", 0, 2))
        .containsExactly(new OutcomePeople.MadeBy(1, 11, 2), new OutcomePeople.MadeBy(2, 12, 3));
    assertThat(people.made("R1", 2, 2)).containsExactly(new OutcomePeople.MadeBy(3, 13, 4));
    assertThat(people.made("R1", 3, 2)).isEmpty();
  }
}
