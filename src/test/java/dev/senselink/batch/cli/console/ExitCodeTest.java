package dev.senselink.batch.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.Shell;
import dev.senselink.batch.fixture.OtherProcess;
import dev.senselink.batch.language.ShellWord;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.sandbox.fault.FaultRule;
import dev.senselink.batch.sandbox.fault.SandboxSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the shell is told, and which of several reasons goes first (CLI.md, "Exit codes"). */
@Tag("slow")
public class ExitCodeTest {
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

  /** One line on standard error that says what, where and what to do; never a stack trace. */
  private static void oneLine(Shell.Told told, String... says) {
    assertThat(told.err().lines().filter(line -> line.startsWith("senselink: "))).hasSize(1);
    assertThat(told.err()).contains(says).doesNotContain("\tat ").doesNotContain("Exception");
  }

  @Test
  void all_is_well_is_0() {
    assertThat(shell.importing(shell.staff(2)).exit()).isZero();
  }

  @Test
  void a_default_policy_is_a_policy_too() {
    Path roster = shell.staff(2);
    shell.importing(roster);

    Shell.Told again = shell.importing(roster);

    assertThat(again.exit()).isZero();
    assertThat(shell.column("results.csv", "outcome")).containsOnly("SKIPPED_EXISTING");
    assertThat(shell.sandbox().commits()).hasSize(2);
  }

  @Test
  void something_to_mend_is_3_and_the_next_command_is_printed_whole() {
    shell.staff(1);
    Path roster = shell.roster("Nr,name,jobNumber", "E1,Person 1,", "E2,,");

    Shell.Told told =
        shell.importing(roster, "--columns", "Nr=jobNumber,jobNumber=-", "--on-similar", "skip");

    assertThat(told.exit()).isEqualTo(3);
    assertThat(told.out())
        .contains(
            "senselink import users "
                + ShellWord.quoted(shell.report().resolve("rejected.csv").toString())
                + " --photos "
                + ShellWord.quoted(folder.resolve("photos").toString()))
        .contains("--columns Nr=jobNumber,jobNumber=-")
        .contains("--on-similar skip")
        .doesNotContain("--report ");
  }

  @Test
  void a_key_typed_on_the_command_line_is_not_printed_again() {
    shell.staff(1);
    Path roster = shell.roster("name,jobNumber", ",E1");

    String key = shell.sandbox().appKey();
    Shell.Told told = shell.with("SENSELINK_APP_KEY", null).importing(roster, "--app-key", key);

    assertThat(told.exit()).isEqualTo(3);
    assertThat(told.all()).contains("--app-key KEY").doesNotContain(key);
  }

  @Test
  void l28_a_key_that_is_set_is_left_out_of_the_next_command_which_can_be_pasted() {
    shell.staff(1);
    Path roster = shell.roster("name,jobNumber", ",E1");

    Shell.Told told = shell.importing(roster, "--app-key", shell.sandbox().appKey());

    assertThat(told.exit()).isEqualTo(3);
    assertThat(told.out()).contains("senselink import users ");
    assertThat(told.all()).doesNotContain("--app-key", shell.sandbox().appKey());
  }

  @Test
  void a_limit_stops_after_exactly_so_many_rows_and_is_0() {
    Path roster = shell.staff(7);

    assertThat(shell.importing(roster, "--limit", "3").exit()).isZero();
    assertThat(shell.summary().path("status").asString()).isEqualTo("STOPPED");
    assertThat(shell.sandbox().commits()).hasSize(3);

    assertThat(shell.importing(roster, "--limit", "3").exit()).isZero();
    assertThat(shell.sandbox().commits()).hasSize(6);

    assertThat(shell.importing(roster).exit()).isZero();
    assertThat(shell.summary().path("status").asString()).isEqualTo("COMPLETED");
    assertThat(shell.summary().path("created").asInt()).isEqualTo(7);
  }

  @Test
  void too_many_failures_are_4_and_the_same_command_goes_on() {
    String[] lines = new String[31];
    lines[0] = "name,jobNumber";
    for (int i = 1; i <= 30; i++) {
      lines[i] = ",E" + i;
    }

    Shell.Told told = shell.importing(shell.roster(lines), "--max-failures", "5");

    assertThat(told.exit()).isEqualTo(4);
    assertThat(told.out()).contains("--max-failures");
    assertThat(shell.summary().path("rows").asInt()).isEqualTo(30);
  }

