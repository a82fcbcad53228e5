package dev.senselink.batch.cli.console;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.language.DisplayLanguage;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that only leads to others. */
public abstract class ParentCommand implements Runnable {
  @Spec CommandSpec spec;
  @Mixin LanguageOption language = new LanguageOption();

  @Override
  public final void run() {
    throw new ParameterException(
        spec.commandLine(),
        words("family.which", DisplayLanguage.list(spec.subcommands().keySet())));
  }
}
