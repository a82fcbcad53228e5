package dev.senselink.batch.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.backup.EncryptedCopy;
import dev.senselink.batch.cli.Shell;
import dev.senselink.batch.cli.Shell.Told;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.sandbox.fault.FaultRule;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code export --record-photos} brings the pictures taken at the doors, and loses none unsaid. */
@Tag("slow")
class RecordPhotosTest {
  private static final Instant WHEN = Instant.parse("2026-03-01T00:00:00Z");

  @TempDir Path folder;

  private Shell shell;
  private long ana;
  private byte[] face;

  @BeforeEach
  void a_server_with_three_records() {
    shell = Shell.in(folder).with("SENSELINK_TIME_ZONE", "UTC").with("SENSELINK_TRIES", "2");
    face = Portraits.person(1, 160);
    ana =
        shell.sandbox().addPerson(1, Map.of("name", "Ana", "jobNumber", "A1", "groups", "1"), face);
    shell.sandbox().addRecord(ana, WHEN);
    shell.sandbox().addRecord(0, WHEN.plusSeconds(1));
    shell.sandbox().addRecord(ana, WHEN.plusSeconds(2));
  }

  @AfterEach
  void close() {
    shell.close();
  }

  private Path backup() {
    return folder.resolve("backup");
  }

  private Told export(String... more) {
    return shell.run(
        Stream.concat(Stream.of("export", backup().toString()), Stream.of(more))
            .toArray(String[]::new));
  }

  private Told verify() {
    return shell.run("verify", backup().toString());
  }

  private JsonNode manifest() {
    return JsonMapper.shared().readTree(Shell.plain(backup().resolve("manifest.json")));
  }

  private static List<String> whats(JsonNode list) {
    return list.values().stream()
        .map(one -> one.path("what").asString() + " " + one.path("count").asString("-"))
        .toList();
  }

  private List<Map<String, String>> list() {
    return Shell.rows(backup().resolve("record-photos.csv"));
  }

  private long fetched() {
    return shell.sandbox().calls().stream().filter(c -> c.operation().equals("getImage")).count();
  }

  private Map<String, List<Byte>> pictures() throws IOException {
    Map<String, List<Byte>> all = new TreeMap<>();
    try (Stream<Path> files = Files.list(backup().resolve("record-photos"))) {
      for (Path file : files.toList()) {
        all.put(file.getFileName().toString(), bytes(Files.readAllBytes(file)));
      }
    }
    return all;
  }

  private static List<Byte> bytes(byte[] content) {
    List<Byte> bytes = new ArrayList<>();
    for (byte one : content) {
      bytes.add(one);
    }
    return bytes;
  }

  @Test
  void each_picture_is_a_file_of_its_own_in_the_list_and_no_longer_left_out() throws IOException {
    Told told = export("--record-photos", "--json");

    assertThat(told.exit()).as(told.all()).isZero();
    List<String> ids =
        Shell.rows(backup().resolve("records-2026-03.csv")).stream()
            .filter(row -> !row.get("signAvatar").isEmpty())
            .map(row -> row.get("id"))
            .toList();
    assertThat(ids).hasSize(2);
    assertThat(list())
        .extracting(row -> row.get("file"))
        .containsExactly(
            "record-photos/" + ids.get(0) + ".jpg",
            "record-photos/" + ids.get(0) + "-large.jpg",
            "record-photos/" + ids.get(1) + ".jpg",
            "record-photos/" + ids.get(1) + "-large.jpg");
    assertThat(list()).extracting(row -> row.get("id")).contains(ids.get(0), ids.get(1));
    assertThat(pictures().values()).hasSize(4).allMatch(bytes(face)::equals);
    assertThat(manifest().path("files").path("record-photos.csv").path("rows").asInt())
        .isEqualTo(4);
    assertThat(whats(manifest().path("notIncluded"))).isEmpty();
    assertThat(whats(manifest().path("missing"))).isEmpty();
    assertThat(told.json().path("recordPhotos").asInt()).isEqualTo(4);
    assertThat(told.json().path("recordPhotosFetched").asInt()).isEqualTo(4);
    assertThat(told.err()).contains("door pictures: 4 (4 fetched now)");
    Told verified = verify();
    assertThat(verified.exit()).as(verified.all()).isZero();
    assertThat(
            shell.run("verify", backup().toString(), "--json").json().path("recordPhotos").asInt())
        .isEqualTo(4);
    assertOnlyForTheOwner();
  }

