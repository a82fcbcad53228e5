package dev.senselink.batch.cli.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.Remains;
import dev.senselink.batch.cli.Shell;
import dev.senselink.batch.disk.TemporaryFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code privacy}: after erasing a search of every byte finds nothing, and nobody else is touched.
 */
@Tag("slow")
class PrivacyCommandTest {
  /** Of the one who wants to be forgotten. */
  private static final List<String> ERASED =
      List.of("Zyxwolf", "韩梅梅", "QK7731", "13912345678", "zyx@example.org", "ID44556677");

  private static final List<String> OTHERS = List.of("Person One", "E1", "Person Three", "E3");

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

  private Path roster() {
    for (int n = 1; n <= 3; n++) {
      shell.photo(n == 2 ? "QK7731_Zyxwolf 韩梅梅.jpg" : "E" + n + ".jpg", n);
    }
    return shell.roster(
        "jobNumber,name,mobile,mail,idNumber,remark",
        "E1,Person One,13800000001,one@example.org,ID1,\"two",
        "lines\"",
        "QK7731,Zyxwolf 韩梅梅,139 1234 5678,zyx@example.org,ID44556677,\"says",
        "\"\"hello\"\"\"",
        "E3,Person Three,13800000003,three@example.org,ID3,");
  }

  @Test
  void one_person_is_gone_from_every_byte_and_the_others_are_as_they_were() {
    Path roster = roster();
    shell.importing(roster);
    List<Map<String, String>> before = shell.rows("results.csv");
    remove(roster);

    Shell.Told told = shell.run("privacy", "erase", "--job-number", "qk7731", "--yes");

    assertThat(told.exit()).isZero();
    assertThat(told.out())
        .contains("erased: 1 row of 1 run")
        .contains("not covered by this command");
    assertThat(found(shell.data())).isEmpty();
    assertThat(found(shell.report())).isEmpty();
    List<Map<String, String>> after = shell.rows("results.csv");
    assertThat(after).hasSize(3);
    assertThat(after.get(0)).isEqualTo(before.get(0));
    assertThat(after.get(2)).isEqualTo(before.get(2));
    assertThat(after.get(1).get("outcome")).isEqualTo("CREATED");
    assertThat(after.get(1).get("line")).isEqualTo(before.get(1).get("line"));
    assertThat(shell.text("results.csv")).contains(OTHERS);
  }

  @Test
  void what_was_uploaded_to_the_console_and_never_imported_goes_too() throws IOException {
    shell.importing(roster());
    remove(shell.file("roster.csv"));
    Path list = shell.data().resolve("console/imports/ABC/list");
    Files.createDirectories(list);
    Files.writeString(list.resolve("staff.csv"), "name,jobNumber\nZyxwolf 韩梅梅,QK7731\n");
    Path records = shell.data().resolve("console/records/ABC");
    Files.createDirectories(records);
    Files.writeString(records.resolve("records.csv"), "name,jobNumber\nZyxwolf 韩梅梅,QK7731\n");
    Path undo = shell.data().resolve("console/undos/R1");
    Files.createDirectories(undo);
    Files.writeString(undo.resolve("plan"), "{\"name\":\"Zyxwolf 韩梅梅\",\"key\":\"QK7731\"}\n");

    Shell.Told told = shell.run("privacy", "erase", "--job-number", "QK7731", "--yes");

    assertThat(told.exit()).isZero();
    assertThat(found(shell.data())).isEmpty();
    assertThat(records).doesNotExist();
    assertThat(undo).doesNotExist();
    assertThat(shell.data().resolve("console/imports")).isEmptyDirectory();
    assertThat(told.out()).contains("deleted in the console: one import");
  }

