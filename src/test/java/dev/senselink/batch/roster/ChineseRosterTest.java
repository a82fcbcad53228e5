package dev.senselink.batch.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.language.InChinese;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(InChinese.class)
class ChineseRosterTest {
  @TempDir private Path folder;

  @Test
  void a_missing_header_is_told_with_what_was_seen_and_what_to_do() {
    assertThatThrownBy(() -> open("手机,部门\n1,2\n"))
        .hasMessage(
            "HEADER_NOT_FOUND: 员工.csv 第 1 行：表头中没有姓名（name）。文件中的表头有：“手机”、“部门”。"
                + "请用 --columns \"表头=name\" 说明是哪一列，或用 --header-row N 说明表头在哪一行");
  }

  @Test
  void two_headers_for_one_column_are_told_with_their_places() {
    assertThatThrownBy(() -> open("姓名,手机,电话\n1,2,3\n"))
        .hasMessage(
            "HEADER_TWICE: 员工.csv 第 1 行：“手机”（第 2 列）、“电话”（第 3 列）都表示手机号（mobile），"
                + "请只保留一列：--columns \"电话=-\" 保留第一个，--columns \"手机=-\" 保留第二个");
  }

  @Test
  void what_is_told_of_a_file_is_chinese() {
    try (Roster roster = open("花名册\n2026年\n姓名,工号,鞋码\nAna,1,2\n")) {
      assertThat(roster.shape().warnings())
          .containsExactly(
              "表头在第 3 行；它上面跳过了第 1、2 行", "不认识“鞋码”列，不会发送；如果它是我们的某一列，请用 --columns \"鞋码=列名\" 说明");
    }
  }

  @Test
  void a_cell_is_named_by_the_header_above_it_and_counts_stand_in_the_sentence() {
    List<Row> rows = Rows.ofUsers("姓名,工号\nAna\u0007,1\nBo,2,3,4\nCy,1.1E+17\n");

    assertThat(rows.stream().flatMap(row -> row.faults().stream()).map(CellFault::reason))
        .containsExactly(
            "“姓名”含有控制字符 U+0007，请删除它",
            "该行有 4 个单元格，而表头只有 2 个。请清空多余的单元格，或给含有分隔符的单元格加上引号",
            "“工号”中的数字已被电子表格舍入。请把该列设为文本格式并重新填写");
  }

  @Test
  void options_are_told_all_at_once() {
    assertThatThrownBy(
            () ->
                RosterSettings.of(RosterKind.USERS)
                    .withColumns("手机=mobile,电话=mobile")
                    .withDateFormat("dd/MM/yy"))
        .hasMessage("--columns：“手机”和“电话”都表示手机号（mobile）；请把其中一个写成 -");
    assertThatThrownBy(() -> RosterSettings.of(RosterKind.USERS).withColumns("手机,电话"))
        .hasMessage("--columns：“手机”不是“表头=列名”或“表头=-”的写法\n" + "--columns：“电话”不是“表头=列名”或“表头=-”的写法");
  }

  private Roster open(String csv) {
    try {
      Path file = Files.writeString(folder.resolve("roster"), csv);
      return Roster.open(file, "员工.csv", RosterSettings.of(RosterKind.USERS));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
