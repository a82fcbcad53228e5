package dev.senselink.batch.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.senselink.batch.table.TableFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RosterCopierTest {
  @TempDir private Path folder;

  @Test
  void the_copy_has_the_same_bytes_and_their_hash() throws Exception {
    byte[] bytes = new byte[200_000];
    new Random(1).nextBytes(bytes);
    Path roster = Files.write(folder.resolve("staff.csv"), bytes);
    Path run = Files.createDirectory(folder.resolve("run"));

    RosterCopier.Copied copied = RosterCopier.copy(roster, run);

    assertThat(copied.file()).hasParent(run).hasBinaryContent(bytes);
    assertThat(copied.bytes()).isEqualTo(bytes.length);
    assertThat(copied.sha256())
        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
  }

  @Test
  void only_the_owner_may_read_the_copy() throws IOException {
    org.junit.jupiter.api.Assumptions.assumeTrue(
        Files.getFileStore(folder).supportsFileAttributeView("posix"));
    Path copy =
        RosterCopier.copy(Files.writeString(folder.resolve("a.csv"), "name"), folder).file();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
        .isEqualTo("rw-------");
  }

  @Test
  void a_roster_that_is_not_there_is_the_users_fault() {
    assertThatExceptionOfType(TableFileException.class)
        .isThrownBy(() -> RosterCopier.copy(folder.resolve("no.csv"), folder))
        .withMessageStartingWith("NOT_A_ROSTER: no.csv")
        .withMessageContaining("no such file in " + folder);
    assertThatExceptionOfType(TableFileException.class)
        .isThrownBy(() -> RosterCopier.copy(folder, folder))
        .withMessageContaining("folder");
  }

  @Test
  void a_data_folder_that_cannot_be_written_is_not() throws IOException {
    Path roster = Files.writeString(folder.resolve("a.csv"), "name");

    assertThatIOException().isThrownBy(() -> RosterCopier.copy(roster, folder.resolve("none")));
  }
}
