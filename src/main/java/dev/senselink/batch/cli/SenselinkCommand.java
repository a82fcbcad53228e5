package dev.senselink.batch.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program as typed; what it can do is in {@link Commands}. */
@Command(
    name = "senselink",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Batch import and export for SenseLink Enterprise V1.9.0-p.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Example: senselink demo                                      (needs no server)",
      "         senselink import users roster.csv --photos photos",
    })
final class SenselinkCommand implements Runnable {
  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "no command is given: say what to do, e.g. `senselink demo`");
  }
}
