package dev.senselink.batch.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.job.imports.EarlierRunsJob;
import dev.senselink.batch.job.privacy.PersonQuery;
import dev.senselink.batch.job.privacy.PrivacyJob;
import dev.senselink.batch.ledger.Intent;
import dev.senselink.batch.roster.RowReference;
import dev.senselink.batch.sandbox.fault.FaultRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** E14: the open requests of a run outlive it, without anybody's name or number. */
@Tag("slow")
class DeletedRunsTest {
  private static final String NAME = "Zyxwolf";
  private static final String NUMBER = "QK7731";

  @RegisterExtension final World world = new World().inHaste();

  /** A run that was killed with the create of its second row in flight, and deleted. */
  private void aDeletedRun(Duration timeout) {
    world.row("Ana", "E1");
    world.row(NAME, NUMBER);
    Imported run = world.run("--limit", "1");
    Intent intent =
        new Intent(
            run.runId(),
            new RowReference(2, 3),
            Intent.Call.CREATE,
            Instant.now(),
            timeout,
            "hash",
            1,
            "JOB_NUMBER",
            NUMBER,
            NAME,
            null,
            List.of(),
            "2.jpg",
            null);
    world.ledger(ledger -> ledger.intents().open(intent).join());
    world.asIfKilled();
    assertThat(new EarlierRunsJob(world.data()).delete(run.runId())).isOne();
  }

  private boolean holds(String text) {
    try (Stream<Path> files = Files.walk(world.data())) {
      return files
          .filter(Files::isRegularFile)
          .anyMatch(file -> bytes(file).contains(text) || bytes(file).contains(wide(text)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String bytes(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String wide(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.ISO_8859_1);
  }

  @Test
  void who_was_made_by_one_is_found_and_not_made_again() {
    aDeletedRun(Duration.ofSeconds(60));
    assertThat(holds(NAME) || holds(NUMBER)).isFalse();
    long made = world.already(NAME, "jobNumber", NUMBER);

    Imported next = world.run();

    assertThat(next.err()).contains("may still be working on them");
    assertThat(next.err()).contains("had been carried out: people " + made);
    assertThat(next.ended(NAME)).isEqualTo("SKIPPED_EXISTING");
    assertThat(world.run().err()).doesNotContain("had been carried out");
  }

  @Test
  void one_that_was_not_carried_out_is_waited_for_and_forgotten() {
    aDeletedRun(Duration.ofSeconds(60));

    Imported next = world.run();

    assertThat(next.err())
        .contains("may still be working on them")
        .doesNotContain("had been carried out");
    assertThat(next.ended(NAME)).isEqualTo("CREATED");
    assertThat(world.<List<?>>ledger(ledger -> ledger.deletedRequests().all())).isEmpty();
  }

  @Test
  void a_list_that_cannot_be_had_leaves_it_open_and_nothing_is_sent() {
    aDeletedRun(Duration.ofSeconds(1));
    world.fault(FaultRule.on("listUsers").status(500).when(fields -> fields.isEmpty()));

    Imported stopped = world.run("--tries", "2");

    assertThat(stopped.exit()).isEqualTo(4);
    assertThat(stopped.writes()).isEmpty();
    assertThat(world.<List<?>>ledger(ledger -> ledger.deletedRequests().all())).hasSize(1);
  }

  /** What protects against a second creation stays, in a form that nothing turns back. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whoever_it_is_about_can_be_erased_and_the_hash_is_named(boolean prunedBefore) {
    aDeletedRun(Duration.ofSeconds(1));
    PrivacyJob privacy = new PrivacyJob(world.data());
    if (prunedBefore) {
      privacy.prune(Instant.now(), ZoneId.systemDefault());
    }

    PrivacyJob.Forgotten erased = privacy.erase(PersonQuery.by(KeyField.JOB_NUMBER, NUMBER));

    assertThat(erased.left())
        .filteredOn(left -> left.why().contains("keyed hash"))
        .singleElement()
        .satisfies(left -> assertThat(left.why()).contains("the next import"));
    assertThat(holds(NUMBER)).isFalse();
    assertThat(privacy.show()).extracting(PrivacyJob.Stored::what).contains("DELETED_REQUEST");

    world.run();
    assertThat(privacy.show())
        .extracting(PrivacyJob.Stored::what)
        .doesNotContain("DELETED_REQUEST");
  }
}
