package dev.senselink.batch.disk;

import dev.senselink.batch.language.MessageCatalog;
import org.jspecify.annotations.Nullable;

/** What this package says to people. */
final class DiskMessages {
  private static final MessageCatalog SENTENCES = MessageCatalog.ofStage(DiskMessages.class);

  private DiskMessages() {}

  static String words(String key, @Nullable Object... values) {
    return SENTENCES.of(key, values);
  }
}
