package dev.senselink.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Every command explains itself. */
@Tag("slow")
class HelpTest {
  /** Made once: it takes as long as a test of it. */
  private static final CommandLine ALL =
      CommandCatalog.all().setCaseInsensitiveEnumValuesAllowed(true);

  private static Shell.Told run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit = Cli.run(args, Map.of(), new PrintWriter(out), new PrintWriter(err));
    return new Shell.Told(exit, out.toString(), err.toString());
  }

  static Stream<String> commands() {
    List<String> names = new ArrayList<>();
    collect(ALL, "", names);
    return names.stream();
  }

  private static void collect(CommandLine line, String prefix, List<String> names) {
    line.getSubcommands()
        .forEach(
            (name, sub) -> {
              if (!name.equals("help")) {
                names.add((prefix + " " + name).strip());
                collect(sub, prefix + " " + name, names);
              }
            });
  }

  @ParameterizedTest
  @MethodSource("commands")
  void the_help_of_a_command_has_an_example_that_its_parser_takes(String command) {
    List<String> args = new ArrayList<>(List.of(command.split(" ")));
    args.add("--help");

    Shell.Told told = run(args.toArray(String[]::new));

    assertThat(told.exit()).isZero();
    assertThat(told.err()).isEmpty();
    String example =
        told.out()
            .lines()
            .filter(line -> line.startsWith("Example: senselink " + command))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no example of " + command));
    String[] typed = example.substring("Example: senselink ".length()).strip().split(" +");
    ALL.parseArgs(typed);
  }

  @Test
  void the_help_of_an_import_has_headings_and_the_options_of_every_day() {
    assertThat(run("import", "users", "--help").out())
        .containsSubsequence(
            "What:", "Photos:", "Reading the list:", "Conflicts:", "Running:", "Connection:")
        .contains("--photos", "--dry-run", "--server", "--on-similar", "--help-all")
        .doesNotContain("--encoding", "--photo-kb", "--tries");
    assertThat(run("import", "guests", "--help").out().lines().filter(l -> l.contains(" --")))
        .hasSizeLessThan(20);
  }

  @Test
  void help_all_shows_every_option_of_a_command() {
    List<String> names = new ArrayList<>();
    ALL
        .getSubcommands()
        .get("import")
        .getSubcommands()
        .get("users")
        .getCommandSpec()
        .options()
        .stream()
        .filter(option -> !option.hidden())
        .forEach(option -> names.add(option.longestName()));

    assertThat(run("import", "users", "--help-all").out())
        .contains(names)
        .containsSubsequence("Reading the list:", "--encoding", "Connection:", "--tries");
  }

  @Test
  void help_shows_the_page_of_a_command_below_another() {
    assertThat(run("help", "import", "users").out())
        .isEqualTo(run("import", "users", "--help").out());
    assertThat(run("help").out()).isEqualTo(run("--help").out());
    assertThat(run("help", "import", "usrs"))
        .satisfies(told -> assertThat(told.exit()).isEqualTo(2))
        .satisfies(told -> assertThat(told.err()).contains("did you mean users?"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-v", "import users -v", "--version", "company -V"})
  void the_version_is_told_wherever_it_is_asked_for(String typed) {
    assertThat(run(typed.split(" ")))
        .satisfies(told -> assertThat(told.exit()).isZero())
        .satisfies(told -> assertThat(told.out()).startsWith("SenseLink Batch "));
  }

  @Test
  void the_program_without_a_command_says_what_it_can_do() {
    assertThat(run())
        .satisfies(told -> assertThat(told.exit()).isEqualTo(2))
        .satisfies(told -> assertThat(told.err()).contains("senselink --help"));
    assertThat(run("--help").out())
        .contains("import", "validate", "demo", "runs", "company", "sandbox");
    assertThat(run("--version").exit()).isZero();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void an_option_nobody_knows_is_exit_2_for_every_command(String command) {
    List<String> args = new ArrayList<>(List.of(command.split(" ")));
    args.add("--no-such-option");

    assertThat(run(args.toArray(String[]::new)).exit()).isEqualTo(2);
  }

  @Test
  void a_mistyped_command_is_told_with_the_nearest() {
    assertThat(run("imprt", "users", "x.csv"))
        .satisfies(told -> assertThat(told.exit()).isEqualTo(2))
        .satisfies(told -> assertThat(told.err()).contains("import"));
  }
}
