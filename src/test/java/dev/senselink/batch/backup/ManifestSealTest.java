package dev.senselink.batch.backup;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.backup.BackupException.Kind;
import dev.senselink.batch.backup.export.FolderBackupTarget;
import dev.senselink.batch.backup.export.ZipBackupTarget;
import dev.senselink.batch.backup.verify.Verification;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.lingala.zip4j.ZipFile;
import net.lingala.zip4j.model.ZipParameters;
import net.lingala.zip4j.model.enums.EncryptionMethod;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever can write a backup can write its checksums too; a seal needs the password or the key. */
@Tag("slow")
class ManifestSealTest {
  private static final char[] PASSWORD = "pass".toCharArray();
  private static final BackupKeys BY_PASSWORD = BackupKeys.ofPassword(PASSWORD);
  private static final BackupKeys BY_KEY = key("a key of more than 16 bytes");

  @TempDir static Path made;
  @TempDir Path folder;
  private Path zip;
  private Path sealed;

  private static BackupKeys key(String text) {
    return new BackupKeys(new char[0], text.getBytes(StandardCharsets.UTF_8));
  }

  /** Once: making a key of a password takes its time on purpose. */
  @BeforeAll
  static void write() throws IOException {
    Path scratch = Files.createDirectory(made.resolve("scratch"));
    try (ZipBackupTarget place =
        SampleBackup.zip(made.resolve("backup.zip"), BY_PASSWORD, scratch)) {
      SampleBackup.write(place, 1);
    }
    SampleBackup.write(made.resolve("sealed"), 1, BY_KEY);
  }

  @BeforeEach
  void take() throws IOException {
    zip = Files.copy(made.resolve("backup.zip"), folder.resolve("backup.zip"));
    sealed = SampleBackup.copy(made.resolve("sealed"), folder.resolve("sealed"));
  }

  @Test
  void what_was_written_with_them_is_sound() {
    assertThat(damages(zip, BY_PASSWORD)).isEmpty();
    assertThat(damages(sealed, BY_KEY)).isEmpty();
    // Who has no key can still look for damage.
    assertThat(damages(sealed, BackupKeys.none())).isEmpty();
  }

  /** The attack of the finding: plain, with one more person and checksums that are right. */
  @Test
  void a_plain_zip_in_the_place_of_an_encrypted_one_is_refused() throws IOException {
    Path other = folder.resolve("other");
    SampleBackup.write(other, 2);
    try (ZipFile plain = new ZipFile(folder.resolve("plain.zip").toFile())) {
      for (File file : other.toFile().listFiles()) {
        if (file.isDirectory()) {
          plain.addFolder(file);
        } else {
          plain.addFile(file);
        }
      }
    }
    Path plain = folder.resolve("plain.zip");

    assertThat(damages(plain, BackupKeys.none())).isEmpty();
    assertRefused(plain);
    assertRefused(other);
  }

  /** The library lists by the table at the end and reads by what stands before the content. */
  @Test
  void nor_is_one_whose_table_says_encrypted_and_whose_files_are_not() throws IOException {
    Path other = folder.resolve("other");
    SampleBackup.write(other, 2);
    Path forged = TwoFacedZip.of(other, folder.resolve("forged.zip"));

    assertRefused(forged);
  }

  /** Exchanged after the zip was opened, when all of it was looked at. */
  @Test
  void a_file_that_is_plain_by_now_is_not_read() throws IOException {
    Path other = folder.resolve("other");
    SampleBackup.write(other, 2);
    Path encrypted = encrypted(other);
    try (BackupSource source = BackupSource.open(encrypted, PASSWORD)) {
      byte[] content = Files.readAllBytes(encrypted);
      content[6] &= ~1; // the flag of the first file
      Files.write(encrypted, content);

      List<String> refused = new ArrayList<>();
      for (BackupSource.Entry entry : source.entries()) {
        try (InputStream in = source.open(entry.name())) {
          assertThat(in.readAllBytes()).isNotEmpty();
        } catch (BackupException e) {
          assertThat(e.kind()).isEqualTo(Kind.NOT_ENCRYPTED);
          refused.add(entry.name());
        }
      }
      assertThat(refused).hasSize(1);
    }
  }

  private Path encrypted(Path backup) throws IOException {
    Path made = folder.resolve("encrypted.zip");
    ZipParameters parameters = new ZipParameters();
    parameters.setEncryptFiles(true);
    parameters.setEncryptionMethod(EncryptionMethod.AES);
    try (ZipFile zipped = new ZipFile(made.toFile(), PASSWORD)) {
      for (File file : backup.toFile().listFiles()) {
        if (file.isDirectory()) {
          zipped.addFolder(file, parameters);
        } else {
          zipped.addFile(file, parameters);
        }
      }
    }
    return made;
  }

  /** Encryption proves of each file who wrote it, and not which file it is. */
  @Test
  void an_encrypted_backup_that_never_had_a_seal_is_damaged_too() throws IOException {
    Path other = folder.resolve("other");
    SampleBackup.write(other, 2);
    Path encrypted = encrypted(other);

    assertThat(damages(encrypted, BY_PASSWORD)).containsExactly("manifest.seal: is missing");
    assertThatThrownBy(() -> Backup.open(encrypted, BY_PASSWORD))
        .isInstanceOfSatisfying(
            BackupException.class, e -> assertThat(e.kind()).isEqualTo(Kind.DAMAGED))
        .hasMessageStartingWith("manifest.seal: ");
  }

