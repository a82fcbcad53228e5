package dev.senselink.batch.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.report.ReportParts;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypedNumberTest {
  @ParameterizedTest
  @ValueSource(longs = {0, 7, 999, 1000, 1234, 12345, 999999, 1234567, 1234567890})
  void a_number_is_taken_as_digits_and_as_pages_show_it_in_either_language(long number) {
    assertThat(TypedNumber.is(" " + number + " ", number)).isTrue();
    for (Locale language : List.of(Locale.ENGLISH, Locale.CHINESE)) {
      String shown = new ReportParts(language, "").number(number);
      assertThat(TypedNumber.is(shown, number)).as(shown).isTrue();
      assertThat(TypedNumber.is(shown, number + 1)).as(shown).isFalse();
    }
  }

  @Test
  void a_chinese_keyboard_may_write_wide_digits() {
    assertThat(TypedNumber.of("１，２３４")).hasValue(1234);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "12,34",
        "1,2345",
        ",123",
        "1,234,",
        "0,123",
        "07",
        "-1",
        "+1",
        "1.234",
        "1 234",
        "1e3",
        "0x10",
        "9999999999999999",
        "1234,567",
        "七"
      })
  void nothing_else_is_a_number(String typed) {
    assertThat(TypedNumber.of(typed)).isEmpty();
  }
}