  @ParameterizedTest
  @CsvSource({"10001", "10002", "10004", "10005", "20001", "20002", "50004"})
  void a_fatal_code_on_the_first_call_is_4_in_words(int code) {
    shell.sandbox().script(FaultRule.on("*").before().apiCode(code).build());

    Shell.Told told = shell.importing(shell.staff(1));

    assertThat(told.exit()).isEqualTo(4);
    oneLine(told, String.valueOf(code));
    assertThat(shell.report()).doesNotExist();
    assertThat(shell.run("company").exit()).isEqualTo(4);
  }

  @Test
  void a_fatal_code_in_the_middle_is_4_with_a_report_and_resumed_later() {
    Path roster = shell.staff(6);
    shell.sandbox().script(FaultRule.on("createUser").before().apiCode(20001).fromCall(3).build());

    Shell.Told told = shell.importing(roster, "--concurrency", "1");

    assertThat(told.exit()).isEqualTo(4);
    assertThat(told.out()).contains("20001").contains("it continues where it stopped");
    assertThat(shell.summary().path("status").asString()).isEqualTo("FAILED");
    assertThat(shell.column("results.csv", "outcome")).hasSize(6).contains("NOT_ATTEMPTED");

    shell.sandbox().clearFaults();
    assertThat(shell.importing(roster).exit()).isZero();
    assertThat(shell.sandbox().commits()).hasSize(6);
  }

  @Test
  void a_company_that_is_refused_otherwise_is_3() {
    shell.sandbox().script(FaultRule.on("getCompany").before().apiCode(40013).build());

    Shell.Told told = shell.run("company", "--json");

    assertThat(told.exit()).isEqualTo(3);
    assertThat(told.json().path("exitCode").asInt()).isEqualTo(3);
    oneLine(told, "40013");
  }

  @Test
  void a_licence_that_has_run_out_is_4_also_for_the_first_call() {
    try (Shell late =
        Shell.in(
            folder,
            SandboxSettings.standard()
                .withLicence(
                    LocalDateTime.of(2020, 1, 1, 0, 0), LocalDateTime.of(2021, 1, 1, 0, 0)))) {
      Shell.Told told = late.importing(late.staff(1));

      assertThat(told.exit()).isEqualTo(4);
      oneLine(told, "20001");
    }
  }

  @Test
  void a_server_out_of_reach_is_4() {
    shell.with("SENSELINK_SERVER", "http://127.0.0.1:1").with("SENSELINK_OUTAGE_WAIT", "0");

    Shell.Told told = shell.importing(shell.staff(1));

    assertThat(told.exit()).isEqualTo(4);
    assertThat(shell.report()).doesNotExist();
  }

  @Test
  void another_run_at_work_is_4_and_named() {
    Path roster = shell.staff(1);
    try (OtherProcess first =
        OtherProcess.start(folder, LockHolder.class, shell.data().toString())) {
      assertThat(first.line()).as(first::errors).startsWith("locked");

      Shell.Told told = shell.importing(roster);

      assertThat(told.exit()).isEqualTo(4);
      oneLine(told, "process " + first.pid(), "import-users", "since ");
      assertThat(shell.report()).doesNotExist();
    }
  }

  /** Holds a data folder until it is killed. */
  public static final class LockHolder {
    private LockHolder() {}

    public static void main(String[] args) throws IOException {
      try (DataFolder data = DataFolder.lock(Path.of(args[0]), "import-users")) {
        System.out.println("locked " + data.path());
        System.in.read();
      }
    }
  }

