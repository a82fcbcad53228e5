package dev.senselink.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.Main;
import dev.senselink.batch.fixture.OtherProcess;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.sandbox.fault.FaultRule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The report folder, file by file (CLI.md, "Report folder"). */
@Tag("slow")
class ReportFilesTest {
  private static final String RESULTS =
      "line,key,name,outcome,code,reason,personId,similarPersonId,similarPersonName,photo,attempts,"
          + "hints";
  private static final String CONFLICTS =
      "runId,line,rowHash,key,name,code,reason,candidateId,candidateName,candidateKey,canForce,"
          + "decision";
  private static final List<String> SUMMARY =
      List.of(
          "job",
          "runId",
          "status",
          "rows",
          "created",
          "updated",
          "unchanged",
          "forced",
          "skipped",
          "review",
          "rejected",
          "failed",
          "notAttempted",
          "valid",
          "startedAt",
          "finishedAt",
          "durationSeconds",
          "rowsPerSecond",
          "server",
          "dryRun",
          "createdDepartments",
          "createdGroups",
          "leavers",
          "revoked",
          "deleted",
          "returned",
          "leaversLeft",
          "leftWithDoors",
          "leaversBrake",
          "leaversBrakeReason",
          "removed",
          "restored",
          "endedRemoved",
          "endedLeft",
          "hints");

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

  @DisabledOnOs(OS.WINDOWS)
  @Test
  void all_files_are_written_also_empty_ones_and_only_their_owner_reads_them() throws IOException {
    shell.importing(shell.staff(1));

    try (Stream<Path> files = Files.list(shell.report())) {
      assertThat(files)
          .extracting(file -> file.getFileName().toString())
          .containsExactlyInAnyOrder(
              "results.csv",
              "rejected.csv",
              "rejected.xlsx",
              "conflicts.csv",
              "conflicts.xlsx",
              "summary.json",
              "report.html",
              "report.xlsx");
    }
    assertThat(mode(shell.report())).isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(shell.report())) {
      assertThat(files).allSatisfy(file -> assertThat(mode(file)).isEqualTo("rw-------"));
    }
    assertThat(shell.text("rejected.csv")).isEqualTo("jobNumber,name,errorCode,errorMessage\r\n");
    assertThat(shell.text("conflicts.csv")).isEqualTo(CONFLICTS + "\r\n");
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void results_have_a_line_per_row_in_roster_order() {
    shell.photo("E1.jpg", 1);
    Path roster = shell.roster("jobNumber,name", "", "E1,Person 1", "E2,", "\"E3\",\"Two\nlines\"");

    shell.importing(roster);

    assertThat(shell.text("results.csv")).startsWith(RESULTS + "\r\n3,E1,Person 1,CREATED,,,");
    assertThat(shell.column("results.csv", "line")).containsExactly("3", "4", "5");
    Map<String, String> first = shell.rows("results.csv").get(0);
    assertThat(first).containsEntry("photo", "E1.jpg").containsEntry("attempts", "1");
    assertThat(first.get("personId"))
        .isEqualTo(String.valueOf(shell.sandbox().people().get(0).id()));
    assertThat(shell.rows("results.csv").get(1))
        .containsEntry("outcome", "REJECTED_ROW")
        .containsEntry("code", "MISSING_NAME")
        .containsEntry("attempts", "0");
  }

  @Test
  void the_summary_has_its_keys_in_order_and_its_counts_add_up() {
    shell.staff(3);
    Path roster = shell.roster("jobNumber,name", "E1,Person 1", "E2,", "E9,Nobody", "E3,Person 3");

    Shell.Told told = shell.importing(roster, "--json");

    JsonNode summary = shell.summary();
    assertThat(summary.propertyNames()).containsExactlyElementsOf(SUMMARY);
    assertThat(told.json()).isEqualTo(summary);
    assertThat(summary.path("job").asString()).isEqualTo("import-users");
    assertThat(summary.path("status").asString()).isEqualTo("COMPLETED");
    assertThat(summary.path("created").asInt()).isEqualTo(2);
    assertThat(summary.path("rejected").asInt()).isEqualTo(2);
    int sum = 0;
    for (String count : SUMMARY.subList(4, 14)) {
      sum += summary.path(count).asInt();
    }
    assertThat(sum).isEqualTo(summary.path("rows").asInt()).isEqualTo(4);
    assertThat(OffsetDateTime.parse(summary.path("startedAt").asString()))
        .isBeforeOrEqualTo(OffsetDateTime.parse(summary.path("finishedAt").asString()));
    assertThat(summary.path("durationSeconds").asDouble()).isPositive();
    assertThat(summary.path("server").asString())
        .isEqualTo("127.0.0.1:" + shell.sandbox().url().getPort());
    assertThat(summary.path("dryRun").asBoolean()).isFalse();
  }

