package dev.senselink.batch.cli.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.Shell;
import dev.senselink.batch.sandbox.Sandbox;
import dev.senselink.batch.sandbox.fault.SandboxSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One data folder for two companies, in which the same job number and id are other people. */
class ErasedOfOneServerTest {
  @TempDir Path folder;
  private Shell shell;
  private Sandbox other;

  @BeforeEach
  void open() {
    shell = Shell.in(folder);
    other = Sandbox.start(SandboxSettings.standard().withCompany(77, "Another"));
  }

  @AfterEach
  void close() {
    shell.close();
    other.close();
  }

  private String first() {
    return shell.sandbox().url().toString();
  }

  private void importing(Sandbox server, String name, String report) {
    shell
        .with("SENSELINK_SERVER", server.url().toString())
        .with("SENSELINK_APP_KEY", server.appKey())
        .with("SENSELINK_APP_SECRET_FILE", server.appSecretFile().toString());
    Path roster =
        shell.write(report + ".csv", "jobNumber,name,remark\nQK7731," + name + ",QK7731\n");
    Shell.Told told =
        shell.importing(roster, "--allow-no-photo", "--report", shell.file(report).toString());
    assertThat(told.exit()).as(told.err()).isZero();
    shell.with("SENSELINK_SERVER", null);
  }

  private Shell.Told erase(String... whom) {
    List<String> args = new ArrayList<>(List.of("privacy", "erase", "--yes"));
    args.addAll(List.of(whom));
    return shell.run(args.toArray(String[]::new));
  }

  private String results(String report) {
    return Shell.plain(shell.file(report).resolve("results.csv"));
  }

  @Test
  void who_of_several_is_meant_has_to_be_said() {
    importing(shell.sandbox(), "Zyxwolf", "one");
    importing(other, "Bobolink", "two");

    Shell.Told told = erase("--job-number", "QK7731");

    assertThat(told.exit()).as(told.all()).isEqualTo(2);
    assertThat(told.err())
        .contains("nothing was erased", "--server " + "https://127.0.0.1:", "--company 77");
    assertThat(results("one")).contains("Zyxwolf");
    assertThat(results("two")).contains("Bobolink");
  }

  @Test
  void the_one_on_another_server_is_untouched() {
    importing(shell.sandbox(), "Zyxwolf", "one");
    importing(other, "Bobolink", "two");
    String before = results("two");

    Shell.Told told = erase("--job-number", "QK7731", "--server", first());

    assertThat(told.exit()).as(told.all()).isEqualTo(3);
    assertThat(told.out()).contains("erased: 1 row of 1 run", "not erased: --server");
    assertThat(results("one")).doesNotContain("Zyxwolf", "QK7731");
    assertThat(results("two")).isEqualTo(before);
    Shell.Told second = erase("--job-number", "QK7731", "--company", "77");
    assertThat(second.exit()).as("all is gone: " + second.all()).isZero();
    assertThat(second.out()).contains("erased: 1 row of 1 run").doesNotContain("--server");
    assertThat(results("two")).doesNotContain("Bobolink", "QK7731");
  }

  @Test
  void an_id_is_somebody_else_on_another_server_too() {
    importing(shell.sandbox(), "Zyxwolf", "one");
    importing(other, "Bobolink", "two");
    String id = Shell.rows(shell.file("one").resolve("results.csv")).get(0).get("personId");
    assertThat(Shell.rows(shell.file("two").resolve("results.csv")).get(0))
        .containsEntry("personId", id);

    assertThat(erase("--person", id).exit()).isEqualTo(2);
    assertThat(results("one")).contains("Zyxwolf");
    assertThat(erase("--person", id, "--server", first()).exit()).isEqualTo(3);
    assertThat(results("one")).doesNotContain("Zyxwolf");
    assertThat(results("two")).contains("Bobolink");
  }

  /** Such as on the test server and on the real one. */
  @Test
  void one_person_is_erased_everywhere() {
    importing(shell.sandbox(), "Zyxwolf", "one");
    importing(other, "ZYXWOLF", "two");

    Shell.Told told = erase("--job-number", "QK7731");

    assertThat(told.exit()).as(told.all()).isZero();
    assertThat(told.out()).contains("erased: 2 rows of 2 runs");
    assertThat(results("one") + results("two")).doesNotContainIgnoringCase("Zyxwolf");
  }
}
