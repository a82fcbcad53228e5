package dev.senselink.batch.directory;

import dev.senselink.batch.language.MessageCatalog;
import org.jspecify.annotations.Nullable;

/** What this package says to people. */
public final class DirectoryMessages {
  private static final MessageCatalog SENTENCES = MessageCatalog.ofStage(DirectoryMessages.class);

  private DirectoryMessages() {}

  public static String words(String key, @Nullable Object... values) {
    return SENTENCES.of(key, values);
  }
}
