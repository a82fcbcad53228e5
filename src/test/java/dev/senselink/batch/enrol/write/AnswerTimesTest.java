package dev.senselink.batch.enrol.write;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which times may be of one write. */
class AnswerTimesTest {
  private static final String ANSWERED = "2026-01-01 11:01:43";

  @ParameterizedTest
  @CsvSource({
    "2026-01-01 03:01:44, true", // the manual's own sample
    "2026-01-01 11:01:43, true",
    "2026-01-01 16:46:41, true", // Kathmandu
    "2026-01-01 11:01:46, false",
    "2026-01-01 11:01:40, false",
    "2026-01-01 10:55:00, false",
    "soon, true",
    "'', true"
  })
  void times_of_one_write_are_quarters_of_an_hour_apart(String listed, boolean may) {
    assertThat(AnswerTimes.mayBeOne(ANSWERED, listed)).isEqualTo(may);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-01 11:01:43, false",
    "2026-01-01 12:01:43, false", // in another zone
    "2026-01-01 16:46:43, false",
    "2026-01-01 11:01:44, true",
    "2026-01-01 12:01:45, true",
    "soon, true"
  })
  void a_time_that_is_listed_in_another_zone_is_the_same(String listed, boolean differ) {
    assertThat(AnswerTimes.differ(ANSWERED, listed)).isEqualTo(differ);
  }
}
