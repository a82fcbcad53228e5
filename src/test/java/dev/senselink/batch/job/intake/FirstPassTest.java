package dev.senselink.batch.job.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.RosterSettings;
import dev.senselink.batch.roster.UnclearColumnsException;
import dev.senselink.batch.table.TableFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Duplicates and photo claims, told before anything is sent (ROSTER, "Cells" and "Photos"). */
class FirstPassTest {
  private static final String HEADER = "jobNumber,name,mobile,icNumber,idNumber,photo,birthday";

  @TempDir Path folder;
  private Rosters rosters;

  @BeforeEach
  void open() throws IOException {
    rosters = new Rosters(folder);
  }

  @AfterEach
  void close() {
    rosters.close();
  }

  @Test
  void rows_of_one_key_are_all_refused() throws IOException {
    assertThat(rosters.fates(HEADER, "e1,Ana,,,,,", "E2,Bo,,,,,", "Ｅ1,Cy,,,,,"))
        .containsExactly("DUPLICATE_IN_ROSTER", "-", "DUPLICATE_IN_ROSTER");
  }

  @Test
  void rows_of_one_ic_number_or_id_number_are_all_refused() throws IOException {
    assertThat(
            rosters.fates(
                HEADER,
                "E1,Ana,,C7,,,",
                "E2,Bo,,c7,,,",
                "E3,Cy,,,X1,,",
                "E4,Di,,,x1,,",
                "E5,Ed,,C8,X2,,"))
        .containsExactly(
            "DUPLICATE_IN_ROSTER",
            "DUPLICATE_IN_ROSTER",
            "DUPLICATE_IN_ROSTER",
            "DUPLICATE_IN_ROSTER",
            "-");
  }

  @Test
  void of_rows_equal_in_every_cell_the_first_goes_on() throws IOException {
    rosters.photo("E1.jpg", "a");

    assertThat(rosters.fates(HEADER, "E1,Ana,1,C7,,,", "E1,Ana,1,C7,,,", "E1,Ana,1,C7,,,"))
        .containsExactly("E1.jpg", "DUPLICATE_IN_ROSTER", "DUPLICATE_IN_ROSTER");
  }

  @Test
  void equal_rows_beside_a_different_one_of_their_key_are_all_refused() throws IOException {
    assertThat(rosters.fates(HEADER, "E1,Ana,1,,,,", "E1,Ana,1,,,,", "E1,Ana,2,,,,"))
        .containsOnly("DUPLICATE_IN_ROSTER");
  }

  @Test
  void a_row_refused_for_a_cell_still_counts_as_a_duplicate() throws IOException {
    assertThat(rosters.fates(HEADER, "E1,Ana,,,,,", "E1,Bo,,,,,31.31.1999"))
        .containsExactly("DUPLICATE_IN_ROSTER", "BAD_DATE");
  }

  @Test
  void a_mobile_of_two_rows_is_the_key_or_a_warning() throws IOException {
    FirstPass.Result result =
        rosters.pass(HEADER, "E1,Ana,13900000000,,,,", "E2,Bo,+86 139-0000-0000,,,,");

    assertThat(result.warnings()).singleElement().asString().contains("mobile").contains("2, 3");
    assertThat(result.warnings().toString()).doesNotContain("139");
  }

  @Test
  void a_mobile_that_is_the_key_of_two_rows_refuses_both() throws IOException {
    assertThat(rosters.fates(HEADER, ",Ana,13900000000,,,,", ",Bo,8613900000000,,,,"))
        .containsOnly("DUPLICATE_IN_ROSTER");
  }

  @Test
  void a_file_claimed_by_two_rows_is_ambiguous_for_both_however_they_found_it() throws IOException {
    rosters.photo("E1.jpg", "a").photo("E3.jpg", "b");

    assertThat(rosters.fates(HEADER, "E1,Ana,,,,,", "E2,Bo,,,,e1,", "E3,Cy,,,,,"))
        .containsExactly("PHOTO_AMBIGUOUS", "PHOTO_AMBIGUOUS", "E3.jpg");
  }