  /** Between the look at everything and the opening, or ever after. */
  @Test
  void what_is_read_is_what_the_seal_proves() throws IOException {
    try (Backup backup = Backup.open(sealed, BY_KEY)) {
      BackedUpPhoto photo;
      try (Stream<BackedUpPhoto> all = backup.photos()) {
        photo = all.findFirst().orElseThrow();
      }
      Files.write(sealed.resolve(photo.file()), new byte[(int) photo.bytes()]);
      Files.writeString(sealed.resolve("groups.csv"), "\ufeffid,type,name\r\n1,1,Server room\r\n");

      try (InputStream in = backup.photo(photo.id()).orElseThrow()) {
        assertThatThrownBy(in::readAllBytes).hasMessageContaining("checksum differs");
      }
      assertThatThrownBy(() -> backup.groups().close()).hasMessageStartingWith("groups.csv: ");
    }
    SampleBackup.write(folder.resolve("other"), 2);
    Path manifest = sealed.resolve(BackupLayout.MANIFEST);
    Files.copy(folder.resolve("other/manifest.json"), manifest, REPLACE_EXISTING);
    assertThatThrownBy(() -> Backup.open(sealed, BY_KEY))
        .hasMessageStartingWith("manifest.seal: does not match");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "weak"})
  void so_is_one_file_that_is_not_encrypted_as_the_others_are(String how) throws IOException {
    try (ZipFile changed = new ZipFile(zip.toFile(), PASSWORD)) {
      Path company = Files.writeString(folder.resolve("company.json"), "{}");
      ZipParameters parameters = new ZipParameters();
      if (how.equals("weak")) {
        parameters.setEncryptFiles(true);
        parameters.setEncryptionMethod(EncryptionMethod.ZIP_STANDARD);
      }
      changed.addFile(company.toFile(), parameters);
    }

    assertRefused(zip);
  }

  private void assertRefused(Path path) {
    assertThatThrownBy(() -> Verification.of(path, BY_PASSWORD, damage -> {}))
        .isInstanceOfSatisfying(
            BackupException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_ENCRYPTED))
        .hasMessageContaining("not encrypted");
    assertThatThrownBy(() -> Backup.open(path, BY_PASSWORD)).isInstanceOf(BackupException.class);
  }

  /** A manifest says that there is one, so that it cannot be taken away. */
  @Test
  void an_encrypted_backup_without_its_seal_is_damaged() throws IOException {
    try (ZipFile changed = new ZipFile(zip.toFile(), PASSWORD)) {
      changed.removeFile(BackupLayout.SEAL);
    }

    assertThat(damages(zip, BY_PASSWORD)).containsExactly("manifest.seal: is missing");
  }

  /** Everything is put right but the seal: checksums, the manifest, the manifest's checksum. */
  @Test
  void a_backup_written_by_somebody_without_the_key_is_damaged() throws IOException {
    Path forged = folder.resolve("forged");
    SampleBackup.write(forged, 2);
    assertThat(damages(forged, BackupKeys.none())).isEmpty();
    assertThat(damages(forged, BY_KEY)).containsExactly("manifest.seal: is missing");

    Files.copy(sealed.resolve(BackupLayout.SEAL), forged.resolve(BackupLayout.SEAL));
    assertThat(damages(forged, BY_KEY)).containsExactly("manifest.seal: does not match");

    Path another = folder.resolve("another");
    SampleBackup.write(another, 2, key("another key of 16 bytes"));
    assertThat(damages(another, BY_KEY)).containsExactly("manifest.seal: does not match");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "key",
        "key zz",
        "key 00 11",
        "password 600000 00 11",
        "password 99999999999 00 11",
        "password -1 00 11",
        "password 1  11",
        "password 1 xy 11",
        "\u0000",
      })
  void a_seal_of_any_other_form_fits_nothing(String line) throws IOException {
    Files.writeString(sealed.resolve(BackupLayout.SEAL), line);

    assertThat(damages(sealed, BY_KEY)).containsExactly("manifest.seal: does not match");
    assertThat(ManifestSeal.fitsPassword(List.of(line), new byte[0], PASSWORD)).isFalse();
  }

  /** An export without the key that brings it up to date must not leave the old seal behind. */
  @Test
  void an_export_without_the_key_takes_the_seal_away() throws IOException {
    Manifest before;
    try (Backup backup = Backup.open(sealed, BackupKeys.none())) {
      before = backup.manifest();
    }
    try (FolderBackupTarget place = SampleBackup.folder(sealed, before, BackupKeys.none())) {
      SampleBackup.write(place, 2);
    }

    assertThat(sealed.resolve(BackupLayout.SEAL)).doesNotExist();
    assertThat(damages(sealed, BackupKeys.none())).isEmpty();
    assertThat(damages(sealed, BY_KEY)).containsExactly("manifest.seal: is missing");
  }

  @Test
  void a_key_that_could_be_guessed_is_refused() throws IOException {
    Path key = Files.writeString(folder.resolve("key"), "fifteen letters");

    assertThatThrownBy(() -> BackupKeys.read(null, key))
        .isInstanceOfSatisfying(
            BackupException.class, e -> assertThat(e.kind()).isEqualTo(Kind.PASSWORD))
        .hasMessageContaining("16 bytes");
    assertThat(BY_KEY.toString() + BY_PASSWORD).doesNotContain("key of", "pass");
  }

  /** What is damaged, up to the words that follow a colon. */
  private static List<String> damages(Path backup, BackupKeys keys) {
    List<String> found = new ArrayList<>();
    Verification.of(
        backup, keys, damage -> found.add(damage.file() + ": " + damage.what().split(":")[0]));
    return found;
  }
}
