package dev.senselink.batch.cli;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.JobMistakes;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.settings.JobFileLines;
import dev.senselink.batch.cli.settings.TypedJobKeys;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.language.NearestWord;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a job of a job file and the words typed behind it, or tells all that is wrong with it. */
public final class JobDefinitionReader {
  private static final String JOB = "job";
  private static final String MOVE = "move";

  private final Path folder;
  private final JobMistakes mistakes;
  private final Map<String, JobFileLines.Line> lines = new LinkedHashMap<>();

  private JobDefinitionReader(Path file) {
    this.folder = file.toAbsolutePath().normalize().resolveSibling("");
    this.mistakes = new JobMistakes(file.toString());
  }

  /**
   * Reads a job.
   *
   * @param typed what stands behind the file on the command line
   * @throws UsageException with all that is wrong, a line each
   */
  public static JobDefinition read(Path file, List<String> typed, Map<String, String> environment) {
    JobDefinitionReader reader = new JobDefinitionReader(file);
    JobFileLines.read(file, environment, reader.mistakes)
        .forEach(l -> reader.lines.put(l.key(), l));
    JobKind kind = reader.kind(typed);
    if (kind == null) {
      reader.mistakes.throwIfAny();
    }
    return reader.job(typed, kind == null ? JobKind.ALL.get(0) : kind);
  }

  private @Nullable JobKind kind(List<String> typed) {
    for (JobFileLines.Line word : TypedJobKeys.read(typed, key -> false)) {
      if (word.key().equals(JOB)) {
        lines.put(JOB, word);
      }
    }
    JobFileLines.Line said = lines.get(JOB);
    String known = DisplayLanguage.list(JobKind.names());
    if (said == null || said.value().isEmpty()) {
      mistakes.add(said == null ? 1 : said.line(), words("job.missing", known));
      return null;
    }
    return JobKind.named(said.value())
        .orElseGet(
            () -> {
              mistakes.add(
                  said.line(),
                  NearestWord.of(said.value(), JobKind.names())
                      .map(near -> words("job.unknown", said.written(), near, known))
                      .orElseGet(() -> words("job.unknown.far", said.written(), known)));
              return null;
            });
  }

  private JobDefinition job(List<String> typed, JobKind kind) {
    JobCommandOptions options = new JobCommandOptions(kind);
    TypedJobKeys.read(typed, options::isSwitch).forEach(l -> lines.put(l.key(), l));
    Map<String, String> values = new LinkedHashMap<>();
    for (JobFileLines.Line line : lines.values()) {
      if (options.has(line.key())) {
        option(line, options, values);
      } else {
        other(line, kind, options);
      }
    }
    JobFileLines.Line argument = lines.get(String.valueOf(kind.argument()));
    boolean needed = kind.argument() != null && !values.containsKey(String.valueOf(kind.instead()));
    if (needed && (argument == null || argument.written().isBlank())) {
      mistakes.add(1, words("job.argument", kind.argument(), kind.name()));
    }
    if (isOn(lines.get("sandbox")) && isTyped("sandbox")) {
      values.keySet().removeIf(key -> isForOthers(key) && !isTyped(key));
    }
    mistakes.throwIfAny();
    if (argument != null && argument.value().isEmpty()) {
      mistakes.add(argument.line(), words("job.empty", kind.argument()));
      mistakes.throwIfAny();
    }
    return new JobDefinition(
        kind,
        argument == null ? "" : argument.value(),
        argument == null || argument.line() == 0 ? Path.of("").toAbsolutePath() : folder,
        isOn(lines.get(MOVE)),
        isPlanned(lines.values()),
        values);
  }

  private void option(
      JobFileLines.Line line, JobCommandOptions options, Map<String, String> values) {
    String key = line.key();
    if (line.value().isEmpty()) {
      return; // as in the configuration file: not given
    }
    if (options.isSwitch(key)) {
      truth(line);
      values.put(key, line.value());
      return;
    }
    String value = options.isPath(key) && line.line() > 0 ? besideFile(line) : line.value();
    options.fault(key, value).ifPresent(why -> mistakes.add(line.line(), shown(line, why)));
    values.put(key, value);
  }

  private String besideFile(JobFileLines.Line line) {
    try {
      return folder.resolve(line.value()).normalize().toString();
    } catch (InvalidPathException e) {
      mistakes.add(line.line(), words("job.noPath", line.key(), e.getReason()));
      return line.value();
    }
  }

  /** What came from the environment may be a secret by mistake, so the file's words are shown. */
  private static String shown(JobFileLines.Line line, String why) {
    String plain = why.replace(line.value(), line.written());
    return line.line() == 0 ? plain : plain.replaceFirst("^--", "");
  }

  private void other(JobFileLines.Line line, JobKind kind, JobCommandOptions options) {
    String key = line.key();
    boolean isArgument = JobKind.ALL.stream().anyMatch(k -> key.equals(k.argument()));
    if (key.equals(JOB) || key.equals(kind.argument())) {
      return;
    }
    if (key.equals(MOVE) && kind.hasRosters()) {
      truth(line);
    } else if (key.equals(MOVE) || isArgument) {
      mistakes.add(line.line(), words("job.notFor", name(line), kind.name()));
    } else if (key.equals("app-secret")) {
      mistakes.add(line.line(), words("job.secret", name(line)));
    } else {
      String dashes = line.line() == 0 ? "--" : "";
      mistakes.add(
          line.line(),
          NearestWord.of(key, known(kind, options))
              .map(near -> words("job.noKey", name(line), kind.name(), dashes + near))
              .orElseGet(() -> words("job.noKey.far", name(line), kind.name())));
    }
  }

  private boolean isTyped(String key) {
    JobFileLines.Line line = lines.get(key);
    return line != null && line.line() == 0;
  }

  /** What the file says for the real server, of which who only practises does not think. */
  private static boolean isForOthers(String key) {
    return key.startsWith("notify-") || key.equals("metrics-file");
  }

  private static List<String> known(JobKind kind, JobCommandOptions options) {
    List<String> known = new ArrayList<>(options.names());
    known.add(JOB);
    if (kind.argument() != null) {
      known.add(kind.argument());
    }
    if (kind.hasRosters()) {
      known.add(MOVE);
    }
    return known;
  }

  private static String name(JobFileLines.Line line) {
    return line.line() == 0 ? "--" + line.key() : line.key();
  }

  private void truth(JobFileLines.Line line) {
    if (!line.value().isEmpty() && !line.value().matches("true|false")) {
      mistakes.add(line.line(), words("job.truth", name(line)));
    }
  }

  /** Whether a plan is what the file asks for, not who started it. */
  static boolean isPlanned(Collection<JobFileLines.Line> lines) {
    return lines.stream().filter(l -> l.key().equals("plan")).allMatch(l -> l.line() > 0)
        && lines.stream().anyMatch(l -> l.key().equals("plan") && !l.value().isEmpty());
  }

  private static boolean isOn(JobFileLines.@Nullable Line line) {
    return line != null && line.value().equals("true");
  }
}
