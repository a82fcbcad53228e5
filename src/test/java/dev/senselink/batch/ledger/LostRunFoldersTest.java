package dev.senselink.batch.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.ledger.store.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A process may die between a run's folder and the run. */
@Tag("slow")
class LostRunFoldersTest {
  @RegisterExtension final World world = new World().inHaste();

  @Test
  void the_copy_of_a_run_that_never_began_goes_and_that_of_any_other_stays() throws IOException {
    world.rows(1);
    Imported run = world.run();
    Path runs = world.data().resolve("runs");
    Path lost = Files.createDirectories(runs.resolve("R261128060000ABCD"));
    Files.writeString(lost.resolve("roster"), "name,jobNumber\nAna,E1\n");
    Files.writeString(lost.resolve("planned"), "{}\n");

    try (DataFolder data = DataFolder.lock(world.data(), "privacy erase")) {
      Ledger.open(data).close();
    }

    assertThat(lost).doesNotExist();
    assertThat(runs.resolve(run.runId()).resolve("roster")).exists();
  }
}
