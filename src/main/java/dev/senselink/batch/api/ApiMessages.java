package dev.senselink.batch.api;

import dev.senselink.batch.language.MessageCatalog;
import org.jspecify.annotations.Nullable;

/** What this package says to people. */
public final class ApiMessages {
  private static final MessageCatalog SENTENCES = MessageCatalog.ofStage(ApiMessages.class);

  private ApiMessages() {}

  public static String words(String key, @Nullable Object... values) {
    return SENTENCES.of(key, values);
  }
}
