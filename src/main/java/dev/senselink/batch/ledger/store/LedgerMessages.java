package dev.senselink.batch.ledger.store;

import dev.senselink.batch.language.MessageCatalog;
import org.jspecify.annotations.Nullable;

/** What this package says to people. */
public final class LedgerMessages {
  private static final MessageCatalog SENTENCES = MessageCatalog.ofStage(LedgerMessages.class);

  private LedgerMessages() {}

  public static String words(String key, @Nullable Object... values) {
    return SENTENCES.of(key, values);
  }
}
