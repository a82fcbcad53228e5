package dev.senselink.batch.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.senselink.batch.backup.BackupException.Kind;
import dev.senselink.batch.backup.Manifest.FileFacts;
import dev.senselink.batch.backup.export.ZipBackupTarget;
import dev.senselink.batch.backup.verify.BackupFileCheck;
import dev.senselink.batch.backup.verify.Verification;
import dev.senselink.batch.disk.DurableFiles;
import dev.senselink.batch.disk.Sha256Digest;
import dev.senselink.batch.photo.ZipFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Backups that somebody has made to do harm, or chance has: damage, and never worse. */
@Tag("slow")
class HostileBackupTest {
  private static final char[] PASSWORD = "pass".toCharArray();

  @TempDir Path folder;

  /** A few such, packed to nothing, would be larger than memory. */
  @Test
  void a_photo_larger_than_any_is_no_photo() throws IOException {
    Path sample = sample();
    try (Backup backup = Backup.open(sample, BackupKeys.none());
        Stream<BackedUpPhoto> photos = backup.photos()) {
      long person = photos.findFirst().orElseThrow().id();
      try (FileChannel photo =
          FileChannel.open(sample.resolve(BackupLayout.photo(person)), StandardOpenOption.WRITE)) {
        photo.write(ByteBuffer.wrap(new byte[1]), 60L << 20);
      }

      assertThatThrownBy(() -> backup.photo(person))
          .isInstanceOfSatisfying(
              BackupException.class, e -> assertThat(e.kind()).isEqualTo(Kind.DAMAGED))
          .hasMessageContaining("50 MB");
    }
  }

  private static List<BackupDamage> verified(Path backup, char... password) {
    List<BackupDamage> found = new ArrayList<>();
    Verification.Result result =
        Verification.of(backup, BackupKeys.ofPassword(password), found::add);
    assertThat(result.damages()).isEqualTo(found.size());
    return found;
  }

  private Path sample() throws IOException {
    Path backup = folder.resolve("sample");
    SampleBackup.write(backup, 3);
    return backup;
  }

  private Path zipped() throws IOException {
    Path zip = folder.resolve("b.zip");
    Path sealed = Files.createDirectories(folder.resolve("sealed"));
    try (ZipBackupTarget place = SampleBackup.zip(zip, BackupKeys.ofPassword(PASSWORD), sealed)) {
      SampleBackup.write(place, 3);
    }
    return zip;
  }

  /** With a checksum that fits: only what it says is wrong. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"users.csv\":{\"rows\":1e30,\"bytes\":1,\"sha256\":\"\"}}",
        "{\"users.csv\":{\"rows\":12345678901234567890123,\"bytes\":1,\"sha256\":\"\"}}",
        "{\"users.csv\":{\"rows\":8,\"bytes\":99999999999999999999999,\"sha256\":\"\"}}",
        "{\"users.csv\":{\"rows\":8,\"bytes\":-1,\"sha256\":7}}",
        "{\"users.csv\":[]}",
        "{\"users.csv\":null}",
        "{\"/etc/passwd\":{\"rows\":null,\"bytes\":1,\"sha256\":\"\"}}",
        "{\"..\\\\users.csv\":{}}",
        "{\"photos/../users.csv\":{}}",
        "{\"a\\u0000b\":{}}",
        "{\"users.csv\\nusers.csv: forged\":{}}",
        "[]",
        "7",
        "null"
      })
  void an_odd_manifest_is_damage(String files) throws IOException {
    Path backup = sample();
    byte[] json =
        ("{\"format\":\"senselink-backup\",\"version\":1,\"company\":{\"id\":1e99},\"files\":"
                + files
                + ",\"missing\":{\"a\":7}}")
            .getBytes(StandardCharsets.UTF_8);
    Files.write(backup.resolve("manifest.json"), json);
    Files.writeString(backup.resolve("manifest.sha256"), Manifest.checksum(json));

    List<BackupDamage> found = verified(backup);

    assertThat(found).isNotEmpty();
    assertThat(found).extracting(BackupDamage::toString).noneMatch(line -> line.contains("\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "7",
        "{\"format\":\"senselink-backup\",\"version\":99999999999999999999}",
        "{\"format\":\"senselink-backup\",\"version\":{}}",
        "{\"format\":\"senselink-backup\",\"version\":1,\"files\":{},\"files\":{}}",
        "{\"format\":7}"
      })
  void what_is_no_manifest_of_this_version_is_damage(String json) throws IOException {
    Path backup = sample();
    Files.writeString(backup.resolve("manifest.json"), json);

    assertThat(verified(backup)).extracting(BackupDamage::file).contains("manifest.json");
    assertThatThrownBy(() -> Backup.open(backup, BackupKeys.none()))
        .isInstanceOfSatisfying(
            BackupException.class, e -> assertThat(e.kind()).isEqualTo(Kind.DAMAGED));
  }

  @Test
  void foreign_names_forge_no_line_and_reach_no_terminal() throws IOException {
    Path zip = folder.resolve("odd.zip");
    try (ZipOutputStream made = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (String name :
          List.of("users.csv\nfine: all is well", "\u001b[2Jgone", "\u202egpj.exe", "/", "../x")) {
        made.putNextEntry(new ZipEntry(name));
        made.closeEntry();
      }
    }

    List<String> lines = verified(zip).stream().map(BackupDamage::toString).toList();

    assertThat(lines)
        .contains(
            "users.csv\\u000afine: all is well: it is not part of the backup",
            "\\u001b[2Jgone: it is not part of the backup",
            "\\u202egpj.exe: it is not part of the backup",
            "/: it is not part of the backup",
            "../x: it is not part of the backup");
  }

  /** So that a small zip is a million large files. */
  @Test
  void files_of_a_zip_that_lie_one_over_another_are_damage() throws IOException {
    Path zip = folder.resolve("over.zip");
    try (ZipOutputStream made = new ZipOutputStream(Files.newOutputStream(zip))) {
      made.putNextEntry(new ZipEntry("users.csv"));
      made.write(new byte[1000]);
      made.putNextEntry(new ZipEntry("guests.csv"));
      made.write(new byte[1000]);
    }
    ZipFiles.patch(zip, ZipFiles.CENTRAL, 20, (short) (Files.size(zip) / 2 + 1)); // packed sizes

    assertThat(verified(zip))
        .singleElement()
        .asString()
        .startsWith("over.zip: ")
        .contains("more room than the zip has");
  }

