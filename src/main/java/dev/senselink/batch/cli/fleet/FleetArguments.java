package dev.senselink.batch.cli.fleet;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.FileErrorMessages;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.settings.OptionOrigin;
import dev.senselink.batch.fleet.FleetDefinition;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The fleet a command is about, and which of its sites. */
public final class FleetArguments {
  @Spec(Spec.Target.MIXEE)
  @Nullable CommandSpec command;

  @Parameters(paramLabel = "FLEET.yml")
  @Nullable Path file;

  @Mixin FleetChoice choice = new FleetChoice();

  private @Nullable SiteCommands commands;

  /** To be said before the command is called: what runs the commands of the sites. */
  public void with(SiteCommands some) {
    commands = some;
  }

  SiteCommands commands() {
    if (commands == null) {
      throw new IllegalStateException("the fleet was opened by nobody");
    }
    return commands;
  }

  /**
   * Reads the fleet.
   *
   * @param typed what was said with the command, by key
   * @throws UsageException with all that is wrong
   */
  FleetDefinition read(Map<String, String> typed) {
    Path named = file;
    if (named == null || command == null) {
      throw new UsageException(words("fleet.none"));
    }
    FileErrorMessages.changeable(named)
        .ifPresent(
            why -> command.commandLine().getErr().println(words("config.changeable", named, why)));
    return FleetReader.read(
        named, typed, choice, commands(), new OptionOrigin(command).environment());
  }
}
