package dev.senselink.batch.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.Shell;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.language.ShellWord;
import dev.senselink.batch.outcome.OutcomeTally;
import dev.senselink.batch.outcome.RowEnding;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What a Chinese administrator reads of whole commands. */
@Tag("slow")
@Timeout(600)
class ChineseTest {
  @TempDir Path folder;
  private final Locale before = Locale.getDefault(Locale.Category.DISPLAY);
  private Shell shell;

  @BeforeEach
  void open() {
    shell = Shell.in(folder).with("SENSELINK_LANG", "zh");
  }

  @AfterEach
  void close() {
    shell.close();
    DisplayLanguage.speak(before);
  }

  @Test
  void an_import_ends_with_what_happened_and_the_next_command() {
    shell.staff(2);
    Path roster = shell.roster("jobNumber,name", "E1,Person 1", "E2,", "E3,Person 3");
    shell.sandbox().addPerson(1, Map.of("name", "Old"), Portraits.person(1, 160));

    Shell.Told told = shell.importing(roster);

    Path report = shell.report();
    assertThat(told.out().lines())
        .containsExactly(
            "完成，但有 3 行需要您处理。共 3 行：待人工确认 1，被拒绝 2。",
            "  没有照片：1 行",
            "  缺少姓名：1 行",
            "  服务器上已有人脸非常相似的人员：1 行",
            "报告：" + report,
            "打开：" + report.resolve("report.html").toUri(),
            "下一步：请在名单 roster.csv 中改正这些行，并按提示补上或更换照片，然后再次运行同一命令：",
            "  senselink import users "
                + ShellWord.quoted(roster.toString())
                + " --photos "
                + ShellWord.quoted(folder.resolve("photos").toString()),
            "如果您不能改动名单，请改正 "
                + report.resolve("rejected.csv")
                + "（Excel 中可用同一文件夹里的 rejected.xlsx），然后运行：",
            "  senselink import users "
                + ShellWord.quoted(report.resolve("rejected.csv").toString())
                + " --photos "
                + ShellWord.quoted(folder.resolve("photos").toString()),
            "请对照人脸，在 " + report.resolve("conflicts.xlsx") + " 中为每个冲突选择处理方式，保存后运行：",
            "  senselink resolve " + ShellWord.quoted(report.toString()));
    assertThat(told.err()).contains("数据文件夹：" + shell.data());
  }

  @Test
  void a_stop_and_the_list_of_runs_and_a_run() {
    shell.importing(shell.staff(3), "--limit", "2");

    String id = shell.run("runs", "--json").json().get(0).get("id").asString();
    String line = shell.run("runs").out();

    assertThat(line).contains("  import-users  已停止  ", "  3 行：新建 2，未处理 1  ");
    assertThat(shell.run("runs", "show", id).out())
        .contains("运行：" + id + "（import-users，已停止）", "行数：3（新建 2，未处理 1）");
    assertThat(shell.run("runs", "show", "none").err())
        .contains(shell.data() + " 中没有运行 none；可用 `senselink runs` 查看列表");
    assertThat(shell.run("runs", "--json").json().get(0).get("status").asString())
        .isEqualTo("STOPPED");
  }