  @Test
  void what_create_missing_made_is_in_the_summary() {
    shell.staff(1);
    Path roster = shell.roster("jobNumber,name,department,groups", "E1,Person 1,A/B,Night");

    Shell.Told told = shell.importing(roster, "--create-missing");

    assertThat(told.exit()).isZero();
    assertThat(told.err()).contains("will be created: ");
    assertThat(shell.summary().path("createdDepartments").size()).isEqualTo(2);
    assertThat(shell.summary().path("createdGroups").get(0).asString()).startsWith("Night");
  }

  @Test
  void a_rejected_row_can_be_mended_and_imported_and_nothing_is_doubled() throws IOException {
    shell.staff(2);
    Path roster =
        shell.roster(
            "Error Code,jobNumber,name,remark,Nobody's",
            "OLD,E1,Person 1,fine,x",
            "OLD,E2,,'=1+1,\"a \"\"b\"\", c\"",
            "OLD,E8,Person 8,\"two\nlines\",");

    assertThat(shell.importing(roster).exit()).isEqualTo(3);

    String rejected = shell.text("rejected.csv");
    assertThat(rejected)
        .isEqualTo(
            "jobNumber,name,remark,Nobody's,errorCode,errorMessage\r\n"
                + "E2,,'=1+1,\"a \"\"b\"\", c\",MISSING_NAME,"
                + quoted("rejected.csv", 0)
                + "\r\nE8,Person 8,\"two\nlines\",,PHOTO_NOT_FOUND,"
                + quoted("rejected.csv", 1)
                + "\r\n");

    Path mended = shell.file("mended.csv");
    Files.writeString(
        mended, "\ufeff" + rejected.replace("E2,,", "E2,Person 2,"), StandardCharsets.UTF_8);
    Shell.Told told =
        shell.importing(
            mended,
            "--photos",
            folder.resolve("photos").toString(),
            "--report",
            folder.resolve("second").toString());

    assertThat(told.exit()).isEqualTo(3);
    assertThat(shell.sandbox().people())
        .extracting(p -> p.remark())
        .containsExactly("fine", "=1+1");
    assertThat(Shell.text(folder.resolve("second/rejected.csv")))
        .startsWith("jobNumber,name,remark,Nobody's,errorCode,errorMessage\r\nE8,Person 8,")
        .doesNotContain("MISSING_NAME");
  }

  private String quoted(String file, int row) {
    String message = shell.rows(file).get(row).get("errorMessage");
    return message.matches("(?s).*[,\"\n].*") ? "\"" + message + "\"" : message;
  }

  @Test
  void a_value_that_looks_like_a_formula_is_guarded_in_every_file() {
    shell.photo("E1.jpg", 1);
    Path roster = shell.roster("jobNumber,name", "E1,\"=cmd|' /C calc'!A0\"", "E2,@sum");

    shell.importing(roster, "--allow-no-photo");

    assertThat(shell.text("results.csv"))
        .contains("'=cmd|")
        .contains("'@sum")
        .doesNotContain(",=cmd");
  }

  @Test
  void somebody_with_a_similar_face_is_a_conflict_with_a_candidate() throws IOException {
    shell
        .sandbox()
        .addPerson(1, Map.of("name", "Old Person", "jobNumber", "X1"), Portraits.person(1, 160));
    Path roster = shell.staff(1);

    assertThat(shell.importing(roster).exit()).isEqualTo(3);

    Map<String, String> conflict = shell.rows("conflicts.csv").get(0);
    assertThat(conflict)
        .containsEntry("line", "2")
        .containsEntry("key", "E1")
        .containsEntry("code", "30002")
        .containsEntry("candidateName", "Old Person")
        .containsEntry("candidateKey", "X1")
        .containsEntry("canForce", "1")
        .containsEntry("decision", "");
    assertThat(conflict.get("runId")).isEqualTo(shell.summary().path("runId").asString());
    assertThat(conflict.get("runId")).matches("[A-Z][A-Z0-9]*[A-Z]");
    assertThat(conflict.get("rowHash")).matches("[a-z][a-z0-9]*|[0-9a-z]*[g-z][0-9a-z]*");
    assertThat(shell.rows("results.csv").get(0))
        .containsEntry("outcome", "REVIEW")
        .containsEntry("similarPersonName", "Old Person");
  }