  /** Red before: reports of trials were known to nobody (L30). */
  @Test
  void reports_of_trials_go_with_the_person_and_their_decisions_too() throws IOException {
    trials();
    String summary = Files.readString(shell.report().resolve("summary.json"));
    String run = summary.replaceAll("(?s).*\"runId\" ?: ?\"(\\w+)\".*", "$1");
    Path decided = Files.createDirectories(shell.data().resolve("console/decisions"));
    Files.writeString(decided.resolve(run + ".json"), "[]");
    Files.writeString(decided.resolve(run + ".csv"), "line,rowHash\n");
    Files.writeString(decided.resolve("OTHER.json"), "[]");
    assertThat(found(shell.data())).isNotEmpty();

    Shell.Told shown = shell.run("privacy", "show");
    assertThat(shown.out()).contains("console/reports/import-users-1", "tried");
    Shell.Told told = shell.run("privacy", "erase", "--job-number", "QK7731", "--yes");

    assertThat(told.exit()).as(told.all()).isZero();
    assertThat(found(shell.data())).isEmpty();
    assertThat(shell.file("tried")).doesNotExist();
    assertThat(shell.text("results.csv")).as("the run's own stays").contains(OTHERS);
    assertThat(decided.resolve(run + ".json")).doesNotExist();
    assertThat(decided.resolve(run + ".csv")).doesNotExist();
    assertThat(decided.resolve("OTHER.json")).exists();
  }

  private void trials() {
    Path roster = roster();
    shell.importing(roster);
    Path console = shell.data().resolve("console/reports/import-users-1");
    shell.importing(roster, "--dry-run", "--report", console.toString());
    shell.importing(roster, "--dry-run", "--report", shell.file("tried").toString());
    assertThat(shell.file("tried/results.csv")).exists();
    assertThat(console.resolve("results.csv")).exists();
    remove(roster);
  }

  @Test
  void old_reports_of_trials_are_pruned() {
    trials();

    shell.run("privacy", "prune", "--older-than", "1d", "--yes");
    assertThat(shell.file("tried/results.csv")).as("of today").exists();
    shell.run("privacy", "prune", "--older-than", "0d", "--yes");
    assertThat(shell.file("tried")).doesNotExist();
    assertThat(shell.data().resolve("console/reports")).isEmptyDirectory();
  }

  /** Red before: a prune that left it forgot where a later report had moved it (L30). */
  @Test
  void a_trial_whose_place_a_run_took_is_still_known_after_a_prune() {
    Path roster = roster();
    shell.importing(roster, "--dry-run");
    shell.importing(roster);
    remove(roster);
    assertThat(shell.file("")).isDirectoryContaining(one -> one.toString().contains("report."));

    shell.run("privacy", "prune", "--older-than", "1d", "--yes");
    Shell.Told told = shell.run("privacy", "erase", "--job-number", "QK7731", "--yes");

    assertThat(told.exit()).as(told.all()).isZero();
    assertThat(shell.file("")).isDirectoryNotContaining(one -> one.toString().contains("report."));
  }

  @Test
  void backups_of_the_console_are_named_with_what_to_do() throws IOException {
    shell.importing(roster());
    Path backup = shell.data().resolve("console/backups/ABCDEFGHJKLMNPQRSTUV");
    Files.createDirectories(backup.resolve("backup"));

    Shell.Told told = shell.run("privacy", "erase", "--job-number", "QK7731", "--yes");

    assertThat(told.exit()).as(told.all()).isEqualTo(3);
    assertThat(told.out()).contains(backup.toString(), "delete it on the page Backups");
    assertThat(backup).exists();
  }

  @Test
  void what_is_gone_holds_nothing_and_what_is_the_users_is_the_users() throws IOException {
    shell.importing(roster());
    TemporaryFolder.remove(shell.report());

    Shell.Told told = shell.run("privacy", "erase", "--job-number", "QK7731", "--yes");

    assertThat(told.exit()).as(told.all()).isZero();
    assertThat(told.out())
        .contains("not erased: " + shell.file("roster.csv") + " (it is yours")
        .contains("not erased: " + shell.report() + " (the report of this run does not exist");
  }

  @Test
  void records_found_just_now_stay_while_old_imports_go() throws IOException {
    shell.importing(roster());
    Path records = Files.createDirectories(shell.data().resolve("console/records/ABC"));

    Shell.Told told = shell.run("privacy", "prune", "--older-than", "30d", "--yes");

    assertThat(told.exit()).as(told.out()).isZero();
    assertThat(records).exists();
  }

  @Test
  void the_next_import_creates_nobody_twice_and_forgets_nobody() {
    Path roster = roster();
    shell.importing(roster);
    shell.run("privacy", "erase", "--mobile", "8613912345678", "--yes");

    shell.importing(roster);

    assertThat(shell.column("results.csv", "outcome"))
        .containsExactly("SKIPPED_EXISTING", "SKIPPED_EXISTING", "SKIPPED_EXISTING");
    assertThat(shell.sandbox().commits()).hasSize(3);
  }

