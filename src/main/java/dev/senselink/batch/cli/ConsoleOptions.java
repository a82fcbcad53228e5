package dev.senselink.batch.cli;

import dev.senselink.batch.cli.option.ConnectionOptions;
import dev.senselink.batch.cli.settings.ConfigurationDefaults;
import dev.senselink.batch.console.look.LookFailedException;
import dev.senselink.batch.job.RunEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * Options as a command of the console would have them; the command is not run.
 *
 * @param settings what was typed with the console and counts for every command
 * @param environment in the place of the process's
 */
record ConsoleOptions(
    List<String> settings, Map<String, String> environment, RunEnvironment world) {
  ConsoleOptions {
    settings = List.copyOf(settings);
    environment = Map.copyOf(environment);
  }

  /**
   * Some of them.
   *
   * @param words what would be typed
   * @throws LookFailedException if the command would refuse them
   */
  <T> T of(List<String> words, Class<T> wanted) {
    List<String> all = new ArrayList<>(words);
    all.addAll(settings);
    String[] args = all.toArray(String[]::new);
    try {
      CommandLine line = CommandCatalog.forArguments(args);
      line.setCaseInsensitiveEnumValuesAllowed(true);
      ConfigurationDefaults.read(
              args, environment, CommandCatalog::optionNames, (language, origin) -> {})
          .install(line);
      ParseResult parsed = line.parseArgs(args);
      while (parsed.hasSubcommand()) {
        parsed = parsed.subcommand();
      }
      return find(parsed.commandSpec(), wanted)
          .orElseThrow(() -> new IllegalStateException(words.get(0) + " has no " + wanted));
    } catch (CommandLine.ParameterException e) {
      throw new LookFailedException(String.valueOf(e.getMessage()));
    }
  }

  private <T> Optional<T> find(CommandSpec among, Class<T> wanted) {
    if (wanted.isInstance(among.userObject())) {
      if (among.userObject() instanceof ConnectionOptions connection) {
        connection.in(world);
      }
      return Optional.of(wanted.cast(among.userObject()));
    }
    return among.mixins().values().stream()
        .flatMap(mixin -> find(mixin, wanted).stream())
        .findFirst();
  }
}
