package dev.senselink.batch.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** E20: whatever a server says is cut where it is kept, and shows that it was. */
class KeptTextTest {
  @Test
  void what_fits_stays_as_it_is() {
    assertThat(KeptText.of("", 5)).isEmpty();
    assertThat(KeptText.of("12345", 5)).isEqualTo("12345");
  }

  @Test
  void what_does_not_fit_is_cut_with_a_mark_within_the_limit() {
    assertThat(KeptText.of("123456", 5)).isEqualTo("1234…");
    assertThat(KeptText.of("x".repeat(12_000), 8_000)).hasSize(8_000).endsWith("x…");
  }

  @Test
  void no_letter_is_cut_in_half() {
    assertThat(KeptText.of("123𝄞56", 5)).isEqualTo("123…");
    assertThat(KeptText.of("12𝄞56", 5)).isEqualTo("12𝄞…");
  }
}
