package dev.senselink.batch.language;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One thing has one name in each language, on the terminal as in reports, templates and pages, and
 * it is the word that people use for it. In Chinese that is the manual's own where it has one
 * (接待人员, 身份证号, IC 卡号, 人员组).
 */
class GlossaryTest {
  private static final Path TEXTS = Path.of("src/main/resources/dev/senselink/batch");

  /** What is not said, and what is said in its place. */
  private static final Map<String, String> NOT_SAID_IN_CHINESE =
      Map.ofEntries(
          Map.entry("新增|创建(?!时间)", "新建"),
          Map.entry("答复|响应|回应", "应答"),
          Map.entry("被访|受访", "接待人"),
          Map.entry("到访", "来访"),
          Map.entry("证件号", "身份证号"),
          Map.entry("门禁卡号", "IC 卡号"),
          // A header of ours: 人员编号 is a job number.
          Map.entry("(?<!运行|方向)编号", "ID"),
          Map.entry("设备号|LDID", "序列号"),
          Map.entry("应用密钥", "AppKey, AppSecret"),
          Map.entry("状态文件夹", "数据文件夹"),
          Map.entry("沙箱", "练习服务器"),
          Map.entry("(?<!计划)任务", "运行, 作业"),
          Map.entry("识别记录", "通行记录"),
          Map.entry("手工", "手动"),
          Map.entry("同一条命令|重新运行|(?<!次)再运行", "再次运行同一命令"),
          Map.entry("续跑", "继续"),
          Map.entry("给予权限", "授予权限"),
          Map.entry("可借此", "他人因此可以"),
          Map.entry("哈希", "散列值"),
          Map.entry("台账", "账本"),
          Map.entry("授权", "许可证"),
          Map.entry(
              "(ID|AppKey|AppSecret)[\\u4e00-\\u9fff]|[\\u4e00-\\u9fff](ID|AppKey)",
              "a blank between"),
          Map.entry("用法错误", "用法有误"));

  /** Old-fashioned, translated or inside words, and what a technical writer says. */
  private static final Map<String, String> NOT_SAID_IN_ENGLISH =
      Map.ofEntries(
          Map.entry("mend(s|ed|ing)?", "fix, correct"),
          Map.entry("needs? you\\b", "needs attention"),
          Map.entry("anew|once more", "again"),
          Map.entry("amiss|a defect", "a problem, a bug"),
          Map.entry("go(es|ing)? on|gone on", "continues"),
          Map.entry("be had|was had", "be read, is missing"),
          Map.entry("nobody knows|knows nobody", "unknown, not known"),
          Map.entry("groups of rows", "default group"),
          Map.entry("make room", "free some space"),
          Map.entry("(?<!there )is no (?!longer)", "is not a"),
          Map.entry("brought? up to date", "updated"),
          Map.entry("by hand", "yourself"),
          Map.entry("(say|take) --", "use --"),
          Map.entry("leave --\\S+ out|leave it out", "remove"),
          Map.entry("is told|are told|nothing is told", "is shown, says"),
          Map.entry("at work", "in progress"),
          Map.entry("stands? (here|there|twice|in|on|behind)", "is, appears"),
          Map.entry("photos folder", "photo folder"),
          Map.entry("time-out", "timeout"));

  static Stream<Path> chinese_texts() throws IOException {
    return files(TEXTS, "_zh.properties");
  }

  static Stream<Path> english_texts() throws IOException {
    return files(TEXTS, ".properties").filter(file -> !file.toString().endsWith("_zh.properties"));
  }

  /** What people read beside the program: comments of job files, pages of samples. */
  static Stream<Path> english_pages() throws IOException {
    return Stream.concat(files(Path.of("jobs"), ".yml"), files(Path.of("samples"), ".md"));
  }

  @ParameterizedTest
  @MethodSource("chinese_texts")
  void one_thing_has_one_name_in_Chinese(Path file) throws IOException {
    assertSaysNone(file, NOT_SAID_IN_CHINESE, "");
  }

  @ParameterizedTest
  @MethodSource("english_texts")
  void one_thing_has_one_name_in_English(Path file) throws IOException {
    assertSaysNone(file, NOT_SAID_IN_ENGLISH, "\\b");
  }

  @ParameterizedTest
  @MethodSource("english_pages")
  void what_lies_beside_the_program_says_it_likewise(Path file) throws IOException {
    String page = Files.readString(file, UTF_8).replaceAll("\\s*\\n#?\\s*", " ");

    NOT_SAID_IN_ENGLISH.forEach(
        (not, instead) ->
            assertThat(page)
                .as("%s should say: %s", file, instead)
                .doesNotContainPattern("(?i)\\b(" + not + ")"));
  }

  private static void assertSaysNone(Path file, Map<String, String> words, String begin)
      throws IOException {
    Properties texts = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      texts.load(reader);
    }

    assertThat(texts).isNotEmpty();
    words.forEach(
        (not, instead) -> {
          Pattern pattern = Pattern.compile("(?i)" + begin + "(?:" + not + ")");
          List<String> found =
              texts.stringPropertyNames().stream()
                  .filter(key -> pattern.matcher(texts.getProperty(key)).find())
                  .toList();
          assertThat(found).as("%s should say: %s", file, instead).isEmpty();
        });
  }

  private static Stream<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).toList().stream();
    }
  }
}
