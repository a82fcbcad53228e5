package dev.senselink.batch.cli.console;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --lang}, which every command takes. {@link LanguageChoice} obeys it before all else. */
public final class LanguageOption {
  @Option(names = "--lang", paramLabel = "en|zh")
  @Nullable
  public String lang;
}
