package dev.senselink.batch.cli.option;

import dev.senselink.batch.cli.console.OutputOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The options of an import as they took effect, wherever they came from, so that a plan is carried
 * out with the very same: what somebody sets in the environment meanwhile must not change it. How
 * the server is reached and what is shown is said anew each time.
 */
public final class RecordedOptions {
  private static final Set<String> OF_ONE_RUN =
      Set.of(
          "--plan",
          "--plan-age",
          "--report",
          "--reports",
          "--dry-run",
          "--offline",
          "--restart",
          "--yes");

  private final Map<String, List<String>> values = new LinkedHashMap<>();

  private RecordedOptions() {}

  /** Those of a command that was parsed. */
  static RecordedOptions of(CommandSpec command) {
    CommandLine fresh = new CommandLine(command.userObject().getClass());
    fresh.setCaseInsensitiveEnumValuesAllowed(true).parseArgs("roster");
    RecordedOptions recorded = new RecordedOptions();
    for (OptionSpec option : command.options()) {
      String name = option.longestName();
      OptionSpec standard = fresh.getCommandSpec().findOption(name);
      Object value = option.getValue();
      boolean kept = standard != null && !isSaidAnew(name) && !option.usageHelp();
      if (kept && value != null && !Objects.equals(value, standard.getValue())) {
        recorded.values.put(name.substring(2), texts(value));
      }
    }
    return recorded;
  }

  private static boolean isSaidAnew(String option) {
    return OF_ONE_RUN.contains(option) || connection().contains(option);
  }

  /** The names of options about the way to the server, the machine and the screen. */
  public static Set<String> connection() {
    return OfConnection.NAMES;
  }

  /** Looked for once in a process: they are asked for with each option of a command. */
  private static final class OfConnection {
    static final Set<String> NAMES =
        Stream.of(new ConnectionOptions(), new OutputOptions(), new RetentionOption())
            .flatMap(mixin -> CommandSpec.forAnnotatedObject(mixin).optionsMap().keySet().stream())
            .collect(Collectors.toUnmodifiableSet());
  }

  private static List<String> texts(Object value) {
    List<String> texts = new ArrayList<>();
    if (value.equals(true)) {
      return texts; // a switch: the word "true" may be a value of another option
    }
    if (value instanceof List<?> many) {
      many.forEach(one -> texts.addAll(texts(one)));
    } else if (value instanceof Path path) {
      texts.add(path.toAbsolutePath().normalize().toString());
    } else {
      texts.add(String.valueOf(value));
    }
    return texts;
  }

  /** By their names without dashes. */
  Map<String, List<String>> asPlanned() {
    return values;
  }

  /**
   * As they are typed, with what was typed now of the way to the server.
   *
   * @param now the command that is running
   */
  public static List<String> typed(Map<String, List<String>> planned, CommandSpec now) {
    List<String> words = new ArrayList<>();
    planned.forEach(
        (name, texts) -> {
          if (texts.isEmpty()) {
            words.add("--" + name);
          }
          texts.forEach(text -> words.add("--" + name + "=" + text));
        });
    Set<String> connection = connection();
    for (OptionSpec option : now.commandLine().getParseResult().matchedOptions()) {
      String name = option.longestName();
      if (connection.contains(name)) {
        List<String> texts = option.originalStringValues();
        texts.forEach(text -> words.add(option.type() == boolean.class ? name : name + "=" + text));
      }
    }
    return words;
  }
}
