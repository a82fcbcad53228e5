package dev.senselink.batch.cli.console;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a command talks to the person or script that started it. */
public final class OutputOptions {
  @Option(names = "--json")
  public boolean json;

  @Option(names = "--no-progress")
  public boolean noProgress;

  @Option(names = "--log-level", paramLabel = "LEVEL", defaultValue = "warn")
  public String logLevel = "warn";

  @Option(names = "--log-file", paramLabel = "FILE")
  @Nullable
  public Path logFile;

  @Option(names = "--config", paramLabel = "FILE")
  @Nullable Path config;

  @Mixin LanguageOption language = new LanguageOption();

  /**
   * Each option by itself.
   *
   * @throws UsageException if a value cannot be
   */
  public void check() {
    if (language.lang != null) {
      LanguageChoice.of(language.lang);
    }
    LogConfiguration.level(logLevel);
  }
}
