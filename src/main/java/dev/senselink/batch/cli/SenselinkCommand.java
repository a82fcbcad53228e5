package dev.senselink.batch.cli;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.LanguageOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program as typed; what it can do is in {@link CommandCatalog}. */
@Command(name = "senselink", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
final class SenselinkCommand implements Runnable {
  @Spec CommandSpec spec;
  @Mixin LanguageOption language = new LanguageOption();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), words("say.senselink"));
  }
}
