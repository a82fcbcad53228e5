package dev.senselink.batch.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code import}: whom to import is its subcommand. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    header = "Put the people of a roster on the server.",
    footer = {
      "",
      "Example: senselink import users staff.csv --photos photos --sandbox",
      "         senselink import guests visitors.csv --photos photos"
    },
    subcommands = {ImportUsersCommand.class, ImportGuestsCommand.class})
final class ImportCommand implements Runnable {
  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to import: users or guests");
  }
}
