package dev.senselink.batch.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code template}: whose roster is its subcommand. */
@Command(
    name = "template",
    mixinStandardHelpOptions = true,
    header = "Write an empty roster to fill in.",
    footer = {"", "Example: senselink template users -o staff.xlsx"},
    subcommands = {TemplateUsersCommand.class, TemplateGuestsCommand.class})
final class TemplateCommand implements Runnable {
  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "say whose roster it will be: users or guests");
  }
}
