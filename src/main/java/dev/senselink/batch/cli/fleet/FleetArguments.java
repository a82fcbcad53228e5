package dev.senselink.batch.cli.fleet;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.FileErrorMessages;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.settings.JobFileLines;
import dev.senselink.batch.cli.settings.TypedJobKeys;
import dev.senselink.batch.fleet.FleetDefinition;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The fleet a command is about, and which of its sites. */
final class FleetArguments {
  /** What only one import, or one list, can mean. */
  private static final List<String> NOT_FOR_ALL =
      List.of(
          "dry-run",
          "offline",
          "plan",
          "corrections",
          "photo-pairs",
          "limit",
          "same-server-as",
          "another-server",
          "sheet",
          "header-row",
          "encoding",
          "columns",
          "date-format",
          "left-when",
          "rows-where",
          "gender-coding",
          "department",
          "max-roster");

  @Mixin FleetFile fleet = new FleetFile();
  @Mixin FleetChoice choice = new FleetChoice();

  @Option(names = "--" + SecretProgram.KEY, paramLabel = "COMMAND")
  @Nullable String secretCommand;

  /**
   * Reads the fleet.
   *
   * @param command of the sites, its words joined by {@code -}; {@code null} for the fleet's own
   *     job
   * @param typed what was said with the command, by key
   * @param told warnings for the user
   * @throws dev.senselink.batch.cli.console.UsageException with all that is wrong
   */
  FleetDefinition read(@Nullable String command, Map<String, String> typed, Consumer<String> told) {
    Path named = fleet.path();
    FileErrorMessages.changeable(named)
        .ifPresent(why -> told.accept(words("config.changeable", named, why)));
    SiteCommands commands = fleet.commands();
    mustNotReachSites(commands);
    return FleetReader.read(named, command, typed, choice, secretCommand, commands);
  }

  /**
   * Makes sure that nothing set for all commands would have leavers touched where nobody knows the
   * other sites.
   */
  static void mustKeepLeavers(SiteCommands commands) {
    commands
        .placeOf("leavers")
        .ifPresent(
            place -> {
              throw new UsageException(words("fleet.leaversForAll", place));
            });
  }

  /** What would count at the sites behind the back of the fleet, which does not obey it. */
  static void mustNotReachSites(SiteCommands commands) {
    List<String> said =
        NOT_FOR_ALL.stream()
            .flatMap(
                option ->
                    commands
                        .placeOf(option)
                        .map(place -> words("fleet.setting", place, "--" + option))
                        .stream())
            .toList();
    if (!said.isEmpty()) {
      throw new UsageException(String.join("\n", said));
    }
  }

  /**
   * What stands behind the command as {@code --KEY=VALUE}: options for the command of each site.
   *
   * @param command of the sites, its words joined by {@code -}
   * @throws dev.senselink.batch.cli.console.UsageException if a word is no key
   */
  Map<String, String> typed(String command, List<String> words) {
    SiteCommands.OptionCheck options = fleet.commands().options(command);
    Map<String, String> typed = new LinkedHashMap<>();
    for (JobFileLines.Line line : TypedJobKeys.read(words, options::isSwitch)) {
      typed.put(line.key(), line.value());
    }
    return typed;
  }
}
