package dev.senselink.batch.enrol.row;

import dev.senselink.batch.language.MessageCatalog;
import org.jspecify.annotations.Nullable;

/** What this package says to people. */
public final class EnrolmentMessages {
  private static final MessageCatalog SENTENCES = MessageCatalog.ofStage(EnrolmentMessages.class);

  private EnrolmentMessages() {}

  public static String words(String key, @Nullable Object... values) {
    return SENTENCES.of(key, values);
  }
}
