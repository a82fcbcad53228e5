package dev.senselink.batch.cli.roster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.Main;
import dev.senselink.batch.cli.Shell;
import dev.senselink.batch.cli.Traces;
import dev.senselink.batch.cli.Waiting;
import dev.senselink.batch.cli.console.ExitCodeTest;
import dev.senselink.batch.fixture.OtherProcess;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.sandbox.fault.FaultRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code runs}, {@code runs show} and {@code runs delete}. */
@Tag("slow")
class RunsCommandTest {
  /**
   * What must be gone after a run was deleted: name, number, mobile, mail, ID number, file name.
   */
  private static final List<String> MARKERS =
      List.of("Zyxwolf", "QK7731", "13912345678", "zyx@example.org", "ID44556677", "韩梅梅");

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

  private String imported(Path roster, String... more) {
    shell.importing(roster, more);
    return shell.summary().path("runId").asString();
  }

  @Test
  void runs_are_listed_with_their_outcome() {
    Path roster = shell.staff(2);
    String first = imported(roster);
    String second = imported(roster);

    Shell.Told told = shell.run("runs");

    assertThat(told.exit()).isZero();
    assertThat(told.out().lines())
        .satisfiesExactly(
            heads -> assertThat(heads).startsWith("run").contains("command", "started", "result"),
            line -> assertThat(line).contains(second, "COMPLETED", "skipped 2"),
            line -> assertThat(line).contains(first, "import-users", "COMPLETED", "created 2"));
    assertThat(shell.run("runs", "--json").json()).hasSize(2);
  }

