package dev.senselink.batch.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MessageCatalogTest {
  private final Locale before = Locale.getDefault(Locale.Category.DISPLAY);
  private final MessageCatalog sentences = MessageCatalog.ofStage(MessageCatalogTest.class);

  @AfterEach
  void speakAsBefore() {
    DisplayLanguage.speak(before);
  }

  @Test
  void a_plain_number_is_not_grouped() {
    assertThat(sentences.of("line", 12345)).isEqualTo("line 12345 of 'A'");
  }

  @Test
  void a_count_is_grouped_and_has_its_plural() {
    assertThat(sentences.of("rows", 1)).isEqualTo("one row");
    assertThat(sentences.of("rows", 12345)).isEqualTo("12,345 rows");
  }

  @Test
  void values_are_put_in_as_they_are() {
    assertThat(sentences.of("line", "{0} o'clock")).isEqualTo("line {0} o'clock of 'A'");
  }

  @Test
  void the_language_is_asked_for_each_time() {
    DisplayLanguage.speak(Locale.SIMPLIFIED_CHINESE);
    assertThat(sentences.of("line", 12345)).isEqualTo("“A”的第 12345 行");
    DisplayLanguage.speak(Locale.GERMANY);
    assertThat(sentences.of("line", 12345)).isEqualTo("line 12345 of 'A'");
  }

  @Test
  void names_are_listed_as_the_language_does() {
    assertThat(DisplayLanguage.list(List.of("A", 7))).isEqualTo("A, 7");
    DisplayLanguage.speak(Locale.CHINESE);
    assertThat(DisplayLanguage.list(List.of("A", 7))).isEqualTo("A、7");
  }

  @Test
  void a_forgotten_sentence_is_a_defect() {
    assertThatThrownBy(() -> sentences.of("nowhere")).isInstanceOf(MissingResourceException.class);
  }
}
