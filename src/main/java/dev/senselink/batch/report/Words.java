package dev.senselink.batch.report;

import dev.senselink.batch.language.Sentences;
import org.jspecify.annotations.Nullable;

/** What this package says to people outside the page, which has {@link PageWords}. */
final class Words {
  private static final Sentences SENTENCES = Sentences.ofStage(Words.class);

  private Words() {}

  static String words(String key, @Nullable Object... values) {
    return SENTENCES.of(key, values);
  }
}