  @Test
  void times_are_those_of_the_clock_on_the_wall_and_for_programs_of_the_world() {
    String run = imported(shell.staff(1));
    String told = shell.run("runs", "--json").json().get(0).path("startedAt").asString();
    TimeZone before = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("Asia/Shanghai"));
    try {
      String there =
          LocalDateTime.ofInstant(Instant.parse(told), ZoneOffset.ofHours(8))
              .toString()
              .replace('T', ' ')
              .substring(0, "2026-01-31 09:30:00".length());

      assertThat(shell.run("runs").out()).contains("  " + there + "  ");
      assertThat(shell.run("runs", "show", run).out()).contains("started:  " + there);
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  void a_folder_without_runs_is_no_error_and_none_is_made() {
    assertThat(shell.run("runs"))
        .satisfies(told -> assertThat(told.exit()).isZero())
        .satisfies(told -> assertThat(told.out()).contains("no runs in"));
    assertThat(shell.run("runs", "--json").json()).isEmpty();
    assertThat(shell.data()).doesNotExist();
  }

  @Test
  void a_run_is_shown_and_its_report_made_anew() throws IOException {
    String run = imported(shell.staff(2));
    Path again = folder.resolve("again");

    assertThat(shell.run("runs", "show", run).out()).contains(run, "COMPLETED", "created 2");
    assertThat(shell.run("runs", "show", run, "--json").json().path("id").asString())
        .isEqualTo(run);
    assertThat(shell.run("runs", "show", run, "--report", again.toString()).exit()).isZero();
    assertThat(Files.readAllBytes(again.resolve("results.csv")))
        .isEqualTo(Files.readAllBytes(shell.report().resolve("results.csv")));
    assertThat(
            shell
                .run("runs", "show", run, "--report", again.toString(), "--json")
                .json()
                .path("created")
                .asInt())
        .isEqualTo(2);
  }

  @Test
  void a_report_made_anew_says_why_the_run_stopped() throws IOException {
    shell.staff(1);
    String run =
        imported(shell.roster("jobNumber,name", "E8,", "E9,", "E1,A"), "--max-failures", "1");

    shell.run("runs", "show", run, "--report", folder.resolve("again").toString());

    assertThat(Files.readString(folder.resolve("again/report.html")))
        .contains("The run stopped before it was finished.", "Reason: ", "--max-failures")
        .doesNotContain("--limit");
  }

  @Test
  void a_run_nobody_knows_is_2() {
    imported(shell.staff(1));

    for (String[] args :
        List.of(
            new String[] {"runs", "show", "R0"},
            new String[] {"runs", "delete", "R0"},
            new String[] {"runs", "show", "R0", "--report", folder.resolve("x").toString()})) {
      Shell.Told told = shell.run(args);
      assertThat(told.exit()).isEqualTo(2);
      assertThat(told.err()).contains("R0").contains("senselink runs");
    }
    assertThat(folder.resolve("x")).doesNotExist();
  }

  @Test
  void beside_a_run_at_work_runs_reads_the_status_file_and_the_rest_is_4() {
    String run = imported(shell.staff(1));
    try (OtherProcess other =
        OtherProcess.start(folder, ExitCodeTest.LockHolder.class, shell.data().toString())) {
      assertThat(other.line()).as(other::errors).startsWith("locked");

      assertThat(shell.run("runs").out()).contains(run);
      assertThat(shell.run("runs", "show", run).exit()).isZero();
      assertThat(shell.run("runs", "delete", run).exit()).isEqualTo(4);
    }
  }

  @Test
  void a_run_that_was_killed_is_shown_as_interrupted_and_can_be_reported() {
    Path roster = shell.staff(120);
    shell.sandbox().script(FaultRule.on("createUser").before().noAnswer().fromCall(6).build());
    try (OtherProcess killed =
        OtherProcess.start(
            folder,
            shell.environment(),
            Main.class,
            "import",
            "users",
            roster.toString(),
            "--report",
            shell.report().toString(),
            "--timeout",
            "600")) {
      Waiting.until(() -> shell.sandbox().heldConnections() > 0);
      assertThat(DataFolder.isLocked(shell.data())).isTrue();
      assertThat(shell.run("runs").out()).contains("RUNNING");
      killed.kill();
    }

    Shell.Told told = shell.run("runs");
    assertThat(told.out()).contains("INTERRUPTED");
    String run = told.out().lines().skip(1).findFirst().orElseThrow().split(" ")[0];
    try (DataFolder other = DataFolder.lock(shell.data(), "export")) {
      assertThat(shell.run("runs").out()).as("in %s", other.path()).contains("INTERRUPTED");
    }

    assertThat(shell.run("runs", "show", run, "--report", shell.report().toString()).exit())
        .isZero();
    assertThat(shell.summary().path("status").asString()).isEqualTo("FAILED");
    assertThat(shell.column("results.csv", "outcome"))
        .hasSize(120)
        .contains("NOT_ATTEMPTED", "FAILED"); // those in flight are not known (L25)
  }

  @Test
  void a_deleted_run_leaves_no_trace_of_its_people_in_any_file() throws IOException {
    shell.photo("QK7731.jpg", 1);
    shell.photo("E2.jpg", 2);
    Path roster =
        shell.roster(
            "jobNumber,name,mobile,mail,idNumber",
            "QK7731,Zyxwolf,13912345678,zyx@example.org,ID44556677",
            "E2,韩梅梅,,,",
            "E3,,,,");
    String run = imported(roster, "--lookup", "list");
    imported(roster, "--lookup", "list");
    String second = shell.summary().path("runId").asString();
    assertThat(traces()).isNotEmpty();

    assertThat(shell.run("runs", "delete", run).exit()).isZero();
    assertThat(shell.run("runs", "delete", second, "--json").json().path("deleted").asString())
        .isEqualTo(second);

    assertThat(traces()).isEmpty();
    assertThat(shell.run("runs").out()).contains("no runs in");
    assertThat(shell.data().resolve("runs").resolve(run)).doesNotExist();
    assertThat(shell.report()).exists();
  }

  /** Every marker that some file of the data folder holds, in whatever form. */
  private List<String> traces() throws IOException {
    try (Stream<Path> files = Files.walk(shell.data())) {
      return files
          .filter(Files::isRegularFile)
          .flatMap(
              file ->
                  Traces.of(MARKERS, bytes(file)).stream()
                      .map(marker -> marker + " in " + file.getFileName()))
          .toList();
    }
  }

  private static String bytes(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
