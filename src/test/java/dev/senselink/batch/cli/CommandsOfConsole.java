package dev.senselink.batch.cli;

import dev.senselink.batch.console.command.CommandRunner;
import dev.senselink.batch.job.RunEnvironment;
import java.util.List;
import java.util.Map;

/**
 * The commands as the console starts them, with nothing of this machine's environment. What stands
 * in it for the program is not for those whom the console gives variables of their own.
 */
public final class CommandsOfConsole {
  private CommandsOfConsole() {}

  public static CommandRunner with(List<String> typed, Map<String, String> environment) {
    return ConsoleCommands.among(Map.of("SENSELINK_SANDBOX", "true"), RunEnvironment.real())
        .with(typed, environment);
  }
}
