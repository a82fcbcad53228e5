package dev.senselink.batch.job;

import dev.senselink.batch.language.MessageCatalog;
import org.jspecify.annotations.Nullable;

/** What this package says to people. */
public final class JobMessages {
  private static final MessageCatalog SENTENCES = MessageCatalog.ofStage(JobMessages.class);

  private JobMessages() {}

  public static String words(String key, @Nullable Object... values) {
    return SENTENCES.of(key, values);
  }
}
