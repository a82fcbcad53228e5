package dev.senselink.batch.cli;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.language.NearestWord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with the words that were typed, and which were probably meant. */
final class UsageErrorMessages {
  private static final Pattern SECRET_FILE =
      Pattern.compile("--(notify-.*|.*secret|.*password|.*passphrase)-file");

  private UsageErrorMessages() {}

  /** In one line. Of words nobody understands only the first is repeated. */
  static String of(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      return unmatched(unmatched.getUnmatched().get(0), e.getCommandLine().getCommandSpec());
    }
    if (e instanceof MissingParameterException missing && !missing.getMissing().isEmpty()) {
      return missing.getMissing().stream()
          .map(UsageErrorMessages::missing)
          .collect(Collectors.joining("; "));
    }
    if (e instanceof OverwrittenOptionException twice) {
      return words("usage.twice", name(twice.getOverwritten()));
    }
    ArgSpec arg = e.getArgSpec();
    String value = e.getValue();
    if (value == null) {
      return String.valueOf(e.getMessage());
    }
    return arg == null // of `help` and a command that is none
        ? unmatched(value, e.getCommandLine().getCommandSpec())
        : isSecret(arg)
            ? words("usage.value.secret", name(arg), kind(arg))
            : words("usage.value", name(arg), value, kind(arg));
  }

  /** Whether what is typed by mistake in place of the file may be what has to stand in it. */
  private static boolean isSecret(ArgSpec arg) {
    return SECRET_FILE.matcher(name(arg)).matches();
  }

  private static String unmatched(String word, CommandSpec command) {
    String at = command.qualifiedName(" ");
    if (word.startsWith("-")) {
      List<String> options =
          command.options().stream()
              .map(OptionSpec::longestName)
              .filter(name -> name.startsWith("--") && !name.equals("--version"))
              .toList();
      String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
      return NearestWord.of(name, options)
          .map(near -> words("usage.option", name, at, near))
          .orElseGet(() -> words("usage.option.unknown", name, at));
    }
    if (command.subcommands().isEmpty()) {
      return words("usage.tooMany", word, at);
    }
    List<String> commands = new ArrayList<>(command.subcommands().keySet());
    String all = DisplayLanguage.list(commands);
    return NearestWord.of(word, commands)
        .map(near -> words("usage.command", at, word, near, all))
        .orElseGet(() -> words("usage.command.unknown", at, word, all));
  }

  private static String missing(ArgSpec arg) {
    if (arg instanceof OptionSpec) {
      return words("usage.noValue", name(arg), arg.paramLabel());
    }
    return arg.description().length == 0
        ? words("usage.missing", name(arg))
        : words("usage.missing.described", name(arg), arg.description()[0]);
  }

  private static String name(ArgSpec arg) {
    return arg instanceof OptionSpec option
        ? option.longestName()
        : ((PositionalParamSpec) arg).paramLabel();
  }

  private static String kind(ArgSpec arg) {
    Class<?> type = arg.type();
    if (type.isEnum()) {
      List<String> all =
          Arrays.stream(type.getEnumConstants())
              .map(word -> String.valueOf(word).toLowerCase(Locale.ROOT).replace('_', '-'))
              .toList();
      return words(
          "usage.oneOf",
          String.join(", ", all.subList(0, all.size() - 1)),
          all.get(all.size() - 1));
    }
    if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
      return words("usage.whole");
    }
    if (type == boolean.class || type == Boolean.class) {
      return words("usage.oneOf", "true", "false");
    }
    if (type == Path.class) {
      return words("usage.path");
    }
    return type == double.class || type == Double.class ? words("usage.number") : arg.paramLabel();
  }
}
