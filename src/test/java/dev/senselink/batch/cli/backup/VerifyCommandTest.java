package dev.senselink.batch.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.Shell;
import dev.senselink.batch.cli.Shell.Told;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.sandbox.call.Misbehaviour;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What verify needs and says around the damages themselves. */
@Tag("slow")
class VerifyCommandTest {
  @TempDir Path folder;

  private Shell shell;

  @BeforeEach
  void a_backup() {
    shell = Shell.in(folder);
    shell.sandbox().addPerson(1, Map.of("name", "Ana", "jobNumber", "1", "groups", "1"), null);
    assertThat(shell.run("export", backup().toString()).exit()).isZero();
  }

  @AfterEach
  void close() {
    shell.close();
  }

  private Path backup() {
    return folder.resolve("backup");
  }

  @Test
  void a_comparison_that_cannot_be_made_is_refused_before_anything_is_read() {
    shell.with("SENSELINK_APP_KEY", null);

    Told told = shell.run("verify", backup().resolve("none").toString(), "--against-server");

    assertThat(told.exit()).as(told.all()).isEqualTo(2);
  }

  @Test
  void a_damaged_backup_is_not_compared_which_is_said() throws IOException {
    Files.delete(backup().resolve("groups.csv"));

    Told told = shell.run("verify", backup().toString(), "--against-server");

    assertThat(told.exit()).isEqualTo(3);
    assertThat(told.err()).contains("Not compared with the server");
  }

  @Test
  void it_takes_no_lock() {
    try (DataFolder held = DataFolder.lock(shell.data(), "import users")) {
      assertThat(held.path()).isEqualTo(shell.data());
      assertThat(shell.run("verify", backup().toString(), "--against-server").exit()).isZero();
    }
  }

  @Test
  void groups_that_the_server_does_not_tell_are_not_said_to_be_the_same() {
    shell.sandbox().misbehave(Misbehaviour.listHidesGroups());

    Told told = shell.run("verify", backup().toString(), "--against-server");

    assertThat(told.exit()).as(told.all()).isZero();
    assertThat(told.err()).contains("the groups of 1 person");
  }
}
