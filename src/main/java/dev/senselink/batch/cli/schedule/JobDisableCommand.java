package dev.senselink.batch.cli.schedule;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.LanguageOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code job disable}: systemd no longer runs the job by itself. */
@Command(name = "disable", mixinStandardHelpOptions = true, sortOptions = false)
final class JobDisableCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin LanguageOption language = new LanguageOption();

  @Parameters(paramLabel = "NAME")
  String name = "";

  @Override
  public Integer call() {
    new TimerUnits(TimerUnits.ROOT).disable(name);
    spec.commandLine().getOut().println(words("service.disabled", name));
    return ExitCode.DONE.number();
  }
}
