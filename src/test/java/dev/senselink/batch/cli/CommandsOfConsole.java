package dev.senselink.batch.cli;

import dev.senselink.batch.console.command.CommandRunner;
import dev.senselink.batch.job.RunEnvironment;
import java.util.List;
import java.util.Map;

/** The commands as the console starts them, with nothing of this machine's environment. */
public final class CommandsOfConsole {
  private CommandsOfConsole() {}

  public static CommandRunner with(List<String> typed, Map<String, String> environment) {
    return ConsoleCommands.among(Map.of(), RunEnvironment.real()).with(typed, environment);
  }
}
