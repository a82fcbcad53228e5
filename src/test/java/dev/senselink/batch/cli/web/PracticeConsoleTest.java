package dev.senselink.batch.cli.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** {@code console --sandbox} has nothing to do with the server that the program was set up for. */
class PracticeConsoleTest {
  private final List<String> typed = new ArrayList<>();
  private final Map<String, String> given = new HashMap<>();

  @Test
  void its_commands_obey_no_settings_of_another_server_and_tell_nobody() {
    WebConsoleCommand command = new WebConsoleCommand();
    command.starting(
        (options, variables) -> {
          typed.addAll(options);
          given.putAll(variables);
          assertThat(settings()).isEmptyFile();
          assertThat(settings().resolveSibling("sample/roster.csv")).isNotEmptyFile();
          throw new IllegalStateException("that is all that was to be known");
        });
    new CommandLine(command).parseArgs("--sandbox", "--port=0");

    assertThatThrownBy(command::call).hasMessage("that is all that was to be known");

    assertThat(settings()).as("it goes with the console").doesNotExist();
    assertThat(given).containsKeys("SENSELINK_SERVER", "SENSELINK_APP_KEY");
  }

  private Path settings() {
    String option =
        typed.stream().filter(one -> one.startsWith("--config=")).findFirst().orElse("");
    assertThat(option).isNotEmpty();
    return Path.of(option.replaceFirst("--config=", ""));
  }
}
