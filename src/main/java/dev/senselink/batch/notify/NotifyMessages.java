package dev.senselink.batch.notify;

import dev.senselink.batch.language.MessageCatalog;
import org.jspecify.annotations.Nullable;

/** What this package says to people. */
public final class NotifyMessages {
  private static final MessageCatalog SENTENCES = MessageCatalog.ofStage(NotifyMessages.class);

  private NotifyMessages() {}

  public static String words(String key, @Nullable Object... values) {
    return SENTENCES.of(key, values);
  }
}
