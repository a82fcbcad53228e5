package dev.senselink.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.sandbox.fault.FaultRule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An error says what happened, where, and what to do, in one go. */
@Timeout(600)
class ErrorWordsTest {
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

  private void says(int exit, Shell.Told told, String... words) {
    assertThat(told.exit()).as(told.all()).isEqualTo(exit);
    assertThat(told.err()).contains(words).doesNotContain("Exception").doesNotContain("\tat ");
  }

  @Test
  void a_roster_that_is_not_there_is_told_with_its_folder() {
    says(
        5,
        shell.importing(folder.resolve("staf.csv")),
        "staf.csv: there is no such file in " + folder,
        "Check the path");
    shell.write("staff.csv", "name,jobNumber\nAna,E1\n");
    for (String command : List.of("import", "validate")) {
      says(
          5,
          shell.run(command, "users", folder.resolve("staf.csv").toString()),
          "staf.csv: there is no such file in " + folder + "; did you mean staff.csv?",
          "Check the path");
    }
  }

  @Test
  void a_secret_that_is_not_there_or_empty_is_told_with_its_file() {
    shell.with("SENSELINK_APP_SECRET_FILE", folder.resolve("none").toString());
    says(2, shell.run("company"), "none cannot be read: there is no such file", "check the path");

    shell.with("SENSELINK_APP_SECRET_FILE", shell.write("blank", " \n").toString());
    says(2, shell.run("company"), "blank is empty", "first line must be the app secret");
  }

  @Test
  void a_configuration_that_cannot_be_read_is_told_with_line_and_remedy() throws IOException {
    Path file = shell.write("broken.yml", "rate: 3\nserver: 'http://x\n");
    says(
        2,
        shell.run("company", "--config", file.toString()),
        "broken.yml",
        "line 3",
        "Write lines");

    Files.write(file, "server: Zürich".getBytes(StandardCharsets.ISO_8859_1));
    says(2, shell.run("company", "--config", file.toString()), "not UTF-8", "save it again");

    says(
        2,
        shell.run("company", "--config", folder.resolve("no.yml").toString()),
        "no.yml cannot be read: there is no such file");
  }

  @Test
  void an_authority_that_is_not_there_is_told() {
    says(2, shell.run("company", "--ca-file", "no.pem"), "--ca-file no.pem does not exist; check");
  }

  @Test
  void a_server_that_stops_the_work_leads_to_the_doctor() {
    shell.sandbox().script(FaultRule.on("*").before().apiCode(10002).build());

    says(
        4,
        shell.run("company"),
        "code 10002, the app key has expired: have the app key renewed",
        "senselink doctor");
  }

  @Test
  void a_data_folder_that_is_a_file_is_told_with_the_option() {
    shell.write("data", "a file");

    says(4, shell.importing(shell.staff(1)), folder.resolve("data").toString(), "--data");
  }

  @Test
  void a_report_folder_that_is_a_file_is_told_with_the_option() {
    Path report = shell.write("report", "a file");

    says(4, shell.importing(shell.staff(1)), report.toString(), "cannot be written", "--report");
  }
}
