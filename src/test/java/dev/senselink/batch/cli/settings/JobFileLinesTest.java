package dev.senselink.batch.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.Shell;
import dev.senselink.batch.sandbox.fault.SandboxSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a job file may say, and what is said of a wrong one (CLI.md, "Job files"). */
@Tag("slow")
class JobFileLinesTest {
  private static final String SECRET = "an-app-secret-1234";

  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void open() {
    shell = Shell.in(folder, SandboxSettings.standard().withAppKey("0012", SECRET));
  }

  @AfterEach
  void close() {
    shell.close();
  }

  private Path job(String... lines) {
    return shell.write("job.yml", String.join("\n", lines) + "\n");
  }

  private Shell.Told run(Path job, String... keys) {
    String[] args = new String[keys.length + 2];
    args[0] = "run";
    args[1] = job.toString();
    System.arraycopy(keys, 0, args, 2, keys.length);
    return shell.run(args);
  }

  @Test
  void all_mistakes_are_told_at_once_each_with_its_line() {
    Path job =
        job(
            "job: import-users",
            "rooster: staff.csv",
            "concurrency: 0",
            "tries: many",
            "create-missing: yes",
            "app-secret: " + SECRET,
            "app-key: ${NOT_SET_ANYWHERE}",
            "move: perhaps",
            "dir: photos",
            "on-similar: {a: b}",
            "groups: [A, \"B,C\"]",
            "photo-side: 5",
            "tries: 3",
            "gender-coding: other",
            "header-row: ${UNFINISHED");

    Shell.Told told = run(job);

    assertThat(told.exit()).isEqualTo(2);
    assertThat(told.err().lines())
        .filteredOn(line -> line.startsWith(job + ":"))
        .satisfiesExactly(
            line -> assertThat(line).contains("job.yml:1: roster is missing"),
            line -> assertThat(line).contains("job.yml:2: rooster", "did you mean roster?"),
            line -> assertThat(line).contains("job.yml:3: concurrency must be at least 1"),
            line -> assertThat(line).contains("job.yml:4: tries many: it must be a whole number"),
            line -> assertThat(line).contains("job.yml:5: create-missing must be true or false"),
            line -> assertThat(line).contains("job.yml:6: app-secret", "app-secret-file"),
            line -> assertThat(line).contains("job.yml:7: app-key", "NOT_SET_ANYWHERE is not set"),
            line -> assertThat(line).contains("job.yml:8: move must be true or false"),
            line -> assertThat(line).contains("job.yml:9: dir does not apply to import-users"),
            line -> assertThat(line).contains("job.yml:10: on-similar must be one value"),
            line -> assertThat(line).contains("job.yml:11: groups must be one value, or a list"),
            line -> assertThat(line).contains("job.yml:12: photo-side must be between"),
            line -> assertThat(line).contains("job.yml:13: tries appears twice", "line 4"),
            line -> assertThat(line).contains("job.yml:14: gender-coding"),
            line -> assertThat(line).contains("job.yml:15: header-row", "${NAME}"));
    assertThat(told.all()).doesNotContain(SECRET);
    assertThat(shell.sandbox().calls()).isEmpty();
    assertThat(shell.data()).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "job: import-user | job.yml:1: job import-user is not known; did you mean import-users?",
        "job: nonsense | Jobs: import-users, import-guests, validate-users",
        "roster: a.csv | job.yml:1: job is missing",
        "just words | job.yml:1: a job file contains lines",
        "- a\\n- b | job.yml:1: a job file contains lines",
        "# nothing | job.yml:1: job is missing",
        "job: import-users\\nroster: [a | job.yml:3: this is not valid YAML",
        "job: import-users\\nroster: *.csv | job.yml:2: this is not valid YAML",
        "job: import-users\\nroster: *.csv | put values that begin with *",
        "job: import-users\\n\\troster: a | job.yml:2: this is not valid YAML",
        "job: import-users\\nroster: ' ' | roster is missing",
        "job: photos-check\\ndir: photos\\nmove: true | job.yml:3: move does not apply to photos-check",
        "job: photos-check\\nroster: a | job.yml:2: roster does not apply to photos-check",
        "job: validate-users\\nroster: a\\nserver: b | job.yml:3: server is not a key of validate-users",
        "job: import-users\\nroster: a\\n[b, c]: d | job.yml:3: a key is one word",
        "job: import-users\\nroster: a\\nhelp: true | job.yml:3: help is not a key",
        "job: import-users\\nroster: a\\nserver: ftp://x | job.yml:3: server must look like",
        "job: import-users\\nroster: a\\nended-for: 3h | job.yml:3: ended-for is not a key",
        "job: import-guests\\nroster: a\\nended-for: 3 | job.yml:3: ended-for 3",
        "job: import-users\\nroster: a\\nlog-level: loud | job.yml:3: log-level loud",
        "job: import-users\\nroster: a\\nlang: xx | job.yml:3: lang xx",
        "job: import-users\\nroster: a\\noffline: true | --offline only works with --dry-run",
      })
  void a_wrong_file_is_exit_2_with_line_and_remedy(String content, String says) {
    Shell.Told told = run(job(content.replace("\\n", "\n").replace("\\t", "\t")));

    assertThat(told.exit()).isEqualTo(2);
    assertThat(told.err()).contains(says).doesNotContain("\tat ");
    assertThat(shell.sandbox().calls()).isEmpty();
  }

  @Test
  void a_file_that_is_not_there_or_not_named_is_exit_2() {
    assertThat(run(folder.resolve("no.yml")).err()).contains("no.yml cannot be read", "check");
    assertThat(shell.run("run").exit()).isEqualTo(2);
    assertThat(shell.run("run").err()).contains("JOBFILE is missing");
  }

  @ParameterizedTest
  @CsvSource({
    "--tires=3,--tires is not a key of validate-users; did you mean --time-zone?",
    "--app-secret=an-app-secret-1234,--app-secret: the secret cannot be set here",
    "more,is not expected",
    "--photo-side=5,--photo-side must be between",
    "--allow-empty=maybe,--allow-empty must be true or false",
    "--job=none,job none is not known",
  })
  void a_wrong_word_behind_the_file_is_exit_2(String typed, String says) {
    Shell.Told told = run(job("job: validate-users", "roster: staff.csv"), typed);

    assertThat(told.exit()).isEqualTo(2);
    assertThat(told.err()).contains(says.split("; did")[0]);
    assertThat(told.all()).doesNotContain(SECRET);
  }

  @Test
  void what_came_from_the_environment_is_not_repeated() {
    shell.with("SOME_SECRET", SECRET);

    Shell.Told told = run(job("job: import-users", "roster: a.csv", "tries: ${SOME_SECRET}"));

    assertThat(told.err()).contains("job.yml:3: tries ${SOME_SECRET}: it must be a whole number");
    assertThat(told.all()).doesNotContain(SECRET);
  }

  @Test
  void what_is_typed_wins_over_the_file_and_that_over_environment_and_configuration() {
    shell.staff(1);
    String good = shell.sandbox().url().toString();
    String nowhere = "http://127.0.0.1:1";
    shell.write("senselink.yml", "server: " + nowhere + "\noutage-wait: 0\n");
    Path silent = job("job: import-users", "roster: roster.csv", "config: senselink.yml");
    Path bad = shell.write("bad.yml", Shell.plain(silent) + "server: " + nowhere + "\n");
    Path fine = shell.write("fine.yml", Shell.plain(silent) + "server: ${GOOD}\n");

    assertThat(run(silent).exit()).as("environment over configuration").isZero();
    assertThat(run(bad).exit()).as("job file over environment").isEqualTo(4);
    assertThat(run(bad, "--server=" + good).exit()).as("typed over job file").isZero();
    assertThat(run(bad, "--server", good).exit()).as("typed in two words").isZero();
    shell.with("SENSELINK_SERVER", nowhere).with("GOOD", good);
    assertThat(run(fine).exit()).as("job file over environment").isZero();
    shell.with("SENSELINK_SERVER", null);
    assertThat(run(silent).exit()).as("the configuration").isEqualTo(4);
  }

  @Test
  void a_switch_that_is_off_in_the_file_is_off_although_the_environment_says_on() {
    shell.staff(1);
    shell.with("SENSELINK_DRY_RUN", "true");

    assertThat(run(job("job: import-users", "roster: roster.csv")).out()).contains("nothing was");
    assertThat(run(job("job: import-users", "roster: roster.csv", "dry-run: false")).out())
        .contains("created 1");
    assertThat(run(job("job: import-users", "roster: roster.csv"), "--dry-run=false").out())
        .contains("skipped 1");
    assertThat(run(job("job: import-users", "roster: roster.csv", "dry-run: false"), "--dry-run"))
        .satisfies(told -> assertThat(told.out()).contains("nothing was"));
  }

  @Test
  void paths_and_defaults_are_filled_in_relative_to_the_file() throws Exception {
    shell.staff(1);
    Files.createDirectories(folder.resolve("jobs"));
    Files.move(folder.resolve("photos"), folder.resolve("faces"));
    Path job =
        shell.write(
            "jobs/staff.yml",
            """
            job: import-users
            roster: ../${WHERE:-roster}.csv
            photos: ${PHOTOS:-../faces}
            report: ../out
            app-key: 0012   # not the number ten
            columns: [jobNumber=jobNumber, name=name]
            """);
    shell.with("SENSELINK_APP_KEY", null);

    Shell.Told told = run(job);

    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(told.out()).contains("created 1", "report: " + folder.resolve("out"));
  }

  @Test
  void a_missing_secret_is_told_before_any_roster_is_touched() {
    shell.staff(1);
    shell.with("SENSELINK_APP_SECRET_FILE", folder.resolve("none").toString());

    Shell.Told told = run(job("job: import-users", "roster: ros*.csv", "move: true"));

    assertThat(told.exit()).isEqualTo(2);
    assertThat(shell.files()).contains("roster.csv").doesNotContain("failed", "done");
  }
}
