package dev.senselink.batch.cli;

import static dev.senselink.batch.cli.Words.words;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code validate}: what to validate is its subcommand. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    subcommands = {ValidateUsersCommand.class, ValidateGuestsCommand.class})
final class ValidateCommand implements Runnable {
  @Spec CommandSpec spec;
  @Mixin LanguageOption language = new LanguageOption();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), words("say.validate"));
  }
}
