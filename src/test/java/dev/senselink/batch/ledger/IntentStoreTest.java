package dev.senselink.batch.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.ledger.store.SentGuestFields;
import dev.senselink.batch.machine.Promise;
import dev.senselink.batch.outcome.RowEnding;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.springframework.dao.DataIntegrityViolationException;

/** Intents: what was about to be asked of the server. */
@OnEachDatabase
class IntentStoreTest {
  @Parameter BookPlace place;
  @TempDir Path folder;
  private Books books;
  private IntentStore intents;

  @BeforeEach
  void open() {
    books = Books.in(place, folder);
    intents = books.ledger().intents();
  }

  @AfterEach
  void close() {
    books.close();
  }

  @Test
  void an_intent_comes_back_as_it_was_meant() {
    Intent meant =
        new Intent(
            "R1",
            Books.ref(3),
            Intent.Call.FORCE_UPDATE,
            Books.NOON,
            Duration.ofMillis(2_500),
            "hash",
            2,
            "mobile and name",
            "13900000000",
            "李雷",
            65001L,
            List.of(7L, 9L),
            "photo.jpg",
            new SentGuestFields(
                "key",
                "who",
                "",
                List.of(2L, 8L),
                5,
                "2026-01-01 08:00:00",
                "2026-01-01 18:00:00"));

    intents.open(meant).join();

    assertThat(intents.open()).containsExactly(meant);
    assertThat(intents.longestTimeout()).contains(Duration.ofMillis(2_500));
  }

  @Test
  void the_second_request_of_a_row_has_an_intent_of_its_own() {
    intents.open(Books.intent("R1", 1, Intent.Call.CREATE)).join();
    intents.open(Books.intent("R1", 1, Intent.Call.FORCE)).join();

    assertThat(intents.ofRow("R1", 1))
        .extracting(Intent::call)
        .containsExactly(Intent.Call.CREATE, Intent.Call.FORCE);
    assertThat(intents.rowsSentRepeatedly("R1")).containsExactly(1);
  }

  @Test
  void intents_of_every_run_against_this_server_are_open_but_not_those_of_another() {
    intents.open(Books.intent("R1", 1, Intent.Call.CREATE)).join();
    intents.open(Books.intent("R2", 5, Intent.Call.UPDATE)).join();
    try (Ledger other = books.of("10.0.0.6:443", Books.COMPANY);
        Ledger company = books.of(Books.SERVER, 59)) {
      other.intents().open(Books.intent("R3", 1, Intent.Call.CREATE)).join();
      company.intents().open(Books.intent("R4", 1, Intent.Call.CREATE)).join();

      assertThat(intents.open()).extracting(Intent::run).containsExactly("R1", "R2");
      assertThat(other.intents().open()).extracting(Intent::run).containsExactly("R3");
    }
  }

  @Test
  void only_creates_can_have_made_somebody_twice() {
    intents.open(Books.intent("R1", 1, Intent.Call.UPDATE)).join();
    intents.open(Books.intent("R1", 1, Intent.Call.UPDATE)).join();
    intents.open(Books.intent("R1", 2, Intent.Call.CREATE)).join();

    assertThat(intents.rowsSentRepeatedly("R1")).isEmpty();
    assertThat(intents.sentBefore("R1").get(2).creates()).isEqualTo(1);
    assertThat(intents.sentBefore("R1").get(1).creates()).isZero();
  }

  @Test
  void a_closed_intent_is_kept_for_the_audit_and_forgotten_after_it() {
    intents.open(Books.intent("R1", 1, Intent.Call.CREATE)).join();
    intents.open(Books.intent("R1", 2, Intent.Call.CREATE)).join();

    intents.close("R1", 1);
    assertThat(intents.open()).extracting(Intent::row).containsExactly(Books.ref(2));
    assertThat(intents.ofRow("R1", 1)).hasSize(1);

    intents.forgetClosed("R1");
    assertThat(intents.ofRow("R1", 1)).isEmpty();
    assertThat(intents.ofRow("R1", 2)).hasSize(1);
  }

  @Test
  void many_workers_share_commits_and_none_is_lost() {
    List<Promise<Void>> all =
        IntStream.rangeClosed(1, 2_000)
            .parallel()
            .mapToObj(row -> intents.open(Books.intent("R1", row, Intent.Call.CREATE)))
            .toList();
    all.forEach(Promise::join);

    assertThat(intents.open()).hasSize(2_000);
  }

  @Test
  void an_intent_that_cannot_be_written_fails_before_the_request_could_leave() {
    Intent tooLong =
        new Intent(
            "R1",
            Books.ref(1),
            Intent.Call.CREATE,
            Books.NOON,
            Duration.ofSeconds(1),
            "hash",
            1,
            "a field with a name beyond all measure",
            "E1",
            "N",
            null,
            List.of(),
            "",
            null);

    Promise<Void> asked = intents.open(tooLong);

    assertThatThrownBy(asked::join).isInstanceOf(DataIntegrityViolationException.class);
    assertThat(intents.open()).isEmpty();
  }

  @Test
  void an_outcome_stored_after_the_intent_was_joined_finds_it() {
    intents.open(Books.intent("R1", 4, Intent.Call.CREATE)).join();
    books.ledger().outcomes().store("R1", List.of(Books.outcome(4, RowEnding.CREATED)));

    assertThat(intents.open()).isEmpty();
  }
}
