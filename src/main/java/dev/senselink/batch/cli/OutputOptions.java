package dev.senselink.batch.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command talks to the person or script that started it. */
final class OutputOptions {
  @Option(names = "--json", description = "One JSON document on standard output.")
  boolean json;

  @Option(names = "--no-progress", description = "No progress lines.")
  boolean noProgress;

  @Option(
      names = "--log-level",
      paramLabel = "LEVEL",
      defaultValue = "warn",
      description = "error, warn, info, debug or trace (default ${DEFAULT-VALUE}).")
  String logLevel = "warn";

  @Option(names = "--log-file", paramLabel = "FILE", description = "Write the log there (0600).")
  @Nullable Path logFile;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "A file of options; default ./senselink.yml if there is one.")
  @Nullable Path config;

  @Option(
      names = "--lang",
      paramLabel = "en|zh",
      description = "The language of messages and reports.")
  @Nullable String lang;

  /**
   * Each option by itself.
   *
   * @throws UsageException if a value cannot be
   */
  void check() {
    Language.of(lang);
    Logs.level(logLevel);
  }
}
