package dev.senselink.batch.check;

import dev.senselink.batch.language.MessageCatalog;
import org.jspecify.annotations.Nullable;

/** What this package says to people. */
final class CheckMessages {
  private static final MessageCatalog SENTENCES = MessageCatalog.ofStage(CheckMessages.class);

  private CheckMessages() {}

  static String words(String key, @Nullable Object... values) {
    return SENTENCES.of(key, values);
  }
}
