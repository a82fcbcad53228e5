package dev.senselink.batch.cli.roster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.Shell;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was typed with the plan holds, and nothing that is said elsewhere meanwhile. */
class ApplyCommandTest {
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

  private String plan() {
    return folder.resolve("staff.plan").toString();
  }

  @Test
  void options_come_from_the_plan_and_not_from_the_environment() {
    shell.sandbox().addPerson(1, Map.of("name", "Ana", "jobNumber", "E1", "groups", "1"), null);
    Path roster = shell.write("staff.csv", "name,jobNumber,mail\nAna,E1,ana@example.org\n");
    Shell.Told made =
        shell.importing(roster, "--allow-no-photo", "--on-existing", "update", "--plan", plan());
    assertThat(made.exit()).as(made.err()).isZero();

    shell.with("SENSELINK_ON_EXISTING", "skip");
    Shell.Told applied = shell.run("apply", plan(), "--report", shell.report().toString());

    assertThat(applied.exit()).as(applied.err()).isZero();
    assertThat(shell.sandbox().people().get(0).mail()).isEqualTo("ana@example.org");
  }

  @Test
  void without_a_plan_with_none_and_with_half_an_age_it_is_wrong_usage() {
    assertThat(shell.run("apply").exit()).isEqualTo(2);
    assertThat(shell.run("apply", folder.resolve("none").toString()).exit()).isEqualTo(2);
    assertThat(shell.importing(shell.staff(1), "--plan-age", "7d").exit()).isEqualTo(2);
    assertThat(shell.importing(shell.staff(1), "--plan", plan(), "--plan-age", "soon").exit())
        .isEqualTo(2);
    assertThat(shell.importing(shell.staff(1), "--dry-run", "--offline", "--plan", plan()).exit())
        .isEqualTo(2);
  }

  @Test
  void a_plan_does_not_take_the_place_of_a_roster() {
    Path roster = shell.staff(1);

    Shell.Told made = shell.importing(roster, "--plan", roster.toString());

    assertThat(made.exit()).isEqualTo(2);
    assertThat(roster).isNotEmptyFile();
  }

  @Test
  void it_speaks_chinese() {
    shell.importing(shell.staff(1), "--plan", plan(), "--lang", "zh");
    shell.sandbox().addPerson(1, Map.of("name", "Ana", "jobNumber", "E1", "groups", "1"), null);

    Shell.Told applied =
        shell.run("apply", plan(), "--lang", "zh", "--report", shell.report().toString());

    assertThat(shell.column("results.csv", "reason").get(0)).contains("与计划不符");
    assertThat(applied.exit()).isEqualTo(3);
  }
}
