package dev.senselink.batch.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.console.account.Accounts;
import dev.senselink.batch.console.account.QuickAccounts;
import dev.senselink.batch.console.account.Role;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.RosterSettings;
import dev.senselink.batch.roster.XlsxFile;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong in a list is mended before anything is sent. */
@Tag("slow")
class MendStoryTest {
  @TempDir static Path folder;
  private static PracticeConsole practice;
  private static int people;
  private MendedImport draft;

  @BeforeAll
  static void open() throws Exception {
    practice = new PracticeConsole(folder);
    Accounts accounts = QuickAccounts.in(practice.data());
    accounts.add("hanna", Role.OPERATOR, MendedImport.PASSWORD);
    accounts.add("otto", Role.OPERATOR, MendedImport.PASSWORD);
    practice.typed(0, "department", "create", "Sales Dept");
  }

  @AfterAll
  static void close() {
    practice.close();
  }

  @BeforeEach
  void begin() {
    draft = new MendedImport(practice, "hanna");
  }

  /** A row of somebody nobody has seen yet, with a photo. */
  private String person(String cells) {
    people++;
    draft.upload("photos", "M" + people + ".jpg", Portraits.person(people, 200));
    return "Mona " + people + ",M" + people + "," + cells + "\n";
  }

  private static String planId(String page) {
    return page.replaceAll("(?s).*name=\"plan\" value=\"([A-Z0-9]+)\".*", "$1");
  }

