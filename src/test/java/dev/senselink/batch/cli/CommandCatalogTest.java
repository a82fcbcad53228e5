package dev.senselink.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.console.Typing;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandCatalogTest {
  @Test
  void the_help_page_is_the_same_whether_all_commands_were_read_or_none() {
    assertThat(CommandCatalog.forArguments("--help").getUsageMessage())
        .isEqualTo(CommandCatalog.all().getUsageMessage());
  }

  @Test
  void only_the_command_that_is_meant_is_read() {
    CommandLine line = CommandCatalog.forArguments("import", "users", "--help");

    assertThat(line.getSubcommands()).containsOnlyKeys("import");
    assertThat(line.getSubcommands().get("import").getSubcommands()).containsKey("users");
  }

  /** An option may stand before the command: the word after it is not known to be one. */
  @Test
  void after_anything_but_a_command_all_are_listed_and_those_named_are_read() {
    CommandLine line = CommandCatalog.forArguments("--lang", "en", "import", "users", "--help");

    assertThat(line.getSubcommands()).containsKeys("import", "runs", "sandbox");
    assertThat(line.getSubcommands().get("import").getSubcommands()).containsKey("users");
    assertThat(line.getSubcommands().get("runs").getSubcommands()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"help import", "import users --help", "runs show --help", "--version"})
  void help_and_version_answer_on_standard_output(String command) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();

    assertThat(Typing.run(List.of(command.split(" ")), out, err)).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).isNotBlank();
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"imprt", "import usrs", "", "import users a.csv --sandbx"})
  void a_mistyped_command_is_wrong_usage(String command) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();

    assertThat(Typing.run(List.of(command.split(" ")), new ByteArrayOutputStream(), err))
        .isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("--help");
  }
}
