package dev.senselink.batch.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.backup.BackupException.Kind;
import dev.senselink.batch.backup.BackupLayout.Table;
import dev.senselink.batch.backup.export.BackupTableWriter;
import dev.senselink.batch.backup.export.BackupTarget;
import dev.senselink.batch.backup.export.FolderBackupTarget;
import dev.senselink.batch.backup.export.ZipBackupTarget;
import dev.senselink.batch.disk.Sha256Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written into a backup is read from it exactly, be it a folder or an encrypted zip. */
class BackupFormatTest {
  private static final char[] PASSWORD = "päss 密码".toCharArray();
  private static final BackupKeys KEYS = BackupKeys.ofPassword(PASSWORD);
  private static final byte[] PHOTO = {(byte) 0xff, (byte) 0xd8, 1, 2, 3};

  /** Texts that something on the way could take for something else. */
  private static final List<String> ODD =
      List.of(
          "",
          " blank at both ends ",
          "\ttab",
          "line\nbreak",
          "lone\rreturn",
          "both\r\n",
          "\r",
          "\n",
          "=1+2",
          "'=1+2",
          "''+86",
          "-王",
          "@SUM(A1)",
          "'",
          "'plain",
          "a,b",
          "\"quoted\"",
          "\"",
          "a\"b",
          "𠮷野家",
          "👨‍👩‍👧",
          "e\u0301",
          "é",
          "\u3000full-width",
          "<clear>",
          "a;b\\c/d>e#f",
          "#226",
          "\ufeffmark",
          "\u200bhidden",
          "\u202emarked",
          "\u0001control");

  @TempDir Path folder;

  private interface Writing {
    void into(BackupTarget place, Map<String, Manifest.FileFacts> files) throws IOException;
  }

  private Path written(String kind, Writing writing) throws IOException {
    Map<String, Manifest.FileFacts> files = new LinkedHashMap<>();
    Path path = folder.resolve(kind);
    if (kind.equals("folder")) {
      try (FolderBackupTarget place =
          SampleBackup.folder(path, manifest(files), BackupKeys.none())) {
        writing.into(place, files);
        place.finish(manifest(files));
      }
    } else {
      Path sealed = Files.createDirectories(folder.resolve("sealed"));
      try (ZipBackupTarget place = SampleBackup.zip(path, KEYS, sealed)) {
        writing.into(place, files);
        place.finish(manifest(files));
      }
    }
    return path;
  }

  private static Manifest manifest(Map<String, Manifest.FileFacts> files) {
    return new Manifest(
        "tool 1",
        "10.0.0.5:8443",
        7,
        "公司",
        "2026-01-31T22:00:00+08:00",
        "2026-01-31T22:01:00+08:00",
        null,
        "2026-01-31T21:59:59+08:00",
        files,
        List.of(new Manifest.Missing("idNumber", 3, "never given")),
        List.of(
            new Manifest.NotIncluded("photo", null, "not wanted"),
            new Manifest.NotIncluded("recordPhoto", 4L, "not fetched")));
  }

  private static void table(
      BackupTarget place,
      Map<String, Manifest.FileFacts> files,
      Table table,
      List<List<String>> lines)
      throws IOException {
    try (BackupTableWriter writer =
        BackupTableWriter.create(place, table.file(), table.columns())) {
      for (List<String> line : lines) {
        writer.write(line);
      }
      files.put(table.file(), writer.finish());
    }
  }

  private static BackedUpUser user(long id, String text) {
    return new BackedUpUser(
        text,
        text,
        text,
        text,
        "F",
        "2018-09-30",
        text,
        text,
        text,
        text,
        text,
        text,
        text,
        text.isEmpty() ? List.of() : List.of(text, "x;" + text),
        text,
        id,
        null,
        List.of(1L, id),
        text,
        text,
        text);
  }

  private static BackedUpGuest guest(long id, String text) {
    return new BackedUpGuest(
        text, text, text, List.of(), text, text, "", "", id, List.of(), text, text, text, text);
  }