  @Test
  void a_file_that_a_refused_row_claims_too_is_ambiguous() throws IOException {
    rosters.photo("E1.jpg", "a");

    assertThat(rosters.fates(HEADER, "E1,Ana,,,,,", "E2,Bo,,,,E1.jpg,31.31.1999"))
        .containsExactly("PHOTO_AMBIGUOUS", "BAD_DATE");
  }

  @Test
  void files_of_one_content_are_shared_for_all_who_have_them() throws IOException {
    rosters.photo("E1.jpg", "same").photo("E2.jpg", "same").photo("E3.jpg", "some");

    assertThat(rosters.fates(HEADER, "E1,Ana,,,,,", "E2,Bo,,,,,", "E3,Cy,,,,,"))
        .containsExactly("PHOTO_SHARED", "PHOTO_SHARED", "E3.jpg");
  }

  @Test
  void the_lines_that_share_a_photo_are_named() throws IOException {
    rosters.photo("E1.jpg", "same").photo("E2.jpg", "same");
    String[] lines = {HEADER, "E1,Ana,,,,,", "E2,Bo,,,,,"};
    rosters.pass(lines);

    try (RosterRowStream rows =
        new RosterRowStream(rosters.input(lines), rosters.photos(), rosters.store())) {
      assertThat(rows.next().applicant().photoProblem().reason()).contains("lines 2, 3");
    }
  }

  @Test
  void a_name_leads_to_a_photo_if_nobody_else_has_it() throws IOException {
    rosters.photo("Ana.jpg", "a").photo("Bo.jpg", "b");

    assertThat(rosters.fates(HEADER, "E1,Ana,,,,,", "E2,bo,,,,,", "E3,Bo,,,,,"))
        .containsExactly("Ana.jpg", "PHOTO_NOT_FOUND", "PHOTO_NOT_FOUND");
  }

  @Test
  void a_name_that_a_refused_row_has_too_leads_to_no_photo() throws IOException {
    rosters.photo("Ana.jpg", "a");

    assertThat(rosters.fates(HEADER, "E1,Ana,,,,,", "E2,Ana,,,,,31.31.1999"))
        .containsExactly("PHOTO_NOT_FOUND", "BAD_DATE");
  }

  @Test
  void a_name_that_another_row_has_whose_photo_is_its_own_leads_to_no_photo() throws IOException {
    rosters.photo("Ana.jpg", "a").photo("E2.jpg", "b");

    assertThat(rosters.fates(HEADER, "E1,Ana,,,,,", "E2,Ana,,,,,"))
        .containsExactly("PHOTO_NOT_FOUND", "E2.jpg");
  }

  @Test
  void rows_equal_in_every_cell_are_one_person_to_a_name() throws IOException {
    rosters.photo("Ana.jpg", "a");

    assertThat(rosters.fates(HEADER, "E1,Ana,,,,,", "E1,Ana,,,,,"))
        .containsExactly("Ana.jpg", "DUPLICATE_IN_ROSTER");
  }

  @Test
  void two_files_that_fit_one_row_are_ambiguous() throws IOException {
    rosters.photo("E1.jpg", "a").photo("sub/E1.png", "b");

    assertThat(rosters.fates(HEADER, "E1,Ana,,,,,")).containsExactly("PHOTO_AMBIGUOUS");
  }

  @Test
  void a_photo_cell_that_leads_nowhere_or_out_of_the_folder_is_told() throws IOException {
    assertThat(
            rosters.fates(
                HEADER,
                "E1,Ana,,,,gone.jpg,",
                "E2,Bo,,,,../secret.jpg,",
                "E3,Cy,,,,/etc/passwd,",
                "E4,Di,,,,https://example.org/a.jpg,"))
        .containsExactly("PHOTO_NOT_FOUND", "PHOTO_OUTSIDE", "PHOTO_OUTSIDE", "PHOTO_OUTSIDE");
  }

  @Test
  void cells_of_a_megabyte_are_compared_too() throws IOException {
    String huge = "9".repeat(500_000);

    assertThat(rosters.fates(HEADER, huge + ",Ana,,,,,", huge + ",Bo,,,,,"))
        .containsExactly("TOO_LONG", "TOO_LONG");
  }

  @Test
  void a_fault_of_structure_ends_it() {
    assertThatExceptionOfType(TableFileException.class)
        .isThrownBy(() -> rosters.pass(HEADER, "E1,Ana,,,,,", "E2,\"Bo,,,,,"))
        .satisfies(e -> assertThat(e.code()).isEqualTo(TableFileException.Code.UNCLOSED_QUOTE));
  }