  @Test
  void somebody_is_found_by_the_id_on_the_server_too() {
    shell.importing(roster());
    String id = shell.rows("results.csv").get(1).get("personId");
    remove(shell.file("roster.csv"));

    Shell.Told told = shell.run("privacy", "erase", "--person", id, "--yes", "--json");

    assertThat(told.json().path("rows").asInt()).isEqualTo(1);
    assertThat(found(shell.data())).isEmpty();
    assertThat(found(shell.report())).isEmpty();
  }

  @Test
  void a_copy_in_another_encoding_is_erased_and_its_report_can_still_be_made() throws IOException {
    Path roster = roster();
    byte[] gb =
        Files.readString(roster)
            .replace("jobNumber,name", "工号,姓名")
            .getBytes(Charset.forName("GB18030"));
    Files.write(roster, gb);
    shell.importing(roster);
    String run = shell.summary().path("runId").asString();
    remove(roster);

    shell.run("privacy", "erase", "--job-number", "QK7731", "--yes");
    Shell.Told again = shell.run("runs", "show", run, "--report", shell.file("again").toString());

    assertThat(again.exit()).isZero();
    assertThat(found(shell.data())).isEmpty();
    assertThat(found(shell.file("again"))).isEmpty();
    assertThat(Shell.rows(shell.file("again").resolve("results.csv")))
        .extracting(row -> row.get("key"))
        .contains("E1", "E3");
  }

  @Test
  void a_copy_of_a_workbook_keeps_its_other_rows_where_they_stood() throws IOException {
    roster();
    Path book = shell.file("staff.xlsx");
    try (XSSFWorkbook workbook = new XSSFWorkbook();
        OutputStream out = Files.newOutputStream(book)) {
      Sheet sheet = workbook.createSheet("人员");
      fill(sheet, 2, "工号", "姓名", "手机号", "邮箱", "身份证号", "备注");
      fill(sheet, 3, "E1", "Person One", "13800000001", "one@example.org", "ID1", "two\nlines");
      fill(sheet, 5, "QK7731", "Zyxwolf 韩梅梅", "13912345678", "zyx@example.org", "ID44556677", "");
      fill(sheet, 7, "E3", "Person Three", "13800000003", "three@example.org", "ID3", "");
      workbook.write(out);
    }
    shell.importing(book, "--sheet", "人员", "--header-row", "3");
    List<String> lines = shell.column("results.csv", "line");
    remove(book);
    remove(shell.file("roster.csv"));

    shell.run("privacy", "erase", "--job-number", "QK7731", "--yes");

    assertThat(found(shell.data())).isEmpty();
    assertThat(found(shell.report())).isEmpty();
    assertThat(shell.column("results.csv", "line")).isEqualTo(lines).containsExactly("4", "6", "8");
    assertThat(shell.column("results.csv", "name")).contains("Person One", "Person Three");
  }

  private static void fill(Sheet sheet, int row, String... cells) {
    var line = sheet.createRow(row);
    for (int at = 0; at < cells.length; at++) {
      line.createCell(at).setCellValue(cells[at]);
    }
  }

  @Test
  void what_is_stored_is_told_without_a_value() {
    shell.importing(roster());

    Shell.Told told = shell.run("privacy", "show");

    assertThat(told.exit()).isZero();
    assertThat(told.out()).contains("copy of a roster").contains("report of a run");
    assertThat(told.all()).doesNotContain(ERASED).doesNotContain("Person One");
    assertThat(shell.run("privacy", "show", "--json").json().path("stored").size())
        .isGreaterThan(3);
  }

  /** Another company's person may have the same number. */
  @Test
  void of_one_server_alone_whoever_has_the_number_on_another_stays() {
    Path roster = roster();
    shell.importing(roster);
    remove(roster);
    String[] erase = {"privacy", "erase", "--job-number", "QK7731", "--yes", "--json", "--server"};

    assertThat(shell.run(with(erase, "http://other:8080")).json().path("rows").asInt()).isZero();
    assertThat(shell.text("results.csv")).contains("QK7731");
    String here = shell.sandbox().url().toString();
    assertThat(shell.run(with(erase, here)).json().path("rows").asInt()).isEqualTo(1);
    assertThat(found(shell.report())).isEmpty();
  }

