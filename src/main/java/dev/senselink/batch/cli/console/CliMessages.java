package dev.senselink.batch.cli.console;

import dev.senselink.batch.language.MessageCatalog;
import org.jspecify.annotations.Nullable;

/** What this package says to people. */
public final class CliMessages {
  private static final MessageCatalog SENTENCES = MessageCatalog.ofStage(CliMessages.class);

  private CliMessages() {}

  public static String words(String key, @Nullable Object... values) {
    return SENTENCES.of(key, values);
  }
}
