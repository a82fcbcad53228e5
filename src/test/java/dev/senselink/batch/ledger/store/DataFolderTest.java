package dev.senselink.batch.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.senselink.batch.fixture.OtherProcess;
import dev.senselink.batch.fixture.OtherUser;
import dev.senselink.batch.ledger.Books;
import dev.senselink.batch.ledger.HoldingLock;
import dev.senselink.batch.ledger.RunIndexFile;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The data folder and its lock. */
class DataFolderTest {
  @TempDir(factory = TempDirFactory.Standard.class)
  Path folder;

  @Test
  void a_second_process_is_told_process_command_and_start_of_the_first() {
    Path data = folder.resolve("data");
    try (OtherProcess first = OtherProcess.start(folder, HoldingLock.class, data.toString())) {
      assertThat(first.line()).as(first::errors).startsWith("locked");

      assertThat(DataFolder.isLocked(data)).isTrue();
      assertThatExceptionOfType(LedgerException.class)
          .isThrownBy(() -> DataFolder.lock(data, "import-users"))
          .satisfies(e -> assertThat(e.kind()).isEqualTo(LedgerException.Kind.LOCKED))
          .withMessageContaining("process " + first.pid())
          .withMessageContaining("import-users")
          .withMessageMatching(".*since \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d.*");
    }
  }

  /** On POSIX a file that is closed once takes all locks of its process with it. */
  @Test
  void whoever_only_looks_in_the_process_that_holds_it_does_not_give_the_lock_away() {
    Path data = folder.resolve("data");
    try (DataFolder first = DataFolder.lock(data, "import-users")) {
      assertThat(DataFolder.isLocked(data)).isTrue();
      assertThat(DataFolder.isAtWork(data, "import-users")).isTrue();
      assertThatExceptionOfType(LedgerException.class)
          .isThrownBy(() -> DataFolder.lock(data, "backup"))
          .satisfies(e -> assertThat(e.kind()).isEqualTo(LedgerException.Kind.LOCKED));

      try (OtherProcess other = OtherProcess.start(folder, HoldingLock.class, data.toString())) {
        assertThat(other.line()).as("both at work in %s", first.path()).isNull();
        assertThat(other.errors()).contains("import-users");
      }
    }
    assertThat(DataFolder.isLocked(data)).isFalse();
  }

  @Test
  void a_killed_process_leaves_no_lock_but_a_sign_that_it_did_not_end_in_order() {
    Path data = folder.resolve("data");
    try (OtherProcess first = OtherProcess.start(folder, HoldingLock.class, data.toString())) {
      assertThat(first.line()).as(first::errors).startsWith("locked");
      first.kill();
    }

    assertThat(DataFolder.isLocked(data)).isFalse();
    try (DataFolder second = DataFolder.lock(data, "test")) {
      assertThat(second.lastEndedInOrder()).isFalse();
    }
    // The second asked the server nothing, so it has settled nothing.
    try (DataFolder third = DataFolder.lock(data, "test")) {
      assertThat(third.lastEndedInOrder()).isFalse();
      third.noteUnanswered(false);
    }
    try (DataFolder fourth = DataFolder.lock(data, "test")) {
      assertThat(fourth.lastEndedInOrder()).isTrue();
    }
  }

