package dev.senselink.batch.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code template}: whose roster is its subcommand. */
@Command(
    name = "template",
    mixinStandardHelpOptions = true,
    subcommands = {TemplateUsersCommand.class, TemplateGuestsCommand.class})
final class TemplateCommand implements Runnable {
  @Spec CommandSpec spec;
  @Mixin LanguageOption language = new LanguageOption();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "say whose roster it will be: users or guests");
  }
}
