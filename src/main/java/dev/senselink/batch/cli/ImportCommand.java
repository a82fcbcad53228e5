package dev.senselink.batch.cli;

import static dev.senselink.batch.cli.Words.words;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code import}: whom to import is its subcommand. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    subcommands = {ImportUsersCommand.class, ImportGuestsCommand.class})
final class ImportCommand implements Runnable {
  @Spec CommandSpec spec;
  @Mixin LanguageOption language = new LanguageOption();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), words("say.import"));
  }
}