  /** Where everybody may make folders somebody may have been faster than this program. */
  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "folders have no such modes there")
  void one_that_others_have_made_meanwhile_is_not_used() throws IOException {
    Path open = Files.createDirectory(folder.resolve("open"));
    OtherUser.mode(open, "rwxrwxrwx");
    assertNotUsed(open, "can change it");

    OtherUser.mustExist();
    Path theirs = Files.createDirectory(folder.resolve("theirs"));
    OtherUser.owns(theirs);
    assertNotUsed(theirs, "belongs to " + OtherUser.NAME);
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("mine"));
    Files.createDirectory(folder.resolve("mine"));
    Files.getFileAttributeView(link, FileOwnerAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .setOwner(Files.getOwner(theirs));
    assertNotUsed(link, "belongs to " + OtherUser.NAME);
    assertThat(folder.resolve("mine")).isEmptyDirectory();
  }

  private static void assertNotUsed(Path data, String why) {
    assertThatExceptionOfType(LedgerException.class)
        .isThrownBy(() -> DataFolder.lock(data, "test"))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(LedgerException.Kind.UNFIT))
        .withMessageContaining(why)
        .withMessageContaining("--data");
  }

  @Test
  void copies_of_rosters_that_a_killed_process_left_are_removed() throws IOException {
    Path data = folder.resolve("data");
    DataFolder.lock(data, "test").close();
    Path left = Files.createDirectories(data.resolve("tmp").resolve("senselink-incoming-123"));
    Files.writeString(left.resolve("roster"), "name\nMei\n");

    try (DataFolder next = DataFolder.lock(data, "test")) {
      assertThat(next.temporary()).isEmptyDirectory();
    }
  }

  @Test
  void nothing_else_is_removed_from_a_folder_that_had_another_use_before() throws IOException {
    Path mine = Files.createDirectories(folder.resolve("tmp").resolve("letters"));
    Path letter = Files.writeString(mine.resolve("letter.txt"), "dear all");
    Path file = Files.writeString(folder.resolve("tmp/senselink-incoming-note.txt"), "a file");

    DataFolder.lock(folder, "test").close();

    assertThat(letter).exists();
    assertThat(file).exists();
  }

  @Test
  void folders_are_0700_and_files_0600() throws IOException {
    assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    Path data = folder.resolve("state").resolve("data");

    try (Books books = Books.in(data)) {
      new RunIndexFile(data).write(books.ledger().runs(), books.ledger().outcomes());
      assertModes(data);
    }
    assertModes(data);
    assertThat(Files.getPosixFilePermissions(folder.resolve("state")))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  private static void assertModes(Path data) throws IOException {
    try (Stream<Path> all = Files.walk(data)) {
      assertThat(all)
          .hasSizeGreaterThan(5)
          .allSatisfy(
              path ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                      .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
    }
  }

  @Test
  void a_folder_that_cannot_be_made_is_told_with_what_to_do() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");

    assertThatExceptionOfType(LedgerException.class)
        .isThrownBy(() -> DataFolder.lock(file.resolve("data"), "test"))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(LedgerException.Kind.BROKEN))
        .withMessageContaining(file.resolve("data").toString())
        .withMessageContaining("--data");
  }

  @EnabledOnOs(OS.LINUX)
  @Test
  void a_folder_in_which_nothing_can_be_written_is_told_with_what_to_do() {
    assertThatExceptionOfType(LedgerException.class)
        .isThrownBy(() -> DataFolder.lock(Path.of("/proc/senselink"), "test"))
        .withMessageContaining("--data");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "NFS"})
  void a_network_file_system_is_refused(String type) {
    assertThatExceptionOfType(LedgerException.class)
        .isThrownBy(() -> DataFolder.refuseNetwork(folder, type))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(LedgerException.Kind.UNFIT))
        .withMessageContaining("network file system")
        .withMessageContaining("--data");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ext4", "xfs", "apfs", "NTFS", "tmpfs", "overlay", "btrfs"})
  void a_local_file_system_is_fine(String type) {
    assertThatCode(() -> DataFolder.refuseNetwork(folder, type)).doesNotThrowAnyException();
  }

  @EnabledOnOs({OS.LINUX, OS.MAC})
  @ParameterizedTest
  @CsvSource({
    "/var/lib/state, /var/lib/state/senselink-batch",
    "relative/state, HOME/.local/state/senselink-batch",
    "'', HOME/.local/state/senselink-batch",
  })
  void the_standard_place_is_the_users_state_folder(String xdg, String expected) {
    String home = System.getProperty("user.home");

    assertThat(DataFolder.standard(Map.of("XDG_STATE_HOME", xdg)))
        .isEqualTo(Path.of(expected.replace("HOME", home)));
  }
}
