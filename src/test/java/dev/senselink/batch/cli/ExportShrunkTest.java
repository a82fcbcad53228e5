package dev.senselink.batch.cli;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.sandbox.fault.FaultRule;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is there already is not given up for less, for somebody else's, or by two at once. */
@Tag("slow")
class ExportShrunkTest {
  private static final int PEOPLE = 12;

  @TempDir Path folder;

  private Shell shell;
  private final List<Long> people = new ArrayList<>();

  @BeforeEach
  void a_small_server() {
    shell = Shell.in(folder).with("SENSELINK_TIME_ZONE", "UTC").with("SENSELINK_TRIES", "2");
    for (int n = 1; n <= PEOPLE; n++) {
      people.add(
          shell
              .sandbox()
              .addPerson(
                  1,
                  Map.of("name", "P" + n, "jobNumber", "E" + n, "groups", "1"),
                  Portraits.person(n, 160)));
    }
    shell.sandbox().addRecord(people.get(0), Instant.parse("2026-03-01T00:00:00Z"));
  }

  @AfterEach
  void close() {
    shell.close();
  }

  private Path backup() {
    return folder.resolve("backup");
  }

  private Path beside() {
    return folder.resolve("backup.shrunk");
  }

  private Shell.Told export(String... more) {
    return shell.run(
        Stream.concat(Stream.of("export", backup().toString()), Stream.of(more))
            .toArray(String[]::new));
  }

  private void leave(int people) {
    this.people.subList(0, people).forEach(shell.sandbox()::removePerson);
  }

  private boolean isSound(Path backup) {
    return shell.run("verify", backup.toString()).exit() == 0;
  }

  private static Map<String, String> bytes(Path folder) throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.put(
            folder.relativize(file).toString(),
            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    return all;
  }

  @Test
  void a_server_that_lost_its_people_does_not_take_the_backup_with_it() throws IOException {
    assertThat(export().exit()).isZero();
    Map<String, String> before = bytes(backup());
    leave(PEOPLE);

    Shell.Told told = export();

    assertThat(told.exit()).as(told.all()).isEqualTo(3);
    assertThat(told.out())
        .contains("was not replaced", "--accept-shrink")
        .contains("people: 0 of 12", "photos: 0 of 12")
        .doesNotContain("records: ");
    assertThat(bytes(backup())).isEqualTo(before);
    assertThat(isSound(backup())).isTrue();
    assertThat(isSound(beside())).isTrue();
    assertThat(Shell.rows(beside().resolve("users.csv"))).isEmpty();
    assertThat(export().exit()).as("the next night likewise").isEqualTo(3);
    assertThat(folder.resolve("backup.shrunk-2")).doesNotExist();
  }

  @Test
  void what_has_really_gone_goes_once_it_is_said() {
    export();
    leave(PEOPLE);

    Shell.Told told = export("--accept-shrink");

    assertThat(told.exit()).as(told.all()).isZero();
    assertThat(Shell.rows(backup().resolve("users.csv"))).isEmpty();
    assertThat(backup().resolve("photos")).isEmptyDirectory();
    assertThat(beside()).doesNotExist();
    assertThat(isSound(backup())).isTrue();
  }

  @Test
  void one_of_twelve_is_less_than_ten_percent_and_two_are_more() throws IOException {
    export();
    leave(1);
    assertThat(export().exit()).isZero();
    people.remove(0);
    leave(2);
    Files.createDirectory(beside());
    Files.writeString(beside().resolve("mine.txt"), "somebody's own");

    Shell.Told told = export();

    assertThat(told.exit()).isEqualTo(3);
    assertThat(told.out()).contains("people: 9 of 11").contains("backup.shrunk-2");
    assertThat(beside().resolve("mine.txt")).hasContent("somebody's own");
    Path other = folder.resolve("backup.shrunk-2");
    assertThat(other.resolve("photos").toFile().list()).hasSize(9);
    assertThat(isSound(other)).isTrue();
    assertThat(isSound(backup())).isTrue();
    assertThat(export("--max-shrink", "20%").exit()).isZero();
    assertThat(export("--max-shrink", "much").exit()).isEqualTo(2);
  }

