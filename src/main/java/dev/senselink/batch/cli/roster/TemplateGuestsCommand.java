package dev.senselink.batch.cli.roster;

import dev.senselink.batch.cli.console.LogConfiguration;
import dev.senselink.batch.cli.console.OutputOptions;
import dev.senselink.batch.roster.RosterKind;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code template guests}: an empty roster of visitors. */
@Command(name = "guests", mixinStandardHelpOptions = true, sortOptions = false)
final class TemplateGuestsCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin TemplateOptions options = new TemplateOptions();
  @Mixin OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    LogConfiguration.configure(output);
    return options
        .write(RosterKind.GUESTS, output, spec.commandLine().getOut(), spec.commandLine().getErr())
        .number();
  }
}
