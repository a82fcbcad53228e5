package dev.senselink.batch.cli.settings;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.FileErrorMessages;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.disk.TrustedFile;
import dev.senselink.batch.language.NearestWord;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.YAMLException;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Where options come from when the command line is silent: the environment, then the configuration
 * file.
 */
public final class ConfigurationDefaults implements IDefaultValueProvider {
  /** Said on the command line or, where a file is named, in the environment; not in the file. */
  private static final Set<String> NO_SETTINGS =
      Set.of("help", "help-all", "version", "-v", "config");

  private final Map<String, String> environment;
  private final Map<String, String> file;
  private final Path path;
  private final boolean named;
  private final boolean found;
  private final boolean here;
  private final List<String> skipped;

  private ConfigurationDefaults(
      Map<String, String> environment,
      Map<String, String> file,
      Path path,
      boolean named,
      ConfigurationPlaces.Found found) {
    this.environment = environment;
    this.file = file;
    this.path = path.toAbsolutePath();
    this.named = named;
    this.found = found.file() != null;
    this.here = found.here();
    this.skipped = found.skipped();
  }

  /**
   * Reads the file, if there is one. One that is only found, not named, counts if nobody else can
   * have written it.
   *
   * @param known gives the names of all options, without dashes
   * @param says is told which language the file asks for, and where, before all else is judged
   * @throws UsageException if it is wrong, or found and not to be trusted
   */
  public static ConfigurationDefaults read(
      String[] args,
      Map<String, String> environment,
      Supplier<Set<String>> known,
      BiConsumer<String, String> says) {
    Path named = named(args, environment);
    ConfigurationPlaces.Found found =
        named != null
            ? new ConfigurationPlaces.Found(named, false, List.of())
            : new ConfigurationPlaces(Path.of(""), environment, SystemConfiguration.FILE).find();
    Path path = found.file();
    return new ConfigurationDefaults(
        environment,
        path == null ? Map.of() : read(path, known, says),
        path == null ? Path.of(ConfigurationPlaces.NAME) : path,
        named != null,
        found);
  }

  /**
   * Says which file is obeyed though nobody has named it, or that others could write the one that
   * was named; and which were passed over because this user may not read them.
   */
  public void tell(Consumer<String> told) {
    skipped.forEach(told);
    if (file.isEmpty()) {
      return;
    }
    if (!named) {
      told.accept(words("config.found", path));
    } else {
      FileErrorMessages.changeable(path)
          .ifPresent(why -> told.accept(words("config.changeable", path, why)));
    }
  }

  /** Makes every option of every command fall back to environment and file. */
  public void install(CommandLine line) {
    each(line, command -> command.setDefaultValueProvider(this));
  }

  @Override
  public @Nullable String defaultValue(ArgSpec spec) {
    if (!(spec instanceof OptionSpec option)) {
      return null;
    }
    String name = nameOf(option);
    if (NO_SETTINGS.contains(name)) {
      return null;
    }
    String fromEnvironment = environment.getOrDefault(variable(name), "");
    if (!fromEnvironment.isBlank()) {
      return fromEnvironment;
    }
    String fromFile = file.get(name);
    return fromFile != null && option.type() == Path.class ? besideFile(fromFile) : fromFile;
  }

  private String besideFile(String value) {
    try {
      return path.resolveSibling(value).normalize().toString();
    } catch (InvalidPathException e) {
      return value; // whoever reads it as a path says so
    }
  }

  /** The file that is obeyed; empty where there is none or nothing stands in it. */
  public Optional<Path> file() {
    return file.isEmpty() ? Optional.empty() : Optional.of(path);
  }

  /** Which other file counts, whatever stands in this one; empty if this one does or would. */
  Optional<Path> before(Path other) {
    boolean same = path.normalize().equals(other.toAbsolutePath().normalize());
    return same || !named && !found ? Optional.empty() : Optional.of(path);
  }

  /** The environment it was made with. */
  public Map<String, String> environment() {
    return environment;
  }

  /** Where the value of an option that was not typed came from, {@code ""} if from nowhere. */
  public String origin(OptionSpec option) {
    String name = nameOf(option);
    if (isVariable(option)) {
      return words("origin.variable", variable(name));
    }
    return file.containsKey(name) ? words("origin.file", path.getFileName(), name) : "";
  }

  /**
   * Whether its value stands in a file that nobody has named and that lies in the current folder,
   * where anybody's files are brought.
   */
  boolean isFound(OptionSpec option) {
    return here && file.containsKey(nameOf(option)) && !isVariable(option);
  }

  /** Whether its value stands in the environment. */
  boolean isVariable(OptionSpec option) {
    return !environment.getOrDefault(variable(nameOf(option)), "").isBlank();
  }

