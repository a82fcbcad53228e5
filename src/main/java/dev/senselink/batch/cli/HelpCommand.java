package dev.senselink.batch.cli;

import dev.senselink.batch.cli.console.LanguageOption;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code help}: the help page of any command, such as {@code help import users}. */
@Command(name = "help", mixinStandardHelpOptions = true)
final class HelpCommand implements Runnable {
  @Spec CommandSpec spec;
  @Mixin LanguageOption language = new LanguageOption();

  @Parameters(paramLabel = "COMMAND", arity = "0..*")
  List<String> path = List.of();

  @Override
  public void run() {
    CommandLine shown = spec.parent().commandLine();
    for (String word : path) {
      CommandLine below = shown.getSubcommands().get(word);
      if (below == null) {
        throw new ParameterException(shown, word, null, word);
      }
      shown = below;
    }
    shown.usage(spec.commandLine().getOut());
  }
}
