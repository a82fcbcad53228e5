package dev.senselink.batch.enrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.job.SettingsMismatchException;
import dev.senselink.batch.job.imports.EarlierRunsJob;
import dev.senselink.batch.ledger.Intent;
import dev.senselink.batch.roster.RowReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** E14: a run is not deleted while one of its requests has no answer. */
@Tag("slow")
class DeletedRunsTest {
  private static final String NAME = "Zyxwolf";
  private static final String NUMBER = "QK7731";

  @RegisterExtension final World world = new World().inHaste();

  /** A run that was killed with the create of its second row in flight. */
  private String killed(Instant meantAt) {
    world.row("Ana", "E1");
    world.row(NAME, NUMBER);
    Imported run = world.run("--limit", "1");
    Intent intent =
        new Intent(
            run.runId(),
            new RowReference(2, 3),
            Intent.Call.CREATE,
            meantAt,
            Duration.ofSeconds(60),
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
    return run.runId();
  }

  private void delete(String run, boolean giveUp) {
    new EarlierRunsJob(world.data()).delete(run, giveUp);
  }

  @Test
  void one_with_an_open_request_stays_and_the_import_finds_who_was_made() {
    String run = killed(Instant.now());

    assertThatThrownBy(() -> delete(run, false))
        .isInstanceOf(SettingsMismatchException.class)
        .hasMessageContaining(run)
        .hasMessageContaining("--give-up");
    long made = world.already(NAME, "jobNumber", NUMBER);
    assertThat(world.run().ended(NAME)).isNotEqualTo("CREATED");
    assertThat(world.server().people()).filteredOn(person -> person.id() == made).hasSize(1);
    delete(run, false);
  }

  @Test
  void it_is_given_up_once_the_server_can_no_longer_carry_its_requests_out() {
    String young = killed(Instant.now().minusSeconds(100));
    assertThatThrownBy(() -> delete(young, true))
        .isInstanceOf(SettingsMismatchException.class)
        .hasMessageContaining("may still carry out");
  }

  @Test
  void an_old_one_is_given_up_and_nothing_of_its_people_stays() {
    String old = killed(Instant.now().minusSeconds(300));

    delete(old, true);

    assertThat(holds(NAME) || holds(NUMBER)).isFalse();
    assertThat(world.run().ended(NAME)).isEqualTo("CREATED");
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
}
