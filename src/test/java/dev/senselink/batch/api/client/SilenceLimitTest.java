package dev.senselink.batch.api.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.api.PassingTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SilenceLimitTest {
  private static final Duration STEP = Duration.ofSeconds(5);

  private final PassingTime time = new PassingTime();
  private final SilenceLimit silence = new SilenceLimit(time);

  private String before(int left) {
    String words = silence.before(STEP, Duration.ofSeconds(left), "busy");
    if (!words.isEmpty()) {
      silence.isTold();
    }
    time.pass(STEP);
    return words;
  }

  @Test
  void somebody_who_waits_long_is_told_once_all_is_silent() {
    assertThat(before(30)).isEmpty();
    assertThat(before(25)).contains("busy", "25 seconds");
    assertThat(before(20)).as("once").isEmpty();
  }

  /** The others have ended, and one still waits. */
  @Test
  void a_silence_that_begins_in_a_wait_is_told_too() {
    assertThat(before(30)).isEmpty();
    assertThat(before(25)).isNotEmpty();
    silence.ends();

    assertThat(before(20)).isEmpty();
    assertThat(before(15)).contains("15 seconds");
  }

  @Test
  void who_waits_while_others_are_served_says_nothing() {
    for (int left = 30; left > 0; left -= 5) {
      silence.ends();
      assertThat(before(left)).isEmpty();
    }
  }
}
