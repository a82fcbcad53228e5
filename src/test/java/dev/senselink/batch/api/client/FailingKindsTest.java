package dev.senselink.batch.api.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.api.Operation;
import dev.senselink.batch.api.PassingTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What counts against a kind of call, and what does not (E15). */
class FailingKindsTest {
  private static final FailingKinds.Kind CREATES =
      new FailingKinds.Kind(Operation.CREATE_USER, true);

  private final PassingTime time = new PassingTime();
  private final FailingKinds kinds = new FailingKinds(time, Duration.ofSeconds(300));

  private FailingKinds.Verdict failed() {
    return kinds.failed(CREATES, "why", OutageGate.Moment.now(time));
  }

  @Test
  void many_that_fail_together_because_the_server_is_gone_are_no_kind_that_never_works() {
    for (int i = 0; i < 64; i++) {
      assertThat(failed().giveUp()).isFalse();
    }
    kinds.wasOutage();
    kinds.answered();

    assertThat(failed().giveUp()).isFalse();
  }

  @Test
  void the_tenth_asks_for_a_probe_and_the_twentieth_with_answers_between_is_the_last() {
    for (int i = 1; i <= 20; i++) {
      kinds.answered();
      FailingKinds.Verdict verdict = failed();
      assertThat(verdict.suspicious()).as("%d", i).isEqualTo(i == 10);
      assertThat(verdict.giveUp()).as("%d", i).isEqualTo(i == 20);
    }
  }

  /** E15: the last rows of a list are all there is, and nothing but probes is answered. */
  @Test
  void one_that_is_all_there_is_left_is_probed_at_every_other_failure_and_given_up_as_soon() {
    int tries = 0;
    boolean givenUp = false;
    while (!givenUp && tries < 64) {
      FailingKinds.Verdict verdict = failed();
      tries++;
      givenUp = verdict.giveUp();
      assertThat(verdict.suspicious()).as("%d", tries).isEqualTo(tries >= 10 && tries % 2 == 0);
      if (verdict.suspicious()) {
        givenUp |= kinds.answered().giveUp();
      }
    }

    assertThat(tries).isEqualTo(20);
  }

  @Test
  void an_outage_excuses_only_the_failures_in_it() {
    for (int i = 1; i <= 15; i++) {
      failed();
      kinds.answered();
    }
    failed();
    failed();
    kinds.wasOutage();
    kinds.answered();

    for (int i = 16; i <= 20; i++) {
      assertThat(failed().giveUp()).as("%d", i).isEqualTo(i == 20);
      kinds.answered();
    }
  }

  @Test
  void an_outage_excuses_all_of_a_kind_that_has_worked() {
    kinds.succeeded(CREATES);
    for (int i = 1; i <= 19; i++) {
      failed();
      kinds.answered();
    }
    kinds.wasOutage();
    time.pass(Duration.ofSeconds(301));

    assertThat(failed().giveUp()).isFalse();
  }

  /** Whoever is not asked any more does not fail. */
  @Test
  void an_answer_after_the_outage_wait_gives_up_nothing_that_has_worked_and_is_not_tried_now() {
    kinds.succeeded(CREATES);
    for (int i = 0; i < 40; i++) {
      kinds.answered();
      failed();
    }
    kinds.answered();
    time.pass(Duration.ofSeconds(301));

    assertThat(kinds.answered().giveUp()).isFalse();
    assertThat(failed().giveUp()).isTrue();
  }

  @Test
  void a_success_begins_anew() {
    for (int i = 1; i <= 60; i++) {
      kinds.answered();
      assertThat(failed().giveUp()).isFalse();
      if (i % 19 == 0) {
        kinds.succeeded(CREATES);
      }
    }
  }

  @Test
  void images_are_no_reason_to_stop() {
    for (int i = 1; i <= 60; i++) {
      kinds.answered();
      FailingKinds.Kind images = new FailingKinds.Kind(Operation.FETCH_IMAGE, false);
      assertThat(kinds.failed(images, "why", OutageGate.Moment.now(time)).giveUp()).isFalse();
    }
  }
}
