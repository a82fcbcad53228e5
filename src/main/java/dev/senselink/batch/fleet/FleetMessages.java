package dev.senselink.batch.fleet;

import dev.senselink.batch.language.MessageCatalog;
import org.jspecify.annotations.Nullable;

/** What this stage says to people. */
public final class FleetMessages {
  private static final MessageCatalog SENTENCES = MessageCatalog.ofStage(FleetMessages.class);

  private FleetMessages() {}

  public static String words(String key, @Nullable Object... values) {
    return SENTENCES.of(key, values);
  }
}
