package dev.senselink.batch.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.senselink.batch.fixture.ChildJava;
import dev.senselink.batch.fixture.Until;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On a real terminal a password is asked for and not shown, whatever that terminal can do. */
@Tag("slow")
class PasswordOnTerminalTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Path SCRIPT = Path.of("/usr/bin/script");
  private static final String PASSWORD = "correct-horse-17";

  @TempDir Path folder;
  private final StringBuffer screen = new StringBuffer();

  /** The program on a terminal of its own, which {@code script} makes. */
  private Process started(String terminal, String rest) throws IOException {
    List<String> command = ChildJava.command("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    command.addAll(List.of("dev.senselink.batch.Main", "--lang", "en", "console", "user", "add"));
    command.addAll(List.of("ada", "--role", "admin", "--data", folder.resolve("data").toString()));
    String typed =
        command.stream()
            .map(word -> "'" + word.replace("'", "'\\''") + "'")
            .collect(Collectors.joining(" "));
    ProcessBuilder builder =
        new ProcessBuilder(SCRIPT.toString(), "-qec", typed + " " + rest, "/dev/null")
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("SENSELINK_"));
    builder.environment().put("TERM", terminal);
    builder.environment().put("SHELL", "/bin/sh");
    return builder.start();
  }

  private void watch(Process process) {
    Thread watcher =
        new Thread(
            () -> {
              try (InputStream in = process.getInputStream()) {
                byte[] some = new byte[1024];
                for (int n = in.read(some); n >= 0; n = in.read(some)) {
                  screen.append(new String(some, 0, n, StandardCharsets.UTF_8));
                }
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    watcher.setDaemon(true);
    watcher.start();
  }

  private void answers(OutputStream keyboard, String question) throws IOException {
    assertThat(Until.within(PATIENCE, () -> screen.indexOf(question) >= 0))
        .as("asks '%s': %s", question, screen)
        .isTrue();
    keyboard.write((PASSWORD + "\n").getBytes(StandardCharsets.UTF_8));
    keyboard.flush();
  }

  @ParameterizedTest
  @CsvSource({"xterm, ''", "dumb, ''", "xterm, 2>err.txt", "dumb, >out.txt 2>err.txt"})
  void a_password_is_asked_for_and_not_shown(String terminal, String rest) throws Exception {
    assumeTrue(Files.isExecutable(SCRIPT), "script (util-linux) makes the terminal");
    Process process = started(terminal, rest);
    try (OutputStream keyboard = process.getOutputStream()) {
      watch(process);

      answers(keyboard, "Password (at least 12 characters)");
      answers(keyboard, "Again:");

      assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as("%s", screen).isZero();
      assertThat(screen).asString().doesNotContain(PASSWORD);
    } finally {
      process.destroyForcibly();
    }
  }
}
