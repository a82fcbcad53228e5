package dev.senselink.batch.roster.cell;

import dev.senselink.batch.language.MessageCatalog;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What this package says to people. */
public final class RosterMessages {
  private static final MessageCatalog SENTENCES = MessageCatalog.ofStage(RosterMessages.class);

  private RosterMessages() {}

  public static String words(String key, @Nullable Object... values) {
    return SENTENCES.of(key, values);
  }

  /** The texts of a key in all languages. */
  public static Set<String> inAllLanguages(String key) {
    return SENTENCES.inAllLanguages(key);
  }
}
