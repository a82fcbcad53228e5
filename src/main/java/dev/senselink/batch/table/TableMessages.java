package dev.senselink.batch.table;

import dev.senselink.batch.language.MessageCatalog;
import org.jspecify.annotations.Nullable;

/** What this stage says to people. */
public final class TableMessages {
  private static final MessageCatalog SENTENCES = MessageCatalog.ofStage(TableMessages.class);

  private TableMessages() {}

  public static String words(String key, @Nullable Object... values) {
    return SENTENCES.of(key, values);
  }
}
