package dev.senselink.batch.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.Shell;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.language.ShellWord;
import dev.senselink.batch.sandbox.fault.FaultRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The last words of a run: what happened, where the report is, the next command. */
@Tag("slow")
@Timeout(600)
class RunEndMessageTest {
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

  private List<String> lines(Shell.Told told) {
    return told.out().lines().toList();
  }

  /** As a word of a shell's line, which a blank would end. */
  private static String quoted(Path path) {
    return ShellWord.quoted(path.toString());
  }

  private String report() {
    return "report: " + shell.report();
  }

  private String page() {
    return "open: " + shell.report().resolve("report.html").toUri();
  }

  @Test
  void all_is_well() {
    assertThat(lines(shell.importing(shell.staff(3))))
        .containsExactly("Done: created 3 of 3 rows.", report(), page(), "next: nothing");
  }

  @Test
  void rows_to_mend_are_counted_and_the_command_is_whole() {
    shell.staff(2);
    Path roster = shell.roster("jobNumber,name", "E1,Person 1", "E2,", "E3,Person 3");

    List<String> said = lines(shell.importing(roster, "--on-similar", "skip"));

    assertThat(said)
        .containsExactly(
            "Done, but 2 rows need attention: created 1, rejected 2 of 3 rows.",
            "  There is no photo: 1 row",
            "  The name is missing: 1 row",
            report(),
            page(),
            "next: Fix these rows in your list roster.csv, and add or replace the photos where it"
                + " says so, then run the same command again:",
            "  senselink import users "
                + quoted(roster)
                + " --photos "
                + quoted(folder.resolve("photos"))
                + " --on-similar skip",
            "If you cannot change the list, fix "
                + shell.report().resolve("rejected.csv")
                + " instead (in Excel: rejected.xlsx in the same folder), then run:",
            "  senselink import users "
                + quoted(shell.report().resolve("rejected.csv"))
                + " --photos "
                + quoted(folder.resolve("photos"))
                + " --on-similar skip");
  }

  /** Named, the folder would be taken with all that is below it, old photos too. */
  @Test
  void photos_beside_the_list_are_found_again_as_they_were() throws IOException {
    Path roster = shell.roster("jobNumber,name", "E1,Ana", "E2,Bo");
    Files.write(folder.resolve("E1.jpg"), Portraits.person(1, 160));
    shell.photo("E2.jpg", 2);
    Files.move(folder.resolve("photos"), folder.resolve("2024"));

    List<String> said = lines(shell.importing(roster));

    assertThat(said)
        .contains("  senselink import users " + quoted(roster))
        .noneMatch(line -> line.contains("--photos"));
  }

  @Test
  void the_command_begins_as_the_program_was_called() {
    System.setProperty("senselink.command", "./my programs/senselink");
    try {
      assertThat(lines(shell.importing(shell.roster("jobNumber,name", "E2,"))))
          .last()
          .asString()
          .startsWith(
              "  './my programs/senselink' import users "
                  + quoted(folder.resolve("report/rejected.csv")));
    } finally {
      System.clearProperty("senselink.command");
    }
  }

  @Test
  void without_a_launcher_it_begins_with_the_jar() {
    assertThat(NextCommandLine.program("", "target/senselink-batch.jar"))
        .isEqualTo("java -jar target/senselink-batch.jar");
    assertThat(NextCommandLine.program("", "/a b/senselink-batch.jar"))
        .isEqualTo("java -jar '/a b/senselink-batch.jar'");
    assertThat(NextCommandLine.program("", "classes:senselink-batch.jar")).isEqualTo("senselink");
    assertThat(NextCommandLine.program("./senselink", "senselink-batch.jar"))
        .isEqualTo("./senselink");
  }

  @Test
  void somebody_to_decide_about_is_told_with_the_file() {
    shell.sandbox().addPerson(1, Map.of("name", "Old"), Portraits.person(1, 160));

    assertThat(lines(shell.importing(shell.staff(1))))
        .containsExactly(
            "Done, but 1 row needs attention: review 1 of 1 rows.",
            "  A person with a very similar face already exists: 1 row",
            report(),
            page(),
            "next: Compare the faces and choose what to do with each conflict in "
                + shell.report().resolve("conflicts.xlsx")
                + ", save the file and run:",
            "  senselink resolve " + quoted(shell.report()));
  }

