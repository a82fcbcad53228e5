package dev.senselink.batch.language;

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
 * One thing has one name in Chinese, on the terminal as in reports and templates: the manual's own
 * where it has one (接待人员, 身份证号, IC 卡号, 人员组).
 */
class GlossaryTest {
  /** What is not said, and what is said in its place. */
  private static final Map<String, String> NOT_SAID =
      Map.ofEntries(
          Map.entry("新增|创建(?!时间)", "新建"),
          Map.entry("答复|响应|回应", "应答"),
          Map.entry("被访|受访", "接待人"),
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
          Map.entry("用法错误", "用法有误"));

  static Stream<Path> texts() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/resources/dev/senselink/batch"))) {
      return files.filter(file -> file.toString().endsWith("_zh.properties")).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("texts")
  void one_thing_has_one_name(Path file) throws IOException {
    Properties texts = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      texts.load(reader);
    }

    for (Map.Entry<String, String> word : NOT_SAID.entrySet()) {
      Pattern pattern = Pattern.compile(word.getKey());
      List<String> found =
          texts.stringPropertyNames().stream()
              .filter(key -> pattern.matcher(texts.getProperty(key)).find())
              .toList();
      assertThat(found).as("%s says %s", file, word.getValue()).isEmpty();
    }
  }
}
