package dev.senselink.batch.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a moment that is typed means as a beginning and as an end. */
class TypedMomentTest {
  @ParameterizedTest(name = "{1} in {0}")
  @CsvSource({
    "UTC, 2026-03-29, 2026-03-29T00:00:00Z, 2026-03-29T23:59:59Z",
    "Asia/Shanghai, 2026-11-25 10:30, 2026-11-25T02:30:00Z, 2026-11-25T02:30:00Z",
    "Asia/Shanghai, 2026-11-25T10:30:05, 2026-11-25T02:30:05Z, 2026-11-25T02:30:05Z",
    "UTC, 2026-11-25T10:30:05+08:00, 2026-11-25T02:30:05Z, 2026-11-25T02:30:05Z",
    "UTC, 2026-11-25 10:30+0800, 2026-11-25T02:30:00Z, 2026-11-25T02:30:00Z",
    "UTC, 2026-11-25T10:30+08, 2026-11-25T02:30:00Z, 2026-11-25T02:30:00Z",
    "Asia/Shanghai, 2026-11-25T10:30Z, 2026-11-25T10:30:00Z, 2026-11-25T10:30:00Z",
    // A day of 23 hours, one of 25.
    "Europe/Berlin, 2026-03-29, 2026-03-28T23:00:00Z, 2026-03-29T21:59:59Z",
    "Europe/Berlin, 2026-10-25, 2026-10-24T22:00:00Z, 2026-10-25T22:59:59Z",
    // An hour that is left out, an hour that comes twice.
    "Europe/Berlin, 2026-03-29 02:30, 2026-03-29T01:00:00Z, 2026-03-29T00:59:59Z",
    "Europe/Berlin, 2026-10-25 02:30, 2026-10-25T00:30:00Z, 2026-10-25T01:30:00Z",
    // A day that begins at one o'clock.
    "America/Sao_Paulo, 2018-11-04, 2018-11-04T03:00:00Z, 2018-11-05T01:59:59Z",
  })
  void it_is_the_first_and_the_last_second_that_can_be_meant(
      ZoneId zone, String typed, Instant first, Instant last) {
    assertThat(TypedMoment.first(typed, zone, "--from")).isEqualTo(first);
    assertThat(TypedMoment.last(typed, zone, "--to")).isEqualTo(last);
  }
}
