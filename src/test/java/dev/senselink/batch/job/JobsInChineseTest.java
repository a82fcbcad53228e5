package dev.senselink.batch.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Decisions;
import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.ImportedRow;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.fixture.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a job tells with {@code --lang zh}, and that the files for machines do not change by it. */
@Tag("slow")
class JobsInChineseTest {
  private static final List<String> ZH = List.of("--lang", "zh");

  @RegisterExtension final World world = new World();

  private void roster() {
    byte[] same = Portraits.person(5, 200);
    world.row("Ana", "E1").photo("E1.jpg", same);
    world.row("Bo", "E2").photo("E2.jpg", same);
    world.row("Cy", "E3").with("department", "Nowhere").with("shoe size", "42");
    world.row("Di", "E4");
  }

  @Test
  void what_was_understood_is_told_before_the_first_row() {
    roster();

    Imported run = world.run("--lang", "zh", "--limit", "1");

    assertThat(run.err().lines())
        .contains(
            "正在读取名单",
            "名单：roster.csv（CSV，UTF-8，分隔符 ,），表头在第 1 行，共 4 行",
            "警告：不认识“shoe size”列，不会发送；如果它是我们的某一列，请用 --columns \"shoe size=列名\" 说明",
            "新人员的默认组：默认组 (#1)",
            "服务器上没有，不用 --create-missing 时相关的行会被拒绝：部门 Nowhere",
            "正在生成报告")
        .anyMatch(line -> line.matches("照片：4 行有照片，.*photos 中共有 6 个文件"))
        .anyMatch(line -> line.matches("服务器：127\\.0\\.0\\.1:\\d+，公司 .*（58）"));
    assertThat(world.run("--lang", "zh").err().lines()).contains("继续未完成的运行 " + run.runId());
  }

  @Test
  void rows_refused_before_the_server_is_asked_say_why() {
    roster();

    Imported run = world.run("--lang", "zh", "--dry-run");

    assertThat(run.of("Ana").reason()).isEqualTo("第 2、3 行的照片文件内容完全相同；每人必须有自己的照片");
    assertThat(run.of("Di").reason()).isEqualTo("将会新建");
  }

  @Test
  void files_for_machines_are_the_same_but_for_the_reasons() throws IOException {
    roster();

    Imported english = world.run("--dry-run");
    Imported chinese = world.run("--dry-run", "--lang", "zh");

    assertThat(chinese.rows().stream().map(JobsInChineseTest::withoutReason))
        .containsExactlyElementsOf(
            english.rows().stream().map(JobsInChineseTest::withoutReason).toList());
    assertThat(masked(chinese.summary())).isEqualTo(masked(english.summary()));
    for (String file : List.of("results.csv", "rejected.csv", "conflicts.csv")) {
      assertThat(header(chinese, file)).as(file).isEqualTo(header(english, file));
    }
  }

  @Test
  void a_file_of_decisions_that_is_wrong_is_told_line_by_line() {
    world.already("Anna Old", "jobNumber", "E1");
    world.row("Ana", "E1");
    Path file = Decisions.of(world.run()).decide("Ana", "perhaps").write();

    Imported run = world.resolve(file, ZH.toArray(String[]::new));

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err())
        .contains("不能执行，没有发送任何内容：")
        .contains(":2：decision“perhaps”无法识别。请写 skip、update、create、force，或留空");
  }

  private static String withoutReason(ImportedRow row) {
    return String.join(",", row.name(), row.ended(), row.photo());
  }

  private static String masked(String summary) {
    return summary.replaceAll("\"(runId|\\w+At|\\w+Seconds|\\w+PerSecond)\"\\s*:\\s*[^,}]*", "");
  }

  private static String header(Imported run, String file) throws IOException {
    return Files.readAllLines(run.report().resolve(file)).get(0);
  }
}
