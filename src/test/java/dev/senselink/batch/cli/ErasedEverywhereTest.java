package dev.senselink.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.disk.TemporaryFolder;
import dev.senselink.batch.fixture.BackedUp;
import dev.senselink.batch.sandbox.fault.FaultRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever is forgotten stands in other places than in their own row of the last run; and is not to
 * be forgotten while somebody may yet have to be looked for by their name.
 */
@Tag("slow")
class ErasedEverywhereTest {
  private static final List<String> ERASED =
      List.of("Zyxwolf", "QK7731", "13912345678", "139 1234 5678", "ID44556677");
  private static final String HEADER = "jobNumber,name,mobile,idNumber,remark";
  private static final String THEIRS = "QK7731,Zyxwolf,139 1234 5678,ID44556677,";

  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void open() {
    shell = Shell.in(folder);
    shell.photo("QK7731.jpg", 2);
    shell.photo("E9.jpg", 2);
    shell.photo("E1.jpg", 1);
  }

  @AfterEach
  void close() {
    shell.close();
  }

  private Path theirs() {
    return shell.write("theirs.csv", HEADER + "\n" + THEIRS + "\nE1,Ana,13800000001,ID1,\n");
  }

  private Shell.Told erase(String... whom) {
    String[] all =
        Stream.concat(Stream.of("privacy", "erase", "--yes"), Stream.of(whom))
            .toArray(String[]::new);
    return shell.run(all);
  }