  @Test
  void a_changed_photo_and_fewer_people_leave_the_old_photo_where_it_was() throws IOException {
    export();
    Map<String, String> before = bytes(backup());
    long last = people.get(PEOPLE - 1);
    shell.sandbox().editPerson(last, Map.of("remark", "new"), Portraits.person(77, 160));
    leave(5);

    assertThat(export().exit()).isEqualTo(3);

    assertThat(bytes(backup())).isEqualTo(before);
    assertThat(bytes(beside()).get("photos/" + last + ".jpg"))
        .isNotEqualTo(before.get("photos/" + last + ".jpg"));
  }

  @Test
  void an_encrypted_backup_is_not_given_up_either() throws IOException {
    Path password = Files.writeString(folder.resolve("password"), "secret\n");
    Path zip = folder.resolve("backup.zip");
    assertThat(zipped(zip, password).exit()).isZero();
    byte[] before = Files.readAllBytes(zip);
    leave(PEOPLE);

    Shell.Told told = zipped(zip, password);

    assertThat(told.exit()).as(told.all()).isEqualTo(3);
    assertThat(told.out()).contains("people: 0 of 12").contains("backup.shrunk.zip");
    assertThat(Files.readAllBytes(zip)).isEqualTo(before);
    assertThat(folder.resolve("backup.shrunk.zip")).exists();
    assertThat(folder.resolve("backup.zip.part")).doesNotExist();
  }

  private Shell.Told zipped(Path zip, Path password) {
    return shell.run(
        "export", "--encrypt-to-zip", zip.toString(), "--password-file", password.toString());
  }

  @Test
  void a_zip_that_the_password_does_not_open_is_somebody_elses() throws IOException {
    Path zip = folder.resolve("backup.zip");
    zipped(zip, Files.writeString(folder.resolve("other"), "another\n"));
    byte[] before = Files.readAllBytes(zip);

    Shell.Told told = zipped(zip, Files.writeString(folder.resolve("password"), "secret\n"));

    assertThat(told.exit()).isEqualTo(2);
    assertThat(told.err()).contains("with another password");
    assertThat(Files.readAllBytes(zip)).isEqualTo(before);
  }

  @Test
  void a_file_beside_the_zip_that_is_not_ours_is_left_alone_and_our_own_is_begun_anew()
      throws IOException {
    Path password = Files.writeString(folder.resolve("password"), "secret\n");
    Path zip = folder.resolve("backup.zip");
    Path part = Files.writeString(folder.resolve("backup.zip.part"), "a download");

    assertThat(zipped(zip, password).exit()).isZero();

    assertThat(part).hasContent("a download");
    Path left = folder.resolve("backup.zip.part-2");
    assertThat(left).doesNotExist();
    byte[] whole = Files.readAllBytes(zip);
    Files.write(left, Arrays.copyOf(whole, whole.length / 2)); // as a kill leaves it
    assertThat(zipped(zip, password).exit()).isZero();
    assertThat(left).doesNotExist();
    assertThat(part).hasContent("a download");
  }

  /** The lock of a data folder keeps nobody out who has another. */
  @Test
  void a_folder_into_which_an_export_writes_is_locked_itself() throws IOException {
    AtomicBoolean locked = new AtomicBoolean();
    shell
        .sandbox()
        .script(
            FaultRule.on("listUsers")
                .when(
                    fields -> {
                      locked.set(isLocked());
                      return false;
                    })
                .build());
    assertThat(export("--data", folder.resolve("data-1").toString()).exit()).isZero();
    assertThat(locked).isTrue();
    Map<String, String> before = bytes(backup());
    Files.createDirectories(lock().getParent());

    try (FileChannel other = FileChannel.open(lock(), CREATE, WRITE);
        FileLock held = other.lock()) {
      Shell.Told told = export("--data", folder.resolve("data-2").toString());

      assertThat(told.exit()).as(told.all()).isEqualTo(2);
      assertThat(told.err()).contains("being written by another export");
      assertThat(held.isValid()).isTrue();
    }
    assertThat(bytes(backup())).containsAllEntriesOf(before);
    assertThat(export().exit()).isZero();
    assertThat(lock()).doesNotExist();
    assertThat(isSound(backup())).isTrue();
  }

  private Path lock() {
    return backup().resolve("next/unfinished/lock");
  }

  private boolean isLocked() {
    try (FileChannel channel = FileChannel.open(lock(), WRITE);
        FileLock got = channel.tryLock()) {
      return got == null;
    } catch (OverlappingFileLockException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