  /** Where an option is set for all commands; empty if nowhere, or if it is only turned off. */
  public Optional<String> placeOf(String name) {
    String variable = variable(name);
    String said = environment.getOrDefault(variable, "");
    if (!said.isBlank()) {
      return Optional.of(variable).filter(any -> !"false".equalsIgnoreCase(said.strip()));
    }
    return Optional.ofNullable(file.get(name))
        .filter(value -> !"false".equalsIgnoreCase(value))
        .map(value -> words("origin.file", path.getFileName(), name));
  }

  /** What environment or file say of an option, as it stands there; {@code ""} for nothing. */
  String setting(String name) {
    String said = environment.getOrDefault(variable(name), "");
    return said.isBlank() ? file.getOrDefault(name, "") : said;
  }

  /** Whether the file turns a switch on. */
  public boolean isOn(String name) {
    return "true".equalsIgnoreCase(file.get(name));
  }

  /** Which files and variables are in use, by their names and never by their values. */
  public String sources() {
    List<String> found = new ArrayList<>();
    if (!file.isEmpty()) {
      found.add(path + " (" + String.join(", ", file.keySet()) + ")");
    }
    List<String> variables =
        environment.keySet().stream()
            .filter(name -> name.startsWith("SENSELINK_"))
            .sorted()
            .toList();
    if (!variables.isEmpty()) {
      found.add(words("origin.variables", String.join(", ", variables)));
    }
    return found.isEmpty() ? "" : String.join("; ", found);
  }

  private static String nameOf(OptionSpec option) {
    return option.longestName().replaceFirst("^--", "");
  }

  private static String variable(String name) {
    return "SENSELINK_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private static @Nullable Path named(String[] args, Map<String, String> environment) {
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals("--config") && i + 1 < args.length) {
        return path(args[i + 1]);
      }
      if (args[i].startsWith("--config=")) {
        return path(args[i].substring("--config=".length()));
      }
    }
    String fromEnvironment = environment.getOrDefault("SENSELINK_CONFIG", "");
    return fromEnvironment.isBlank() ? null : path(fromEnvironment);
  }

  private static Path path(String named) {
    try {
      return Path.of(named);
    } catch (InvalidPathException e) {
      throw new UsageException(words("job.noPath", "--config", e.getReason()));
    }
  }

  private static Map<String, String> read(
      Path path, Supplier<Set<String>> names, BiConsumer<String, String> says) {
    Object content;
    try {
      content = LiteralYaml.reader().load(TrustedFile.text(path, TrustedFile.SETTINGS));
    } catch (IOException e) {
      throw new UsageException(words("config.unreadable", path, FileErrorMessages.words(path, e)));
    } catch (YAMLException e) {
      throw new UsageException(words("config.noYaml", path, problem(e)));
    }
    Map<String, String> values = new LinkedHashMap<>();
    if (content == null || content.equals("")) {
      return values;
    }
    if (!(content instanceof Map<?, ?> map)) {
      throw new UsageException(words("config.noLines", path));
    }
    if (map.get("lang") instanceof String language && !language.isBlank()) {
      says.accept(language, words("origin.file", path.getFileName(), "lang"));
    }
    Set<String> known = names.get();
    List<String> mistakes = new ArrayList<>();
    map.forEach((key, value) -> take(path, known, String.valueOf(key), value, values, mistakes));
    if (!mistakes.isEmpty()) {
      throw new UsageException(String.join("\n", mistakes));
    }
    return values;
  }

  private static void take(
      Path path,
      Set<String> known,
      String key,
      @Nullable Object value,
      Map<String, String> values,
      List<String> mistakes) {
    if (key.equals("app-secret")) {
      mistakes.add(words("config.secret", path));
    } else if (!known.contains(key)) {
      mistakes.add(
          NearestWord.of(key, known)
              .map(near -> words("config.unknown", path, key, near))
              .orElseGet(() -> words("config.unknown.far", path, key)));
    } else if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      values.put(key, String.join(",", list.stream().map(String::valueOf).toList()));
    } else if (!(value instanceof String text)) {
      mistakes.add(words("config.oneValue", path, key));
    } else if (!text.isBlank()) {
      values.put(key, text);
    }
  }

  public static Set<String> optionNames(CommandLine line) {
    Set<String> names = new TreeSet<>();
    each(
        line,
        command ->
            command
                .getCommandSpec()
                .options()
                .forEach(o -> names.add(o.longestName().replaceFirst("^--", ""))));
    names.removeAll(NO_SETTINGS);
    return names;
  }

  private static void each(CommandLine line, Consumer<CommandLine> action) {
    action.accept(line);
    line.getSubcommands().values().forEach(sub -> each(sub, action));
  }

  private static String problem(YAMLException e) {
    int line = LiteralYaml.line(e);
    String problem = LiteralYaml.problem(e);
    return line == 0 ? problem : words("config.line", line, problem);
  }
}
