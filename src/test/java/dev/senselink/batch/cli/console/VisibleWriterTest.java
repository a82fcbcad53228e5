package dev.senselink.batch.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.Shell;
import dev.senselink.batch.sandbox.fault.SandboxSettings;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Nothing that a roster, a file's name or the server says is obeyed by the terminal. */
class VisibleWriterTest {
  /** Clears the screen, goes back to the line's beginning, sets the window's title, turns round. */
  private static final String HOSTILE =
      "Ana\u001b[2J\rall is well\u001b]0;x\u0007\u009b1A\u202egpj";

  private static final String SHOWN =
      "Ana\\u001b[2J\\u000dall is well\\u001b]0;x\\u0007\\u009b1A\\u202egpj";

  @TempDir Path folder;

  @Test
  void what_a_terminal_would_obey_is_shown() {
    assertThat(written(HOSTILE)).isEqualTo(SHOWN);
  }

  @ParameterizedTest
  @ValueSource(
      chars = {0, '\t', 0x7f, 0x80, 0x61c, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x2066, 0x2069})
  void each_kind_is_shown(char hidden) {
    assertThat(written("a" + hidden + "b")).isEqualTo("a\\u%04xb", (int) hidden);
  }

  @Test
  void what_people_write_stays() {
    String text = "\ufeffname,备注\r\n\"Zoë\n\u00a0张伟 👷 עברית\"\r\n";

    assertThat(written(text)).isEqualTo(text);
  }

  /** However it is handed over, a line's end may come in two pieces. */
  @Test
  void a_return_is_judged_by_what_follows_it() {
    StringWriter out = new StringWriter();
    try (PrintWriter writer = VisibleWriter.over(new PrintWriter(out))) {
      for (char c : "a\r\nb\rc".toCharArray()) {
        writer.write(c);
      }
      writer.write(new char[] {'\r'}, 0, 1);
      writer.flush();
      writer.print("d\r");
      writer.println();
    }

    assertThat(out).hasToString("a\r\nb\\u000dc\\u000dd\\u000d" + System.lineSeparator());
  }

  @Test
  void a_json_document_says_the_same() {
    String document = JsonMapper.shared().writeValueAsString(List.of(HOSTILE));

    String written = written(document);

    assertThat(written).doesNotContain("\u202e", "\u009b");
    assertThat(JsonMapper.shared().readTree(written).get(0).asString()).isEqualTo(HOSTILE);
  }

  @Test
  void the_line_of_a_terminal_is_shown_too() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (StatusLineWriter screen = new StatusLineWriter(bytes, () -> ConsoleTerminal.of(200))) {
      screen.status(HOSTILE);
      screen.println(HOSTILE);
      screen.before(bytes).println(HOSTILE);
    }

    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .startsWith("\r" + SHOWN)
        .doesNotContain("\u001b", "\u0007", "\u009b", "\u202e");
  }

  @Test
  void an_event_is_one_line_of_the_log() throws Exception {
    OutputOptions options = new OutputOptions();
    options.logFile = folder.resolve("log");
    LogConfiguration.configure(options);

    LoggerFactory.getLogger("a").warn("{}\nforged", HOSTILE);

    assertThat(Files.readAllLines(folder.resolve("log")))
        .singleElement()
        .asString()
        .endsWith("WARN  a: " + SHOWN + "\\u000aforged");
  }

  @Test
  void so_is_what_a_library_logs_by_Java_s_own_means() throws Exception {
    OutputOptions options = new OutputOptions();
    options.logFile = folder.resolve("log");
    LogConfiguration.configure(options);

    java.util.logging.Logger.getLogger("a").warning(HOSTILE);

    assertThat(Files.readAllLines(folder.resolve("log")))
        .singleElement()
        .asString()
        .endsWith("WARN  a: " + SHOWN);
  }

  /** The door stands in the program, not in single commands. */
  @Test
  void commands_cannot_pass_it_by() {
    try (Shell shell =
        Shell.in(folder, SandboxSettings.standard().withCompany(58, "A\u001b[31mCME\u202e"))) {

      Shell.Told table = shell.run("company");
      Shell.Told json = shell.run("company", "--json");
      Shell.Told wrong = shell.run("import", "users", "no\u001b[2Jsuch.csv");

      assertThat(table.all() + json.all() + wrong.all()).doesNotContain("\u001b", "\u202e");
      assertThat(table.out()).contains("A\\u001b[31mCME\\u202e");
      assertThat(json.json().path("name").asString()).isEqualTo("A\u001b[31mCME\u202e");
      assertThat(wrong.err()).contains("no\\u001b[2Jsuch.csv");
    }
  }

  private static String written(String text) {
    StringWriter out = new StringWriter();
    try (PrintWriter writer = VisibleWriter.over(new PrintWriter(out))) {
      writer.print(text);
      writer.flush();
    }
    return out.toString();
  }

  @Test
  void only_a_screen_that_can_is_painted_and_only_by_the_program() {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    ByteArrayOutputStream screen = new ByteArrayOutputStream();

    VisibleWriter.paint(new VisibleWriter(plain), TextColour.RED, "bad");
    VisibleWriter painted = new VisibleWriter(screen).inColour(true);
    VisibleWriter.paint(painted, TextColour.RED, "a\u001b[2Jb");
    painted.flush();

    assertThat(plain.toString(StandardCharsets.UTF_8)).doesNotContain("\u001b");
    assertThat(screen.toString(StandardCharsets.UTF_8))
        .isEqualTo("\u001b[31ma\\u001b[2Jb\u001b[0m");
  }
}
