package dev.senselink.batch.cli.console;

import static dev.senselink.batch.cli.console.Words.words;

import dev.senselink.batch.language.Speech;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that only leads to others. */
public abstract class FamilyCommand implements Runnable {
  @Spec CommandSpec spec;
  @Mixin LanguageOption language = new LanguageOption();

  @Override
  public final void run() {
    throw new ParameterException(
        spec.commandLine(), words("family.which", Speech.list(spec.subcommands().keySet())));
  }
}
