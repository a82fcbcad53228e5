package dev.senselink.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.sandbox.fault.SandboxSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where settings come from, and what is said of wrong ones (CLI.md, "Connection and running"). */
@Tag("slow")
class SettingsTest {
  private static final String KEY = "0012";
  private static final String SECRET = "an-app-secret-1234";

  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void open() {
    shell = Shell.in(folder, SandboxSettings.standard().withAppKey(KEY, SECRET));
  }

  @AfterEach
  void close() {
    shell.close();
  }

  private Path config(String... lines) {
    return shell.write("settings.yml", String.join("\n", lines) + "\n");
  }

  @Test
  void the_command_line_wins_over_the_environment_and_that_over_the_file() {
    String good = shell.sandbox().url().toString();
    String nowhere = "http://127.0.0.1:1";
    Path badFile = config("server: " + nowhere, "outage-wait: 0");

    assertThat(shell.with("SENSELINK_SERVER", nowhere).run("company", "--server", good).exit())
        .isZero();
    assertThat(
            shell
                .with("SENSELINK_SERVER", good)
                .run("company", "--config", badFile.toString())
                .exit())
        .isZero();
    assertThat(
            shell
                .with("SENSELINK_SERVER", null)
                .run("company", "--config", badFile.toString())
                .exit())
        .isEqualTo(4);
  }

  @Test
  void a_file_alone_is_enough_and_its_values_are_taken_as_written() {
    Path config =
        config(
            "server: " + shell.sandbox().url(),
            "app-key: " + KEY,
            "app-secret-file: secrets/app # below the file's own folder");
    shell.file("secrets").toFile().mkdir();
    shell.write("secrets/app", "\ufeff" + SECRET + "\r\n");
    for (String variable : new String[] {"SERVER", "APP_KEY", "APP_SECRET_FILE"}) {
      shell.with("SENSELINK_" + variable, null);
    }

    assertThat(shell.with("SENSELINK_CONFIG", config.toString()).run("company").exit()).isZero();
  }

  @Test
  void the_report_folder_named_in_a_file_is_beside_that_file() {
    Path roster = shell.staff(1);
    Path config = config("report: out/here");

    Shell.Told told =
        shell.run("validate", "users", roster.toString(), "--config", config.toString());

    assertThat(told.out()).contains("report: " + folder.resolve("out/here"));
    assertThat(folder.resolve("out/here/summary.json")).exists();
  }

  @Test
  void the_secret_comes_from_a_file_or_from_the_environment_and_nowhere_else() {
    shell.with("SENSELINK_APP_SECRET_FILE", null);
    assertThat(shell.run("company"))
        .satisfies(told -> assertThat(told.exit()).isEqualTo(2))
        .satisfies(
            told -> assertThat(told.err()).contains("--app-secret-file", "SENSELINK_APP_SECRET"));

    Path config = config("app-secret: " + SECRET);
    assertThat(shell.run("company", "--config", config.toString()))
        .satisfies(told -> assertThat(told.exit()).isEqualTo(2))
        .satisfies(told -> assertThat(told.all()).contains("app-secret-file"))
        .satisfies(told -> assertThat(told.all()).doesNotContain(SECRET));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--app-secret an-app-secret-1234", "--app-secret=an-app-secret-1234"})
  void a_secret_typed_as_an_option_is_refused_and_not_repeated(String typed) {
    String[] args = ("company --json " + typed).split(" ");

    Shell.Told told = shell.run(args);

    assertThat(told.exit()).isEqualTo(2);
    assertThat(told.all()).contains("--app-secret-file").doesNotContain(SECRET);
  }

  @Test
  void all_mistakes_of_a_file_are_told_at_once_with_the_nearest_known_key() {
    Path config =
        config("concurency: 5", "tiems: 3", "rate: {a: b}", "tries: [1, {a: 2}]", "lang: en");

    Shell.Told told = shell.run("company", "--config", config.toString());

    assertThat(told.exit()).isEqualTo(2);
    assertThat(told.err())
        .contains("settings.yml: concurency is not a setting; did you mean concurrency?")
        .contains(
            "settings.yml: tiems is not a setting. Each setting is the long name of an option")
        .contains("settings.yml: rate must be one value")
        .contains("settings.yml: tries must be one value")
        .doesNotContain("lang");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "server: [a | is not valid YAML: line",
        "server: a\\nserver: b | is not valid YAML: line 2: server appears twice",
        "server: a: b | line 1: a value contains a colon; put it in quotes",
        "rate: 1\\n\\ttries: 2 | line 2: there is a tab; use spaces",
        "app-key: 'a | a quote is opened but never closed",
        "app-key: @a | line 1: a value begins with a special character",
        "app-key: [a | the line is not understood",
        "just words | must contain lines like",
      })
  void a_file_that_is_no_list_of_settings_is_told(String content, String says) {
    Path config = config(content.replace("\\n", "\n").replace("\\t", "\t"));

    Shell.Told told = shell.run("company", "--config", config.toString());

    assertThat(told.exit()).isEqualTo(2);
    assertThat(told.err()).contains("settings.yml").contains(says);
  }

