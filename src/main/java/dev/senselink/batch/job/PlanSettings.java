package dev.senselink.batch.job;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A plan that is to be written of what an import would change.
 *
 * @param file where it is to be
 * @param age how long it may be carried out
 * @param options what of the command's options was said, by their long names without dashes
 */
public record PlanSettings(Path file, Duration age, Map<String, List<String>> options) {
  /** Longer ago nobody remembers what a plan was about. */
  public static final Duration STANDARD_AGE = Duration.ofDays(7);

  public PlanSettings {
    options = new LinkedHashMap<>(options);
  }

  @Override
  public Map<String, List<String>> options() {
    return new LinkedHashMap<>(options);
  }
}
