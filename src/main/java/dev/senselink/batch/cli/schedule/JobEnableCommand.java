package dev.senselink.batch.cli.schedule;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.LanguageOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code job enable}: from now on systemd runs the job at these times. */
@Command(name = "enable", mixinStandardHelpOptions = true, sortOptions = false)
final class JobEnableCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin LanguageOption language = new LanguageOption();

  @Parameters(paramLabel = "NAME")
  String name = "";

  @Option(names = "--at", paramLabel = "WHEN", required = true)
  String when = "";

  @Override
  public Integer call() {
    new TimerUnits(TimerUnits.ROOT).enable(name, when);
    spec.commandLine().getOut().println(words("service.enabled", name, when));
    return ExitCode.DONE.number();
  }
}
