package dev.senselink.batch.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What can be told of the script for Windows without one: cmd.exe looks for a program in the
 * current folder first, so every program is named by its whole path.
 */
class WindowsScriptTest {
  private static final Path SCRIPT = Path.of("senselink.cmd");
  private static final Set<String> BUILT_IN =
      Set.of(
          "@echo",
          "rem",
          "setlocal",
          "set",
          "if",
          "goto",
          "call",
          "echo",
          "exit",
          "pushd",
          "popd",
          "rmdir",
          "for",
          ")");

  /** Of a line, what stands before the command itself. */
  private static final Pattern CONDITION =
      Pattern.compile(
          "^(if (not )?(defined \\S+|exist \"[^\"]*\"|errorlevel \\d+|\"[^\"]*\"==\"[^\"]*\") "
              + "|\\( *|for /f .* do )");

  @Test
  void every_program_is_named_by_its_whole_path() throws IOException {
    assertThat(Files.readAllLines(SCRIPT).stream().flatMap(WindowsScriptTest::commands))
        .isNotEmpty()
        .allSatisfy(
            command ->
                assertThat(command.startsWith("\"%SL_") || BUILT_IN.contains(word(command)))
                    .as(command)
                    .isTrue());
  }

  @Test
  void what_it_calls_is_a_part_of_itself_or_has_a_whole_path() throws IOException {
    assertThat(Files.readAllLines(SCRIPT).stream().flatMap(WindowsScriptTest::commands))
        .filteredOn(command -> command.startsWith("call "))
        .hasSizeGreaterThan(1)
        .allSatisfy(command -> assertThat(command).matches("call (:find|\"%SL_).*"));
    assertThat(Files.readString(SCRIPT))
        .contains("NoDefaultCurrentDirectoryInExePath=1")
        // a folder of PATH counts only with its drive
        .contains("if not \"%SL_FOLDER:~1,2%\"==\":\\\" goto find_next");
  }

  /** The commands that the program prints begin with what was typed. */
  @Test
  void it_says_how_it_was_called_before_anything_else_changes_that() throws IOException {
    List<String> lines = Files.readAllLines(SCRIPT);

    assertThat(lines).contains("set \"SL_CALLED=%~0\"");
    assertThat(lines.indexOf("set \"SL_CALLED=%~0\""))
        .isLessThan(lines.indexOf("if not defined JAVA_HOME call :find SL_JAVA java.exe"));
    assertThat(lines)
        .anyMatch(
            line ->
                line.contains("\"-Dsenselink.command=%SL_CALLED%\"") && line.contains(" -jar "));
  }

  /** A command that is listened to stands in single quotes. */
  private static Stream<String> commands(String line) {
    String rest = line.strip();
    if (rest.isEmpty() || rest.startsWith(":")) {
      return Stream.empty();
    }
    List<String> asked =
        Pattern.compile("in \\('(.*?)'\\)").matcher(rest).results().map(m -> m.group(1)).toList();
    String before = "";
    while (!rest.equals(before)) {
      before = rest;
      rest = CONDITION.matcher(rest).replaceFirst("").strip();
    }
    return rest.isEmpty() ? asked.stream() : Stream.concat(asked.stream(), Stream.of(rest));
  }

  private static String word(String command) {
    return command.split("[ =]", 2)[0].toLowerCase(Locale.ROOT);
  }
}
