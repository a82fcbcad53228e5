package dev.senselink.batch.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.Main;
import dev.senselink.batch.disk.ProgramFinder;
import dev.senselink.batch.fixture.ChildJava;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The program behind a real terminal, which {@code script} lends it, and without one. */
@Timeout(600)
@DisabledOnOs(OS.WINDOWS)
@EnabledIf(
    value = "isThereSomebodyToLendATerminal",
    disabledReason = "no script command of util-linux here")
@Tag("slow")
class ConsoleTerminalTest {
  private static final String DRAWN = "\rreading the roster ... 0 s";

  @TempDir Path folder;

  static boolean isThereSomebodyToLendATerminal() {
    return ProgramFinder.find("script", System.getenv()).isPresent();
  }

  /** What the terminal showed of a validation whose result goes into a file. */
  private String shown(Map<String, String> environment, String more) throws Exception {
    Path roster = Files.writeString(folder.resolve("roster.csv"), "jobNumber,name\nE1,Ana\n");
    String java =
        ChildJava.command("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1").stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" "));
    String command =
        java
            + " "
            + Main.class.getName()
            + " validate users "
            + "'"
            + roster
            + "'"
            + " --allow-no-photo --report report"
            + more
            + " > out.txt";
    ProcessBuilder builder =
        new ProcessBuilder(List.of("script", "-qec", "stty cols 100; " + command, "/dev/null"))
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder.environment().put("TERM", "xterm");
    builder.environment().keySet().removeIf(name -> name.startsWith("SENSELINK_"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(Files.readString(folder.resolve("out.txt"))).contains("valid 1 of 1 rows");
    return said;
  }

  @Test
  void a_bar_is_drawn_on_the_terminal_behind_standard_error_though_the_result_goes_to_a_file()
      throws Exception {
    assertThat(shown(Map.of(), "")).contains(DRAWN).doesNotContain("\u001b");
  }

  @Test
  void not_on_a_dumb_terminal() throws Exception {
    assertThat(shown(Map.of("TERM", "dumb"), ""))
        .contains("reading the roster")
        .doesNotContain(DRAWN);
  }

  @Test
  void not_where_no_progress_is_wanted() throws Exception {
    assertThat(shown(Map.of(), " --no-progress")).doesNotContain(DRAWN);
  }

  @Test
  void not_where_standard_error_goes_to_a_file() throws Exception {
    String said = shown(Map.of(), " 2> err.txt");

    assertThat(said).doesNotContain("reading the roster");
    assertThat(Files.readString(folder.resolve("err.txt")))
        .contains("reading the roster\n")
        .doesNotContain("\r");
  }

  @Test
  void colours_are_not_used_whether_they_are_wanted_or_not() throws Exception {
    assertThat(shown(Map.of("NO_COLOR", "1"), "")).contains(DRAWN).doesNotContain("\u001b");
  }

  @Test
  void colours_are_for_a_person_at_a_screen_who_has_not_declined_them() {
    assertThat(ConsoleTerminal.hasColours(Map.of(), true)).isTrue();
    assertThat(ConsoleTerminal.hasColours(Map.of(), false)).isFalse();
    assertThat(ConsoleTerminal.hasColours(Map.of("NO_COLOR", "1"), true)).isFalse();
    assertThat(ConsoleTerminal.hasColours(Map.of("TERM", "dumb"), true)).isFalse();
  }
}
