package dev.senselink.batch.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When something may be changed at a site. 2026-06-01 is a Monday. */
class WorkWindowTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Mo-Fr 20:00-05:00 | 2026-06-01T19:59 | false",
        "Mo-Fr 20:00-05:00 | 2026-06-01T20:00 | true",
        "Mo-Fr 20:00-05:00 | 2026-06-02T04:59 | true",
        "Mo-Fr 20:00-05:00 | 2026-06-02T05:00 | false",
        "Mo-Fr 20:00-05:00 | 2026-06-01T04:00 | false", // belongs to Sunday
        "Mo-Fr 20:00-05:00 | 2026-06-06T04:00 | true", // belongs to Friday
        "Fr-Mo 8:00-9:00   | 2026-06-07T08:30 | true",
        "Fr-Mo 8:00-9:00   | 2026-06-02T08:30 | false",
        "22:00-24:00       | 2026-06-03T23:59 | true",
        "22:00-24:00       | 2026-06-03T00:00 | false",
        "Sa,Su 1:00-2:00; We 3:00-4:00 | 2026-06-03T03:30 | true",
        "Sa,Su 1:00-2:00; We 3:00-4:00 | 2026-06-07T01:30 | true",
        "Sa,Su 1:00-2:00; We 3:00-4:00 | 2026-06-07T03:30 | false",
      })
  void it_is_open_by_the_clock_on_the_sites_wall(String window, String wall, boolean open) {
    WorkWindow read = WorkWindow.of(window);

    assertThat(read.isOpen(LocalDateTime.parse(wall).atZone(BERLIN).toInstant(), BERLIN))
        .isEqualTo(open);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Mo-Fr 20:00-05:00 | 2026-06-01T19:00 | PT1H",
        "Mo-Fr 20:00-05:00 | 2026-06-01T21:00 | PT0S",
        "Mo-Fr 20:00-05:00 | 2026-06-06T05:00 | PT63H", // until Monday evening
        "2:00-3:00         | 2026-03-28T12:00 | PT37H", // that hour is left out in the night
        "Su 2:10-2:50      | 2026-03-29T03:20 | PT166H50M", // and nothing takes its place
        "Su 2:10-2:50      | 2026-03-22T03:00 | PT24H", // none within a week: looks again
        "Su 2:30-4:00      | 2026-03-29T01:00 | PT1H", // from 3:00 by the clock on the wall
        "We 3:00-4:00      | 2026-06-03T05:00 | PT166H",
      })
  void it_says_how_long_until_it_opens(String window, String wall, String wait) {
    WorkWindow read = WorkWindow.of(window);

    assertThat(read.untilOpen(LocalDateTime.parse(wall).atZone(BERLIN).toInstant(), BERLIN))
        .hasToString(wait);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Mo-Fr 20:00-05:00 | 2026-06-01T19:00 | PT0S",
        "Mo-Fr 20:00-05:00 | 2026-06-01T21:00 | PT8H",
        "1:00-2:00;2:00-3:00 | 2026-06-01T01:30 | PT1H30M",
        "0:00-12:00;12:00-24:00 | 2026-06-01T01:30 | PT190H30M", // as far as is looked
      })
  void it_says_how_long_until_it_closes(String window, String wall, String wait) {
    WorkWindow read = WorkWindow.of(window);

    assertThat(read.untilClose(LocalDateTime.parse(wall).atZone(BERLIN).toInstant(), BERLIN))
        .hasToString(wait);
  }

  @Test
  void without_one_everything_may_be_done_at_any_time() {
    assertThat(WorkWindow.of(" ").isLimited()).isFalse();
    assertThat(WorkWindow.ALWAYS.isOpen(Instant.EPOCH, BERLIN)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "20:00",
        "20:00-20:00",
        "25:00-26:00",
        "20:60-21:00",
        "24:00-05:00",
        "Mo-We-Fr 20:00-21:00",
        "Mo- 20:00-21:00",
        "Xx 20:00-21:00",
        "Mo 20:00-21:00;",
      })
  void what_is_no_window_is_told(String window) {
    assertThatThrownBy(() -> WorkWindow.of(window))
        .isInstanceOf(WorkWindow.NoWindowException.class)
        .hasMessageContaining(window)
        .hasMessageContaining("Mo-Fr 20:00-05:00");
  }
}
