package dev.senselink.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.Shell.Told;
import dev.senselink.batch.fixture.OtherUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An export into a folder that another user has prepared, or could change, touches nothing. */
class ExportIntoForeignTest {
  @TempDir Path folder;

  private Shell shell;
  private Path backup;

  @BeforeEach
  void open() throws IOException {
    shell = Shell.in(folder);
    backup = folder.resolve("shared/backup");
    Files.createDirectories(backup.getParent());
    assertThat(shell.run("export", backup.toString()).exit()).isZero();
  }

  @AfterEach
  void close() {
    shell.close();
  }

  private void assertRefused(String why) throws IOException {
    byte[] before = Files.readAllBytes(backup.resolve("manifest.json"));

    Told told = shell.run("export", backup.toString());

    assertThat(told.exit()).as(told.all()).isEqualTo(2);
    assertThat(told.err()).contains("is not a place for a backup", why);
    assertThat(backup.resolve("manifest.json")).hasBinaryContent(before);
    assertThat(backup.resolve("next")).doesNotExist();
  }

  @Test
  void that_others_may_write() throws IOException {
    OtherUser.mode(backup, "rwxrwxrwx");

    assertRefused(backup.toString());
  }

  @Test
  void that_others_may_exchange() throws IOException {
    OtherUser.mode(backup.getParent(), "rwxrwxrwx");

    assertRefused(backup.getParent().toString());
  }

  @Test
  void with_a_file_that_others_may_write() throws IOException {
    OtherUser.mode(backup.resolve("photos.csv"), "rw-rw-rw-");

    assertRefused(backup.resolve("photos.csv").toString());
  }

  @Test
  void of_another_user() throws IOException {
    OtherUser.mustExist();
    OtherUser.owns(backup);

    assertRefused("belongs to " + OtherUser.NAME);
  }

  @Test
  void with_something_of_another_user_in_it() throws IOException {
    OtherUser.mustExist();
    OtherUser.owns(backup.resolve("manifest.json"));

    assertRefused("belongs to " + OtherUser.NAME);
  }
}
