package dev.senselink.batch.cli;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.settings.ConfigurationDefaults;
import dev.senselink.batch.cli.settings.JobFileLines;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says what went wrong: a line on standard error and, where a program reads standard output, a JSON
 * document there.
 */
final class ErrorOutput {
  private final PrintWriter out;
  private final PrintWriter err;
  private boolean json;
  private final List<String> args;

  ErrorOutput(PrintWriter out, PrintWriter err, boolean json, String[] args) {
    this.out = out;
    this.err = err;
    this.json = json;
    this.args = List.of(args);
  }

  /**
   * Whether {@code --json} is asked for, told before the arguments are understood.
   *
   * @return {@code null} where neither arguments, job file nor environment say
   */
  static @Nullable Boolean wantsJson(String[] args, Map<String, String> environment) {
    List<String> words = Arrays.asList(args);
    if (words.contains("--json") || words.contains("--json=true")) {
      return true;
    }
    if (words.contains("--json=false")) {
      return false;
    }
    String said = JobFileLines.peek(args, "json", environment);
    String known = said == null || said.isBlank() ? environment.get("SENSELINK_JSON") : said;
    return known == null || known.isBlank() ? null : known.equalsIgnoreCase("true");
  }

  /** From now on a program reads standard output too. */
  void alsoJson() {
    json = true;
  }

  /** Says it, and gives back the number of the exit code. */
  int say(ExitCode code, String words) {
    err.println("senselink: " + words);
    if (json) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("exitCode", code.number());
      document.put("error", words);
      out.println(JsonMapper.shared().writeValueAsString(document));
    }
    return code.number();
  }

  /** Adds a line for a person. */
  void hint(String line) {
    err.println(line);
  }

  /** Says what is wrong with the arguments, and where to read how they are meant. */
  int usage(ParameterException e, ConfigurationDefaults settings) {
    int code = say(ExitCode.USAGE, wrong(e, settings));
    err.println(words("complaint.see", e.getCommandLine().getCommandSpec().qualifiedName(" ")));
    return code;
  }

  /** What is wrong with the arguments, and where a value came from that was not typed. */
  String wrong(ParameterException e, ConfigurationDefaults settings) {
    if (args.stream()
        .anyMatch(arg -> arg.equals("--app-secret") || arg.startsWith("--app-secret="))) {
      // What stands behind it must not be repeated.
      return words("complaint.secret");
    }
    String wrong = UsageErrorMessages.of(e);
    if (e.getArgSpec() instanceof OptionSpec option
        && !(e instanceof MissingParameterException)
        && !typed(option)) {
      String origin = settings.origin(option);
      return origin.isEmpty() ? wrong : words("complaint.from", wrong, origin);
    }
    return wrong;
  }

  private boolean typed(OptionSpec option) {
    return Arrays.stream(option.names())
        .anyMatch(
            name -> args.stream().anyMatch(arg -> arg.equals(name) || arg.startsWith(name + "=")));
  }
}