  @Test
  void the_doctor_names_what_it_looks_at_and_breaks_lines_within_the_page() {
    shell.with("SENSELINK_APP_KEY", null);

    Shell.Told told = shell.run("doctor");

    assertThat(told.exit()).isEqualTo(3);
    assertThat(told.out().lines())
        .allMatch(line -> DisplayWidth.of(line) <= 100 || !line.strip().contains(" "))
        .anyMatch(line -> line.startsWith("问题  配置                 未指定 AppKey：请加上 --app-key KEY"))
        .anyMatch(line -> line.startsWith("                           -> 请改正，然后再次运行 doctor"))
        .anyMatch(line -> line.startsWith("正常  内存                 堆内存最多 "))
        .last()
        .asString()
        .matches("有 1 项必须处理（问题）(，[0-9]+ 项需要留意（注意）)?。");
    assertThat(shell.run("doctor", "--json").json().get("checks").get(0).get("check").asString())
        .isEqualTo("configuration");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 21, 40, 79, 80, 120})
  void the_bar_stays_within_a_window_whose_chinese_signs_are_two_columns_wide(int columns) {
    DisplayLanguage.speak(Locale.CHINESE);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    AtomicLong now = new AtomicLong();
    ConsoleProgress progress =
        new ConsoleProgress(
            new StatusLineWriter(bytes, () -> ConsoleTerminal.of(columns)), false, now::get, false);
    OutcomeTally tally = new OutcomeTally();
    List.of(RowEnding.values()).forEach(ending -> tally.add(ending, 1_234));

    progress.rows(1, 100_000, tally);
    now.addAndGet(30_000_000_000L);
    progress.rows(9_000, 100_000, tally);
    progress.waiting("等待服务器");
    now.addAndGet(9_000_000_000L);
    progress.draw();

    for (String part : bytes.toString(StandardCharsets.UTF_8).split("[\r\n]+")) {
      assertThat(part.equals("等待服务器") ? 0 : DisplayWidth.of(part)).isLessThan(columns);
    }
  }

  @Test
  void the_bar_says_how_far_how_fast_and_how_long() {
    DisplayLanguage.speak(Locale.CHINESE);
    OutcomeTally tally = new OutcomeTally();
    tally.add(RowEnding.CREATED, 280);
    tally.add(RowEnding.REJECTED_ROW, 15);

    ProgressLine line = new ProgressLine(300, 1000, 20, tally);

    assertThat(line.drawn("", 120))
        .isEqualTo(
            "[#########---------------------] 300/1000 行 30%，每秒 20.0 行，约剩 35 秒：新建 280，待改正 15");
    assertThat(line.drawn("等待服务器，已有 30 秒没有应答", 60))
        .isEqualTo("[###-------] 300/1000 行 30%，等待服务器，已有 30 秒没有应答");
    assertThat(line.plain()).isEqualTo("300/1000 行，每秒 20.0 行，约剩 35 秒：新建 280，待改正 15");
  }

  @Test
  void a_chinese_sign_is_never_cut_in_the_middle_of_its_two_columns() {
    assertThat(DisplayWidth.cut("行abc", 1)).isEmpty();
    assertThat(DisplayWidth.cut("a行b", 3)).isEqualTo("a行");
    assertThat(DisplayWidth.of("行，。（）“”")).isEqualTo(14);
    assertThat(DisplayWidth.of("é, ~")).isEqualTo(4);
  }

  @Test
  void what_programs_read_is_the_same_in_both_languages() {
    shell.staff(2);
    Path roster =
        shell.roster("jobNumber,name,birthday", "E1,Person 1,", "E2,,", "E9,Nobody,never", "E2,B,");
    List<Path> reports = List.of(folder.resolve("in-english"), folder.resolve("in-chinese"));
    List<List<String>> reasons = new ArrayList<>();
    List<Object> read = new ArrayList<>();
    for (Path report : reports) {
      String language = report.endsWith("in-english") ? "en" : "zh";
      String[] command = {
        "validate", "users", roster.toString(), "--json", "--report", report.toString()
      };
      Shell.Told told = shell.with("SENSELINK_LANG", language).run(command);
      List<Map<String, String>> results = Shell.rows(report.resolve("results.csv"));
      List<Map<String, String>> rejected = Shell.rows(report.resolve("rejected.csv"));
      reasons.add(results.stream().map(row -> row.remove("reason")).toList());
      rejected.forEach(row -> row.remove("errorMessage"));
      read.add(List.of(told.exit(), results, rejected, timeless(told.json())));
    }

    assertThat(read.get(0)).isEqualTo(read.get(1)).asString().contains("E9", "BAD_DATE", "rows");
    assertThat(reasons.get(0)).hasSize(4);
    assertThat(String.join("", reasons.get(0))).doesNotContainPattern("\\p{IsHan}{4}");
    assertThat(reasons.get(1))
        .hasSize(4)
        .allSatisfy(reason -> assertThat(reason).containsPattern("\\p{IsHan}{2}"));
  }

  private static Map<String, Object> timeless(JsonNode summary) {
    Map<String, Object> values = new TreeMap<>();
    summary.propertyNames().forEach(name -> values.put(name, summary.get(name).toString()));
    List.of("runId", "startedAt", "finishedAt", "durationSeconds", "rowsPerSecond")
        .forEach(values::remove);
    return values;
  }

  @Test
  void a_person_has_a_name_of_their_own() {
    assertThat(shell.run("user", "list").out()).contains("姓名", "工号");
    assertThat(shell.run("group", "list").out()).contains("名称");
  }

  @Test
  void a_job_file_says_what_it_does() {
    Path job =
        shell.write("daily.yml", "job: import-users\nroster: in/*.csv\nmove: true\nlang: zh\n");

    Shell.Told told = shell.with("SENSELINK_LANG", null).run("run", job.toString());

    assertThat(told.out())
        .isEqualTo(
            "无需处理：没有匹配 in/*.csv 的文件（" + folder.resolve("in") + " 不存在）" + System.lineSeparator());
  }
}
