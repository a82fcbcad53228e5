package dev.senselink.batch.cli.option;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.job.PlanSettings;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** A plan in the place of what the command does. */
public final class PlanOptions {
  @Option(names = "--plan", paramLabel = "FILE")
  @Nullable Path file;

  @Option(names = "--plan-age", paramLabel = "DURATION")
  @Nullable String age;

  /** Whether there is to be one. */
  public boolean isAsked() {
    return file != null;
  }

  /**
   * The options by themselves.
   *
   * @throws UsageException if a value cannot be
   */
  public void check() {
    age(age);
    if (age != null && file == null) {
      throw new UsageException(words("option.planAge.needed"));
    }
  }

  /**
   * How old a plan may be.
   *
   * @return {@code null} where nothing is said
   * @throws UsageException if it is no duration
   */
  public static @Nullable Duration age(@Nullable String typed) {
    return typed == null
        ? null
        : TypedDuration.read(typed)
            .orElseThrow(() -> new UsageException(words("option.planAge", typed)));
  }

  /** Null where there is to be none. */
  public @Nullable PlanSettings settings(CommandSpec command) {
    Duration said = age(age);
    return file == null
        ? null
        : new PlanSettings(
            file,
            said == null ? PlanSettings.STANDARD_AGE : said,
            RecordedOptions.of(command).asPlanned());
  }
}
