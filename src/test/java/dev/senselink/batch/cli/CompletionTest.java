package dev.senselink.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shell's own answer to the Tab key. */
@Tag("slow")
@Timeout(600)
class CompletionTest {
  @TempDir Path folder;

  private Shell.Told run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit = Cli.run(args, Map.of(), new PrintWriter(out), new PrintWriter(err));
    return new Shell.Told(exit, out.toString(), err.toString());
  }

  /** What the shell offers for the last of these words. */
  private List<String> offered(String shell, String typed) throws Exception {
    assumeTrue(isThere(shell), shell + " is not on this machine");
    Files.writeString(folder.resolve("completion"), run("completion", shell).out());
    String ask =
        "source ./completion; COMP_WORDS=("
            + typed.replace("''", "\"\"")
            + "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMP_LINE=\"${COMP_WORDS[*]}\";"
            + " COMP_POINT=${#COMP_LINE}; COMP_TYPE=9; _complete_senselink;"
            + " printf '%s\\n' \"${COMPREPLY[@]}\"";
    Process process =
        new ProcessBuilder(shell, "-c", ask)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return said.lines().map(String::strip).toList();
  }

  private static boolean isThere(String shell) throws InterruptedException {
    try {
      return new ProcessBuilder(shell, "-c", "true").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "senselink imp | import",
        "senselink doc | doctor",
        "senselink import u | users",
        "senselink runs sh | show",
        "senselink import users --photo-s | --photo-side",
        "senselink import users --on-existing u | update",
        "senselink import users --photo-engine th | thumbnailator",
        "senselink import users --gender-coding i | iso5218",
        "senselink completion z | zsh",
        "senselink import users --photos pho | photos",
        "senselink import users ros | roster.csv",
      })
  void bash_finishes_commands_options_words_and_files(String typed, String word) throws Exception {
    Files.createFile(folder.resolve("roster.csv"));
    Files.createDirectory(folder.resolve("photos"));

    assertThat(offered("bash", typed)).contains(word);
  }

  @Test
  void what_does_not_fit_is_not_offered() throws Exception {
    assertThat(offered("bash", "senselink import users --on-similar s"))
        .contains("skip")
        .doesNotContain("review", "s");
    assertThat(offered("bash", "senselink runs --con")).doesNotContain("--concurrency");
  }

  @Test
  void zsh_reads_its_script_without_a_complaint() throws Exception {
    assumeTrue(isThere("zsh"), "zsh is not on this machine");
    Files.writeString(folder.resolve("completion"), run("completion", "zsh").out());
    Process process =
        new ProcessBuilder("zsh", "-f", "-c", "source ./completion")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();

    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEmpty();
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void another_shell_is_told_which_there_are() {
    Shell.Told told = run("completion", "fish");

    assertThat(told.exit()).isEqualTo(2);
    assertThat(told.err()).contains("bash and zsh, not for fish");
    assertThat(run("completion").err()).contains("bash|zsh is missing: The shell");
  }
}
