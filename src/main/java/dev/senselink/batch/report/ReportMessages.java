package dev.senselink.batch.report;

import dev.senselink.batch.language.MessageCatalog;
import org.jspecify.annotations.Nullable;

/** What this package says to people outside the page, which has {@link PageTexts}. */
final class ReportMessages {
  private static final MessageCatalog SENTENCES = MessageCatalog.ofStage(ReportMessages.class);

  private ReportMessages() {}

  static String words(String key, @Nullable Object... values) {
    return SENTENCES.of(key, values);
  }
}
