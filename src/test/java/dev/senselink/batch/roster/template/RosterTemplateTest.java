package dev.senselink.batch.roster.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.roster.CellFault;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.RosterSettings;
import dev.senselink.batch.roster.Row;
import dev.senselink.batch.roster.Rows;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RosterTemplateTest {
  @TempDir private Path folder;

  static Stream<Arguments> templates() {
    return Stream.of(RosterKind.values())
        .flatMap(
            kind ->
                Stream.of("en", "zh")
                    .flatMap(
                        language ->
                            Stream.of("csv", "xlsx")
                                .map(format -> Arguments.of(kind, language, format))));
  }

  static Stream<Arguments> workbooks() {
    return templates().filter(template -> template.get()[2].equals("xlsx"));
  }

  private Path written(RosterKind kind, String language, String format) throws IOException {
    Path file = folder.resolve("template." + format);
    Locale before = Locale.getDefault(Locale.Category.DISPLAY);
    DisplayLanguage.speak(Locale.forLanguageTag(language));
    try {
      new RosterTemplate(kind).write(file);
    } finally {
      DisplayLanguage.speak(before);
    }
    return file;
  }

  private static List<Row> rows(Path file, RosterKind kind, List<String> warnings) {
    List<Row> rows = new ArrayList<>();
    try (Roster roster = Roster.open(file, "template", RosterSettings.of(kind))) {
      for (Row row = roster.next(); row != null; row = roster.next()) {
        rows.add(row);
      }
      warnings.addAll(roster.shape().warnings());
    }
    return rows;
  }

  @ParameterizedTest
  @MethodSource("templates")
  void every_header_is_known_and_the_example_is_no_row(
      RosterKind kind, String language, String format) throws IOException {
    Path file = written(kind, language, format);
    List<String> warnings = new ArrayList<>();

    assertThat(rows(file, kind, warnings)).isEmpty();

    int example = format.equals("csv") ? 2 : 3; // a workbook has a line of our own names between
    assertThat(warnings)
        .containsExactly("line " + example + " is the template's example and is not imported");
    try (Roster roster = Roster.open(file, "template", RosterSettings.of(kind))) {
      assertThat(roster.shape().unknown()).isEmpty();
      assertThat(roster.shape().ignored()).isEmpty();
      assertThat(roster.shape().columns().keySet())
          .containsExactlyElementsOf(
              Stream.of(RosterColumn.values()).filter(column -> column.knownIn(kind)).toList());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void columns_keep_what_is_typed_into_them(String language) throws IOException {
    try (InputStream in = Files.newInputStream(written(RosterKind.USERS, language, "xlsx"));
        XSSFWorkbook book = new XSSFWorkbook(in)) {
      XSSFSheet sheet = book.getSheetAt(0);
      List<RosterColumn> columns =
          Stream.of(RosterColumn.values()).filter(c -> c.knownIn(RosterKind.USERS)).toList();
      for (int at = 0; at < columns.size(); at++) {
        RosterColumn column = columns.get(at);
        boolean date =
            List.of(RosterColumn.BIRTHDAY, RosterColumn.ENTRY_TIME, RosterColumn.LEFT_ON)
                .contains(column);
        assertThat(sheet.getColumnStyle(at).getDataFormatString())
            .as(column.header())
            .isEqualTo(date ? "yyyy-mm-dd" : "@");
        assertThat(sheet.getRow(0).getCell(at).getCellComment().getString().getString())
            .isNotBlank();
      }
      assertThat(sheet.getDataValidations())
          .singleElement()
          .satisfies(
              list ->
                  assertThat(list.getValidationConstraint().getExplicitListValues())
                      .isEqualTo(
                          language.equals("zh")
                              ? new String[] {"女", "男"}
                              : new String[] {"F", "M"}));
    }
  }

  /** Whoever removes the line above them, or types them, is asked about none of them. */
  @Test
  void a_list_of_our_own_names_is_known() throws IOException {
    List<String> own =
        Stream.of(RosterColumn.values())
            .filter(column -> column.knownIn(RosterKind.USERS))
            .map(RosterColumn::header)
            .toList();
    Path file = folder.resolve("own.csv");
    Files.writeString(file, String.join(",", own) + "\nAna,E1" + ",".repeat(own.size()) + "\n");

    try (Roster roster = Roster.open(file, "own", RosterSettings.of(RosterKind.USERS))) {
      assertThat(roster.shape().unclear()).isEmpty();
      assertThat(roster.shape().columns().keySet()).contains(RosterColumn.STATUS);
    }
  }

  @ParameterizedTest
  @MethodSource("workbooks")
  void headers_and_examples_can_be_read_whole(RosterKind kind, String language, String format)
      throws IOException {
    try (InputStream in = Files.newInputStream(written(kind, language, format));
        XSSFWorkbook book = new XSSFWorkbook(in)) {
      XSSFSheet sheet = book.getSheetAt(0);
      for (int row = 0; row <= 2; row++) {
        for (Cell cell : sheet.getRow(row)) {
          int letters = cell.getStringCellValue().chars().map(c -> c < 0x2e80 ? 1 : 2).sum();
          assertThat(sheet.getColumnWidth(cell.getColumnIndex()) / 256)
              .as(cell.getStringCellValue())
              .isGreaterThanOrEqualTo(letters);
        }
      }
    }
  }

  /** So that whoever helps in another language knows which column is meant. */
  @ParameterizedTest
  @MethodSource("workbooks")
  void below_the_headers_stand_the_names_of_every_language(
      RosterKind kind, String language, String format) throws IOException {
    try (InputStream in = Files.newInputStream(written(kind, language, format));
        XSSFWorkbook book = new XSSFWorkbook(in)) {
      XSSFSheet sheet = book.getSheetAt(0);
      List<String> names = new ArrayList<>();
      sheet.getRow(1).forEach(cell -> names.add(cell.getStringCellValue()));
      assertThat(names)
          .containsExactlyElementsOf(
              Stream.of(RosterColumn.values())
                  .filter(column -> column.knownIn(kind))
                  .map(RosterColumn::header)
                  .toList());
      assertThat(sheet.getPaneInformation().getHorizontalSplitPosition()).isEqualTo((short) 2);
    }
  }

  @Test
  void required_columns_are_marked_and_their_notes_say_so() throws IOException {
    try (InputStream in = Files.newInputStream(written(RosterKind.GUESTS, "zh", "xlsx"));
        XSSFWorkbook book = new XSSFWorkbook(in)) {
      XSSFSheet sheet = book.getSheetAt(0);
      assertThat(sheet.getSheetName()).isEqualTo("访客");
      DataFormatter shown = new DataFormatter();
      List<String> starred = new ArrayList<>();
      sheet
          .getRow(0)
          .forEach(
              cell -> {
                String note = cell.getCellComment().getString().getString();
                if (shown.formatCellValue(cell).endsWith(" *")) {
                  starred.add(shown.formatCellValue(cell).replace(" *", ""));
                  assertThat(note).startsWith("必填。");
                } else {
                  assertThat(note).doesNotContain("必填");
                }
              });
      assertThat(starred).containsExactly("姓名", "手机号", "接待人", "来访时间", "离开时间");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"EXAMPLE: ", "EXAMPLE：", "示例：", "示例: "})
  void an_example_overwritten_in_part_is_refused_and_never_sent_with_the_rest_of_it(String mark)
      throws IOException {
    Path file = folder.resolve("overwritten.csv");
    Files.writeString(
        file,
        "name,mobile,remark,shoes\n"
            + "Ana,"
            + mark
            + "13800138000,,\n"
            + " "
            + mark
            + "Lin Na,1,,\n"
            + "Bo,2,,"
            + mark
            + "44\n"
            + " "
            + mark
            + "Lin Na,"
            + mark
            + "1,,"
            + mark
            + "44\n");

    List<Row> rows = rows(file, RosterKind.USERS, new ArrayList<>());

    assertThat(rows).hasSize(3);
    assertThat(rows.stream().map(row -> row.faults().stream().map(CellFault::header).toList()))
        .containsExactly(List.of("mobile"), List.of("name"), List.of());
    assertThat(rows.get(0).faults().get(0))
        .satisfies(fault -> assertThat(fault.code()).isEqualTo("CELL_UNREADABLE"))
        .satisfies(fault -> assertThat(fault.reason()).contains("template's example"));
  }

  @Test
  void a_text_that_only_mentions_an_example_is_a_text() {
    List<Row> rows = Rows.ofUsers("name,remark\nAna,an EXAMPLE: x\nBo,Example: x\nCy,示例\n");

    assertThat(rows).hasSize(3).allSatisfy(row -> assertThat(row.faults()).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "xlsx"})
  void a_file_that_is_there_is_not_touched(String format) throws IOException {
    Path file = Files.writeString(folder.resolve("mine." + format), "mine");

    assertThatExceptionOfType(FileAlreadyExistsException.class)
        .isThrownBy(() -> new RosterTemplate(RosterKind.USERS).write(file));
    assertThat(file).hasContent("mine");
  }
}
