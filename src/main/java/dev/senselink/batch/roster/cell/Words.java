package dev.senselink.batch.roster.cell;

import dev.senselink.batch.language.Sentences;
import org.jspecify.annotations.Nullable;

/** What this package says to people. */
public final class Words {
  private static final Sentences SENTENCES = Sentences.ofStage(Words.class);

  private Words() {}

  public static String words(String key, @Nullable Object... values) {
    return SENTENCES.of(key, values);
  }
}