  @Test
  void a_file_that_is_named_must_be_there() {
    assertThat(shell.run("company", "--config", folder.resolve("no.yml").toString()))
        .satisfies(told -> assertThat(told.exit()).isEqualTo(2))
        .satisfies(told -> assertThat(told.err()).contains("no.yml cannot be read"));
  }

  @Test
  void blank_values_count_as_not_given() {
    shell.with("SENSELINK_CONCURRENCY", " ");

    assertThat(shell.run("company", "--config", config("rate:", "tries: ''").toString()).exit())
        .isZero();
  }

  @Test
  void a_value_that_does_not_fit_is_told_with_where_it_stands() {
    assertThat(shell.run("company", "--config", config("concurrency: many").toString()).err())
        .contains("--concurrency")
        .contains("many")
        .contains("settings.yml: concurrency");
    assertThat(shell.with("SENSELINK_TRIES", "x").run("company").err())
        .contains("--tries")
        .contains("SENSELINK_TRIES");
    assertThat(shell.run("company", "--tries", "y").err()).doesNotContain("SENSELINK_TRIES");
  }

  @Test
  void a_switch_can_be_set_in_the_environment_and_help_cannot() {
    shell.with("SENSELINK_JSON", "true").with("SENSELINK_HELP", "true");

    assertThat(shell.run("company").json().path("id").asLong()).isEqualTo(58);
  }

  /** Each is another server, and none of them is the one whose state is kept there. */
  @Test
  void a_sandbox_needs_no_other_setting_and_leaves_the_data_folder_alone() {
    Path roster = shell.staff(1);

    for (int time = 1; time <= 2; time++) {
      Shell.Told told = shell.importing(roster, "--sandbox");
      assertThat(told.exit()).as(told.err()).isZero();
      assertThat(told.out()).contains("created 1 of 1 rows");
    }
    assertThat(shell.data()).doesNotExist();

    Path typed = shell.file("typed");
    assertThat(shell.importing(roster, "--sandbox", "--data", typed.toString()).exit()).isZero();
    assertThat(shell.run("runs", "--data", typed.toString()).out()).contains("import-users");
  }

  @Test
  void a_failure_is_json_wherever_json_is_asked_for() {
    Path config = config("json: true");
    String[] failing = {"user", "get", "none", "--config", config.toString()};

    assertThat(shell.run(failing).json().path("exitCode").asInt()).isEqualTo(2);
    assertThat(shell.with("SENSELINK_JSON", "false").run(failing).out()).isEmpty();
    assertThat(shell.with("SENSELINK_JSON", "true").run("user", "get", "none", "--json=false"))
        .satisfies(told -> assertThat(told.exit()).isEqualTo(2))
        .satisfies(told -> assertThat(told.out()).isEmpty());
    Path job = shell.write("job.yml", "json: true\njob: none\n");
    assertThat(shell.with("SENSELINK_JSON", null).run("run", job.toString()).json().path("error"))
        .asString()
        .contains("job none is not known");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--concurrency 0 | --concurrency",
        "--timeout 0 | --timeout",
        "--timeout NaN | --timeout",
        "--timeout 1e9 | --timeout",
        "--rate -1 | --rate",
        "--rate NaN | --rate",
        "--tries 0 | --tries",
        "--outage-wait -1 | --outage-wait",
        "--time-zone Mars | --time-zone",
        "--server ftp://x | --server",
        "--server http://u:p@x | --server",
        "--server http://x?a=b | --server",
        "--ca-file no-such.pem | --ca-file",
        "--log-level loud | --log-level",
        "--concurrency=ten | --concurrency",
        "--no-such-option | --no-such-option",
      })
  void a_wrong_option_is_exit_2_and_named(String option, String named) {
    String[] args = ("company " + option).split(" ");

    Shell.Told told = shell.run(args);

    assertThat(told.exit()).isEqualTo(2);
    assertThat(told.err()).contains(named).doesNotContain("u:p").doesNotContain("\tat ");
    assertThat(shell.sandbox().calls()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "--limit,-1",
    "--max-failures,0",
    "--max-failures,NaN%",
    "--max-failures,101%",
    "--max-failures,few",
    "--photo-side,5",
    "--photo-kb,1",
    "--photo-engine,magic",
    "--on-similar,maybe",
    "--gender-coding,other",
    "--columns,nonsense",
  })
  void a_wrong_option_of_an_import_is_exit_2_with_nothing_sent(String option, String value) {
    Shell.Told told = shell.importing(shell.staff(1), option, value);

    assertThat(told.exit()).isEqualTo(2);
    assertThat(told.err()).contains(option);
    assertThat(shell.sandbox().calls()).isEmpty();
    assertThat(shell.report()).doesNotExist();
  }

  @Test
  void an_insecure_connection_is_warned_of_each_time() {
    assertThat(shell.run("company", "--insecure").err()).contains("warning: --insecure");
    assertThat(shell.importing(shell.staff(1), "--insecure").err()).contains("warning: --insecure");
  }
}
