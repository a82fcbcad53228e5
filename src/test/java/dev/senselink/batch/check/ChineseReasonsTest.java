package dev.senselink.batch.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.language.InChinese;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.RosterSettings;
import dev.senselink.batch.roster.Row;
import dev.senselink.batch.roster.RowReference;
import dev.senselink.batch.roster.Rows;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InChinese.class)
class ChineseReasonsTest {
  @Test
  void a_column_is_named_as_the_roster_and_as_the_server_name_it() {
    assertThat(reasons("name,jobNumber,mobile,birthday,sex\n,7,,1.5.,1"))
        .containsExactly(
            "姓名（name）为空，请填写",
            "生日（birthday）“1.5.”不是本程序能识别的日期。请写成 2018-09-30，"
                + "或用 --date-format 说明该列的写法；全部单元格只符合一种写法时，名单的警告中会给出",
            "性别（gender）只是一个数字。请用 --gender-coding senselink 或 iso5218 说明它的含义");
  }

  @Test
  void counts_stand_in_the_sentence() {
    assertThat(reasons("name,jobNumber,department\nAna,7,Sales/" + "x".repeat(51)))
        .containsExactly("部门（department）中的一个部门名称有 51 个字符，服务器最多接受 50 个。请缩短");
  }

  @Test
  void twins_are_told_with_their_lines() {
    RowIdentity number = new RowIdentity("jobNumber", "7", true);
    DuplicateGroup twins =
        new DuplicateGroup(1207, new RowReference(1, 2), List.of(2L, 5L, 1024L), false);

    assertThat(DuplicateRules.finding(number, twins, new RowReference(1, 2)))
        .extracting(Finding::reason)
        .isEqualTo("第 2、5、1024 行以及另外 1204 行的工号（jobNumber）相同。请改正错误的行，或只保留一行");
  }

  private static List<String> reasons(String roster) {
    Row row = Rows.ofUsers(roster).get(0);
    return RowCheck.of(row, RosterSettings.of(RosterKind.USERS)).findings().stream()
        .map(Finding::reason)
        .toList();
  }
}