  @Test
  void a_dry_run_ends_with_the_command_that_does_it() {
    Path roster = shell.staff(2);

    assertThat(lines(shell.importing(roster, "--dry-run")))
        .containsExactly(
            "Checked, nothing was changed: valid 2 of 2 rows.",
            report(),
            page(),
            "next: Nothing has been sent yet. To import the valid rows, run:",
            "  senselink import users "
                + quoted(roster)
                + " --photos "
                + quoted(folder.resolve("photos")));
  }

  @Test
  void a_plan_ends_with_the_command_that_carries_it_out() {
    Path plan = folder.resolve("staff.plan");

    List<String> lines = lines(shell.importing(shell.staff(2), "--plan", plan.toString()));

    assertThat(lines.get(lines.size() - 1)).isEqualTo("  senselink apply " + quoted(plan));
  }

  /** The commands on the console and on the page. */
  private List<String> commands(Shell.Told told) throws IOException {
    String page = Files.readString(shell.report().resolve("report.html"));
    return Pattern.compile("senselink (?:import|apply) [^<\n]*")
        .matcher(told.out() + "\n" + page)
        .results()
        .map(MatchResult::group)
        .toList();
  }

  @Test
  void whoever_mends_what_was_planned_plans_again() throws IOException {
    shell.staff(2);
    Path roster = shell.roster("jobNumber,name,department", "E1,Ana,Nowhere", "E2,", "E3,Eve,");
    String plan = folder.resolve("staff.plan").toString();

    List<String> commands = commands(shell.importing(roster, "--plan", plan, "--plan-age", "3d"));

    assertThat(commands).anyMatch(one -> one.contains("import"));
    assertThat(commands)
        .allMatch(one -> one.contains(" apply ") || one.contains(" --plan "))
        .filteredOn(one -> one.contains("rejected.csv"))
        .isNotEmpty()
        .allMatch(one -> one.contains("rejected.plan") && one.contains("--plan-age 3d"));
  }

  @Test
  void a_plan_that_was_stopped_is_made_again() throws IOException {
    shell.sandbox().script(FaultRule.on("checkFaceQuality").before().apiCode(20001).build());
    String plan = folder.resolve("staff.plan").toString();

    Shell.Told told = shell.importing(shell.staff(2), "--plan", plan);

    assertThat(told.exit()).as(told.err()).isEqualTo(4);
    assertThat(commands(told)).isNotEmpty().allMatch(one -> one.contains(" --plan "));
  }

  @ParameterizedTest
  @ValueSource(ints = {20001, 50003})
  void a_plan_that_was_not_carried_out_to_the_end_is_applied_again_and_not_imported(int code)
      throws IOException {
    Path plan = folder.resolve("staff.plan");
    shell.staff(2);
    shell.importing(
        shell.roster("jobNumber,name", "E1,Ana", "E2,Bo", "E3,"), "--plan", plan.toString());
    shell.sandbox().script(FaultRule.on("createUser").before().apiCode(code).build());

    Shell.Told told =
        shell.run("apply", plan.toString(), "--report", shell.report().toString(), "--tries", "2");

    assertThat(told.exit()).as(told.err()).isGreaterThan(2);
    assertThat(commands(told))
        .anyMatch(one -> one.startsWith("senselink apply " + quoted(plan)))
        .allMatch(one -> one.contains(" apply ") || one.contains(" --plan "));
  }

  @Test
  void a_limit_and_an_outage_end_with_how_to_go_on() {
    Path roster = shell.staff(3);

    assertThat(lines(shell.importing(roster, "--limit", "1")))
        .containsExactly(
            "Stopped after --limit: created 1, not attempted 2 of 3 rows.",
            report(),
            page(),
            "next: run the same command again; it continues where it stopped");

    shell.sandbox().script(FaultRule.on("createUser").before().apiCode(20001).build());
    assertThat(lines(shell.importing(roster)))
        .hasSize(4)
        .startsWith(
            "Stopped: code 20001, the company's licence has expired: have the licence renewed,"
                + " then run the same command again (created 1, not attempted 2 of 3 rows)",
            report(),
            page())
        .last()
        .asString()
        .contains("senselink doctor", "it continues where it stopped");
  }

  @Test
  void for_a_program_the_words_go_to_standard_error() {
    Shell.Told told = shell.importing(shell.staff(1), "--json");

    assertThat(told.json().get("created").asInt()).isEqualTo(1);
    assertThat(told.err()).contains("Done: created 1 of 1 rows.", report());
  }
}
