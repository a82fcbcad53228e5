package dev.senselink.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.OtherUser;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.lingala.zip4j.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup that somebody else has put in the place of one's own puts nobody at the doors. */
@Tag("slow")
class SealedBackupTest {
  @TempDir Path folder;
  private Shell shell;
  private String password;
  private String key;

  @BeforeEach
  void open() throws IOException {
    shell = Shell.in(folder);
    Path secret = shell.write("password.txt", "a password\n");
    Path seal = shell.write("seal.key", "a key of more than 16 bytes");
    OtherUser.mode(secret, "rw-------");
    OtherUser.mode(seal, "rw-------");
    password = secret.toString();
    key = seal.toString();
  }

  @AfterEach
  void close() {
    shell.close();
  }

  @Test
  void a_plain_zip_in_the_place_of_an_encrypted_one_is_exit_5() throws IOException {
    String zip = folder.resolve("backup.zip").toString();
    String plain = folder.resolve("plain").toString();
    assertThat(shell.run("export", "--encrypt-to-zip", zip, "--password-file", password).exit())
        .isZero();
    assertThat(shell.run("verify", zip, "--password-file", password).exit()).isZero();
    assertThat(shell.run("export", plain).exit()).isZero();
    Files.delete(Path.of(zip));
    try (ZipFile made = new ZipFile(zip)) {
      for (File file : new File(plain).listFiles()) {
        if (file.isDirectory()) {
          made.addFolder(file);
        } else {
          made.addFile(file);
        }
      }
    }

    int calls = shell.sandbox().commits().size();
    Shell.Told verify = shell.run("verify", zip, "--password-file", password);
    Shell.Told restore = shell.run("restore", zip, "--password-file", password);

    assertThat(verify.exit()).isEqualTo(5);
    assertThat(verify.err()).contains("not encrypted");
    assertThat(restore.exit()).isEqualTo(5);
    assertThat(shell.sandbox().commits()).hasSize(calls);
    // It is nobody's own to be replaced, either.
    assertThat(shell.run("export", "--encrypt-to-zip", zip, "--password-file", password).exit())
        .isEqualTo(2);
  }

  @Test
  void a_sealed_folder_is_known_by_its_key() throws IOException {
    String backup = folder.resolve("backup").toString();
    assertThat(shell.run("export", backup, "--seal-key", key).exit()).isZero();
    assertThat(shell.run("verify", backup, "--seal-key", key).exit()).isZero();
    assertThat(shell.run("restore", backup, "--plan", "--seal-key", key).exit()).isZero();

    Shell.Told unchecked = shell.run("verify", backup);
    assertThat(unchecked.exit()).as("nothing was found wrong").isZero();
    assertThat(unchecked.err()).contains("the seal was not checked", "--seal-key");
    assertThat(shell.run("verify", backup, "--json").out()).contains("\"NOT_CHECKED\"");
    assertThat(shell.run("verify", backup, "--seal-key", key).all())
        .doesNotContain("not checked", "NOT_CHECKED");

    // Brought up to date by somebody who has no key: everything in it is right.
    assertThat(shell.run("export", backup).exit()).isZero();
    assertThat(shell.run("verify", backup).exit()).isZero();

    Shell.Told verify = shell.run("verify", backup, "--seal-key", key);
    assertThat(verify.exit()).isEqualTo(3);
    assertThat(verify.out()).contains("manifest.seal: is missing");
    assertThat(shell.run("restore", backup, "--plan", "--seal-key", key))
        .satisfies(told -> assertThat(told.exit()).isEqualTo(5))
        .satisfies(told -> assertThat(told.err()).contains("manifest.seal"));
  }

  @Test
  void a_password_or_key_that_others_can_read_is_told() throws IOException {
    OtherUser.mode(Path.of(key), "rw-r--r--");

    Shell.Told told = shell.run("verify", folder.toString(), "--seal-key", key);

    assertThat(told.err()).contains("warning: --seal-key " + key + " can be read by other users");
  }
}
