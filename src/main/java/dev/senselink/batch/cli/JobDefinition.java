package dev.senselink.batch.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a job file and the words typed behind it come to.
 *
 * @param argument the roster (maybe a pattern), the conflicts or the folder; {@code ""} for none
 * @param base the folder to which the argument is relative
 * @param move whether a roster is moved after its run
 * @param planned whether a plan is what the file itself asks for
 * @param options long names without dashes, and values as a command line takes them
 */
public record JobDefinition(
    JobKind kind,
    String argument,
    Path base,
    boolean move,
    boolean planned,
    Map<String, String> options) {
  public JobDefinition {
    options = new LinkedHashMap<>(options);
  }

  /** The command line of one run, with one more option where it is not said already. */
  String[] commandLine(@Nullable Path argument) {
    List<String> words = new ArrayList<>(kind.words());
    if (argument != null) {
      words.add(argument.toString());
    }
    options.forEach((name, value) -> words.add("--" + name + "=" + value));
    return words.toArray(String[]::new);
  }

  /** The same job with one more option. */
  JobDefinition with(String option, String value) {
    Map<String, String> more = new LinkedHashMap<>(options);
    more.put(option, value);
    return new JobDefinition(kind, argument, base, move, planned, more);
  }
}