  private static BackedUpDevice device(long id, String text) {
    return new BackedUpDevice(
        id,
        text,
        text,
        text,
        null,
        text,
        List.of("a\\;b", "c"),
        List.of(),
        List.of(3L, 4L),
        List.of(),
        2L,
        text,
        text);
  }

  private static void everything(BackupTarget place, Map<String, Manifest.FileFacts> files)
      throws IOException {
    List<List<String>> users = new ArrayList<>();
    List<List<String>> guests = new ArrayList<>();
    List<List<String>> departments = new ArrayList<>();
    for (int n = 0; n < ODD.size(); n++) {
      users.add(user(n, ODD.get(n)).cells());
      guests.add(guest(n, ODD.get(n)).cells());
      departments.add(department(n, ODD.get(n)).cells());
    }
    table(place, files, Table.USERS, users);
    table(place, files, Table.GUESTS, guests);
    table(place, files, Table.DEPARTMENTS, departments);
    table(place, files, Table.DEVICES, List.of(device(28, "=cmd").cells()));
    table(place, files, Table.GROUPS, List.of(new BackedUpGroup(1, 2, "默认组").cells()));
    try (OutputStream out = place.create(BackupLayout.photo(5))) {
      out.write(PHOTO);
    }
    table(
        place,
        files,
        Table.PHOTO_LIST,
        List.of(new BackedUpPhoto(5, "photos/5.jpg", "a", 5, Sha256Digest.hexOf(PHOTO)).cells()));
  }

  private static BackedUpDepartment department(long id, String text) {
    return new BackedUpDepartment(id, id % 2 == 0 ? null : 0L, text, text, text, 5L, text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"folder", "zip"})
  void every_text_comes_back_as_it_was(String kind) throws IOException {
    Path path = written(kind, BackupFormatTest::everything);

    try (Backup backup = Backup.open(path, kind.equals("zip") ? KEYS : BackupKeys.none())) {
      assertThat(listed(backup.users())).isEqualTo(each(BackupFormatTest::user));
      assertThat(listed(backup.guests())).isEqualTo(each(BackupFormatTest::guest));
      assertThat(listed(backup.departments())).isEqualTo(each(BackupFormatTest::department));
      assertThat(listed(backup.devices())).containsExactly(device(28, "=cmd"));
      assertThat(listed(backup.groups())).containsExactly(new BackedUpGroup(1, 2, "默认组"));
      try (InputStream photo = backup.photo(5).orElseThrow()) {
        assertThat(photo).hasBinaryContent(PHOTO);
      }
      assertThat(backup.photo(6)).isEmpty();
      assertThat(backup.manifest()).isEqualTo(manifest(backup.manifest().files()));
      assertThat(backup.rows("users.csv")).isEqualTo(ODD.size());
    }
  }

  private interface Made<T> {
    T of(long id, String text);
  }

  private static <T> List<T> each(Made<T> made) {
    List<T> all = new ArrayList<>();
    for (int n = 0; n < ODD.size(); n++) {
      all.add(made.of(n, ODD.get(n)));
    }
    return all;
  }

  private static <T> List<T> listed(Stream<T> stream) {
    try (stream) {
      return stream.toList();
    }
  }

  @Test
  void a_backup_of_a_version_without_the_last_column_is_read() throws IOException {
    List<String> columns = Table.GUESTS.columns();
    List<String> older = columns.subList(0, columns.size() - 1);
    BackedUpGuest guest = guest(7, "old");
    Path path =
        written(
            "folder",
            (place, files) -> {
              try (BackupTableWriter writer =
                  BackupTableWriter.create(place, Table.GUESTS.file(), older)) {
                writer.write(guest.cells().subList(0, older.size()));
                files.put(Table.GUESTS.file(), writer.finish());
              }
            });

    try (Backup backup = Backup.open(path, BackupKeys.none())) {
      List<String> cells = new ArrayList<>(guest.cells());
      cells.set(older.size(), "");
      assertThat(listed(backup.guests()))
          .singleElement()
          .extracting(BackedUpGuest::cells)
          .isEqualTo(cells);
    }
  }

