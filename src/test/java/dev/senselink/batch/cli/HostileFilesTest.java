package dev.senselink.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.senselink.batch.fixture.OtherUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are pipes, devices or links, or that somebody else owns, writes or reads. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class HostileFilesTest {
  /** Who reads a pipe waits for ever. */
  private static final Duration SOON = Duration.ofSeconds(120);

  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void open() {
    shell = Shell.in(folder);
  }

  @AfterEach
  void close() {
    shell.close();
  }

  /** Reading a pipe waits for whoever writes it; a device fills memory or disk. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "import users FILE --allow-no-photo                  | 5",
        "validate users FILE --allow-no-photo                | 5",
        "resolve FILE                                        | 5",
        "validate users ROSTER --photos FILE                 | 5",
        "company --app-secret-file FILE                      | 2",
        "company --config FILE                               | 2",
        "company --ca-file FILE --server https://127.0.0.1:1 | 2",
        "run FILE                                            | 2",
        "verify FILE                                         | 5",
        "verify BACKUP --password-file FILE                  | 5",
        "group add 1 --from FILE                             | 5",
        "company --log-file FILE                             | 2",
      })
  void no_pipe_and_no_device_is_read_or_written(String command, int exit) throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Files.createDirectories(folder.resolve("backup"));
    Path roster = shell.roster("jobNumber,name,photo", "1,Ana,1.jpg");

    for (Path file : new Path[] {pipe, Path.of("/dev/zero")}) {
      String[] args =
          Shell.words(
              command, Map.of("FILE", file, "BACKUP", folder.resolve("backup"), "ROSTER", roster));
      Shell.Told told = assertTimeoutPreemptively(SOON, () -> shell.run(args));

      assertThat(told.exit()).as(told.all()).isEqualTo(exit);
      assertThat(told.err()).contains(String.valueOf(file.getFileName()));
      assertThat(shell.sandbox().commits()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--app-secret-file", "--config", "--ca-file"})
  void a_file_larger_than_such_a_file_can_be_is_not_read(String option) throws IOException {
    Path file = folder.resolve("large");
    Files.write(file, new byte[(1 << 22) + 1]);

    Shell.Told told =
        shell.run("company", option, file.toString(), "--server", "https://127.0.0.1:1");

    assertThat(told.exit()).isEqualTo(2);
    assertThat(told.err()).contains("large");
  }

  @Test
  void a_log_that_is_a_link_is_not_followed() throws IOException {
    Path target = Files.writeString(folder.resolve("target"), "mine\n");
    OtherUser.mode(target, "rw-r--r--");
    Path link = Files.createSymbolicLink(folder.resolve("log"), target);

    Shell.Told told = shell.run("company", "--log-file", link.toString());

    assertThat(told.exit()).isEqualTo(2);
    assertThat(told.err()).contains("it is a link");
    assertThat(target).hasContent("mine");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
        .isEqualTo("rw-r--r--");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import users ROSTER --allow-no-photo",
        "runs",
        "company",
        "run JOB",
        "export OUT",
      })
  void a_data_folder_that_others_may_write_is_not_used(String command) throws IOException {
    OtherUser.mode(Files.createDirectories(shell.data()), "rwxrwxrwx");

    assertNotUsed(command, "can change it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"import users ROSTER --allow-no-photo", "runs"})
  void nor_one_of_another_user(String command) throws IOException {
    OtherUser.mustExist();
    OtherUser.owns(Files.createDirectories(shell.data()));

    assertNotUsed(command, "belongs to " + OtherUser.NAME);
  }

  private void assertNotUsed(String command, String why) {
    Path roster = shell.roster("jobNumber,name", "1,Ana");
    Path job = shell.write("job.yml", "job: import-users\nroster: roster.csv\n");

    Shell.Told told =
        shell.typed(command, Map.of("ROSTER", roster, "JOB", job, "OUT", folder.resolve("out")));

    assertThat(told.exit()).as(told.all()).isEqualTo(2);
    assertThat(told.err()).contains(shell.data().toString(), why, "--data");
    assertThat(shell.sandbox().calls()).isEmpty();
  }

  @Test
  void a_weak_way_to_the_server_is_told_each_run() throws IOException {
    Path secret = shell.write("secret.txt", shell.sandbox().appSecret());
    OtherUser.mode(secret, "rw-r--r--");
    Path authorities = shell.write("ca.pem", "");
    OtherUser.mode(authorities, "rw-rw-rw-");
    String[] args = {
      "company",
      "--server",
      "http://server.invalid",
      "--app-secret-file",
      secret.toString(),
      "--ca-file",
      authorities.toString(),
      "--outage-wait",
      "0",
    };

    for (int run = 1; run <= 2; run++) {
      assertThat(shell.run(args).err())
          .contains("warning: http://server.invalid is not https")
          .contains("warning: --app-secret-file " + secret + " can be read by other users")
          .contains("warning: --ca-file " + authorities + ": other users can change it");
    }
  }

  /** Whoever may write it decides who is trusted. */
  @Test
  void a_secret_that_others_can_exchange_is_told() throws IOException {
    Path secret = shell.write("secret.txt", shell.sandbox().appSecret());
    OtherUser.mode(secret, "rw--w--w-");

    assertThat(shell.run("company", "--app-secret-file", secret.toString()).err())
        .contains("warning: --app-secret-file " + secret + ": other users can change it");
  }

  @Test
  void a_way_that_stays_here_and_a_secret_of_one_s_own_are_no_news() throws IOException {
    Path secret = shell.write("secret.txt", shell.sandbox().appSecret());
    OtherUser.mode(secret, "rw-------");

    assertThat(shell.run("company", "--app-secret-file", secret.toString()).err()).isEmpty();
  }

  @Test
  void doctor_judges_the_same() throws IOException {
    OtherUser.mode(Files.createDirectories(shell.data()), "rwxrwx--x");
    if ("root".equals(System.getProperty("user.name"))) {
      OtherUser.group(shell.data(), "daemon");
    } else {
      OtherUser.mode(shell.data(), "rwxrwxrwx"); // the only other group may be one's own
    }
    Path settings = shell.write("settings.yml", "tries: 3\n");
    OtherUser.mode(settings, "rw-r--rw-");

    Shell.Told told = shell.run("doctor", "--config", settings.toString(), "--json");

    assertThat(told.exit()).isEqualTo(3);
    assertThat(told.json().toString())
        .contains("\"configuration-file\"")
        .contains(settings + ": other users can change it")
        .contains("other users can change it; such a folder is not used");
  }
}
