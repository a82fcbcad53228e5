package dev.senselink.batch.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

/** What somebody laid there under the name of a file is neither written nor closed to others. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a right there")
class PrivateFilesTest {
  @TempDir(factory = TempDirFactory.Standard.class)
  Path folder;

  private Path target;
  private Path link;

  @BeforeEach
  void lay() throws IOException {
    target = Files.writeString(folder.resolve("target"), "theirs");
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r--r--"));
    link = Files.createSymbolicLink(folder.resolve("records.jsonl"), target);
  }

  @Test
  void a_link_is_not_followed() throws IOException {
    assertThatThrownBy(() -> PrivateFiles.openToReadAndWrite(link)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> PrivateFiles.openEmptied(link)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> PrivateFiles.append(link)).isInstanceOf(IOException.class);

    assertThat(target).hasContent("theirs");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
        .isEqualTo("rw-r--r--");
  }

  @Test
  void what_replaces_it_is_a_file_of_its_own() throws IOException {
    PrivateFiles.write(link, "mine");

    assertThat(target).hasContent("theirs");
    assertThat(link).isRegularFile().hasContent("mine");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(link)))
        .isEqualTo("rw-------");
  }
}
