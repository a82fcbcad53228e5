package dev.senselink.batch.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is evidence against a kind of request that never succeeds, and what is an outage's. */
class FailureCountsTest {
  private static final int MOST = 12;

  private final FailureCounts counts = new FailureCounts(MOST);

  private long now;

  private SeenExchange exchange(CallKind kind, byte... photo) {
    WorldRequest request =
        new WorldRequest("POST", "/", Map.of(), photo.length == 0 ? null : photo);
    SeenExchange one = new SeenExchange(1, 0, kind, 1, 1, request, now, false);
    one.endedAt = now;
    return one;
  }

  private boolean fails(CallKind kind) {
    return counts.isTooMany(exchange(kind));
  }

  private void answered() {
    counts.answered(exchange(CallKind.GET_PERSON));
  }

  @Test
  void a_probe_that_fails_hides_nothing_that_others_were_answered_after() {
    for (int n = 0; n < MOST; n++) {
      assertThat(fails(CallKind.CREATE_USER)).isFalse();
      answered();
      counts.probeFailed();
      answered();
    }

    assertThat(fails(CallKind.CREATE_USER)).isTrue();
    assertThat(fails(CallKind.CREATE_USER)).as("told once").isFalse();
  }

  @Test
  void what_fails_in_an_outage_is_no_evidence() {
    for (int n = 0; n < MOST; n++) {
      fails(CallKind.CREATE_USER);
    }
    counts.probeFailed();
    for (int n = 0; n <= MOST; n++) {
      assertThat(fails(CallKind.CREATE_USER)).isFalse();
    }
    answered();

    assertThat(fails(CallKind.CREATE_USER)).isFalse();
  }

  /** It has worked, and fails as often as it may. */
  private void worksAndFails() {
    counts.answered(exchange(CallKind.CREATE_USER));
    for (int n = 0; n < MOST; n++) {
      assertThat(fails(CallKind.CREATE_USER)).isFalse();
      answered();
    }
  }

  @Test
  void a_kind_that_has_worked_begins_anew_after_an_outage() {
    worksAndFails();
    counts.probeFailed();
    answered();
    now = LifeRunner.OUTAGE_WAIT.toNanos() + 1;
    assertThat(fails(CallKind.CREATE_USER)).isFalse();
    answered();

    assertThat(fails(CallKind.CREATE_USER)).isFalse();
  }

  @Test
  void a_kind_that_has_worked_is_given_as_long_as_an_outage() {
    worksAndFails();
    now = LifeRunner.OUTAGE_WAIT.toNanos();
    assertThat(fails(CallKind.CREATE_USER)).isFalse();
    answered();
    now++;
    assertThat(fails(CallKind.CREATE_USER)).as("none had failed as late").isFalse();
    answered();

    assertThat(fails(CallKind.CREATE_USER)).isTrue();
  }

  @Test
  void from_the_tenth_on_those_that_fail_together_are_one() {
    for (int n = 0; n < 10 * MOST; n++) {
      assertThat(fails(CallKind.CREATE_USER)).isFalse();
    }
    answered();
    for (int n = 0; n < MOST; n++) {
      assertThat(fails(CallKind.CREATE_USER)).isFalse();
    }
    answered();

    assertThat(fails(CallKind.CREATE_USER)).isTrue();
  }

  @Test
  void with_a_photo_and_without_are_two_kinds() {
    for (int n = 0; n < MOST; n++) {
      fails(CallKind.CREATE_USER);
      answered();
    }

    assertThat(counts.isTooMany(exchange(CallKind.CREATE_USER, (byte) 1))).isFalse();
    assertThat(fails(CallKind.CREATE_USER)).isTrue();
  }
}