  @Test
  void a_zip_with_a_file_that_has_no_name_is_damaged() throws IOException {
    Path zip = folder.resolve("odd.zip");
    try (ZipOutputStream made = new ZipOutputStream(Files.newOutputStream(zip))) {
      made.putNextEntry(new ZipEntry(""));
      made.closeEntry();
    }

    assertThat(verified(zip)).isNotEmpty();
  }

  /** What a zip says of a size is not what comes out of it. */
  @Test
  void a_file_is_not_read_much_further_than_it_is_to_be_long() {
    BackupSource endless =
        new BackupSource() {
          @Override
          public List<Entry> entries() {
            return List.of(new Entry("company.json", true));
          }

          @Override
          public Stream<String> recordPhotos() {
            return Stream.empty();
          }

          @Override
          public OptionalLong size(String name) {
            return OptionalLong.of(10);
          }

          @Override
          public InputStream open(String name) {
            return new InputStream() {
              @Override
              public int read() {
                return 0;
              }
            };
          }

          @Override
          public void close() {
            // Nothing is open.
          }
        };
    List<String> found = new ArrayList<>();
    BackupFileCheck check = new BackupFileCheck(endless, Map.of(), (file, what) -> found.add(file));

    boolean sound =
        assertTimeoutPreemptively(
            Duration.ofSeconds(120),
            () -> check.isSound("company.json", new FileFacts(null, 10, "0".repeat(64))));

    assertThat(sound).isFalse();
    assertThat(found).containsExactly("company.json");
  }

  /** Where the first file begins in a zip: behind its header, its name and its extra field. */
  private static int contentOfFirst(byte[] zip) {
    ByteBuffer head = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    return 30 + head.getShort(26) + head.getShort(28);
  }

  @Test
  void a_damage_where_the_password_is_tried_is_no_wrong_password() throws IOException {
    Path zip = zipped();
    byte[] content = Files.readAllBytes(zip);
    content[contentOfFirst(content) + 16] ^= 1; // what tells whether the password fits
    Files.write(zip, content);

    assertThat(verified(zip, PASSWORD))
        .extracting(BackupDamage::file)
        .containsExactly("company.json");
    assertThatThrownBy(() -> verified(zip, 'x'))
        .isInstanceOfSatisfying(
            BackupException.class, e -> assertThat(e.kind()).isEqualTo(Kind.PASSWORD));
  }

  @Test
  void the_photos_of_a_zip_are_read_by_many_threads_at_once()
      throws IOException, InterruptedException, ExecutionException {
    ExecutorService many = Executors.newFixedThreadPool(8);
    try (Backup backup = Backup.open(zipped(), BackupKeys.ofPassword(PASSWORD))) {
      List<BackedUpPhoto> photos;
      try (Stream<BackedUpPhoto> all = backup.photos()) {
        photos = all.toList();
      }
      List<Callable<Boolean>> reads = new ArrayList<>();
      for (int n = 0; n < 400; n++) {
        BackedUpPhoto photo = photos.get(n % photos.size());
        reads.add(
            () -> {
              try (InputStream in = backup.photo(photo.id()).orElseThrow()) {
                return Sha256Digest.hexOf(in.readAllBytes()).equals(photo.sha256());
              }
            });
      }
      for (Future<Boolean> read : many.invokeAll(reads)) {
        assertThat(read.get()).isTrue();
      }
    } finally {
      many.shutdownNow();
    }
  }

  @Test
  void an_id_of_nineteen_digits_is_one_and_a_longer_one_is_none() throws IOException {
    long most = Long.MAX_VALUE;
    assertThat(PhotoKind.PERSON.key(most + ".jpg")).isEqualTo(most);
    assertThat(PhotoKind.PERSON.key("9223372036854775808.jpg")).isNegative();
    assertThat(PhotoKind.PERSON.key("7-large.jpg")).isNegative();
    assertThat(PhotoKind.RECORD.key("4611686018427387904.jpg")).isNegative();
    long half = Long.MAX_VALUE / 2;
    assertThat(PhotoKind.RECORD.key(half + "-large.jpg")).isEqualTo(most);
    assertThat(PhotoKind.RECORD.file(most)).isEqualTo("record-photos/" + half + "-large.jpg");
    assertThat(new CellCursor("x", List.of("" + most, "-" + most)).number()).isEqualTo(most);
    assertThatThrownBy(() -> new CellCursor("x", List.of("9223372036854775808")).number())
        .isInstanceOf(BackupException.class);
  }

  /** A write that went wrong must not end in a file that looks whole. */
  @Test
  void a_torn_file_gets_no_name() throws IOException {
    List<String> named = new ArrayList<>();
    OutputStream out = DurableFiles.createDurable(folder.resolve("part"), () -> named.add("whole"));
    assertThatThrownBy(() -> out.write(new byte[10], 5, 20)).isNotNull();
    out.close();
    assertThat(named).isEmpty();
  }
}
