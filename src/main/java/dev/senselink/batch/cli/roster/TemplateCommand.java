package dev.senselink.batch.cli.roster;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.LanguageOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code template}: whose roster is its subcommand. */
@Command(
    name = "template",
    mixinStandardHelpOptions = true,
    subcommands = {
      TemplateUsersCommand.class,
      TemplateGuestsCommand.class,
      TemplateSitesCommand.class
    })
public final class TemplateCommand implements Runnable {
  @Spec CommandSpec spec;
  @Mixin LanguageOption language = new LanguageOption();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), words("say.template"));
  }
}
