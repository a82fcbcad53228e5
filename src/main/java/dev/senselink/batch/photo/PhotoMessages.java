package dev.senselink.batch.photo;

import dev.senselink.batch.language.MessageCatalog;
import org.jspecify.annotations.Nullable;

/** What this package says to people. */
public final class PhotoMessages {
  private static final MessageCatalog SENTENCES = MessageCatalog.ofStage(PhotoMessages.class);

  private PhotoMessages() {}

  public static String words(String key, @Nullable Object... values) {
    return SENTENCES.of(key, values);
  }
}
