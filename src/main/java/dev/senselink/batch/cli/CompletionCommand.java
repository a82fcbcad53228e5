package dev.senselink.batch.cli;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.LanguageOption;
import dev.senselink.batch.cli.console.UsageException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code completion}: a script with which the shell finishes words of this program's commands. */
@Command(name = "completion", mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin LanguageOption language = new LanguageOption();

  @Parameters(paramLabel = "bash|zsh")
  String shell = "";

  @Override
  public Integer call() {
    String meant = shell.toLowerCase(Locale.ROOT);
    if (!List.of("bash", "zsh").contains(meant)) {
      throw new UsageException(words("completion.shell", shell));
    }
    CommandLine all = CommandCatalog.all();
    offerWords(all);
    String script = AutoComplete.bash("senselink", all);
    // zsh understands the same script once told to.
    String before =
        meant.equals("zsh") ? "autoload -U +X compinit && compinit\n" : "#!/usr/bin/env bash\n";
    spec.commandLine().getOut().print(before + script.replaceFirst("^#!.*\n", ""));
    return ExitCode.DONE.number();
  }

  /** Options that take one of a few words say which in their label. */
  private static void offerWords(CommandLine line) {
    CommandSpec command = line.getCommandSpec();
    for (OptionSpec option : List.copyOf(command.options())) {
      if (hasWords(option)) {
        command.remove(option);
        command.addOption(OptionSpec.builder(option).completionCandidates(offered(option)).build());
      }
    }
    for (PositionalParamSpec parameter : List.copyOf(command.positionalParameters())) {
      if (hasWords(parameter)) {
        command.remove(parameter);
        command.addPositional(
            PositionalParamSpec.builder(parameter)
                .completionCandidates(offered(parameter))
                .build());
      }
    }
    line.getSubcommands().values().forEach(CompletionCommand::offerWords);
  }

  private static boolean hasWords(ArgSpec arg) {
    return arg.paramLabel().matches("[a-z0-9]+(\\|[a-z0-9]+)+");
  }

  private static List<String> offered(ArgSpec arg) {
    return List.of(arg.paramLabel().split("\\|"));
  }
}
