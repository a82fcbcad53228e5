package dev.senselink.batch.cli.directory;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.LanguageOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code records}: what to do with them is its subcommand. */
@Command(
    name = "records",
    mixinStandardHelpOptions = true,
    subcommands = {RecordsExportCommand.class, RecordsWatchCommand.class})
public final class RecordsCommand implements Runnable {
  @Spec CommandSpec spec;
  @Mixin LanguageOption language = new LanguageOption();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), words("records.which"));
  }
}
