package dev.senselink.batch.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.Cli;
import dev.senselink.batch.cli.Shell;
import dev.senselink.batch.language.DisplayLanguage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who decides in which language people are spoken to (CLI.md, "Connection and running"). */
class LanguageChoiceTest {
  private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

  @TempDir Path folder;
  private final Map<String, String> environment = new HashMap<>();

  private Shell.Told run(String typed) {
    return run(typed.split(" "));
  }

  private Shell.Told run(String... typed) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit = Cli.run(typed, environment, new PrintWriter(out), new PrintWriter(err));
    return new Shell.Told(exit, out.toString(), err.toString());
  }

  private String file(String name, String... lines) {
    try {
      return Files.write(folder.resolve(name), java.util.List.of(lines)).toString();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--lang zh doctr",
        "doctr --lang zh",
        "doctr --lang=zh",
        "import --lang=ZH",
        "company --rate x --lang zh",
        "company --no-such-option --lang zh",
        "completion fish --lang zh",
        "help nothing --lang zh",
      })
  void what_is_wrong_with_the_words_is_told_in_the_language_typed(String typed) {
    Shell.Told told = run(typed);

    assertThat(told.exit()).isEqualTo(2);
    assertThat(told.err().lines()).isNotEmpty().allMatch(HAN.asPredicate());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "doctr --lang zh | senselink 没有“doctr”这个命令；是否想写 doctor？可用的命令有：import、",
        "company --jsn --lang zh | --jsn 不是 senselink company 的选项；是否想写 ",
        "company --rate x --lang zh | --rate x：应为数字",
        "company --rate 1 --rate 2 --lang zh | --rate 写了两次，请去掉一个",
        "import users --lang zh | 缺少 ROSTER：名单",
        "import users a b --lang zh | senselink import users 不需要“b”，请去掉",
        "import users a --on-similar fly --lang zh | --on-similar fly：应为以下之一：review, skip, update 或 force",
        "company --json=perhaps --lang zh | --json perhaps：应为以下之一：true 或 false",
      })
  void the_first_line_says_what_is_wrong_and_the_last_where_to_read(String typed, String words) {
    assertThat(run(typed).err().lines())
        .satisfiesExactly(
            first -> assertThat(first).startsWith("senselink: " + words),
            last -> assertThat(last).startsWith("用法请看：senselink").endsWith("--help"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help --lang zh",
        "--lang zh --help",
        "import --help --lang zh",
        "import users --help --lang=zh",
        "run --help --lang zh",
        "help runs --lang zh",
      })
  void help_is_in_the_language_typed(String typed) {
    Shell.Told told = run(typed);

    assertThat(told.exit()).as(told.all()).isZero();
    assertThat(told.out()).contains("用法：senselink").containsPattern("(示例|显示)");
  }

  @Test
  void typed_wins_over_job_file_and_that_over_environment_and_that_over_file_and_session() {
    environment.put("LANG", "zh_CN.UTF-8");
    assertThat(run("doctr").err()).contains("没有");
    environment.put("LC_ALL", "C.UTF-8");
    assertThat(run("doctr").err()).contains("has no command");

    environment.put("SENSELINK_CONFIG", file("settings.yml", "lang: zh"));
    assertThat(run("doctr").err()).contains("没有");
    environment.put("SENSELINK_LANG", "en");
    assertThat(run("doctr").err()).contains("has no command");

    String job = file("job.yml", "lang: ${NOT_SET:-zh}", "job: none");
    assertThat(run("run", job).err()).contains("job.yml:2: ").containsPattern("\\p{IsHan}");
    assertThat(run("run", job, "--lang=en").err()).contains("job none is not known");
  }

  @Test
  void a_language_before_the_job_file_is_that_of_its_runs_too() {
    String job =
        file("job.yml", "job: validate-users", "roster: none.csv", "lang: en", "data: data");

    Shell.Told told = run("run", "--lang", "zh", job);

    assertThat(told.exit()).isEqualTo(5);
    assertThat(told.err()).contains("none.csv", "没有这个文件");

    environment.put("SENSELINK_LANG", "zh");
    assertThat(run("run", job).err()).contains("there is no such file");
  }

  @ParameterizedTest
  @CsvSource({
    "Windows 11,zh-CN,ZH",
    "Windows Server 2022,zh-TW,ZH",
    "Windows 11,de,EN",
    "Linux,zh-CN,EN",
  })
  void windows_names_its_language_in_no_variable(
      String system, String display, LanguageChoice spoken) {
    assertThat(LanguageChoice.ofSystem(system, Locale.forLanguageTag(display))).isEqualTo(spoken);
  }

  @Test
  void the_file_decides_before_its_own_mistakes_are_told() {
    environment.put("SENSELINK_CONFIG", file("settings.yml", "trise: 3", "lang: zh"));

    assertThat(run("doctor").err()).contains("没有 trise 这个设置；是否想写 tries？");
  }

  @Test
  void another_language_is_exit_2_wherever_it_stands() {
    assertThat(run("company --lang fr"))
        .satisfies(told -> assertThat(told.exit()).isEqualTo(2))
        .satisfies(
            told -> assertThat(told.err()).contains("--lang fr is not supported: use en or zh"));

    environment.put("SENSELINK_LANG", "fr");
    assertThat(run("company"))
        .satisfies(told -> assertThat(told.exit()).isEqualTo(2))
        .satisfies(told -> assertThat(told.err()).contains("variable SENSELINK_LANG)"));
    environment.remove("SENSELINK_LANG");
    environment.put("LANG", "zh_CN");
    environment.put("SENSELINK_CONFIG", file("settings.yml", "lang: fr"));
    assertThat(run("company"))
        .satisfies(told -> assertThat(told.exit()).isEqualTo(2))
        .satisfies(
            told ->
                assertThat(told.err())
                    .contains("--lang fr 无法识别，只能是 en 或 zh（见 settings.yml: lang）"));
    assertThat(run("run", file("job.yml", "job: import-users", "roster: a", "lang: fr")).err())
        .contains("settings.yml");
  }

  @Test
  void whoever_runs_a_command_in_a_process_keeps_the_own_language() {
    Locale before = Locale.getDefault(Locale.Category.DISPLAY);
    try {
      DisplayLanguage.speak(Locale.CHINESE);
      assertThat(run("doctr --lang en").err()).contains("has no command");
      assertThat(DisplayLanguage.language()).isEqualTo(Locale.CHINESE);
    } finally {
      DisplayLanguage.speak(before);
    }
  }
}
