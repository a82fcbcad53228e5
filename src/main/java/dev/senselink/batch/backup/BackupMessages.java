package dev.senselink.batch.backup;

import dev.senselink.batch.language.MessageCatalog;
import org.jspecify.annotations.Nullable;

/** What this package says to people. */
public final class BackupMessages {
  private static final MessageCatalog SENTENCES = MessageCatalog.ofStage(BackupMessages.class);

  private BackupMessages() {}

  public static String words(String key, @Nullable Object... values) {
    return SENTENCES.of(key, values);
  }
}
