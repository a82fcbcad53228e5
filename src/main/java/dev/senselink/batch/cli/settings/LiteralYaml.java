package dev.senselink.batch.cli.settings;

import static dev.senselink.batch.cli.console.CliMessages.words;

import java.util.LinkedHashMap;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** YAML with every value as it is written: YAML itself would read the key 0012 as the number 10. */
final class LiteralYaml {
  private static final String TWICE = "found duplicate key ";

  /** Pieces of the library's own words, which are for programmers, and what we say instead. */
  private static final Map<String, String> KNOWN = new LinkedHashMap<>();

  static {
    KNOWN.put("(TAB)", "tab");
    KNOWN.put("mapping values are not allowed", "colon");
    KNOWN.put("found unexpected end of stream", "quote");
    KNOWN.put("cannot start any token", "sign");
    KNOWN.put("alphabetic or numeric", "sign");
  }

  private LiteralYaml() {}

  static Yaml reader() {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    DumperOptions unused = new DumperOptions();
    return new Yaml(
        new SafeConstructor(options),
        new Representer(unused),
        unused,
        options,
        new Resolver() {
          @Override
          protected void addImplicitResolvers() {
            // none: all is text
          }
        });
  }

  /** The line a complaint is about, counted from 1; 0 if it does not say. */
  static int line(YAMLException e) {
    return e instanceof MarkedYAMLException marked && marked.getProblemMark() != null
        ? marked.getProblemMark().getLine() + 1
        : 0;
  }

  /** What is wrong, without the line itself, which may hold what must not be shown. */
  static String problem(YAMLException e) {
    String said =
        e instanceof MarkedYAMLException marked ? String.valueOf(marked.getProblem()) : "";
    if (said.startsWith(TWICE)) {
      return words("yaml.twice", said.substring(TWICE.length()));
    }
    return KNOWN.entrySet().stream()
        .filter(known -> said.contains(known.getKey()))
        .findFirst()
        .map(known -> words("yaml.seen." + known.getValue()))
        .orElseGet(() -> words("yaml.other"));
  }
}
