package dev.senselink.batch.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.LibreOffice;
import dev.senselink.batch.fixture.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFDataValidation;
import org.apache.poi.xssf.usermodel.XSSFDrawing;
import org.apache.poi.xssf.usermodel.XSSFPicture;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The report's workbooks say what its CSV files say, and let people decide with their eyes. */
@Tag("slow")
class ReportBooksTest {
  @RegisterExtension final World world = new World();
  @TempDir Path folder;

  private static XSSFWorkbook book(Imported run, String name) throws IOException {
    return new XSSFWorkbook(Files.newInputStream(run.report().resolve(name)));
  }

  private static List<List<String>> cells(XSSFSheet sheet) {
    List<List<String>> rows = new ArrayList<>();
    for (Row row : sheet) {
      rows.add(
          IntStream.range(0, sheet.getRow(0).getLastCellNum())
              .mapToObj(at -> new DataFormatter().formatCellValue(row.getCell(at)))
              .toList());
    }
    return rows;
  }

  /** A line of a workbook by the names in its second line. */
  private static Map<String, String> line(XSSFSheet sheet, int row) {
    List<String> names = cells(sheet).get(1);
    List<String> cells = cells(sheet).get(row);
    return IntStream.range(0, names.size())
        .filter(at -> !names.get(at).isEmpty())
        .boxed()
        .collect(Collectors.toMap(names::get, cells::get));
  }

  private static List<List<String>> csv(Imported run, String name) throws IOException {
    return Files.readString(run.report().resolve(name))
        .substring(1)
        .lines()
        .map(line -> Arrays.asList(line.split(",", -1)))
        .toList();
  }

  private Imported conflict(String... options) {
    world.alreadyWithFace(1, "Yi", "jobNumber", "X1");
    world.row("Ana", "E1").anotherPictureOf(1);
    world.row("Bo", "E2");
    return world.run(options);
  }

  @Test
  void results_and_summary_are_those_of_the_other_files() throws IOException {
    Imported run = conflict("--quality", "off");

    try (XSSFWorkbook book = book(run, "report.xlsx")) {
      assertThat(book.getNumberOfSheets()).isEqualTo(2);
      List<List<String>> rows = cells(book.getSheet("results"));
      assertThat(rows).hasSize(4);
      assertThat(rows.get(0)).startsWith("Line", "Number", "Name", "What became of it");
      assertThat(rows.get(1)).isEqualTo(csv(run, "results.csv").get(0));
      List<String> created = new ArrayList<>(csv(run, "results.csv").get(2));
      assertThat(created.set(3, "Created")).isEqualTo("CREATED");
      assertThat(rows.get(3)).isEqualTo(created);
      assertThat(rows.get(2)).contains("2", "E1", "Ana", "To decide", "30002", "Yi");
      assertThat(cells(book.getSheet("summary")))
          .contains(
              List.of("Run", run.runId(), "runId"),
              List.of("Rows", "2", "rows"),
              List.of("To decide", "1", "review"))
          .contains(
              List.of("Command", "import-users", "job"),
              List.of("Groups created", "", "createdGroups"));
    }
  }

  @Test
  void a_conflict_has_both_faces_in_its_row_and_the_words_to_choose_from() throws IOException {
    Imported run = conflict();

    try (XSSFWorkbook book = book(run, "conflicts.xlsx")) {
      XSSFSheet sheet = book.getSheetAt(0);
      assertThat(cells(sheet).get(0))
          .startsWith("In your list", "On the server", "Decision", "Name in your list");
      List<String> names = cells(sheet).get(1);
      assertThat(names).startsWith("", "", "decision").endsWith("runId", "rowHash");
      assertThat(line(sheet, 2)).isEqualTo(run.conflicts().get(0));
      assertThat(places(sheet)).containsExactly("2,0", "2,1");
      assertThat(sheet.getRow(2).getHeightInPoints()).isEqualTo(75f);
      assertThat(pictures(sheet).stream().map(ReportBooksTest::base64))
          .containsExactlyElementsOf(facesOfThePage(run).subList(0, 2));
      XSSFDataValidation choice = sheet.getDataValidations().get(0);
      assertThat(choice.getValidationConstraint().getExplicitListValues())
          .containsExactly("skip", "update", "force");
      assertThat(choice.getRegions().getCellRangeAddresses()[0].formatAsString()).isEqualTo("C3");
      assertThat(sheet.getPaneInformation().isFreezePane()).isTrue();
    }
  }

