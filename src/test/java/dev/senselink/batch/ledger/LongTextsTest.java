package dev.senselink.batch.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.outcome.ConflictCandidate;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** E20: every text that a server may have said is kept, of whatever length it is. */
@OnEachDatabase
class LongTextsTest {
  @Parameter BookPlace place;
  private static final String LONG = "long ".repeat(30_000);

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

  private void settled() {
    ledger.known().put(Books.person(999_999, "", "")).join();
  }

  private static void isCut(String kept, int most) {
    assertThat(kept).hasSize(most).endsWith("…");
  }

  @Test
  void of_a_person() {
    ledger
        .known()
        .put(
            new KnownPerson(
                7, 1, LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG,
                0, LONG, null))
        .join();

    KnownPerson kept = ledger.known().byId(7).orElseThrow();
    List.of(kept.name(), kept.jobNumber(), kept.mobile(), kept.icNumber(), kept.mail())
        .forEach(text -> isCut(text, 1_000));
    isCut(kept.remark(), 1_000);
    isCut(kept.avatarId(), 200);
    isCut(kept.updateAt(), 60);
    assertThat(ledger.known().byJobNumber(kept.normalJobNumber())).containsExactly(kept);
  }

  @Test
  void of_an_outcome_and_its_candidates() {
    ledger.runs().save(Books.run("R1"));
    Outcome told =
        Outcome.of(Books.ref(1), RowEnding.REVIEW, "30002", LONG)
            .withSimilar(4, LONG)
            .withCandidates(List.of(new ConflictCandidate(4, LONG, LONG, true)));

    ledger.outcomes().store("R1", List.of(told));

    Outcome kept = ledger.outcomes().of("R1", 1).orElseThrow();
    isCut(kept.reason(), 8_000);
    isCut(kept.similarName(), 1_000);
    isCut(kept.candidates().get(0).name(), 1_000);
    isCut(kept.candidates().get(0).key(), 1_000);
  }

  @Test
  void of_what_is_remembered() {
    ledger.verdicts().remember("ab".repeat(32), new VerdictStore.Verdict(1, 0, 10_301, LONG));
    ledger.lastSent().remember(7, new LastSentStore.Sent("ab".repeat(32), LONG, "", LONG));
    ledger
        .endedGuests()
        .note(
            new EndedGuest("R1", 8, LONG, LONG, "2026-01-01 00:00:00", EndedGuest.State.LEFT, LONG),
            Duration.ofSeconds(1));
    settled();

    isCut(ledger.verdicts().find("ab".repeat(32)).orElseThrow().message(), 1_000);
    isCut(ledger.lastSent().of(7).avatarId(), 200);
    isCut(ledger.lastSent().of(7).idCipher(), 1_000);
    EndedGuest ended = ledger.endedGuests().of("R1").get(0);
    isCut(ended.name(), 1_000);
    isCut(ended.mobile(), 1_000);
    isCut(ended.reason(), 8_000);
  }

  @Test
  void of_a_run_and_the_company() {
    Run run = Books.run("R1");

    ledger.runs().save(told(run));
    ledger.runs().rememberAddress("10.0.0.6:80", 9, LONG);

    Run kept = ledger.runs().find("R1").orElseThrow();
    isCut(kept.companyName(), 1_000);
    isCut(kept.stopReason(), 4_000);
    assertThat(ledger.runs().knowsAddress("10.0.0.6:80", 9)).isTrue();
  }

  private static Run told(Run run) {
    return new Run(
        run.id(),
        run.command(),
        run.server(),
        run.companyId(),
        LONG,
        run.rosterSha(),
        run.roster(),
        run.rosterSettings(),
        run.photos(),
        run.report(),
        run.status(),
        run.allWorked(),
        LONG,
        run.rosterRows(),
        run.startedAt(),
        run.finishedAt(),
        run.worked(),
        run.workMillis(),
        run.createdDepartments(),
        run.createdGroups());
  }

  /** Drawn by lot, so that it is as long as it looks however it is packed. */
  @Test
  void of_a_folder_that_was_reported_in() {
    StringBuilder path = new StringBuilder("/");
    new Random(1).ints(3_999, 0x4E00, 0x9FA5).forEach(path::appendCodePoint);
    ledger.runs().save(Books.run("R1"));

    ledger.runs().reportedIn("R1", path.toString());
    ledger.runs().reportedIn("R1", path.toString());

    assertThat(ledger.runs().reportFolders("R1"))
        .containsExactlyInAnyOrder("/reports/one", path.toString());
  }
}
