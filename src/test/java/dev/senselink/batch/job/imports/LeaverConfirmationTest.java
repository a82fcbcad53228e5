package dev.senselink.batch.job.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.enrol.leavers.LeaverRules;
import dev.senselink.batch.job.JobProgress;
import dev.senselink.batch.job.LeaverSettings;
import dev.senselink.batch.job.RosterListSettings;
import dev.senselink.batch.job.SettingsMismatchException;
import dev.senselink.batch.ledger.lists.Leaver;
import dev.senselink.batch.ledger.lists.ListName;
import dev.senselink.batch.outcome.OutcomeTally;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Nobody is deleted without a yes, be it typed before or when asked. */
class LeaverConfirmationTest {
  private final List<String> questions = new ArrayList<>();

  private static RosterListSettings list(LeaverRules.Action action, boolean yes) {
    LeaverRules.Most most = LeaverRules.Most.STANDARD;
    LeaverSettings leavers =
        new LeaverSettings(
            action, 10, most, Duration.ZERO, Duration.ofDays(30), yes, null, List.of(), List.of());
    return new RosterListSettings(ListName.of("staff"), false, false, most, leavers);
  }

  private static List<Leaver> due(int people) {
    return IntStream.rangeClosed(1, people)
        .mapToObj(
            n -> new Leaver("R1", n, "E" + n, "Name" + n, "", null, Leaver.State.FOUND, "", ""))
        .toList();
  }

  /** Whoever sits there answers so; empty for nobody. */
  private JobProgress terminal(Optional<Boolean> answer) {
    return new JobProgress() {
      @Override
      public void say(String line) {}

      @Override
      public Optional<Boolean> asked(String question, Duration patience) {
        assertThat(patience).isEqualTo(Duration.ofMinutes(10));
        questions.add(question);
        return answer;
      }

      @Override
      public boolean canAsk() {
        return answer.isPresent();
      }

      @Override
      public void rows(long done, long total, OutcomeTally tally) {}
    };
  }

  private LeaverConfirmation of(boolean yes, Optional<Boolean> answer) {
    return new LeaverConfirmation(list(LeaverRules.Action.DELETE, yes), terminal(answer));
  }

  @Test
  void somebody_is_asked_with_the_number_and_ten_names() {
    assertThat(of(false, Optional.of(true)).test(due(12))).isTrue();

    assertThat(questions).hasSize(1);
    assertThat(questions.get(0)).contains("12 people", "Name1", "Name10", "2 more");
    assertThat(questions.get(0)).doesNotContain("Name11");
  }

  @Test
  void no_and_silence_are_no() {
    assertThat(of(false, Optional.of(false)).test(due(1))).isFalse();
    assertThat(of(false, Optional.empty()).test(due(1))).isFalse();
  }

  @Test
  void who_has_said_yes_is_not_asked() {
    assertThat(of(true, Optional.empty()).test(due(1))).isTrue();
    assertThat(questions).isEmpty();
  }

  @Test
  void where_nobody_can_be_asked_it_is_refused_at_once() {
    assertThatThrownBy(() -> of(false, Optional.empty()).mustBePossible())
        .isInstanceOf(SettingsMismatchException.class)
        .hasMessageContaining("--yes");
    assertThatCode(() -> of(true, Optional.empty()).mustBePossible()).doesNotThrowAnyException();
    assertThatCode(() -> of(false, Optional.of(true)).mustBePossible()).doesNotThrowAnyException();
    assertThatCode(
            () ->
                new LeaverConfirmation(
                        list(LeaverRules.Action.REVOKE, false), terminal(Optional.empty()))
                    .mustBePossible())
        .doesNotThrowAnyException();
  }
}
