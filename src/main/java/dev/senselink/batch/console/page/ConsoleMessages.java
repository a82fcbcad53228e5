package dev.senselink.batch.console.page;

import dev.senselink.batch.language.MessageCatalog;
import org.jspecify.annotations.Nullable;

/** What the console says to people. */
public final class ConsoleMessages {
  private static final MessageCatalog SENTENCES = MessageCatalog.ofStage(ConsoleMessages.class);

  private ConsoleMessages() {}

  public static String words(String key, @Nullable Object... values) {
    return SENTENCES.of(key, values);
  }

  /** Whether there is a sentence of that key. */
  public static boolean has(String key) {
    return SENTENCES.has(key);
  }
}