  @Test
  void it_is_closed_to_others_and_the_manifest_is_known_by_its_checksum() throws IOException {
    Path path = written("folder", BackupFormatTest::everything);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rwx------");
    try (Stream<Path> all = Files.walk(path)) {
      assertThat(all.filter(Files::isRegularFile))
          .hasSize(9)
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-------"));
    }
    String sum = Sha256Digest.hexOf(Files.readAllBytes(path.resolve("manifest.json")));
    assertThat(path.resolve("manifest.sha256")).hasContent(sum + "  manifest.json");
    assertThat(path.resolve("unfinished")).doesNotExist();
  }

  @Test
  void nothing_of_an_encrypted_backup_lies_there_in_plain() throws IOException {
    Path path =
        written(
            "zip",
            (place, files) -> {
              everything(place, files);
              for (Path scratch : listed(Files.list(folder.resolve("sealed")))) {
                assertThat(text(scratch)).doesNotContain("默认组", "jobNumber", "𠮷野家");
              }
            });

    assertThat(text(path)).contains("users.csv").doesNotContain("默认组", "senselink-backup");
    assertThat(folder.resolve("zip.part")).doesNotExist();
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  @Test
  void without_the_right_password_it_stays_shut() throws IOException {
    Path path = written("zip", BackupFormatTest::everything);

    assertThatThrownBy(() -> Backup.open(path, BackupKeys.none())).satisfies(is(Kind.PASSWORD));
    assertThatThrownBy(() -> Backup.open(path, BackupKeys.ofPassword("other".toCharArray())))
        .satisfies(is(Kind.PASSWORD));
    Path secret = Files.writeString(folder.resolve("secret"), "\ufeffpäss 密码\r\nnot this\n");
    assertThat(Backup.password(secret)).isEqualTo(PASSWORD);
    Files.writeString(secret, "\n");
    assertThatThrownBy(() -> Backup.password(secret)).satisfies(is(Kind.PASSWORD));
  }

  @Test
  void what_is_no_backup_is_told_apart() throws IOException {
    Path text = Files.writeString(folder.resolve("text"), "PX no zip");
    Path cut = folder.resolve("cut.zip");
    Files.write(
        cut, java.util.Arrays.copyOf(Files.readAllBytes(written("zip", this::photoOnly)), 150));

    assertThatThrownBy(() -> Backup.open(folder.resolve("no"), KEYS)).satisfies(is(Kind.NOT_THERE));
    assertThatThrownBy(() -> Backup.open(text, KEYS)).satisfies(is(Kind.NO_BACKUP));
    assertThatThrownBy(() -> Backup.open(cut, KEYS)).satisfies(is(Kind.DAMAGED));
    assertThatThrownBy(() -> Backup.open(folder, BackupKeys.none()))
        .satisfies(is(Kind.DAMAGED))
        .hasMessageStartingWith("manifest.json: ");
  }

  private void photoOnly(BackupTarget place, Map<String, Manifest.FileFacts> files)
      throws IOException {
    try (OutputStream out = place.create(BackupLayout.photo(1))) {
      out.write(PHOTO);
    }
    table(place, files, Table.PHOTO_LIST, List.of());
  }

  private static java.util.function.Consumer<Throwable> is(Kind kind) {
    return thrown ->
        assertThat(thrown)
            .isInstanceOfSatisfying(
                BackupException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }

  @Test
  void an_export_cut_short_is_no_backup() throws IOException {
    try (FolderBackupTarget place =
        SampleBackup.folder(folder.resolve("b"), manifest(Map.of()), BackupKeys.none())) {
      everything(place, new LinkedHashMap<>());
    }

    assertThatThrownBy(() -> Backup.open(folder.resolve("b"), BackupKeys.none()))
        .satisfies(is(Kind.DAMAGED));
    assertThat(folder.resolve("b/next/unfinished/unfinished.json")).exists();
  }
}