  static Stream<Arguments> unreadable() {
    return Stream.of(
        Arguments.of("NOT_A_ROSTER", new byte[] {'a', 0, 1, 2, 3}),
        Arguments.of("EMPTY", new byte[0]),
        Arguments.of("EMPTY", "name,jobNumber\n".getBytes()),
        Arguments.of("HEADER_NOT_FOUND", "a,b\n1,2\n".getBytes()),
        Arguments.of("HEADER_TWICE", "name,姓名,jobNumber\nA,B,C\n".getBytes()),
        Arguments.of("UNCLOSED_QUOTE", "name,jobNumber\n\"A,B\n".getBytes()),
        Arguments.of("CORRUPT", "name,jobNumber\n\"A\"x,B\n".getBytes()),
        Arguments.of("ENCODING_UNKNOWN", new byte[] {'n', 'a', 'm', 'e', '\n', (byte) 0xe9, 'x'}));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unreadable")
  void a_roster_that_cannot_be_read_is_5_with_nothing_sent_and_no_folder(String code, byte[] bytes)
      throws IOException {
    Path roster = Files.write(folder.resolve("bad.csv"), bytes);

    Shell.Told told = shell.importing(roster);

    assertThat(told.exit()).isEqualTo(5);
    oneLine(told, code, "bad.csv");
    assertThat(told.out()).isEmpty();
    assertThat(shell.sandbox().calls()).isEmpty();
    assertThat(shell.report()).doesNotExist();
    assertThat(shell.run("validate", "users", roster.toString()).exit()).isEqualTo(5);
  }

  @Test
  void a_roster_of_only_a_header_is_fine_when_that_is_said() {
    Path roster = shell.roster("name,jobNumber");

    assertThat(shell.importing(roster, "--allow-empty").exit()).isZero();
    assertThat(shell.summary().path("rows").asInt()).isZero();
    assertThat(shell.column("results.csv", "line")).isEmpty();
  }

  @Test
  void an_unreadable_roster_goes_before_wrong_settings_and_a_held_lock() throws IOException {
    Path missing = folder.resolve("missing.csv");
    assertThat(shell.with("SENSELINK_APP_KEY", null).importing(missing).exit()).isEqualTo(5);
    assertThat(shell.importing(shell.staff(1)).exit()).isEqualTo(2);

    shell.with("SENSELINK_APP_KEY", shell.sandbox().appKey());
    Path bad = Files.writeString(folder.resolve("bad.csv"), "a,b\n1,2\n");
    try (OtherProcess first =
        OtherProcess.start(folder, LockHolder.class, shell.data().toString())) {
      assertThat(first.line()).as(first::errors).startsWith("locked");
      assertThat(shell.importing(bad).exit()).isEqualTo(5);
    }
  }

  @Test
  void a_photos_folder_that_is_not_there_is_2_and_one_that_cannot_be_read_5() throws IOException {
    Path roster = shell.staff(1);
    Path noZip = Files.writeString(folder.resolve("photos.zip"), "not a zip at all");

    Shell.Told told = shell.importing(roster, "--photos", folder.resolve("nowhere").toString());
    assertThat(told.exit()).isEqualTo(2);
    oneLine(told, "nowhere", "--photos");

    assertThat(shell.importing(roster, "--photos", noZip.toString()).exit()).isEqualTo(5);
    assertThat(shell.sandbox().calls()).isEmpty();
    assertThat(shell.report()).doesNotExist();
  }

  @Test
  void a_report_folder_that_cannot_be_written_is_4_before_the_first_call() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "in the way");

    Shell.Told told =
        shell.importing(shell.staff(1), "--report", file.resolve("report").toString());

    assertThat(told.exit()).isEqualTo(4);
    oneLine(told, file.resolve("report").toString(), "--report");
    assertThat(shell.sandbox().calls()).isEmpty();
  }

  @Test
  void a_data_folder_that_cannot_be_written_is_4_before_the_first_call() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "in the way");

    Shell.Told told =
        shell.with("SENSELINK_DATA", file.resolve("data").toString()).importing(shell.staff(1));

    assertThat(told.exit()).isEqualTo(4);
    oneLine(told, file.resolve("data").toString(), "--data");
    assertThat(shell.sandbox().calls()).isEmpty();
    assertThat(shell.report()).doesNotExist();
  }

  @Test
  void groups_that_cannot_be_told_are_2_before_anything_is_sent_and_are_listed() {
    Shell.Told told = shell.importing(shell.staff(1), "--groups", "Nobody");

    assertThat(told.exit()).isEqualTo(2);
    oneLine(told, "Nobody", "默认组");
    assertThat(shell.sandbox().commits()).isEmpty();
    assertThat(shell.report()).doesNotExist();
  }

  @Test
  void offline_goes_with_a_dry_run() {
    assertThat(shell.importing(shell.staff(1), "--offline").exit()).isEqualTo(2);
  }

  @Test
  void an_error_is_a_json_document_too_where_one_is_asked_for() {
    Shell.Told told = shell.importing(folder.resolve("missing.csv"), "--json");

    assertThat(told.json().path("exitCode").asInt()).isEqualTo(5);
    assertThat(told.json().path("error").asString()).startsWith("NOT_A_ROSTER: missing.csv");
    assertThat(shell.run("import", "users", "--json", "--nonsense").json().path("exitCode").asInt())
        .isEqualTo(2);
  }
}
