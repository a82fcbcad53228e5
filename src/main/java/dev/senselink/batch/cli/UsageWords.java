package dev.senselink.batch.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with the words that were typed, and which were probably meant. */
final class UsageWords {
  private UsageWords() {}

  /** In one line. Of words nobody understands only the first is repeated. */
  static String of(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      return unmatched(unmatched.getUnmatched().get(0), e.getCommandLine().getCommandSpec());
    }
    if (e instanceof MissingParameterException missing && !missing.getMissing().isEmpty()) {
      return missing.getMissing().stream()
          .map(UsageWords::missing)
          .collect(Collectors.joining("; "));
    }
    ArgSpec arg = e.getArgSpec();
    String value = e.getValue();
    return arg == null || value == null
        ? String.valueOf(e.getMessage())
        : name(arg) + " " + value + ": it must be " + kind(arg);
  }

  private static String unmatched(String word, CommandSpec command) {
    String at = command.qualifiedName(" ");
    if (word.startsWith("-")) {
      List<String> options =
          command.options().stream()
              .map(OptionSpec::longestName)
              .filter(name -> !name.equals("--version"))
              .toList();
      String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
      return name + " is no option of " + at + "; did you mean " + Nearest.of(name, options) + "?";
    }
    if (command.subcommands().isEmpty()) {
      return "'" + word + "' is one word too many for " + at;
    }
    List<String> commands = new ArrayList<>(command.subcommands().keySet());
    return at
        + " has no command '"
        + word
        + "'; did you mean "
        + Nearest.of(word, commands)
        + "? There are: "
        + String.join(", ", commands);
  }

  private static String missing(ArgSpec arg) {
    return arg instanceof OptionSpec
        ? name(arg) + " needs a value: " + arg.paramLabel()
        : name(arg) + " is missing" + described(arg);
  }

  private static String described(ArgSpec arg) {
    return arg.description().length == 0 ? "" : ": " + arg.description()[0];
  }

  private static String name(ArgSpec arg) {
    return arg instanceof OptionSpec option
        ? option.longestName()
        : ((PositionalParamSpec) arg).paramLabel();
  }

  private static String kind(ArgSpec arg) {
    Class<?> type = arg.type();
    if (type.isEnum()) {
      List<String> words =
          Arrays.stream(type.getEnumConstants())
              .map(word -> String.valueOf(word).toLowerCase(Locale.ROOT).replace('_', '-'))
              .toList();
      return String.join(", ", words.subList(0, words.size() - 1))
          + " or "
          + words.get(words.size() - 1);
    }
    if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
      return "a whole number";
    }
    return type == double.class || type == Double.class ? "a number" : arg.paramLabel();
  }
}
