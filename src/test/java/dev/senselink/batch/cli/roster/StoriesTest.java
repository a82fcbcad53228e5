package dev.senselink.batch.cli.roster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.Shell;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.sandbox.fault.SandboxSettings;
import dev.senselink.batch.sandbox.world.PersonView;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What happened to people, as they would tell it: what they typed, what they were told, and what
 * the server had in the end. Nobody types more than three commands.
 */
@Tag("slow")
@Timeout(600)
class StoriesTest {
  @TempDir Path folder;
  private Shell shell;
  private int typed;

  private Shell on(SandboxSettings settings) {
    shell = Shell.in(folder, settings);
    return shell;
  }

  @AfterEach
  void close() {
    assertThat(typed).as("commands typed").isLessThanOrEqualTo(3);
    shell.close();
  }

  private Shell.Told imports(Path roster) {
    typed++;
    return shell.run("import", "users", roster.toString(), "--report", folder + "/report" + typed);
  }

  /** Types the first command that was printed. */
  private Shell.Told goesOn(Shell.Told told) {
    typed++;
    String command =
        told.out().lines().filter(l -> l.startsWith("  senselink ")).findFirst().orElseThrow();
    String[] words = (command.strip() + " --report " + folder + "/report" + typed).split(" ");
    return shell.run(Arrays.copyOfRange(words, 1, words.length));
  }

