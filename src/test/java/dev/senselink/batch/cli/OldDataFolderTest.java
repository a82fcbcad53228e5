package dev.senselink.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.disk.PrivateFiles;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Data folders of versions that this one does not work with. */
class OldDataFolderTest {
  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void shell() throws IOException {
    shell = Shell.in(folder);
  }

  @AfterEach
  void close() {
    shell.close();
  }

  @ParameterizedTest
  @CsvSource({"99, newer version", "6, does not take over"})
  void one_of_another_version_is_refused_in_words(String form, String why) throws IOException {
    Shell.Told first = shell.importing(shell.staff(1), "--allow-no-photo");
    assertThat(first.exit()).as(first.all()).isZero();
    PrivateFiles.write(shell.data().resolve("form"), form + "\n");

    Shell.Told told = shell.importing(shell.staff(2), "--allow-no-photo");

    assertThat(told.exit()).as(told.all()).isEqualTo(2);
    assertThat(told.err()).contains(why).doesNotContain("Exception");
    assertThat(shell.sandbox().people()).hasSize(1);
    assertThat(shell.data().resolve("form")).hasContent(form);
  }
}
