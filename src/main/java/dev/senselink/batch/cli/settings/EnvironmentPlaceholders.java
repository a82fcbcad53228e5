package dev.senselink.batch.cli.settings;

import static dev.senselink.batch.cli.console.CliMessages.words;

import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code ${ENV}} and {@code ${ENV:-default}} in the values of a job file. */
final class EnvironmentPlaceholders {
  private static final Pattern PLACE =
      Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(:-([^}]*))?}");

  private final Map<String, String> environment;

  EnvironmentPlaceholders(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * The text with every place filled. A variable that is blank counts as unset, as a blank setting
   * counts as none.
   *
   * @param mistake is told what cannot be filled
   */
  String fill(String text, Consumer<String> mistake) {
    StringBuilder filled = new StringBuilder();
    int end = 0;
    Matcher place = PLACE.matcher(text);
    while (place.find()) {
      plain(text.substring(end, place.start()), filled, mistake);
      filled.append(value(place.group(1), place.group(3), mistake));
      end = place.end();
    }
    plain(text.substring(end), filled, mistake);
    return filled.toString();
  }

  private static void plain(String text, StringBuilder to, Consumer<String> mistake) {
    if (text.contains("${")) {
      mistake.accept(words("place.noName", "${", "}", "${NAME}", "${NAME:-default}"));
    }
    to.append(text);
  }

  private String value(String name, @Nullable String standard, Consumer<String> mistake) {
    String value = environment.getOrDefault(name, "");
    if (!value.isBlank()) {
      return value;
    }
    if (standard == null) {
      mistake.accept(words("place.unset", name, "${" + name + ":-default}"));
      return "";
    }
    return standard;
  }
}
