package dev.senselink.batch.cli;

import dev.senselink.batch.cli.console.ProgramVersion;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What every command takes beside its own options: the long help page and {@code -v}. */
final class StandardOptions {
  static final String HELP_ALL = "--help-all";

  private StandardOptions() {}

  /** Gives them to a command and all below it. */
  static void add(CommandLine line) {
    CommandSpec command = line.getCommandSpec();
    command.versionProvider(new ProgramVersion());
    command.addOption(
        OptionSpec.builder(HELP_ALL)
            .usageHelp(true)
            .type(boolean.class)
            .descriptionKey("help-all")
            .build());
    // Many programs call it so; -V alone would answer `-v` with an error.
    command.addOption(
        OptionSpec.builder("-v")
            .versionHelp(true)
            .type(boolean.class)
            .hidden(true)
            .descriptionKey("mixinStandardHelpOptions.version")
            .build());
    HelpLayout.use(line);
    line.getSubcommands().values().forEach(StandardOptions::add);
  }
}