  private PersonView person(String name) {
    return shell.sandbox().people().stream()
        .filter(person -> person.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private List<String> names() {
    return shell.sandbox().people().stream().map(PersonView::name).sorted().toList();
  }

  private Path list(String... lines) {
    return shell.roster(lines);
  }

  @Test
  void last_months_list_with_five_changes() {
    on(SandboxSettings.standard());
    for (int n = 1; n <= 6; n++) {
      shell.photo("E" + n + ".jpg", n);
    }
    imports(
        list(
            "jobNumber,name,mobile,position",
            "E1,Ana,138001,Clerk",
            "E2,Bo,138002,Clerk",
            "E3,Cy,138003,Clerk",
            "E4,Di,138004,Clerk",
            "E5,Ed,138005,Clerk"));
    shell.photo("E4.jpg", 44);
    long before = person("Di").id();
    String picture = person("Di").avatarId();

    Shell.Told told =
        imports(
            list(
                "jobNumber,name,mobile,position",
                "E1,Ana,139001,Clerk",
                "E2,Bo,139002,Clerk",
                "E3,Cy,138003,Head",
                "E4,Di,138004,Clerk",
                "E5,Ed,138005,Clerk",
                "E6,Flo,138006,Clerk"));

    assertThat(told.exit()).isZero();
    assertThat(told.out())
        .contains(
            "4 of 5 people already on the server differ from your list: mobile 2, photo 1,"
                + " position 1. They were left as they are.");
    assertThat(Shell.rows(folder.resolve("report2/results.csv")).get(0).get("reason"))
        .contains("your list differs in: mobile");
    assertThat(person("Ana").mobile()).isEqualTo("138001");

    Shell.Told applied = goesOn(told);

    assertThat(applied.exit()).as(applied.all()).isZero();
    assertThat(person("Ana").mobile()).isEqualTo("139001");
    assertThat(person("Bo").mobile()).isEqualTo("139002");
    assertThat(person("Cy").position()).isEqualTo("Head");
    assertThat(person("Di").id()).isEqualTo(before);
    assertThat(person("Di").avatarId()).isNotEqualTo(picture);
    assertThat(names()).containsExactly("Ana", "Bo", "Cy", "Di", "Ed", "Flo");
  }

  @Test
  void a_twin_whose_face_is_too_similar_and_cannot_be_forced() throws IOException {
    on(SandboxSettings.standard().withCanForce(0));
    shell
        .sandbox()
        .addPerson(1, Map.of("name", "Ana", "jobNumber", "E1"), Portraits.person(1, 160));
    shell.photo("E2.jpg", 1);

    Shell.Told told = imports(list("jobNumber,name", "E2,Bea"));

    assertThat(told.exit()).isEqualTo(3);
    assertThat(told.out()).contains("conflicts.xlsx", "senselink resolve " + folder + "/report1");
    String reason = Shell.rows(folder.resolve("report1/results.csv")).get(0).get("reason");
    assertThat(reason)
        .contains("skip", "update", "another photo")
        .doesNotContain("force", "create");
    Path book = folder.resolve("report1/conflicts.xlsx");
    try (XSSFWorkbook conflicts = new XSSFWorkbook(Files.newInputStream(book))) {
      assertThat(
              conflicts
                  .getSheetAt(0)
                  .getDataValidations()
                  .get(0)
                  .getValidationConstraint()
                  .getExplicitListValues())
          .containsExactly("skip", "update");
      conflicts.getSheetAt(0).getRow(2).getCell(2).setCellValue("skip");
      try (OutputStream out = Files.newOutputStream(book)) {
        conflicts.write(out);
      }
    }

    Shell.Told decided = goesOn(told);

    assertThat(decided.exit()).as(decided.all()).isZero();
    assertThat(names()).containsExactly("Ana");

    shell.photo("E2.jpg", 2); // she brings another photo

    assertThat(imports(shell.file("roster.csv")).exit()).isZero();
    assertThat(names()).containsExactly("Ana", "Bea");
  }

  @Test
  void a_branch_whose_departments_are_missing() {
    on(SandboxSettings.standard());
    String[] lines = new String[13];
    lines[0] = "jobNumber,name,department";
    for (int n = 1; n <= 12; n++) {
      shell.photo("E" + n + ".jpg", n);
      lines[n] = "E" + n + ",Person " + n + "," + List.of("North/Sales", "North/Stores").get(n % 2);
    }

    Shell.Told told = imports(list(lines));

    assertThat(told.exit()).isEqualTo(3);
    assertThat(told.out().lines().skip(1).findFirst().orElseThrow())
        .isEqualTo(
            "12 rows name what does not exist on the server: department North/Stores, department"
                + " North/Sales.");
    assertThat(told.out()).contains("--create-missing").doesNotContain("rejected.csv");

    Shell.Told created = goesOn(told);

    assertThat(created.exit()).as(created.all()).isZero();
    assertThat(names()).hasSize(12);
    assertThat(shell.sandbox().people())
        .extracting(PersonView::departmentId)
        .doesNotContain(0L)
        .satisfies(ids -> assertThat(Set.copyOf(ids)).hasSize(2));
  }

  @Test
  void a_list_whose_zeros_excel_ate() {
    on(SandboxSettings.standard());
    for (int n = 1; n <= 4; n++) {
      shell.photo("0000" + n + ".jpg", n);
    }

    Shell.Told told = imports(list("jobNumber,name", "1,Ana", "2,Bo", "3,Cy", "4,Di"));

    assertThat(told.out())
        .containsOnlyOnce("None of your 4 photos fits a row: 00001.jpg ↔ 1? (zeros lost)")
        .contains("Format the column as text");
    assertThat(names()).isEmpty();

    list("jobNumber,name", "00001,Ana", "00002,Bo", "00003,Cy", "00004,Di");
    Shell.Told again = goesOn(told);

    assertThat(again.exit()).as(again.all()).isZero();
    assertThat(shell.sandbox().people())
        .extracting(PersonView::jobNumber)
        .containsExactlyInAnyOrder("00001", "00002", "00003", "00004");
  }

  @Test
  void photos_that_are_named_otherwise() throws IOException {
    on(SandboxSettings.standard());
    shell.photo("王二-P2.jpg", 1);
    shell.photo("Li Ana (1).jpg", 2);
    shell.photo("E3.jpg", 3);
    Path roster = list("jobNumber,name", "E1,王二", "E2,Ana Li", "E3,Cy");

    Shell.Told told = imports(roster);

    assertThat(told.out())
        .contains(
            "2 rows have no photo, and 2 photos belong to nobody: 王二-P2.jpg ↔ 王二?, Li Ana"
                + " (1).jpg ↔ Ana Li?");
    assertThat(names()).as("nobody by a name that is only nearly right").containsExactly("Cy");

    assertThat(told.out()).contains("Look at ", "photo-pairs.csv");
    Shell.Told again = goesOn(told); // both are right

    assertThat(again.exit()).as(again.all()).isZero();
    assertThat(names()).containsExactly("Ana Li", "Cy", "王二");
  }

  @Test
  void a_workbook_with_a_sheet_for_each_branch() throws IOException {
    on(SandboxSettings.standard());
    Path book = folder.resolve("staff.xlsx");
    try (XSSFWorkbook staff = new XSSFWorkbook()) {
      for (int n = 1; n <= 2; n++) {
        shell.photo("E" + n + ".jpg", n);
        XSSFSheet sheet = staff.createSheet(n == 1 ? "North" : "South branch");
        fill(sheet.createRow(0), "Name", "Employee ID");
        fill(sheet.createRow(1), "Person " + n, "E" + n);
      }
      fill(staff.createSheet("Sites").createRow(0), "Name", "Address");
      try (OutputStream out = Files.newOutputStream(book)) {
        staff.write(out);
      }
    }

    Shell.Told told = imports(book);

    assertThat(told.exit()).isZero();
    assertThat(told.out())
        .contains("The file has other sheets with people, which were not imported: South branch.")
        .contains(" --sheet 'South branch'")
        .doesNotContain("Sites");
    assertThat(names()).containsExactly("Person 1");

    typed++;
    shell.run(
        "import",
        "users",
        book.toString(),
        "--sheet",
        "South branch",
        "--report",
        folder + "/south");

    assertThat(names()).containsExactly("Person 1", "Person 2");
  }

  private static void fill(XSSFRow row, String... cells) {
    for (int at = 0; at < cells.length; at++) {
      row.createCell(at).setCellValue(cells[at]);
    }
  }

  @Test
  void photo_names_that_were_typed_by_hand() throws IOException {
    on(SandboxSettings.standard());
    shell.photo("Jonathan_Ray.jpg", 1);
    shell.photo("E2.jpg", 2);
    Path roster =
        list(
            "jobNumber,name,photo", "E1,Jon Ray,Jonatan Ray.jpg", "E2,Bo,E2.jpg", "E3,Cy,gone.jpg");

    Shell.Told told = imports(roster);

    assertThat(told.out())
        .contains(
            "One row has no photo, and one photo belongs to nobody: Jonathan_Ray.jpg ↔ Jonatan"
                + " Ray.jpg?");
    assertThat(names()).as("nobody by a name that is only nearly right").containsExactly("Bo");

    Shell.Told again = goesOn(told); // by the pair that was shown

    assertThat(again.exit()).as(again.all()).isEqualTo(3);
    assertThat(names()).containsExactly("Bo", "Jon Ray");
  }

  @Test
  void somebody_who_may_not_change_the_list_of_every_night() throws IOException {
    on(SandboxSettings.standard());
    shell.photo("E1.jpg", 1);
    shell.photo("E2.jpg", 2);
    Path roster = list("jobNumber,name,birthday", "E1,Ana,1990-13-01", "E2,Bo,1990-01-01");
    assertThat(imports(roster).exit()).isEqualTo(3);
    Path rejected = folder.resolve("report1/rejected.csv");
    Files.writeString(rejected, Files.readString(rejected).replace("-13-", "-03-"));
    typed++;
    Shell.Told mended =
        shell.run(
            "import",
            "users",
            rejected.toString(),
            "--photos",
            folder.resolve("photos").toString(),
            "--report",
            folder + "/mended");
    assertThat(mended.exit()).as(mended.all()).isZero();
    Shell.Told dry =
        shell.run("import", "users", roster.toString(), "--dry-run", "--report", folder + "/dry");
    assertThat(dry.exit()).as("a dry run says what the night will say: " + dry.all()).isZero();

    Shell.Told night = imports(roster);

    assertThat(night.exit()).as(night.all()).isZero();
    assertThat(Shell.rows(folder.resolve("report3/results.csv")).get(0))
        .containsEntry("outcome", "SKIPPED_EXISTING")
        .containsEntry("code", "")
        .hasEntrySatisfying("reason", reason -> assertThat(reason).contains("rejected.csv"));
    assertThat(names()).containsExactly("Ana", "Bo");

    list("jobNumber,name,birthday", "E1,Ana,1990-14-01", "E2,Bo,1990-01-01");
    Shell.Told changed = shell.run("import", "users", roster.toString(), "--report", folder + "/4");
    assertThat(changed.exit()).as("the list's row is another one now").isEqualTo(3);
  }

  /** The cell at fault is coloured and says why; the sheet is read back with its second line. */
  @Test
  void somebody_who_fixes_the_workbook_of_refused_rows_in_chinese() throws IOException {
    on(SandboxSettings.standard());
    shell.photo("E1.jpg", 1);
    shell.photo("E2.jpg", 2);
    Path roster = list("工号,姓名,生日", "E1,王二,1990-13-01", "E2,李四,1990-01-01");
    typed++;
    shell.run(
        "import", "users", roster.toString(), "--lang", "zh", "--report", folder + "/report1");
    Path book = folder.resolve("report1/rejected.xlsx");
    try (XSSFWorkbook rejected = new XSSFWorkbook(Files.newInputStream(book))) {
      XSSFSheet sheet = rejected.getSheetAt(0);
      assertThat(texts(sheet.getRow(0))).containsExactly("工号", "姓名", "生日", "错误代码", "错误说明");
      assertThat(texts(sheet.getRow(1)))
          .containsExactly("jobNumber", "name", "birthday", "errorCode", "errorMessage");
      XSSFCell wrong = sheet.getRow(2).getCell(2);
      assertThat(wrong.getCellStyle().getFillForegroundXSSFColor().getARGBHex())
          .isEqualTo("FFF8CBAD");
      assertThat(wrong.getCellComment().getString().getString()).contains("生日");
      assertThat(sheet.getCellComments()).hasSize(1);
      wrong.setBlank(); // POI leaves an inline text in a cell that it fills
      wrong.setCellValue("1990-03-01");
      try (OutputStream out = Files.newOutputStream(book)) {
        rejected.write(out);
      }
    }
    typed++;

    Shell.Told mended =
        shell.run(
            "import",
            "users",
            book.toString(),
            "--photos",
            folder.resolve("photos").toString(),
            "--report",
            folder + "/mended");

    assertThat(mended.exit()).as(mended.all()).isZero();
    assertThat(mended.out()).contains("created 1 of 1 rows");
    assertThat(person("王二").birthday()).isEqualTo("1990-03-01");
  }

  private static List<String> texts(XSSFRow row) {
    return StreamSupport.stream(row.spliterator(), false)
        .map(cell -> cell.getStringCellValue())
        .toList();
  }

  @Test
  void somebody_who_checks_mends_the_other_file_and_then_imports_both() throws IOException {
    on(SandboxSettings.standard());
    shell.photo("E1.jpg", 1);
    shell.photo("E2.jpg", 2);
    Path roster = list("jobNumber,name,birthday", "E1,Ana,1990-13-01", "E2,Bo,1990-01-01");
    typed++;
    shell.run("validate", "users", roster.toString(), "--report", folder + "/report1");
    Path rejected = folder.resolve("report1/rejected.csv");
    Files.writeString(rejected, Files.readString(rejected).replace("-13-", "-03-"));
    typed++;
    shell.run(
        "import",
        "users",
        rejected.toString(),
        "--photos",
        folder.resolve("photos").toString(),
        "--report",
        folder + "/mended");

    Shell.Told list = imports(roster);

    assertThat(list.exit()).as(list.all()).isZero();
    assertThat(names()).containsExactly("Ana", "Bo");
  }
}
