package dev.senselink.batch.cli.option;

import dev.senselink.batch.cli.settings.OptionOrigin;
import dev.senselink.batch.language.ShellWord;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options of a command as they were typed, to be typed again. */
final class TypedOptions {
  /** What is printed may be kept where keys must not be, or a program that hands out secrets. */
  private static final Map<String, String> HIDDEN =
      Map.of("--app-key", "KEY", "--secret-command", "COMMAND");

  private TypedOptions() {}

  /**
   * Those that are meant, as often as they were typed.
   *
   * @param meant is asked by the longest name
   */
  static List<String> of(CommandSpec command, Predicate<String> meant) {
    return command.commandLine().getParseResult().matchedOptions().stream()
        .filter(option -> meant.test(option.longestName()))
        .flatMap(option -> again(command, option))
        .toList();
  }

  private static Stream<String> again(CommandSpec command, OptionSpec option) {
    String name = option.longestName();
    if (option.type() == boolean.class) {
      return Stream.of(Boolean.FALSE.equals(option.getValue()) ? name + "=false" : name);
    }
    if (HIDDEN.containsKey(name)) {
      boolean known = isSet(command, name, String.valueOf((Object) option.getValue()));
      return known ? Stream.of() : Stream.of(name, value(name, ""));
    }
    return option.originalStringValues().stream()
        .flatMap(value -> Stream.of(name, ShellWord.quoted(value)));
  }

  /** Whether an option need not be typed: file or environment say the same, and it is hidden. */
  static boolean isSet(CommandSpec command, String name, String value) {
    return HIDDEN.containsKey(name) && value.equals(new OptionOrigin(command).setting(name));
  }

  /** The value of an option as it may be shown. */
  static String value(String name, String typed) {
    return HIDDEN.getOrDefault(name, typed);
  }
}