  private void assertOnlyForTheOwner() throws IOException {
    if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    Path pictures = backup().resolve("record-photos");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(pictures)))
        .isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(pictures)) {
      for (Path file : files.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void one_that_was_deleted_changed_or_put_there_is_named() throws IOException {
    export("--record-photos");
    String first = list().get(0).get("file");
    String last = list().get(3).get("file");
    Files.delete(backup().resolve(first));
    byte[] changed = face.clone();
    changed[100] ^= 1;
    Files.write(backup().resolve(last), changed);
    Files.write(backup().resolve("record-photos/999.jpg"), face);

    Told told = verify();

    assertThat(told.exit()).as(told.all()).isEqualTo(3);
    assertThat(told.out().lines())
        .containsExactlyInAnyOrder(
            first + ": it is missing",
            last + ": its content is not what was written (the checksum differs)",
            "record-photos/999.jpg: it is not part of the backup");
    Files.delete(backup().resolve("record-photos/999.jpg"));
    Told again = export("--record-photos");
    assertThat(again.exit()).as(again.all()).isZero();
    assertThat(again.out()).contains("door pictures: 4 (2 fetched now)");
    assertThat(verify().exit()).isZero();
  }

  @Test
  void one_that_cannot_be_had_is_told_and_is_exit_3() throws IOException {
    shell.sandbox().script(FaultRule.on("getImage").status(404).call(3).build());

    Told told = export("--record-photos");

    assertThat(told.exit()).as(told.all()).isEqualTo(3);
    assertThat(whats(manifest().path("missing"))).containsExactly("recordPhoto 1");
    assertThat(told.out()).contains("the server does not return the photo (code 404)");
    assertThat(list()).hasSize(3);
    assertThat(verify().exit()).isZero();
    Told again = export("--record-photos");
    assertThat(again.exit()).as(again.all()).isZero();
    assertThat(list()).hasSize(4);
  }

  @Test
  void a_rerun_fetches_the_new_ones_alone_and_keeps_what_the_server_has_lost() throws IOException {
    export("--record-photos");
    Map<String, List<Byte>> before = pictures();
    long asked = fetched();
    shell.sandbox().addRecord(ana, WHEN.plusSeconds(3));
    Told told = export("--record-photos");
    assertThat(told.exit()).as(told.all()).isZero();
    assertThat(fetched()).isEqualTo(asked + 2);
    assertThat(pictures()).hasSize(6).containsAllEntriesOf(before);
    shell.sandbox().script(FaultRule.on("getImage").status(404).build());

    Told lost = export("--record-photos");

    assertThat(lost.exit()).as(lost.all()).isZero();
    assertThat(pictures()).hasSize(6);
  }

  @Test
  void an_export_that_stops_among_them_leaves_the_old_backup_and_continues() throws IOException {
    export("--record-photos");
    Map<String, List<Byte>> before = pictures();
    String manifest = Files.readString(backup().resolve("manifest.json"));
    for (int n = 3; n < 23; n++) {
      shell.sandbox().addRecord(ana, WHEN.plusSeconds(n));
    }
    long asked = fetched();
    shell
        .sandbox()
        .script(
            FaultRule.on("getImage").when(sent -> fetched() > asked + 20).apiCode(10001).build());

    Told stopped = export("--record-photos");

    assertThat(stopped.exit()).as(stopped.all()).isEqualTo(4);
    assertThat(pictures()).isEqualTo(before);
    assertThat(Files.readString(backup().resolve("manifest.json"))).isEqualTo(manifest);
    assertThat(verify().exit()).isZero();
    shell.sandbox().clearFaults();
    long cut = fetched();
    Told told = export("--record-photos");
    assertThat(told.exit()).as(told.all()).isZero();
    assertThat(pictures()).hasSize(44).containsAllEntriesOf(before);
    assertThat(fetched() - cut).as("only those that were not there").isLessThanOrEqualTo(30);
    assertThat(verify().exit()).isZero();
  }

  @Test
  void without_the_option_they_are_not_lost_but_the_new_backup_is_put_beside() throws IOException {
    export("--record-photos");

    Told told = export();

    assertThat(told.exit()).as(told.all()).isEqualTo(3);
    assertThat(told.err()).contains("4 pictures taken at the doors", "--record-photos");
    assertThat(told.out()).contains("door pictures: 0 of 4");
    assertThat(pictures()).hasSize(4);
    assertThat(folder.resolve("backup.shrunk/manifest.json")).exists();
    assertThat(folder.resolve("backup.shrunk/record-photos")).doesNotExist();
    assertThat(export("--records-from", "2026-03-01 00:00:01").exit()).isEqualTo(3);
    assertThat(pictures()).as("a shorter time, without the option").hasSize(4);
    assertThat(export("--accept-shrink").exit()).isZero();
    assertThat(backup().resolve("record-photos")).doesNotExist();
    assertThat(backup().resolve("record-photos.csv")).doesNotExist();
    assertThat(whats(manifest().path("notIncluded"))).containsExactly("recordPhoto 4");
    assertThat(verify().exit()).isZero();
  }

  @Test
  void of_a_shorter_time_there_are_the_pictures_of_its_records() throws IOException {
    export("--record-photos");

    Told told = export("--record-photos", "--records-from", "2026-03-01 00:00:01");

    assertThat(told.exit()).as(told.all()).isZero();
    assertThat(pictures()).hasSize(2);
    assertThat(verify().exit()).isZero();
  }

  @Test
  void one_that_shrank_takes_its_pictures_with_it() throws IOException {
    export("--record-photos");
    for (int n = 0; n < 5; n++) {
      shell.sandbox().addPerson(1, Map.of("name", "N" + n, "jobNumber", "N" + n), face);
    }
    export("--record-photos");
    shell.sandbox().removePerson(ana + 1);

    Told told = export("--record-photos");

    assertThat(told.exit()).as(told.all()).isEqualTo(3);
    Path beside = folder.resolve("backup.shrunk");
    assertThat(Shell.rows(beside.resolve("record-photos.csv"))).hasSize(4);
    assertThat(shell.run("verify", beside.toString()).exit()).isZero();
    assertThat(verify().exit()).isZero();
    assertThat(backup().resolve("next")).doesNotExist();
  }

  @Test
  void an_encrypted_zip_holds_them_and_so_does_an_encrypted_copy() throws IOException {
    Path zip = folder.resolve("b.zip");
    Path secret = shell.write("secret.txt", "pass\n");
    String[] command = {
      "export",
      "--encrypt-to-zip",
      zip.toString(),
      "--password-file",
      secret.toString(),
      "--record-photos"
    };
    String[] verify = {"verify", zip.toString(), "--password-file", secret.toString(), "--json"};
    assertThat(shell.run(command).exit()).isZero();
    Told sound = shell.run(verify);
    assertThat(sound.exit()).as(sound.all()).isZero();
    assertThat(sound.json().path("recordPhotos").asInt()).isEqualTo(4);
    assertThat(shell.run(command).exit()).as("over the old one").isZero();
    export("--record-photos");
    try (OutputStream out = Files.newOutputStream(zip)) {
      EncryptedCopy.write(backup(), "pass".toCharArray(), out);
    }
    Told copied = shell.run(verify);
    assertThat(copied.exit()).as(copied.all()).isZero();
    assertThat(copied.json().path("recordPhotos").asInt()).isEqualTo(4);
    Files.delete(backup().resolve(list().get(0).get("file")));
    OutputStream nowhere = OutputStream.nullOutputStream();
    assertThatThrownBy(() -> EncryptedCopy.write(backup(), "pass".toCharArray(), nowhere))
        .hasMessageContaining("record-photos/");
  }

  @Test
  void a_restore_takes_a_backup_that_holds_them() {
    export("--record-photos");

    Told plan = shell.run("restore", backup().toString(), "--plan");

    assertThat(plan.exit()).as(plan.all()).isZero();
  }

  @Test
  void without_records_there_are_none() {
    Told told = export("--record-photos", "--no-records");

    assertThat(told.exit()).isEqualTo(2);
    assertThat(told.err()).contains("--no-records");
    assertThat(backup()).doesNotExist();
  }
}