  /** What the user keeps is the user's to remove: here it is gone, so that all else is searched. */
  private List<String> remains() {
    try (Stream<Path> all = Files.list(folder)) {
      for (Path path : all.toList()) {
        String name = String.valueOf(path.getFileName());
        if (name.endsWith(".csv") || List.of("photos", "backup").contains(name)) {
          TemporaryFolder.remove(path);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Remains.in(folder, ERASED);
  }

  private String report(String name) {
    return shell.file(name).toString();
  }

  @Test
  void where_they_only_look_like_somebody_else_and_in_every_report_that_says_so() {
    shell.importing(theirs());
    Path other = shell.write("other.csv", "jobNumber,name\nE9,Bo\n");
    shell.importing(other, "--report", report("two"));
    String run = shell.run("runs", "--json").json().get(1).path("id").asString();
    shell.run("runs", "show", run, "--report", report("again"));
    Path conflicts = shell.file("two").resolve("conflicts.csv");
    assertThat(Shell.text(conflicts)).contains("Zyxwolf");
    String decided = "\ufeff" + Shell.text(conflicts).replaceAll(",\r\n$", ",skip\r\n");
    shell.run("resolve", shell.write("decided.csv", decided).toString(), "--report", report("r"));
    assertThat(Shell.text(shell.file("r").resolve("results.csv"))).contains("Zyxwolf");
    shell.importing(
        shell.write("third.csv", "jobNumber,name\nE1,Ana\n"), "--report", report("two"));
    assertThat(shell.file("two." + run)).exists();

    Shell.Told told = erase("--job-number", "QK7731");

    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(remains()).isEmpty();
    for (String again : List.of("two." + run, "again")) {
      assertThat(Shell.rows(shell.file(again).resolve("results.csv")).get(0))
          .containsEntry("name", "Bo")
          .containsEntry("key", "E9");
    }
    assertThat(shell.file("r")).as("what was decided stands in the run's report").doesNotExist();
  }

  /** Whoever was left out is nobody on the server: only a hash of who they are tells of it. */
  @Test
  void where_it_was_decided_to_leave_them_out() {
    shell.importing(shell.write("other.csv", "jobNumber,name\nE9,Bo\n"));
    shell.importing(theirs(), "--report", report("two"));
    Path conflicts = shell.file("two").resolve("conflicts.csv");
    assertThat(Shell.text(conflicts)).contains("Zyxwolf");
    String decided = "\ufeff" + Shell.text(conflicts).replaceAll(",\r\n$", ",skip\r\n");
    shell.run("resolve", shell.write("decided.csv", decided).toString(), "--report", report("r"));
    assertThat(shell.run("privacy", "show", "--json").out()).contains("\"SKIPPED\"");

    assertThat(erase("--job-number", "QK7731").exit()).isZero();

    assertThat(shell.run("privacy", "show", "--json").out()).doesNotContain("\"SKIPPED\"");
    assertThat(remains()).isEmpty();
  }

  /** Of somebody whom the server had before, no row was ever read. */
  @Test
  void where_no_row_was_ever_theirs() {
    shell
        .sandbox()
        .addPerson(
            1,
            Map.of("name", "Zyxwolf", "jobNumber", "QK7731", "groups", "1"),
            dev.senselink.batch.fixture.Portraits.person(2, 160));
    shell.importing(shell.write("other.csv", "jobNumber,name\nE9,Bo\n"));
    assertThat(shell.text("conflicts.csv")).contains("QK7731");

    Shell.Told told = erase("--job-number", "qk7731");

    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(remains()).isEmpty();
    assertThat(shell.rows("results.csv").get(0)).containsEntry("name", "Bo");
  }

  /** The server still has them, and every run reads everybody who is there. */
  @Test
  void where_runs_since_have_read_the_list_of_the_server() {
    shell.importing(theirs());
    assertThat(erase("--job-number", "QK7731").exit()).isZero();

    shell.photo("E8.jpg", 3);
    Shell.Told since = shell.importing(shell.write("other.csv", "jobNumber,name\nE8,Bob\n"));

    assertThat(since.exit()).as(since.all()).isZero();
    assertThat(Remains.in(shell.data(), ERASED)).isEmpty();
  }

  @Test
  void where_others_speak_of_them_and_where_their_number_was_mistyped() {
    Path roster =
        shell.write(
            "roster.csv",
            HEADER
                + "\n"
                + THEIRS
                + "\nE1,Ana,13800000001,ID1,\"deputy of ZYXWOLF\nsince May\""
                + "\nQK7713,Zyxwolf,+86 139-1234-5678,,\nE3,Zyx,13800000003,,room QK77310\n");
    shell.importing(roster, "--allow-no-photo");

    Shell.Told told = erase("--job-number", "QK7731");

    assertThat(told.out()).contains("2 rows of 1 run");
    List<Map<String, String>> after = shell.rows("results.csv");
    assertThat(after).extracting(row -> row.get("key")).contains("E1", "E3");
    assertThat(after).extracting(row -> row.get("line")).containsExactly("2", "3", "5", "6");
    assertThat(remains()).as("a longer word is another one").allMatch(r -> r.endsWith("QK7731"));
  }

  @Test
  void a_visitor_and_the_host_who_is_named_and_the_next_list_makes_nobody_twice() {
    shell.importing(theirs());
    shell.photo("13900000001.jpg", 5);
    shell.photo("13900000002.jpg", 6);
    Path list =
        shell.write(
            "list.csv",
            "name,mobile,host,dateTimeFrom,dateTimeTo\n"
                + "Vixen,13900000001,QK7731,2026-01-01,2099-01-01\n"
                + "Cy,13900000002,QK7731,2026-01-01,2099-01-01\n");
    String[] importing = {"import", "guests", list.toString(), "--report", report("guests")};
    assertThat(shell.run(importing).exit()).isZero();
    int before = shell.sandbox().people().size();

    assertThat(erase("--job-number", "QK7731").exit()).isZero();
    assertThat(erase("--mobile", "139 0000 0001").exit()).isZero();

    assertThat(Remains.in(shell.data(), List.of("Vixen", "13900000001", "QK7731"))).isEmpty();
    assertThat(Remains.in(shell.file("guests"), List.of("Vixen", "QK7731"))).isEmpty();
    assertThat(shell.run(importing).exit()).isZero();
    assertThat(shell.sandbox().people()).hasSize(before);
  }

  @Test
  void a_restored_person_and_the_next_restore_makes_nobody_twice() {
    Path backup =
        new BackedUp()
            .user(501, "Zyxwolf", "jobNumber", "QK7731", "mobile", "139 1234 5678")
            .user(502, "Ana", "jobNumber", "E1", "remark", "deputy of Zyxwolf")
            .write(folder.resolve("backup"));
    String[] restoring = {"restore", backup.toString(), "--report", report("report")};
    Shell.Told first = shell.run(restoring);
    assertThat(first.exit()).as(first.all()).isZero();
    int before = shell.sandbox().people().size();

    Shell.Told told = erase("--job-number", "QK7731");

    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(told.out()).contains(backup.toString());
    assertThat(Remains.in(shell.data(), ERASED)).isEmpty();
    assertThat(Remains.in(shell.report(), ERASED)).isEmpty();
    assertThat(shell.run(restoring).exit()).isZero();
    assertThat(shell.sandbox().people()).hasSize(before);
  }

  /** They may have been created: only their name and number find that out. */
  @Test
  void not_while_a_request_for_them_is_unanswered() {
    shell.inHaste();
    AtomicBoolean gone = new AtomicBoolean();
    shell
        .sandbox()
        .script(
            FaultRule.on("createUser")
                .when(call -> call.containsValue("QK7731") && !gone.getAndSet(true))
                .after()
                .reset()
                .build(),
            FaultRule.on(FaultRule.ANY).when(call -> gone.get()).before().reset().build());
    Path roster = theirs();
    Shell.Told stopped = shell.importing(roster, "--outage-wait", "1");
    assertThat(stopped.exit()).as(stopped.all()).isIn(3, 4);

    Shell.Told refused = erase("--job-number", "QK7731");

    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err())
        .contains("nothing was erased", "import users of " + roster, "runs delete R");
    assertThat(Remains.in(shell.data(), List.of("QK7731"))).isNotEmpty();
    shell.sandbox().clearFaults();
    assertThat(shell.importing(roster).exit()).isZero();
    assertThat(erase("--job-number", "QK7731").exit()).isZero();
    assertThat(remains()).isEmpty();
    assertThat(shell.sandbox().people()).hasSize(2);
  }

  /** It goes on with its copy: without them that would be another roster, and another run. */
  @Test
  void not_in_a_run_that_will_be_gone_on_with_but_in_one_that_is_given_up() {
    Path roster = theirs();
    assertThat(shell.importing(roster, "--limit", "1").exit()).isZero();

    Shell.Told refused = erase("--mobile", "13912345678");

    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("is not finished", roster.toString());
    shell.write("theirs.csv", "jobNumber,name\nE1,Ana\n"); // the roster of the next day
    assertThat(shell.importing(roster, "--report", report("two")).exit()).isZero();
    Shell.Told told = erase("--mobile", "13912345678");
    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(remains()).isEmpty();
  }

  @Test
  void what_it_cannot_reach_is_named() throws IOException {
    Path roster = theirs();
    shell.importing(roster);
    TemporaryFolder.remove(shell.report());
    Files.createDirectory(folder.resolve("done"));

    Shell.Told told = erase("--job-number", "QK7731", "--json");

    assertThat(told.json().path("left").findValuesAsString("where"))
        .containsExactlyInAnyOrder(
            roster.toString(),
            folder.resolve("photos").toString(),
            folder.resolve("done").toString(),
            shell.report().toString());
  }
}
