package dev.senselink.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code retention:}: what is older goes after each run, and nothing else does. */
@Tag("slow")
class RetentionTest {
  private static final List<String> OLD = List.of("Zyxwolf", "QK7731", "13912345678");

  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void open() {
    shell = Shell.in(folder);
    shell.photo("QK7731.jpg", 2);
    shell.photo("E1.jpg", 1);
    shell.photo("E2.jpg", 3);
  }

  @AfterEach
  void close() {
    shell.close();
  }

  private Shell.Told importing(String name, String row, String... more) {
    Path roster = shell.write(name + ".csv", "jobNumber,name,mobile\n" + row + "\n");
    String[] report = {"--report", shell.file(name).toString()};
    String[] all = java.util.Arrays.copyOf(more, more.length + 2);
    System.arraycopy(report, 0, all, more.length, 2);
    return shell.importing(roster, all);
  }

  /** Everything that lies in the ledger by now was there so many days ago. */
  private void daysPass(int days) {
    String url = "jdbc:hsqldb:file:" + shell.data().resolve("db/ledger") + ";shutdown=true";
    try (Connection ledger = DriverManager.getConnection(url, "SA", "");
        Statement change = ledger.createStatement()) {
      for (String column : List.of("RUN.STARTED_AT", "RUN.FINISHED_AT", "VERDICT.JUDGED_AT")) {
        String[] parts = column.split("\\.");
        change.executeUpdate(
            "UPDATE %s SET %s = %s - INTERVAL '%d' DAY"
                .formatted(parts[0], parts[1], parts[1], days));
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private List<String> runs() {
    return shell.run("runs", "--json").json().findValuesAsString("report").stream()
        .map(report -> String.valueOf(Path.of(report).getFileName()))
        .toList();
  }

  private String settings(String retention) {
    return shell.write("settings.yml", "retention: " + retention + "\n").toString();
  }

  @Test
  void an_import_forgets_what_is_older_than_the_configuration_allows() throws Exception {
    importing("old", "QK7731,Zyxwolf,13912345678");
    daysPass(31);
    importing("young", "E1,Ana,13800000001");
    daysPass(29);
    Files.delete(shell.file("old.csv"));

    Shell.Told told = importing("now", "E2,Bo,13800000002", "--config", settings("30d"));

    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(told.err()).contains("retention: erased 1 run older than 30 days");
    assertThat(runs()).containsExactly("young", "now");
    assertThat(shell.file("old")).doesNotExist();
    assertThat(shell.file("young").resolve("results.csv")).exists();
    assertThat(shell.file("now").resolve("results.csv")).exists();
    assertThat(Remains.in(shell.data(), OLD)).isEmpty();
    assertThat(stored("LAST_SENT")).as("whom a run still tells of").isEqualTo(2);
    assertThat(stored("VERDICT")).as("photos judged since").isEqualTo(2);
  }

  private long stored(String what) {
    for (var one : shell.run("privacy", "show", "--json").json().path("stored")) {
      if (one.path("what").asString("").equals(what)) {
        return one.path("people").asLong(0);
      }
    }
    return 0;
  }

  @Test
  void so_does_a_job_by_its_file_and_what_is_not_finished_stays_and_is_named() {
    importing("old", "QK7731,Zyxwolf,13912345678\nE1,Ana,13800000001", "--limit", "1");
    daysPass(100);
    shell.write("today.csv", "jobNumber,name\nE2,Bo\n");
    Path job =
        shell.write(
            "job.yml", "job: import-users\nroster: today.csv\nreport: today\nretention: 90d\n");

    Shell.Told told = shell.run("run", job.toString());

    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(told.err()).contains("retention: older, but not erased: R", "runs delete");
    assertThat(runs()).containsExactly("old", "today");

    importing("old", "E1,Ana,13800000001"); // a later run of that roster: nobody goes on with it
    shell.run("run", job.toString());
    assertThat(runs()).containsExactly("today", "old", "today");
    assertThat(Remains.in(shell.data(), OLD)).isEmpty();
  }

  @Test
  void without_it_everything_stays() {
    importing("old", "QK7731,Zyxwolf,13912345678");
    daysPass(10_000);
    importing("now", "E2,Bo,13800000002");

    assertThat(runs()).containsExactly("old", "now");
    assertThat(shell.run("privacy", "show").out()).contains("no retention is set");
  }

  @Test
  void doctor_and_show_say_it() {
    importing("now", "E2,Bo,13800000002");

    assertThat(shell.run("doctor", "--config", settings("90d")).out())
        .containsPattern("retention +.*kept for 90 days");
    assertThat(shell.run("privacy", "show", "--config", settings("90d")).out())
        .contains("kept for 90 days");
    assertThat(shell.run("privacy", "show", "--config", settings("90d"), "--lang", "zh").out())
        .contains("保留 90 天");
    var told = shell.run("privacy", "show", "--json", "--config", settings("90d")).json();
    assertThat(told.path("retention").asString()).isEqualTo("90d");
    assertThat(told.path("stored").size()).isPositive();
    assertThat(shell.run("privacy", "show", "--json").json().path("retention").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "90", "23h", "0d", "-1d"})
  void what_is_no_time_to_keep_a_run_is_2_before_anything_is_sent(String retention) {
    Shell.Told told = importing("now", "E2,Bo,13800000002", "--config", settings(retention));

    assertThat(told.exit()).isEqualTo(2);
    assertThat(told.err()).contains("retention", "at least one day");
    assertThat(shell.sandbox().calls()).isEmpty();
    assertThat(shell.run("doctor", "--config", settings(retention)).exit()).isEqualTo(3);
  }
}
