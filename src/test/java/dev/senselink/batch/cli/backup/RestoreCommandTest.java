package dev.senselink.batch.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.Shell;
import dev.senselink.batch.fixture.BackedUp;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code restore} as it is typed: what is wrong usage, what cannot be read, and as a job file. */
class RestoreCommandTest {
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

  private Path backup() {
    return new BackedUp().user(501, "Ana", "jobNumber", "E1").write(folder.resolve("backup"));
  }

  private Shell.Told restore(String... more) {
    List<String> args = new ArrayList<>(List.of("restore"));
    args.addAll(Arrays.asList(more));
    return shell.run(args.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource({
    "--guest-window, tomorrow",
    "--guest-window, 2026-03-02/2026-03-01",
    "--guest-host, ' '",
    "--quality, some",
    "--photo-side, many"
  })
  void an_option_that_cannot_be_meant_is_2_and_nothing_is_asked(String option, String value) {
    Shell.Told told = restore(backup().toString(), option, value);

    assertThat(told.exit()).isEqualTo(2);
    assertThat(told.err()).contains(option);
    assertThat(told.out()).isEmpty();
    assertThat(shell.data()).doesNotExist();
  }

  @Test
  void no_backup_named_is_2_and_none_there_is_5() {
    assertThat(restore().exit()).isEqualTo(2);
    Shell.Told told = restore(folder.resolve("nowhere").toString(), "--json");

    assertThat(told.exit()).isEqualTo(5);
    assertThat(told.json().path("exitCode").asInt()).isEqualTo(5);
    assertThat(told.err()).contains("nowhere").doesNotContain("Exception");
  }

  @Test
  void it_is_a_job_as_well() {
    backup();
    Path planned = shell.write("plan.yml", "job: restore\ndir: backup\nplan: true\njson: true\n");
    Path done = shell.write("restore.yml", "job: restore\ndir: backup\nreport: report\n");

    Shell.Told plan = shell.run("run", planned.toString());
    Shell.Told first = shell.run("run", done.toString());
    Shell.Told again = shell.run("run", done.toString());

    assertThat(plan.exit()).as(plan.err()).isZero();
    assertThat(plan.json().at("/runs/0/result/users/create").asInt()).isEqualTo(1);
    assertThat(first.exit()).as(first.err()).isZero();
    assertThat(folder.resolve("report/results.csv")).exists();
    assertThat(again.exit()).isZero();
    assertThat(again.out()).contains("1 of 1 rows");
    assertThat(shell.sandbox().people()).hasSize(1);
  }

  @Test
  void the_plan_for_people_counts_every_kind_in_a_line_of_its_own() {
    Shell.Told told = restore(backup().toString(), "--plan");

    assertThat(told.exit()).isZero();
    assertThat(told.out().lines())
        .hasSize(5)
        .anySatisfy(line -> assertThat(line).startsWith("staff: 1 to create, 0 already there"));
    assertThat(shell.sandbox().people()).isEmpty();
    assertThat(shell.data().resolve("runs")).doesNotExist();
  }
}
