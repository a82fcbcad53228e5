package dev.senselink.batch.enrol.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.enrol.context.CanaryGate.Kind;
import dev.senselink.batch.machine.Machine;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How many requests of a kind may be under way before the first one is proven. */
class CanaryGateTest {
  private static final Set<Kind> CREATE = Set.of(Kind.CREATE);

  private final CanaryGate canaries = new CanaryGate(Machine.real());

  @Test
  void the_first_goes_alone_until_it_is_read_back() {
    CanaryGate.Pass first = canaries.enter(CREATE);
    assertThat(canaries.mayStart(CREATE)).isFalse();

    canaries.passed(Kind.CREATE);

    assertThat(canaries.mayStart(CREATE)).isTrue();
    assertThat(canaries.isDue(Kind.CREATE)).isFalse();
    first.close();
  }

  @Test
  void one_that_came_to_nothing_lets_the_next_go_alone() {
    canaries.enter(CREATE).close();
    assertThat(canaries.mayStart(CREATE)).isTrue();

    canaries.enter(CREATE);

    assertThat(canaries.mayStart(CREATE)).isFalse();
  }

  @Test
  void after_several_refusals_in_a_row_more_than_one_may_try() {
    for (int refused = 1; refused <= 2; refused++) {
      canaries.enter(CREATE).refused();
    }
    CanaryGate.Pass third = canaries.enter(CREATE);
    assertThat(canaries.mayStart(CREATE)).as("two may be the rows' own fault").isFalse();
    third.refused();

    canaries.enter(CREATE);
    assertThat(canaries.mayStart(CREATE)).isTrue();
    canaries.enter(CREATE);
    assertThat(canaries.mayStart(CREATE)).isFalse();
  }

  @Test
  void a_request_of_two_kinds_waits_for_both_and_holds_both() {
    Set<Kind> both = Set.of(Kind.CREATE, Kind.CREATE_SPELLING);
    CanaryGate.Pass spelling = canaries.enter(Set.of(Kind.CREATE_SPELLING));
    assertThat(canaries.mayStart(both)).isFalse();
    assertThat(canaries.mayStart(CREATE)).as("nobody holds it while waiting").isTrue();
    spelling.close();

    canaries.enter(both);

    assertThat(canaries.mayStart(CREATE)).isFalse();
    assertThat(canaries.mayStart(Set.of(Kind.UPDATE_WITH_PHOTO))).isTrue();
  }

  @Test
  void a_pass_that_is_given_back_covers_nothing() {
    CanaryGate.Pass pass = canaries.enter(CREATE);
    assertThat(pass.covers(CREATE)).isTrue();

    pass.close();
    pass.close();

    assertThat(pass.covers(CREATE)).isFalse();
    assertThat(canaries.mayStart(CREATE)).isTrue();
  }
}
