package dev.senselink.batch.cli.roster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.Cli;
import dev.senselink.batch.cli.Shell;
import dev.senselink.batch.fixture.LibreOffice;
import dev.senselink.batch.fixture.Portraits;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

@Tag("slow")
class TemplateCommandTest {
  @TempDir Path folder;

  private static Shell.Told run(Map<String, String> environment, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit = Cli.run(args, environment, new PrintWriter(out), new PrintWriter(err));
    return new Shell.Told(exit, out.toString(), err.toString());
  }

  private String headersOf(Map<String, String> environment, String... more) throws IOException {
    Path file = Files.createTempDirectory(folder, "t").resolve("staff.csv");
    List<String> args = new ArrayList<>(List.of("template", "users", "-o", file.toString()));
    args.addAll(Arrays.asList(more));
    assertThat(run(environment, args.toArray(String[]::new)).exit()).isZero();
    return Files.readString(file).lines().findFirst().orElseThrow();
  }

  @Test
  void the_language_is_that_of_the_option_or_of_the_environment() throws IOException {
    assertThat(headersOf(Map.of())).contains("Name *,Job number");
    assertThat(headersOf(Map.of("LANG", "en_US.UTF-8"))).contains("Name *,");
    assertThat(headersOf(Map.of("LANG", "zh_CN.UTF-8"))).contains("姓名 *,工号");
    assertThat(headersOf(Map.of("LANG", "zh_CN.UTF-8", "LC_ALL", "C"))).contains("Name *,");
    assertThat(headersOf(Map.of("LANG", "zh_CN.UTF-8"), "--lang", "en")).contains("Name *,");
    assertThat(headersOf(Map.of(), "--lang", "ZH")).contains("姓名 *,");
  }

  @ParameterizedTest
  @CsvSource({
    "staff.txt, must end with",
    "nowhere/staff.xlsx, cannot be written",
    "there.xlsx, already exists"
  })
  void a_file_that_cannot_be_written_is_wrong_usage(String name, String says) throws IOException {
    Files.writeString(folder.resolve("there.xlsx"), "mine");

    Shell.Told told = run(Map.of(), "template", "guests", "-o", folder.resolve(name).toString());

    assertThat(told.exit()).isEqualTo(2);
    assertThat(told.err()).contains("senselink: ").contains(says);
    assertThat(folder.resolve("there.xlsx")).hasContent("mine");
    assertThat(run(Map.of(), "template", "users", "--lang", "fr", "-o", "x.csv").exit())
        .isEqualTo(2);
    assertThat(run(Map.of(), "template").exit()).isEqualTo(2);
  }

  @Test
  void a_program_is_told_where_the_file_is() {
    Path file = folder.resolve("staff.xlsx");

    Shell.Told told = run(Map.of(), "template", "users", "--json", "-o", file.toString());

    assertThat(JsonMapper.shared().readTree(told.out()).path("file").asString())
        .isEqualTo(file.toString());
    assertThat(file).isNotEmptyFile();
  }

  private Shell.Told validate(Path roster, String... more) {
    List<String> args = new ArrayList<>(List.of("validate", "users", roster.toString()));
    args.addAll(List.of("--report", folder.resolve("report").toString()));
    args.addAll(Arrays.asList(more));
    return run(Map.of(), args.toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"staff.xlsx", "staff.csv"})
  void a_template_as_it_is_holds_nobody(String name) {
    Path file = folder.resolve(name);
    run(Map.of(), "template", "users", "-o", file.toString());

    Shell.Told empty = validate(file);

    assertThat(empty.exit()).isEqualTo(5);
    assertThat(empty.err()).contains("EMPTY: " + name);
    assertThat(validate(file, "--allow-empty").exit()).isZero();
  }

  @Test
  void a_template_filled_and_saved_by_libreoffice_is_imported_without_its_example()
      throws IOException {
    LibreOffice office = LibreOffice.in(folder);
    for (String language : List.of("en", "zh")) {
      Path file = folder.resolve("staff-" + language + ".xlsx");
      run(Map.of(), "template", "users", "--lang", language, "-o", file.toString());
      fill(file);
      Files.createDirectories(folder.resolve("photos"));
      Files.write(folder.resolve("photos/00042.jpg"), Portraits.person(42, 120));
      for (String format : List.of("xlsx", "xls", "csv")) {
        Path saved = office.save(file, format);

        Shell.Told told = validate(saved, "--photos", folder.resolve("photos").toString());

        assertThat(told.all()).contains("line 3 is the template's example and is not imported");
        assertThat(told.exit()).as(told.all()).isZero();
        assertThat(Shell.rows(folder.resolve("report/results.csv")))
            .singleElement()
            .satisfies(row -> assertThat(row).containsEntry("line", "4"))
            .satisfies(row -> assertThat(row).containsEntry("key", "00042"))
            .satisfies(row -> assertThat(row).containsEntry("outcome", "VALID"));
      }
    }
  }

  private static void fill(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        XSSFWorkbook book = new XSSFWorkbook(in)) {
      XSSFRow row = book.getSheetAt(0).createRow(3);
      row.createCell(0).setCellValue("莫伟");
      row.createCell(1).setCellValue("00042");
      row.createCell(4).setCellValue("110101199709028210");
      row.createCell(6).setCellValue(java.time.LocalDate.of(1990, 5, 7));
      row.getCell(6).setCellStyle(book.getSheetAt(0).getColumnStyle(6));
      try (OutputStream out = Files.newOutputStream(file)) {
        book.write(out);
      }
    }
  }

  @Test
  void with_a_server_its_departments_and_groups_can_be_chosen() throws IOException {
    try (Shell shell = Shell.in(folder)) {
      Path file = folder.resolve("own.xlsx");

      Shell.Told told =
          shell.run(
              "template",
              "users",
              "-o",
              file.toString(),
              "--server",
              shell.sandbox().url().toString());

      assertThat(told.exit()).as(told.err()).isZero();
      try (XSSFWorkbook book = new XSSFWorkbook(Files.newInputStream(file))) {
        assertThat(book.getSheetAt(1).getSheetName()).isEqualTo("How to fill it in");
        assertThat(book.isSheetHidden(2)).isTrue();
        List<String> lists =
            book.getSheetAt(0).getDataValidations().stream()
                .map(rule -> String.valueOf(rule.getValidationConstraint().getFormula1()))
                .toList();
        assertThat(lists).anyMatch(list -> list.contains("Choices'!$B$1"));
        assertThat(book.getSheetAt(2).getRow(0).getCell(1).getStringCellValue()).isEqualTo("默认组");
      }
    }
  }
}