  /** What programs read is the same in every language; what people read and choose is theirs. */
  @Test
  void in_chinese_all_that_people_read_is_chinese() throws IOException {
    Imported run = conflict("--quality", "off", "--lang", "zh");

    try (XSSFWorkbook book = book(run, "conflicts.xlsx")) {
      XSSFSheet sheet = book.getSheet("冲突");
      assertThat(cells(sheet).get(0)).startsWith("名单中", "服务器上", "决定", "名单中的姓名");
      assertThat(line(sheet, 2)).isEqualTo(run.conflicts().get(0));
      assertThat(csv(run, "conflicts.csv").get(0)).contains("runId", "canForce", "decision");
      XSSFDataValidation choice = sheet.getDataValidations().get(0);
      assertThat(choice.getValidationConstraint().getExplicitListValues())
          .containsExactly("跳过", "更新", "强制新建");
      assertThat(choice.getPromptBoxTitle()).isEqualTo("如何处理？");
      assertThat(choice.getPromptBoxText())
          .isEqualTo("跳过：不作任何更改\n更新：是同一个人，用名单中的值更新\n强制新建：是另一个人，人脸虽相似仍新建");
      assertThat(choice.getErrorBoxText()).isEqualTo("请从列表中选择，或留空：跳过、更新、强制新建");
      assertThat(pictures(sheet).get(0).getCTPicture().getNvPicPr().getCNvPr().getDescr())
          .isEqualTo("名单第 2 行的照片");
    }
    try (XSSFWorkbook book = book(run, "report.xlsx")) {
      assertThat(cells(book.getSheet("结果")).get(1)).isEqualTo(csv(run, "results.csv").get(0));
      assertThat(cells(book.getSheet("结果")).get(2)).contains("待人工确认");
      assertThat(cells(book.getSheet("汇总"))).contains(List.of("待确认", "1", "review"));
    }
    try (XSSFWorkbook book = book(run, "rejected.xlsx")) {
      assertThat(cells(book.getSheet("被拒绝")).get(0)).contains("错误代码", "错误说明");
      assertThat(cells(book.getSheet("被拒绝")).get(1)).contains("errorCode", "errorMessage");
    }
  }

  private static List<XSSFPicture> pictures(XSSFSheet sheet) {
    XSSFDrawing drawing = sheet.getDrawingPatriarch();
    return drawing == null
        ? List.of()
        : drawing.getShapes().stream().map(XSSFPicture.class::cast).toList();
  }

  /** Row and column of each picture, all of it inside one cell. */
  private static List<String> places(XSSFSheet sheet) {
    return pictures(sheet).stream()
        .map(XSSFPicture::getClientAnchor)
        .peek(at -> assertThat(at.getRow1()).isEqualTo(at.getRow2()))
        .peek(at -> assertThat(at.getCol1()).isEqualTo(at.getCol2()))
        .map(at -> at.getRow1() + "," + at.getCol1())
        .toList();
  }

  private static String base64(XSSFPicture picture) {
    return Base64.getEncoder().encodeToString(picture.getPictureData().getData());
  }

  private static List<String> facesOfThePage(Imported run) throws IOException {
    return Pattern.compile("<img src=\"data:image/jpeg;base64,([^\"]+)")
        .matcher(Files.readString(run.report().resolve("report.html")))
        .results()
        .map((MatchResult found) -> found.group(1).replace("&#x3D;", "=").replace("&#x3d;", "="))
        .toList();
  }

  @Test
  void a_picture_is_fetched_once_for_page_and_workbook() {
    Imported run = conflict();

    assertThat(run.calls("getImage")).hasSize(1);
  }