  @Test
  void one_cause_is_mended_for_all_its_rows_and_start_waits_for_another_check() throws IOException {
    draft.list(person("Sales,"), person("Sales,"), person("Sales Dept,"), person("Moon base,"));
    String before = draft.checked();
    assertThat(before).contains("3 rows are left to correct", "A department is not on the server");
    String plan = planId(before);
    draft.post(draft.at + "/mend/forget", "");
    assertThat(draft.own().resolve("plan")).as("nothing was forgotten").exists();
    assertThat(before).doesNotContainPattern("data-test=\"start\" disabled");

    HttpResponse<String> done =
        draft.mend("cause", "cause", MendedImport.cause(before, "Sales"), "to", "Sales Dept");

    assertThat(done.body()).isEqualTo("{\"rows\":2}");
    assertThat(draft.corrections().lines())
        .hasSize(2)
        .allMatch(line -> line.contains("\"Sales Dept\""));
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(draft.own().resolve("corrections.jsonl"))))
        .isEqualTo("rw-------");
    String mended = draft.page("");
    assertThat(mended).contains("One row is left to correct; 2 corrected since the check");
    assertThat(mended).containsPattern("data-test=\"start\" disabled").doesNotContain(plan);
    assertThat(draft.post(draft.at + "/start", "plan=" + plan).statusCode()).isEqualTo(409);

    draft.mend("leave-out", "line", 5, "hash", MendedImport.hash(mended, 5), "out", true);
    String again = draft.checked();
    assertThat(again).contains("0 corrected since the check, 1 left out");
    assertThat(again).containsPattern("data-test=\"plan-count-create\">3<");
    assertThat(draft.post(draft.at + "/start", "plan=" + planId(again)).statusCode())
        .isEqualTo(303);
    draft.until("data-test=\"finished\"");
    assertThat(draft.led()).containsPattern("data-test=\"count-CREATED\">3<");
    assertThat(practice.typed(0, "user", "list", "--json")).contains("Mona " + (people - 3));
  }

  /** Somebody else may have chosen otherwise while the page with the button was open. */
  @Test
  void another_check_is_made_with_what_is_chosen_by_now() {
    draft.list(person("Sales,"), person(","));
    assertThat(draft.checked())
        .containsOnlyOnce("name=\"again\"")
        .doesNotContain("name=\"groups\"");

    String stale = "again=true&existing=update&withoutPhoto=false&groups=Moon";
    assertThat(draft.post(draft.at + "/check", stale).statusCode()).isEqualTo(303);

    draft.until("data-test=\"plan-count-create\"");
    assertThat(practice.console().get(draft.at + "/files").body())
        .contains("value=\"skip\" checked")
        .doesNotContain("Moon");
  }

  @Test
  void a_cell_is_judged_while_it_is_typed_and_stored_when_it_is_left() throws IOException {
    draft.list(person(",31/02/1990"), person(","));
    String page = draft.checked();
    String hash = MendedImport.hash(page, 2);
    String entries = audit();

    assertThat(judged(hash, "1990-02-31")).contains("birthday");
    assertThat(judged(hash, "1990-02-28")).isEqualTo("{\"why\":\"\"}");
    assertThat(draft.corrections()).as("nothing is stored by that").isEmpty();
    assertThat(audit()).as("nor written down").isEqualTo(entries);
    assertThat(draft.page("")).doesNotContainPattern("data-test=\"start\" disabled");

    HttpResponse<String> stored =
        draft.mend(
            "cell", "line", 2, "hash", hash, "at", 3, "to", "1990-02-28", "seen", "31/02/1990");
    assertThat(stored.body()).contains("\"now\":\"1990-02-28\"", "\"why\":\"\"", "\"told\":\"\"");
    assertThat(draft.corrections())
        .contains("\"column\":\"birthday\",\"from\":\"31/02/1990\",\"to\":\"1990-02-28\"");
    assertThat(draft.page("")).contains("value=\"1990-02-28\"", "corrected, not checked yet");
    assertThat(audit())
        .contains("imports.mend.cell", "\"line\":\"2\"")
        .doesNotContain("1990-02", "Mona");

    draft.mend("cell", "line", 2, "hash", hash, "at", 3, "to", "31/02/1990", "seen", "1990-02-28");
    assertThat(draft.corrections()).as("taken back").isEmpty();
    assertThat(draft.page("")).contains("One row is left to correct; 0 corrected");
  }

  private String judged(String hash, String to) {
    return draft.mend("judge", "line", 2, "hash", hash, "at", 3, "to", to).body();
  }

  private static String audit() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(practice.data().resolve("console/audit"))) {
      for (Path file : files.sorted().toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }

  @Test
  void of_two_who_change_a_cell_the_later_counts_and_both_are_told() throws IOException {
    draft.list(person("Sales,"), person(","));
    String page = draft.checked();
    String hash = MendedImport.hash(page, 2);
    assertThat(draft.news()).doesNotContain("otto");
    draft.as("otto");
    draft.page("");
    assertThat(draft.news()).contains("hanna");
    draft.mend("cell", "line", 2, "hash", hash, "at", 2, "to", "Sales Dept", "seen", "Sales");

    draft.as("hanna");
    assertThat(draft.news()).contains("Others on this import now: otto");
    HttpResponse<String> later =
        draft.mend("cell", "line", 2, "hash", hash, "at", 2, "to", "Sales Dept 2", "seen", "Sales");

    assertThat(later.body()).contains("otto had changed this cell", "Your change counts now");
    assertThat(draft.corrections())
        .contains("\"to\":\"Sales Dept 2\"")
        .doesNotContain("\"Sales Dept\"");
    draft.as("otto");
    assertThat(draft.news()).contains("Line 2, department: hanna has changed your correction");
    assertThat(draft.news()).as("told once").doesNotContain("Line 2");
  }

  @Test
  void what_is_wrong_is_found_by_name_and_code_a_hundred_at_a_time() {
    StringBuilder rows = new StringBuilder();
    for (int n = 0; n < 101; n++) {
      rows.append("Nora ").append(n).append(",,,\n");
    }
    rows.append("Olaf,O1,Moon base,\nPia,O2,Moon base,\n");
    draft.list(rows.toString());
    String page = draft.checked();

    assertThat(MendedImport.PROBLEM.matcher(page).results()).hasSize(100);
    assertThat(page).contains("101 rows", "2 rows", "1 of 2");
    assertThat(MendedImport.PROBLEM.matcher(draft.page("?page=1")).results()).hasSize(3);
    assertThat(draft.found("olaf")).contains("Olaf").doesNotContain("Nora", "Pia");
    assertThat(draft.found("MISSING_KEY")).contains("Nora 99").doesNotContain("Olaf");
    assertThat(draft.found("O2")).contains("Pia").doesNotContain("Olaf");
    String moon = MendedImport.cause(page, "Moon base");
    assertThat(draft.page("?cause=" + moon)).contains("Olaf", "Pia").doesNotContain("Nora");
    assertThat(draft.page("?line=104")).contains("id=\"cell-104-0\"", "id=\"cell-104-3\"");
    assertThat(draft.page("?show=all"))
        .contains("data-test=\"search\"")
        .doesNotContain("data-mend");
  }

  @Test
  void corrections_are_for_the_list_that_they_were_made_for() throws IOException {
    String mona = person("Sales,");
    draft.list(mona, person(","));
    String hash = MendedImport.hash(draft.checked(), 2);
    draft.mend("cell", "line", 2, "hash", hash, "at", 2, "to", "Sales Dept", "seen", "Sales");

    assertThat(
            draft
                .mend("cell", "line", 2, "hash", "r0", "at", 2, "to", "X", "seen", "")
                .statusCode())
        .isEqualTo(409);
    for (int column : new int[] {-1, 4, 99}) {
      assertThat(
              draft
                  .mend("cell", "line", 2, "hash", hash, "at", column, "to", "X", "seen", "")
                  .statusCode())
          .isEqualTo(409);
    }
    assertThat(draft.mend("leave-out", "line", 3, "hash", hash, "out", true).statusCode())
        .isEqualTo(409);
    assertThat(draft.corrections()).contains("\"to\":\"Sales Dept\"");
    draft.list("Another,A1,,1.1.x\n", mona);

    assertThat(draft.corrections()).isEmpty();
    assertThat(draft.checked()).contains("Sales").doesNotContain("corrected, not checked yet");
    assertThat(
            draft
                .mend("cell", "line", 2, "hash", hash, "at", 2, "to", "X", "seen", "")
                .statusCode())
        .as("a page of the list before")
        .isEqualTo(409);
  }

  @Test
  void corrections_that_do_not_hold_are_told_by_the_check() throws IOException {
    draft.list(person("Sales,"), person(","));
    String hash = MendedImport.hash(draft.checked(), 2);
    draft.mend("cell", "line", 2, "hash", hash, "at", 2, "to", "Sales Dept", "seen", "Sales");
    Path file = draft.own().resolve("corrections.jsonl");
    Files.writeString(file, Files.readString(file).replace(hash, "r00000000000000000000"));

    draft.post(draft.at + "/check", "withoutPhoto=true");

    draft.until("data-test=\"problem\"");
    assertThat(draft.page(""))
        .contains("is not the one that was corrected")
        .doesNotContain("planId");
    assertThat(draft.page("")).contains("corrections.jsonl:1").doesNotContain("/console/imports");
    assertThat(draft.post(draft.at + "/mend/forget", "").statusCode()).isEqualTo(303);
    assertThat(draft.checked()).contains("One row is left to correct; 0 corrected");
  }

  @Test
  void a_list_that_is_checked_or_imported_is_not_corrected() throws IOException {
    draft.list(person("Sales,"), person(","));
    String page = draft.checked();
    assertThat(draft.post(draft.at + "/start", "plan=" + planId(page)).statusCode()).isEqualTo(303);
    draft.until("data-test=\"finished\"");

    HttpResponse<String> late =
        draft.mend(
            "cell",
            "line",
            2,
            "hash",
            MendedImport.hash(page, 2),
            "at",
            2,
            "to",
            "X",
            "seen",
            "Sales");

    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.body()).contains("cannot be corrected now");
    assertThat(draft.corrections()).isEmpty();
  }

  @Test
  void the_corrected_list_has_the_columns_of_the_own_one_and_no_formulas() throws IOException {
    String list = "Anmerkung,name,jobNumber,department,birthday\n";
    list += "=1+1,Lea,L1,Sales,1990-01-01\n,Lars,L2,,31/02/1990\n,\u674e\u56db,L3,,\n";
    draft.upload("list", "Belegschaft 2026.csv", list.getBytes(StandardCharsets.UTF_8));
    String page = draft.checked();
    draft.mend(
        "cell", "line", 2, "hash", MendedImport.hash(page, 2), "at", 3, "to", "=Dept", "seen", "");
    draft.mend("leave-out", "line", 3, "hash", MendedImport.hash(page, 3), "out", true);
    draft.mend(
        "cell", "line", 3, "hash", MendedImport.hash(page, 3), "at", 0, "to", "new", "seen", "");

    HttpResponse<String> answer = practice.console().get(draft.at + "/mend/list.xlsx");
    Path file =
        Files.write(
            folder.resolve("corrected.xlsx"),
            practice.console().bytes(draft.at + "/mend/list.xlsx"));

    assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
        .startsWith("attachment")
        .contains("Belegschaft 2026.xlsx");
    try (Roster rows = Roster.open(file, "corrected.xlsx", RosterSettings.of(RosterKind.USERS))) {
      assertThat(rows.shape().headers())
          .containsExactly("Anmerkung", "name", "jobNumber", "department", "birthday");
      assertThat(rows.next().cells()).containsExactly("=1+1", "Lea", "L1", "=Dept", "1990-01-01");
      assertThat(rows.next().cells()).containsExactly("new", "Lars", "L2", "", "31/02/1990");
      assertThat(rows.next().cells()).containsExactly("", "\u674e\u56db", "L3", "", "");
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      String notes = text(zip, "xl/comments1.xml");
      assertThat(notes)
          .contains("In the list: Sales")
          .containsPattern("Left out of the import\\nIn the list: \\(blank\\)");
      assertThat(text(zip, "xl/worksheets/sheet1.xml")).doesNotContain("<f>");
    }
  }

  @Test
  void what_cannot_be_looked_up_is_told_in_words() throws IOException {
    draft.list(person("Sails,"), person(","));
    String hash = MendedImport.hash(draft.checked(), 2);
    Path kept = draft.own().resolve("import.json");
    String text = Files.readString(kept);
    Files.writeString(kept, text.replace("\"encoding\":\"\"", "\"encoding\":\"no-such\""));

    for (HttpResponse<String> answer :
        List.of(
            draft.mend("cell", "line", 2, "hash", hash, "at", 2, "to", "X", "seen", ""),
            draft.mend("judge", "line", 2, "hash", hash, "at", 2, "to", "X"),
            practice.console().get(draft.at + "/mend/list.xlsx"))) {
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).contains("no-such");
    }
    assertThat(draft.own().resolve("plan")).exists();
  }

  @Test
  void what_is_refused_leaves_the_plan() {
    draft.list(person("Sails,"), person(","));
    String page = draft.checked();
    String hash = MendedImport.hash(page, 2);

    for (String other : new String[] {"r0", hash}) {
      draft.mend("cell", "line", 2, "hash", other, "at", 99, "to", "X", "seen", "");
      draft.mend("leave-out", "line", 3, "hash", other, "out", true);
    }
    draft.mend("cause", "cause", "0000000000000000", "to", "Sales Dept");
    draft.mend("cell", "line", 2, "hash", hash, "at", 2, "to", "x".repeat(20_000), "seen", "");
    draft.mend("leave-out", "line", 2, "hash", hash, "out", false);

    assertThat(draft.own().resolve("plan")).exists();
    assertThat(draft.page("")).doesNotContainPattern("data-test=\"start\" disabled");
    draft.mend("leave-out", "line", 2, "hash", hash, "out", true);
    assertThat(draft.own().resolve("plan")).doesNotExist();
  }

  @Test
  void a_cause_is_offered_for_the_rows_that_still_have_it() {
    draft.list(person("Sails,"), person("Sails,"), person("Sails,"));
    String page = draft.checked();
    assertThat(page).contains("Correct it in 3 rows");
    String hash = MendedImport.hash(page, 3);
    draft.mend("cell", "line", 3, "hash", hash, "at", 2, "to", "Sales Dept", "seen", "Sails");

    assertThat(draft.page("")).contains("Correct it in 2 rows");
    draft.mend("cause", "cause", MendedImport.cause(page, "Sails"), "to", "Sales Dept");
    assertThat(draft.page("")).contains("Sails").doesNotContain("Correct it in");
  }

  /** Which number is shared the reason says; the same in all rows would be shared again. */
  @Test
  void a_number_that_rows_share_is_mended_where_it_stands_and_one_by_one() {
    String list = "name,jobNumber,icNumber\nIda,I1,C1\nIvo,I2,C1\nIan,I3,\nIna,I3,\n";
    draft.upload("list", "staff.csv", list.getBytes(StandardCharsets.UTF_8));

    String page = draft.checked();

    assertThat(page).contains("id=\"cell-2-2\"", "id=\"cell-3-2\"", "id=\"cell-4-1\"");
    assertThat(page).doesNotContain("id=\"cell-4-2\"", "data-cause=", "Correct it in");
  }

  /** Another tab chooses another sheet while the page that shows what was wrong is open. */
  @Test
  void what_was_checked_goes_with_the_sheet_that_it_was_found_in() throws IOException {
    String row = "<row r='%d'>%s</row>";
    String cell = "<c t='inlineStr'><is><t>%s</t></is></c>";
    String north = cells(cell, "name", "jobNumber", "department");
    String south = cells(cell, "jobNumber", "name", "mobile", "mail", "remark", "department");
    Path file =
        new XlsxFile()
            .sheet(
                "North",
                row.formatted(1, north),
                row.formatted(2, cells(cell, "Kim", "K1", "Sails")))
            .sheet(
                "South",
                row.formatted(1, south),
                row.formatted(2, cells(cell, "K2", "Kai", "", "", "", "Sails")))
            .write(folder.resolve("sheets.xlsx"));
    draft.upload("list", "sheets.xlsx", Files.readAllBytes(file));
    String hash = MendedImport.hash(draft.checked(), 2);
    draft.mend("cell", "line", 2, "hash", hash, "at", 2, "to", "Sales Dept", "seen", "Sails");
    draft.checked();
    String seen =
        practice
            .console()
            .get(draft.at + "/columns")
            .body()
            .replaceAll("(?s).*name=\"headers\" value=\"([^\"]*)\".*", "$1");

    draft.post(draft.at + "/columns", "headers=" + seen + "&sheet=1");

    assertThat(draft.own().resolve("plan")).doesNotExist();
    assertThat(draft.corrections()).isEmpty();
    assertThat(Files.readString(draft.own().resolve("corrections-before.jsonl")))
        .contains("Sales Dept");
    for (int at : new int[] {2, 5}) {
      assertThat(
              draft
                  .mend("cell", "line", 2, "hash", hash, "at", at, "to", "X", "seen", "")
                  .statusCode())
          .isEqualTo(409);
    }
    assertThat(draft.mend("judge", "line", 2, "hash", hash, "at", 5, "to", "X").statusCode())
        .isEqualTo(200);
    String stale = "headers=" + seen + "&sheet=0";
    assertThat(draft.post(draft.at + "/columns", stale).statusCode()).isEqualTo(409);
    HttpResponse<String> again = draft.post(draft.at + "/check", "again=true&existing=update");
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(again.body()).contains("Look at the new result first");
    assertThat(draft.checked()).contains("Kai").doesNotContain("Kim");
  }

  private static String cells(String cell, String... texts) {
    return Stream.of(texts).map(cell::formatted).collect(Collectors.joining());
  }

  private static String text(ZipFile zip, String part) throws IOException {
    return new String(
        zip.getInputStream(zip.getEntry(part)).readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void the_same_wrong_cell_of_another_list_is_offered_what_it_became_and_nothing_is_applied()
      throws IOException {
    draft.list(person("Sails,"), person("Sails,"), person(",1.2.x"));
    String page = draft.checked();
    draft.mend("cause", "cause", MendedImport.cause(page, "Sails"), "to", "Sales Dept");
    draft.mend(
        "cell",
        "line",
        4,
        "hash",
        MendedImport.hash(page, 4),
        "at",
        3,
        "to",
        "1990-02-01",
        "seen",
        "");

    MendedImport next = new MendedImport(practice, "hanna");
    next.list("New,N1,Sails,\n", "Other,N2,,1.2.x\n");
    String offered = next.checked();

    assertThat(offered).contains("data-offer=\"Sales Dept\"").doesNotContain("1990-02-01");
    assertThat(next.corrections()).isEmpty();
    assertThat(offered).contains("2 rows are left to correct; 0 corrected");
    draft.as("hanna");
    draft.list(person("Sails,"));
    assertThat(draft.checked()).contains("data-offer=\"Sales Dept\"", "0 corrected");
  }
}
