package dev.senselink.batch.roster;

import static dev.senselink.batch.roster.XlsxFile.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Headers in two lines, of which the upper one groups what the lower one names. */
class TwoLineHeadersTest {
  @TempDir Path folder;

  private record Read(RosterShape shape, List<List<String>> rows, List<String> warnings) {}

  private Read read(Path file) {
    List<List<String>> rows = new ArrayList<>();
    try (Roster roster = Roster.open(file, "list", RosterSettings.of(RosterKind.USERS))) {
      for (Row row = roster.next(); row != null; row = roster.next()) {
        List<String> texts = new ArrayList<>();
        for (RosterColumn column : roster.shape().columns().keySet()) {
          texts.add(row.text(column));
        }
        rows.add(texts);
      }
      return new Read(roster.shape(), rows, roster.shape().warnings());
    }
  }

  private Read workbook(String merged, String... rows) throws IOException {
    StringBuilder merges = new StringBuilder();
    for (String area : merged.split(" ")) {
      merges.append("<mergeCell ref='").append(area).append("'/>");
    }
    String inside = "<sheetData>" + String.join("", rows) + "</sheetData><mergeCells>";
    return read(
        new XlsxFile()
            .sheetOf("花名册", "visible", inside + merges + "</mergeCells>")
            .write(folder.resolve("list.xlsx")));
  }

  @Test
  void what_is_merged_over_both_lines_counts_for_the_lower_one() throws IOException {
    Read read =
        workbook(
            "A1:D1 A2:A3 B2:C2 D2:D3 A4:A5",
            texts(1, List.of("花名册")),
            texts(2, List.of("部门", "员工信息", "", "手机号")),
            texts(3, List.of("", "姓名", "工号", "")),
            texts(4, List.of("销售", "莫伟", "1", "138")),
            texts(5, List.of("", "严奕泽", "2", "139")));

    assertThat(read.shape().headers()).containsExactly("部门", "姓名", "工号", "手机号");
    assertThat(read.shape().columns().keySet())
        .containsExactly(
            RosterColumn.NAME,
            RosterColumn.JOB_NUMBER,
            RosterColumn.MOBILE,
            RosterColumn.DEPARTMENT);
    assertThat(read.rows())
        .containsExactly(List.of("莫伟", "1", "138", "销售"), List.of("严奕泽", "2", "139", "销售"));
    assertThat(read.warnings()).contains("the header is on line 3; skipped above it: line 1");
  }

  @Test
  void a_name_that_is_merged_over_both_lines_has_more_columns_in_the_lower_one()
      throws IOException {
    Read read =
        workbook(
            "A1:A2 B1:B2 C1:D1",
            texts(1, List.of("姓名", "工号", "联系方式", "")),
            texts(2, List.of("", "", "手机", "邮箱")),
            texts(3, List.of("莫伟", "1", "138", "m@x.com")));

    assertThat(read.shape().columns().keySet())
        .containsExactly(
            RosterColumn.NAME, RosterColumn.JOB_NUMBER, RosterColumn.MOBILE, RosterColumn.MAIL);
    assertThat(read.rows()).containsExactly(List.of("莫伟", "1", "138", "m@x.com"));
    assertThat(read.shape().headerLine()).isEqualTo(2);
  }

  /** The line below the header is looked at, and is the first person all the same. */
  @Test
  void a_header_that_is_merged_with_an_empty_line_loses_nobody() throws IOException {
    Read read =
        workbook(
            "A1:A2 B1:B2",
            texts(1, List.of("姓名", "工号")),
            texts(3, List.of("莫伟", "1")),
            texts(4, List.of("严奕泽", "2")));

    assertThat(read.rows()).containsExactly(List.of("莫伟", "1"), List.of("严奕泽", "2"));
  }

  @Test
  void a_text_file_has_no_merged_cells_but_known_names_above_blank_ones() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("list.csv"), "部门,员工信息,,手机号,不详\n,姓名,工号,,\n销售,莫伟,1,138,x\n,严奕泽,2,139,\n");

    Read read = read(file);

    assertThat(read.shape().headers()).containsExactly("部门", "姓名", "工号", "手机号", "");
    assertThat(read.rows())
        .containsExactly(List.of("莫伟", "1", "138", "销售"), List.of("严奕泽", "2", "139", ""));
  }

  @Test
  void a_title_that_is_no_header_gives_a_blank_header_nothing() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("list.csv"), "Staff of May,,page 1\nname,phone,\nAna,1,x\n");

    Read read = read(file);

    assertThat(read.shape().headers()).containsExactly("name", "phone", "");
    assertThat(read.warnings()).contains("the header is on line 2; skipped above it: line 1");
  }
}
