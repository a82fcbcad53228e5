package dev.senselink.batch.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.backup.verify.Verification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A backup in a folder as an encrypted zip: the same backup, or none. */
class EncryptedCopyTest {
  private static final char[] PASSWORD = "a long pass phrase".toCharArray();

  @TempDir Path folder;
  private Path backup;

  @BeforeEach
  void make() throws IOException {
    backup = folder.resolve("backup");
    SampleBackup.write(backup, 3);
  }

  private Path zip() throws IOException {
    Path zip = folder.resolve("copy.zip");
    try (OutputStream out = Files.newOutputStream(zip)) {
      EncryptedCopy.write(backup, PASSWORD, out);
    }
    return zip;
  }

  @Test
  void it_is_the_same_backup_to_whoever_has_the_password() throws IOException {
    Path zip = zip();
    List<BackupDamage> damage = new ArrayList<>();

    Verification.Result result = Verification.of(zip, BackupKeys.ofPassword(PASSWORD), damage::add);

    assertThat(damage).isEmpty();
    assertThat(result.photos()).isPositive();
    try (Backup copy = Backup.open(zip, BackupKeys.ofPassword(PASSWORD));
        Backup first = Backup.open(backup, BackupKeys.none());
        Stream<BackedUpUser> copied = copy.users();
        Stream<BackedUpUser> users = first.users()) {
      assertThat(copy.manifest()).isEqualTo(first.manifest());
      assertThat(copied.toList()).isEqualTo(users.toList());
    }
  }

  @Test
  void nobody_else_opens_it_or_reads_a_name_in_it() throws IOException {
    Path zip = zip();
    String name;
    try (Backup first = Backup.open(backup, BackupKeys.none());
        Stream<BackedUpUser> users = first.users()) {
      byte[] written = users.findFirst().orElseThrow().name().getBytes(StandardCharsets.UTF_8);
      name = new String(written, StandardCharsets.ISO_8859_1);
    }

    assertThatThrownBy(() -> Backup.open(zip, BackupKeys.none()))
        .isInstanceOf(BackupException.class);
    assertThatThrownBy(() -> Backup.open(zip, BackupKeys.ofPassword("another".toCharArray())))
        .isInstanceOf(BackupException.class);
    assertThat(Files.readString(backup.resolve("users.csv"), StandardCharsets.ISO_8859_1))
        .contains(name);
    assertThat(Files.readString(zip, StandardCharsets.ISO_8859_1)).doesNotContain(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"users.csv", "guests.csv", "company.json", "photos.csv"})
  void of_a_file_that_was_exchanged_there_is_no_copy(String file) throws IOException {
    byte[] content = Files.readAllBytes(backup.resolve(file));
    content[content.length - 3] ^= 1;
    Files.write(backup.resolve(file), content);
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    assertThatThrownBy(() -> EncryptedCopy.write(backup, PASSWORD, out))
        .isInstanceOfAny(BackupException.class, IOException.class);

    assertThat(out.toString(StandardCharsets.ISO_8859_1)).doesNotContain("manifest.json");
  }

  @Test
  void of_a_photo_that_was_exchanged_there_is_no_copy() throws IOException {
    Path photo;
    try (Stream<Path> photos = Files.list(backup.resolve("photos"))) {
      photo = photos.findFirst().orElseThrow();
    }
    byte[] content = Files.readAllBytes(photo);
    content[content.length / 2] ^= 1;
    Files.write(photo, content);

    assertThatThrownBy(() -> EncryptedCopy.write(backup, PASSWORD, OutputStream.nullOutputStream()))
        .isInstanceOfAny(BackupException.class, IOException.class);

    Files.delete(photo);
    assertThatThrownBy(() -> EncryptedCopy.write(backup, PASSWORD, OutputStream.nullOutputStream()))
        .isInstanceOf(BackupException.class);
  }
}