  @Test
  void a_folder_that_holds_another_runs_report_is_renamed_first() {
    Path roster = shell.staff(1);
    shell.importing(roster);
    String first = shell.summary().path("runId").asString();

    shell.importing(roster);

    assertThat(shell.summary().path("runId").asString()).isNotEqualTo(first);
    assertThat(Shell.rows(folder.resolve("report." + first).resolve("results.csv")))
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("outcome", "CREATED"));
  }

  @Test
  void a_resumed_run_reports_all_rows_into_the_folder_it_began_with() {
    Path roster = shell.staff(4);
    shell.importing(roster, "--limit", "2");
    String first = shell.summary().path("runId").asString();

    Shell.Told told = shell.run("import", "users", roster.toString());

    assertThat(told.out()).contains("report: " + shell.report());
    assertThat(shell.summary().path("runId").asString()).isEqualTo(first);
    assertThat(shell.column("results.csv", "outcome")).hasSize(4).containsOnly("CREATED");
    assertThat(shell.files()).doesNotContain("report." + first);
  }

  @Test
  void rows_never_reached_are_not_attempted_and_stand_in_rejected_csv() {
    Path roster = shell.staff(5);

    shell.importing(roster, "--limit", "2");

    assertThat(shell.column("results.csv", "outcome"))
        .containsExactly("CREATED", "CREATED", "NOT_ATTEMPTED", "NOT_ATTEMPTED", "NOT_ATTEMPTED");
    assertThat(shell.column("rejected.csv", "jobNumber")).containsExactly("E3", "E4", "E5");
    assertThat(shell.summary().path("notAttempted").asInt()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM OUTCOME WHERE ROW_NO = 2",
        "INSERT INTO OUTCOME SELECT RUN, ROW_NO + 100, ENDING, CODE, REASON, PERSON, SIMILAR,"
            + " SIMILAR_NAME, PHOTO, ATTEMPTS, LINE, DIFFERS, HINTS, WRITTEN_AT FROM OUTCOME"
            + " WHERE ROW_NO = 3",
        "UPDATE RUN SET ROSTER_ROWS = 4",
      })
  void counts_that_do_not_add_up_are_a_defect_and_said_so(String tampering) throws SQLException {
    shell.importing(shell.staff(3));
    String run = shell.summary().path("runId").asString();
    tamper(tampering);

    Shell.Told told =
        shell.run("runs", "show", run, "--report", folder.resolve("again").toString());

    assertThat(told.exit()).isEqualTo(1);
    assertThat(told.err()).contains("defect").doesNotContain("\tat ");
    assertThat(folder.resolve("again").toFile().list()).noneMatch(name -> name.endsWith(".part"));
  }

  private void tamper(String sql) throws SQLException {
    String url =
        "jdbc:hsqldb:file:" + shell.data().resolve("db/ledger") + ";hsqldb.lock_file=false";
    try (Connection connection = DriverManager.getConnection(url, "SA", "");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
      statement.execute("SHUTDOWN");
    }
  }

  @Test
  void a_stopped_run_still_reports_what_was_done() {
    Path roster = shell.staff(3);
    shell
        .sandbox()
        .script(
            FaultRule.on("createUser").before().apiCode(50004).where("jobNumber", "E2").build());

    assertThat(shell.importing(roster, "--concurrency", "1").exit()).isEqualTo(4);

    List<String> outcomes = new ArrayList<>(shell.column("results.csv", "outcome"));
    assertThat(outcomes).hasSize(3).contains("NOT_ATTEMPTED");
    assertThat(shell.summary().path("created").asInt()).isEqualTo(shell.sandbox().commits().size());
  }

  @Test
  void a_dry_run_reports_valid_rows_and_changes_nothing() {
    Path roster = shell.staff(2);

    Shell.Told told = shell.importing(roster, "--dry-run");

    assertThat(told.exit()).isZero();
    assertThat(shell.column("results.csv", "outcome")).containsOnly("VALID");
    assertThat(shell.summary().path("dryRun").asBoolean()).isTrue();
    assertThat(shell.sandbox().commits()).isEmpty();
    assertThat(shell.run("runs", "--json").json()).isEmpty();
  }

  @Test
  void offline_opens_no_ledger_and_asks_nobody() throws IOException {
    Path roster = shell.staff(2);

    Shell.Told told = shell.importing(roster, "--dry-run", "--offline");

    assertThat(told.exit()).isZero();
    assertThat(shell.column("results.csv", "outcome")).containsOnly("VALID");
    assertThat(shell.sandbox().calls()).isEmpty();
    assertThat(shell.data()).doesNotExist();

    Files.createDirectories(shell.data());
    Files.writeString(shell.data().resolve("db"), "no folder, so no ledger could be opened");
    Shell.Told validated =
        shell.run(
            "validate", "users", roster.toString(), "--report", folder.resolve("r2").toString());
    assertThat(validated.exit()).isZero();
  }

  @Test
  void the_standard_report_folder_is_below_the_working_folder_and_named_after_the_command() {
    Path roster = shell.staff(1);
    try (OtherProcess process =
        OtherProcess.start(folder, Main.class, "validate", "users", roster.toString())) {
      assertThat(process.exitCode()).as(process::errors).isZero();
    }

    assertThat(folder.resolve("reports").toFile().list())
        .singleElement()
        .asString()
        .matches("validate-users-\\d{8}-\\d{6}");
  }
}