  @Test
  void what_the_roster_holds_as_a_whole_is_counted() throws IOException {
    rosters.photo("E1.jpg", "a").photo("nobody.jpg", "b");

    FirstPass.Result result =
        rosters.pass(
            "jobNumber,name,department,groups", "E1,Ana,A/B,X;Y", "E2,Bo,A/B,Y", "E3,Cy,C,");

    assertThat(result.rows()).isEqualTo(3);
    assertThat(result.photosFound()).isEqualTo(1);
    assertThat(result.departments()).hasSize(2);
    assertThat(result.groups()).hasSize(2);
  }

  @Test
  void of_many_warnings_only_the_first_are_shown() throws IOException {
    String[] lines = new String[121];
    lines[0] = HEADER;
    for (int i = 0; i < 120; i++) {
      lines[i + 1] = "E" + i + ",A" + i + ",1390000" + (10_000 + i / 2) + ",,,,";
    }

    assertThat(rosters.pass(lines).warnings()).hasSize(51).last().asString().contains("10 more");
  }

  @Test
  void warnings_stand_in_the_order_of_the_rows_whichever_pass_finds_them() throws IOException {
    // A short mobile is known at once; that a zero was lost only when all rows have been read.
    String[] lines = new String[61];
    lines[0] = HEADER;
    for (int i = 0; i < 60; i++) {
      lines[i + 1] = (i < 59 ? "000" + (100 + i) : "77") + ",A" + i + ",,,,,";
    }
    lines[21] = "55,Zoe,123,,,,";
    lines[22] = "000400,Yan,456,,,,";

    assertThat(rosters.pass(lines).warnings())
        .extracting(warning -> warning.replaceAll("^\\D*([0-9, ]+):.*", "$1"))
        .containsExactly("22, 23", "22, 61");
  }

  @Test
  void real_dates_beside_texts_of_dates_are_asked_about() throws IOException {
    Path file = workbook("3/17/2026", "2026-03-04");

    String asked = asked(file, null);

    assertThat(asked)
        .startsWith("COLUMNS_UNCLEAR: list.xlsx: ")
        .contains("1 cell is a real date", "line 3: 2026-03-04", "'3/17/2026'")
        .contains("--date-format M/d/yyyy");
    assertThat(asked(file, "M/d/yyyy")).as("a person has looked").isEmpty();
  }

  @Test
  void texts_whose_year_stands_first_are_no_question_beside_real_dates() throws IOException {
    Path file = workbook("2026.3.17", "2026-03-04");

    assertThat(asked(file, null)).isEmpty();
  }

  private Path workbook(String text, String real) throws IOException {
    Path file = folder.resolve("list.xlsx");
    try (XSSFWorkbook book = new XSSFWorkbook();
        var out = Files.newOutputStream(file)) {
      XSSFSheet sheet = book.createSheet("staff");
      line(sheet.createRow(0), "name", "jobNumber", "entryTime");
      line(sheet.createRow(1), "Ana", "E1", text);
      var row = sheet.createRow(2);
      line(row, "Bo", "E2");
      CellStyle day = book.createCellStyle();
      day.setDataFormat(book.createDataFormat().getFormat("yyyy-mm-dd"));
      row.createCell(2).setCellValue(LocalDate.parse(real));
      row.getCell(2).setCellStyle(day);
      book.write(out);
    }
    return file;
  }

  private static void line(org.apache.poi.ss.usermodel.Row row, String... cells) {
    for (int at = 0; at < cells.length; at++) {
      row.createCell(at).setCellValue(cells[at]);
    }
  }

  private String asked(Path file, @Nullable String dateFormat) {
    RosterSettings settings = RosterSettings.of(RosterKind.USERS).withDateFormat(dateFormat);
    FirstPass pass =
        new FirstPass(
            new RosterInput(file, "list.xlsx", settings), rosters.photos(), rosters.store());
    Throwable thrown = catchThrowableOfType(UnclearColumnsException.class, pass::run);
    return thrown == null ? "" : String.valueOf(thrown.getMessage());
  }
}
