package dev.senselink.batch.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --lang}, which every command takes. {@link Language} obeys it before all else. */
final class LanguageOption {
  @Option(names = "--lang", paramLabel = "en|zh")
  @Nullable String lang;
}
