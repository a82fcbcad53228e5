package dev.senselink.batch.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Where options come from when the command line is silent: the environment, then the configuration
 * file.
 */
final class Configuration implements IDefaultValueProvider {
  private final Map<String, String> environment;
  private final Map<String, String> file;
  private final Path folder;

  private Configuration(Map<String, String> environment, Map<String, String> file, Path folder) {
    this.environment = environment;
    this.file = file;
    this.folder = folder;
  }

  /** Makes every option of every command fall back to environment and file. */
  static void install(CommandLine line, String[] args, Map<String, String> environment) {
    Path named = named(args, environment);
    Path path = named != null ? named : Path.of("senselink.yml");
    Map<String, String> file = Map.of();
    if (named != null || Files.isRegularFile(path)) {
      file = read(path, optionNames(Commands.all()));
    }
    Path parent = path.toAbsolutePath().getParent();
    Configuration configuration =
        new Configuration(environment, file, parent == null ? Path.of("") : parent);
    each(line, command -> command.setDefaultValueProvider(configuration));
  }

  @Override
  public @Nullable String defaultValue(ArgSpec spec) {
    if (!(spec instanceof OptionSpec option)) {
      return null;
    }
    String name = option.longestName().replaceFirst("^--", "");
    String fromEnvironment = environment.get(variable(name));
    if (fromEnvironment != null) {
      return fromEnvironment;
    }
    String fromFile = file.get(name);
    if (fromFile != null && option.type() == Path.class) {
      return folder.resolve(fromFile).normalize().toString();
    }
    return fromFile;
  }

  private static String variable(String name) {
    return "SENSELINK_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private static @Nullable Path named(String[] args, Map<String, String> environment) {
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals("--config") && i + 1 < args.length) {
        return Path.of(args[i + 1]);
      }
      if (args[i].startsWith("--config=")) {
        return Path.of(args[i].substring("--config=".length()));
      }
    }
    String fromEnvironment = environment.get("SENSELINK_CONFIG");
    return fromEnvironment == null ? null : Path.of(fromEnvironment);
  }

  private static Map<String, String> read(Path path, Set<String> known) {
    Object content;
    try {
      content = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(path));
    } catch (IOException e) {
      throw new UsageException("the configuration file " + path + " cannot be read");
    } catch (YAMLException e) {
      throw new UsageException(
          "the configuration file " + path + " is not YAML: " + firstLine(e.getMessage()));
    }
    Map<String, String> values = new LinkedHashMap<>();
    if (content == null) {
      return values;
    }
    if (!(content instanceof Map<?, ?> map)) {
      throw new UsageException(path + " must hold lines like `server: https://10.0.0.5:8443`");
    }
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
    if (!known.contains(key)) {
      mistakes.add(
          path + ": " + key + " is not a setting; did you mean " + Nearest.of(key, known) + "?");
    } else if (value instanceof List<?> list) {
      values.put(key, String.join(",", list.stream().map(String::valueOf).toList()));
    } else if (value != null) {
      values.put(key, String.valueOf(value));
    }
  }

  private static Set<String> optionNames(CommandLine line) {
    Set<String> names = new TreeSet<>();
    each(
        line,
        command ->
            command
                .getCommandSpec()
                .options()
                .forEach(o -> names.add(o.longestName().replaceFirst("^--", ""))));
    names.removeAll(Set.of("help", "version", "config"));
    return names;
  }

  private static void each(CommandLine line, Consumer<CommandLine> action) {
    action.accept(line);
    line.getSubcommands().values().forEach(sub -> each(sub, action));
  }

  private static String firstLine(@Nullable String text) {
    return text == null ? "" : text.lines().findFirst().orElse("");
  }
}