  private static String[] with(String[] words, String last) {
    return Stream.concat(Stream.of(words), Stream.of(last)).toArray(String[]::new);
  }

  @Test
  void a_refused_row_is_told_of_too() {
    shell.importing(
        shell.roster("jobNumber,name,birthday", "E1,Person One,never"), "--allow-no-photo");

    Shell.Told told = shell.run("privacy", "show");

    assertThat(told.exit()).as(told.all()).isZero();
    assertThat(told.out()).contains("refused rows");
  }

  /** A process was killed while it wrote one: nothing says yet whose it is. */
  @Test
  void what_a_plan_too_old_was_made_from_goes_with_the_old_runs() throws IOException {
    shell.importing(roster(), "--allow-no-photo", "--plan", folder.resolve("p.plan").toString());
    Path plans = shell.data().resolve("plans");
    try (Stream<Path> all = Files.list(plans)) {
      for (Path plan : all.toList()) {
        Files.writeString(plan.resolve("until"), "2020-01-01T00:00:00Z\n");
      }
    }

    shell.run("privacy", "prune", "--older-than", "365d", "--yes");

    assertThat(plans).isEmptyDirectory();
  }

  @Test
  void a_report_that_was_cut_short_goes_with_its_run() throws IOException {
    shell.importing(roster());
    remove(shell.file("roster.csv"));
    remove(shell.report().resolve("summary.json"));
    Files.move(shell.report().resolve("results.csv"), shell.report().resolve(".results.csv.part"));

    Shell.Told told = shell.run("privacy", "prune", "--older-than", "0m", "--yes");

    assertThat(told.out()).doesNotContain("not erased");
    assertThat(shell.report()).doesNotExist();
  }

  @Test
  void a_report_that_was_cut_short_goes_with_the_person() throws IOException {
    shell.importing(roster());
    remove(shell.file("roster.csv"));
    remove(shell.report().resolve("summary.json"));
    Files.move(shell.report().resolve("report.html"), shell.report().resolve(".report.html.part"));

    Shell.Told told = shell.run("privacy", "erase", "--job-number", "QK7731", "--yes");

    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(shell.report()).doesNotExist();
  }

  @Test
  void what_else_lies_in_the_folder_of_a_report_is_named_as_what_it_is() {
    shell.importing(roster());
    shell.write("report/decided.csv", "mine");

    Shell.Told told = shell.run("privacy", "prune", "--older-than", "0m", "--yes");

    assertThat(told.out()).contains("not erased: " + shell.report() + " (the report is gone");
    assertThat(shell.report().toFile().list())
        .containsExactlyInAnyOrder("decided.csv", "summary.json");
  }

  @Test
  void old_runs_go_with_their_copies_and_reports_and_young_ones_stay() {
    shell.importing(roster());
    remove(shell.file("roster.csv"));

    assertThat(shell.run("privacy", "prune", "--older-than", "1d", "--yes").out())
        .contains("of no run");
    assertThat(shell.report()).exists();
    Shell.Told told = shell.run("privacy", "prune", "--older-than", "0m", "--yes");

    assertThat(told.out()).contains("erased: 3 rows of 1 run");
    assertThat(shell.report()).doesNotExist();
    assertThat(found(shell.data())).isEmpty();
    assertThat(shell.run("runs", "--json").json().size()).isZero();
  }

  @Test
  void nothing_is_forgotten_without_a_yes_or_without_saying_whom() {
    shell.importing(roster());

    Shell.Told unsure = shell.run("privacy", "erase", "--job-number", "QK7731");
    Shell.Told nobody = shell.run("privacy", "erase", "--yes");
    Shell.Told both = shell.run("privacy", "erase", "--job-number", "A", "--mobile", "1", "--yes");
    Shell.Told blank = shell.run("privacy", "erase", "--job-number", " ", "--yes");
    Shell.Told noId = shell.run("privacy", "erase", "--person", "0", "--yes");
    Shell.Told noTime = shell.run("privacy", "prune", "--older-than", "soon", "--yes");

    assertThat(Stream.of(unsure, nobody, both, blank, noId, noTime).map(Shell.Told::exit))
        .containsOnly(2);
    assertThat(unsure.err()).contains("--yes");
    assertThat(shell.text("results.csv")).contains("QK7731");
  }

  private static void remove(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> found(Path below) {
    return Remains.in(below, ERASED);
  }
}
