package dev.senselink.batch.cli;

import static dev.senselink.batch.cli.Words.words;

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
final class RecordsCommand implements Runnable {
  @Spec CommandSpec spec;
  @Mixin LanguageOption language = new LanguageOption();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), words("records.which"));
  }
}