  /** The page does not show them, since they need nobody; somebody may still look and decide. */
  @Test
  void somebody_skipped_has_faces_too() throws IOException {
    Imported run = conflict("--on-similar", "skip");

    assertThat(run.ended("Ana")).isEqualTo("SKIPPED_SIMILAR 30002");
    try (XSSFWorkbook book = book(run, "conflicts.xlsx")) {
      assertThat(places(book.getSheetAt(0))).containsExactly("2,0", "2,1");
    }
    assertThat(facesOfThePage(run)).as("who was created").hasSize(1);
  }

  @Test
  void without_pictures_rows_are_not_tall() throws IOException {
    Imported run = conflict();
    Path again = folder.resolve("again");
    assertThat(shown(run, again)).isZero();

    try (XSSFWorkbook book =
        new XSSFWorkbook(Files.newInputStream(again.resolve("conflicts.xlsx")))) {
      assertThat(cells(book.getSheetAt(0))).hasSize(3);
      assertThat(pictures(book.getSheetAt(0))).isEmpty();
      assertThat(book.getSheetAt(0).getRow(2).getHeightInPoints()).isLessThan(20f);
    }
  }

  /** Reasons are kept as they were said; the page around them is in the language asked for. */
  @Test
  void made_again_in_chinese_what_programs_read_is_the_same_to_the_byte() throws IOException {
    world.row("Cy", "E3").withoutPhoto();
    Imported run = conflict();
    Path again = folder.resolve("again");
    assertThat(shown(run, again, "--lang", "zh")).isZero();

    for (String name : List.of("results.csv", "rejected.csv", "conflicts.csv", "summary.json")) {
      assertThat(again.resolve(name)).hasSameBinaryContentAs(run.report().resolve(name));
    }
    assertThat(Files.readString(again.resolve("report.html")))
        .contains("没有照片", "请把照片以工号为文件名放入照片文件夹，或改正照片列。")
        .contains(run.of("Cy").reason());
  }

  private int shown(Imported run, Path to, String... more) {
    List<String> words =
        new ArrayList<>(List.of("runs", "show", run.runId(), "--report", to.toString(), "--data"));
    words.add(world.data().toString());
    words.addAll(List.of(more));
    return dev.senselink.batch.cli.console.Typing.run(
        words, new java.io.ByteArrayOutputStream(), new java.io.ByteArrayOutputStream());
  }

  @Test
  void all_are_there_and_open_when_there_is_nothing_to_mend_or_to_decide() throws IOException {
    world.row("Bo", "E0");
    Imported run = world.run();
    Map<String, List<String>> headers =
        Map.of(
            "rejected.xlsx", csv(run, "rejected.csv").get(0),
            "conflicts.xlsx", csv(run, "conflicts.csv").get(0));

    for (Map.Entry<String, List<String>> entry : headers.entrySet()) {
      try (XSSFWorkbook book = book(run, entry.getKey())) {
        assertThat(cells(book.getSheetAt(0))).hasSize(2);
        assertThat(cells(book.getSheetAt(0)).get(1)).containsAll(entry.getValue());
      }
    }
  }

  @Test
  void a_workbook_with_a_decision_saved_by_libreoffice_keeps_all_that_was_in_it()
      throws IOException {
    LibreOffice office = LibreOffice.in(folder);
    Imported run = conflict();
    Path decided = folder.resolve("conflicts.xlsx");
    try (XSSFWorkbook book = book(run, "conflicts.xlsx");
        java.io.OutputStream out = Files.newOutputStream(decided)) {
      book.getSheetAt(0).getRow(2).getCell(2).setCellValue("force");
      book.write(out);
    }

    try (XSSFWorkbook book = new XSSFWorkbook(Files.newInputStream(office.save(decided, "xlsx")))) {
      Map<String, String> line = line(book.getSheetAt(0), 2);
      assertThat(line.put("decision", "")).isEqualTo("force");
      assertThat(line).isEqualTo(run.conflicts().get(0));
      assertThat(pictures(book.getSheetAt(0))).hasSize(2);
      assertThat(book.getSheetAt(0).getDataValidations()).hasSize(1);
    }
  }
}
