package dev.senselink.batch.job.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which values of a stream may have occurred more than once. */
class DuplicateBloomFilterTest {
  private final DuplicateBloomFilter maybe = new DuplicateBloomFilter();

  @Test
  void every_value_that_occurred_twice_is_told() {
    for (int i = 0; i < 100_000; i++) {
      maybe.add("key", "E" + i);
      if (i % 10 == 0) {
        maybe.add("key", "E" + i);
      }
    }

    for (int i = 0; i < 100_000; i += 10) {
      assertThat(maybe.maybe("key", "E" + i)).isTrue();
    }
    assertThat(maybe.any()).isTrue();
  }

  @Test
  void hardly_any_other_value_is_told() {
    for (int i = 0; i < 200_000; i++) {
      maybe.add("key", "E" + i);
    }
    maybe.add("key", "E7");

    long told = 0;
    for (int i = 0; i < 200_000; i++) {
      told += maybe.maybe("key", "E" + i) ? 1 : 0;
    }
    assertThat(told).isBetween(1L, 20L);
  }

  @Test
  void the_same_text_of_another_kind_is_another_value() {
    maybe.add("jobNumber", "1001");
    maybe.add("icNumber", "1001");

    assertThat(maybe.any()).isFalse();
    assertThat(maybe.maybe("jobNumber", "1001")).isFalse();
  }
}
