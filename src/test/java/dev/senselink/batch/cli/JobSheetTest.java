package dev.senselink.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.console.command.JobSheet;
import dev.senselink.batch.job.RunEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the console shows of a job file. */
class JobSheetTest {
  @TempDir Path folder;

  private JobSheet read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("night.yml"), text);
    return new ConsoleCommands(
            List.of("--data=" + folder.resolve("data"), "--config=" + config()),
            Map.of(),
            RunEnvironment.real())
        .read(file);
  }

  private Path config() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "s3cr3t\n");
    return Files.writeString(
        folder.resolve("senselink.yml"),
        "server: http://127.0.0.1:1\napp-key: abc\napp-secret-file: " + secret + "\n");
  }

  @Test
  void every_key_with_what_it_is_for() throws IOException {
    JobSheet sheet = read("job: import-users\nroster: x.csv\nphoto-kb: 400\napp-key: abc\n");

    assertThat(sheet.wrong()).isEmpty();
    assertThat(sheet.job()).isEqualTo("import-users");
    assertThat(sheet.about()).isEqualTo("Import staff from a roster and a folder of photos.");
    assertThat(sheet.lines()).extracting(JobSheet.Line::key).contains("roster", "photo-kb");
    assertThat(sheet.lines().get(2).value()).isEqualTo("400");
    assertThat(sheet.lines().get(2).help())
        .contains("500")
        .doesNotContain("${")
        .doesNotContain("%n");
    assertThat(sheet.lines().get(3))
        .isEqualTo(new JobSheet.Line("app-key", "", sheet.lines().get(3).help()));
    assertThat(sheet.toString()).doesNotContain("abc");
  }

  @ParameterizedTest
  @CsvSource({
    "job: restore|dir: b, true, --plan=true",
    "job: export|dir: b, false, ''",
    "job: import-users|roster: x.csv, false, --dry-run=true",
    "job: import-users|roster: x.csv|list: s|leavers: delete|yes: true, true, --plan=",
    "job: import-guests|roster: x.csv|remove-ended: true, true, --dry-run=true",
    "job: records-export|output: r.csv, false, ''",
  })
  void what_can_delete_or_restore_and_how_it_is_tried(String text, boolean grave, String trial)
      throws IOException {
    JobSheet sheet = read(text.replace('|', '\n') + "\n");

    assertThat(sheet.wrong()).isEmpty();
    assertThat(sheet.grave()).isEqualTo(grave);
    assertThat(String.join(" ", sheet.trial())).isEqualTo(trial);
  }

  @ParameterizedTest
  @ValueSource(strings = {"app-secret", "password", "pasword", "seal-key-text"})
  void what_stands_by_mistake_in_a_file_is_not_shown(String key) throws IOException {
    JobSheet sheet = read("job: import-users\nroster: x.csv\n" + key + ": s3cr3t\n");

    assertThat(sheet.wrong()).contains(key);
    assertThat(sheet.toString()).doesNotContain("s3cr3t");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "server: https://someone:s3cr3t@door.example",
        "server: https://door.example/?token=s3cr3t",
        "notify-webhook-file: https://hooks.example/s3cr3t/x"
      })
  void of_an_address_its_host_is_shown(String line) throws IOException {
    String shown = read("job: import-users\nroster: x.csv\n" + line + "\n").toString();

    assertThat(shown).contains(".example").doesNotContain("s3cr3t");
  }

  @Test
  void what_a_grave_one_would_take_and_delete_at_most() throws IOException {
    Path list = Files.writeString(folder.resolve("a.csv"), "name\n");
    JobSheet guests = read("job: import-guests\nroster: '*.csv'\nremove-ended: true\n");
    JobSheet fewer = read("job: import-guests\nroster: x.csv\nremove-ended: true\nmax-delete: 3\n");
    JobSheet staff =
        read("job: import-users\nroster: '*.csv'\nlist: s\nleavers: delete\nyes: true\n");

    assertThat(guests.inputs()).containsExactly(list);
    assertThat(guests.most()).isEqualTo(50);
    assertThat(fewer.most()).isEqualTo(3);
    assertThat(staff.inputs()).containsExactly(list);
    assertThat(staff.most()).isEqualTo(-1);
  }

  @Test
  void where_its_backup_lies() throws IOException {
    assertThat(read("job: export\ndir: ../b\n").backup()).isEqualTo(folder.resolveSibling("b"));
    assertThat(read("job: import-users\nroster: x.csv\n").backup()).isNull();
  }

  @Test
  void what_deletes_because_the_settings_say_so_can_delete() throws IOException {
    Path file = Files.writeString(folder.resolve("v.yml"), "job: import-guests\nroster: x.csv\n");
    JobSheet sheet =
        new ConsoleCommands(
                List.of("--data=" + folder.resolve("data"), "--config=" + config()),
                Map.of("SENSELINK_REMOVE_ENDED", "true"),
                RunEnvironment.real())
            .read(file);

    assertThat(sheet.wrong()).isEmpty();
    assertThat(sheet.grave()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "job: import-users|rooster: x.csv, roster",
    "job: export|x: [, night.yml",
    "job: nothing, nothing"
  })
  void all_that_is_wrong_by_the_name_of_the_file_alone(String text, String says)
      throws IOException {
    JobSheet sheet = read(text.replace('|', '\n') + "\n");

    assertThat(sheet.wrong()).contains(says, "night.yml").doesNotContain(folder.toString());
    assertThat(sheet.grave()).as("what cannot be judged is not harmless").isTrue();
  }
}
