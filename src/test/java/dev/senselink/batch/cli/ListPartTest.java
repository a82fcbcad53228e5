package dev.senselink.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.api.transport.ServerTransport;
import dev.senselink.batch.job.ListPart;
import dev.senselink.batch.job.OtherSites;
import dev.senselink.batch.job.RunEnvironment;
import dev.senselink.batch.job.SecretSource;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.roster.RowLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A list that was taken out of another one is told of in that one's words. */
class ListPartTest {
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

  /** A part whose rows stand at every other line of the whole. */
  private static RunEnvironment partOf(String again) {
    return partAt(1_000, again);
  }

  private static RunEnvironment partAt(int first, String again) {
    int[] lines = IntStream.range(0, 20_000).map(n -> first + 2 * n).toArray();
    return new RunEnvironment(
        Machine.real(),
        ServerTransport.http(),
        false,
        OtherSites.NONE,
        SecretSource.NONE,
        new ListPart(RowLines.of(lines), again),
        List.of());
  }

  /** The same, where the report of that command is made again. */
  private static RunEnvironment after(RunEnvironment world, String... made) {
    return new RunEnvironment(
        world.machine(),
        world.wires(),
        world.plain(),
        world.others(),
        world.secret(),
        world.part(),
        List.of(made));
  }

  private Shell.Told importing(RunEnvironment world, Path roster, String... more) {
    List<String> words = new ArrayList<>(List.of("import", "users", roster.toString()));
    words.addAll(List.of("--allow-no-photo", "--report", folder.resolve("report").toString()));
    words.addAll(List.of(more));
    return shell.runIn(world, words.toArray(String[]::new));
  }

  private List<String> lines(String report) {
    return Shell.rows(folder.resolve(report).resolve("results.csv")).stream()
        .map(row -> row.get("line"))
        .toList();
  }

  @Test
  void its_rows_stand_there_in_every_report_of_it() {
    Path roster = shell.staff(3);

    Shell.Told told = importing(partOf("senselink whole"), roster);

    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(lines("report")).containsExactly("1000", "1002", "1004");
    String run = shell.run("runs", "--json").json().get(0).path("id").asString();
    assertThat(shell.run("runs", "show", run, "--report", folder + "/shown").exit()).isZero();
    assertThat(lines("shown")).containsExactly("1000", "1002", "1004");
    Shell.Told undone = shell.run("undo", run, "--yes", "--report", folder + "/undone");
    assertThat(undone.exit()).as(undone.err()).isZero();
    assertThat(lines("undone")).containsExactly("1000", "1002", "1004");
  }

  /** Two rows of one person are told apart by their lines. */
  @Test
  void they_stand_where_they_stood_when_the_run_began() {
    Path roster = shell.staff(3);
    assertThat(importing(partOf(""), roster, "--limit", "1").exit()).isZero();

    assertThat(importing(partAt(1_002, ""), roster).exit()).isZero();

    assertThat(lines("report")).containsExactly("1000", "1002", "1004");
  }

  /** Else its rows would be told by the lines of others, and gone on with by them. */
  @Test
  void where_it_cannot_be_read_where_they_stood_nothing_is_told_of_them_nor_sent()
      throws IOException {
    Path roster = shell.staff(3);
    assertThat(importing(partOf(""), roster, "--limit", "1").exit()).isZero();
    String run = shell.run("runs", "--json").json().get(0).path("id").asString();
    Path kept = shell.data().resolve("runs").resolve(run).resolve("lines");
    String text = Files.readString(kept);

    for (String broken : List.of(text.replace(',', ' '), "")) {
      Files.delete(kept);
      if (broken.isEmpty()) {
        Files.createDirectory(kept); // nor is a file that gives nothing
      } else {
        Files.writeString(kept, broken);
      }
      Shell.Told shown = shell.run("runs", "show", run, "--report", folder + "/shown");
      Shell.Told goneOn = importing(partOf(""), roster);

      assertThat(List.of(shown.exit(), goneOn.exit())).as(shown.all()).containsExactly(4, 4);
      assertThat(shown.err()).contains(kept + ", which says where the rows", "cannot be read");
      assertThat(goneOn.err()).contains(kept + ", which says where the rows");
    }

    assertThat(folder.resolve("shown")).doesNotExist();
    assertThat(shell.sandbox().people()).hasSize(1);
    Files.delete(kept);
    Files.writeString(kept, text);
    assertThat(importing(partOf(""), roster).exit()).isZero();
    assertThat(lines("report")).containsExactly("1000", "1002", "1004");
  }

  @Test
  void so_they_do_where_its_plan_is_carried_out() {
    Path roster = shell.staff(2);
    RunEnvironment world = partOf("");
    String plan = folder.resolve("staff.plan").toString();
    String[] planning = {"import", "users", roster.toString(), "--allow-no-photo", "--plan", plan};
    assertThat(shell.runIn(world, planning).exit()).isZero();

    Shell.Told told =
        shell.runIn(world, "apply", plan, "--yes", "--report", folder.resolve("done").toString());

    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(lines("done")).containsExactly("1000", "1002");
  }

  @Test
  void what_to_type_again_is_the_command_of_the_whole() {
    Path roster = shell.roster("jobNumber,name", "1,Ana", "2,");

    assertThat(importing(partOf("senselink whole"), roster).exit()).isEqualTo(3);

    String page = Shell.plain(folder.resolve("report/report.html"));
    assertThat(page).contains(">senselink whole<").doesNotContain("import users " + roster);
  }

  /** What a report says is to be done, as if it lay elsewhere. */
  private String steps(String report) {
    String page = Shell.plain(folder.resolve(report).resolve("report.html"));
    String after = page.substring(page.indexOf("<ol class=\"steps\">"));
    return after
        .substring(0, after.indexOf("</ol>"))
        .replace(folder.resolve(report).toString(), "REPORT");
  }

  /** Workers make no reports, and whoever makes theirs knows what the sites' imports were. */
  @Test
  void so_does_a_report_that_is_made_again_by_who_knows_what_was_typed() {
    Path roster = shell.roster("jobNumber,name", "1,Ana", "2,");
    String[] typed = {"import", "users", roster.toString(), "--allow-no-photo", "--tries=3"};
    String report = "--report=" + folder.resolve("report");
    String[] all = Stream.concat(Stream.of(typed), Stream.of(report)).toArray(String[]::new);
    for (RunEnvironment world : List.of(partOf("senselink whole"), RunEnvironment.real())) {
      Shell.Told told = shell.runIn(world, all);
      assertThat(told.exit()).as(told.err()).isEqualTo(3);
      JsonNode runs = shell.run("runs", "--json").json();
      String run = runs.get(runs.size() - 1).path("id").asString();

      Shell.Told shown =
          shell.runIn(after(world, typed), "runs", "show", run, "--report", folder + "/shown");

      assertThat(shown.exit()).as(shown.err()).isZero();
      assertThat(steps("shown")).contains("<code", "REPORT").isEqualTo(steps("report"));
    }
  }
}
