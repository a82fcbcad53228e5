package dev.senselink.batch.cli;

import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** YAML with every value as it is written: YAML itself would read the key 0012 as the number 10. */
final class YamlTexts {
  private YamlTexts() {}

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
    return e instanceof MarkedYAMLException marked && marked.getProblemMark() != null
        ? String.valueOf(marked.getProblem())
        : String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
