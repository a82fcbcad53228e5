package dev.senselink.batch.enrol.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.senselink.batch.enrol.state.RowEvent.Likeness;
import dev.senselink.batch.enrol.state.RowEvent.Others;
import dev.senselink.batch.ledger.EarlierSends;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The drawing of a row, arrow by arrow: no server, no ledger. */
class RowTransitionRulesTest {
  private static final RowFacts FRESH = RowFacts.of(EarlierSends.NONE, false);
  private static final RowFacts UPDATES = RowFacts.of(EarlierSends.NONE, true);
  private static final RowFacts LOST = FRESH.lostCreate(0);
  private static final RowFacts BROKEN = FRESH.lostCreate(50001);
  private static final RowFacts FORCED = FRESH.withForce();
  private static final RowFacts SETTLING = BROKEN.toSettle();
  private static final RowFacts LOST_UPDATE = UPDATES.lostUpdate();

  private static RowEvent seen(int ours, Others others, boolean conclusive) {
    return new RowEvent.Seen(ours, others, conclusive);
  }

  private static RowEvent similar(Likeness what) {
    return new RowEvent.Similar(what);
  }

  private static String shown(RowTransition move) {
    return move.step() instanceof RowStep.End end
        ? "the end: " + end.how()
        : move.state() + " " + move.step();
  }

  static Stream<Arguments> arrows() {
    return Stream.of(creates(), lostCreates(), cutShort(), updates(), similarFaces())
        .flatMap(some -> some);
  }

  private static Stream<Arguments> creates() {
    RowState here = RowState.TO_CREATE;
    return Stream.of(
        arguments(here, FRESH, new RowEvent.Answered(), "MADE PROVE"),
        arguments(here, FRESH, new RowEvent.Refused(30002), "CREATE_REFUSED ASK"),
        arguments(here, FRESH, new RowEvent.Refused(30001), "the end: REFUSED"),
        arguments(here, LOST, new RowEvent.Refused(30001), "the end: REFUSED"),
        arguments(here, FRESH, new RowEvent.Unclear(0), "CREATE_LOST LOOK"),
        arguments(here, FORCED, new RowEvent.Unclear(0), "CREATE_LOST LOOK"),
        arguments(here, FRESH, new RowEvent.NeverSent(), "TO_CREATE WAIT"),
        arguments(here, FRESH, new RowEvent.MayTry(), "TO_CREATE SEND"),
        arguments(here, FRESH, new RowEvent.TriesSpent(), "the end: UNREACHABLE"),
        arguments(here, LOST, new RowEvent.TriesSpent(), "the end: UNKNOWN"),
        arguments(here, FRESH, new RowEvent.Halted(), "the end: STOPPED"),
        arguments(here, LOST, new RowEvent.Halted(), "the end: UNKNOWN"),
        arguments(here, LOST, new RowEvent.Told(), "the end: AS_TOLD"));
  }

  private static Stream<Arguments> lostCreates() {
    RowState here = RowState.CREATE_LOST;
    RowFacts updates = UPDATES.lostCreate(0);
    RowFacts forced = FORCED.lostCreate(0);
    return Stream.of(
        arguments(here, LOST, seen(1, Others.NONE, true), "MADE PROVE"),
        arguments(here, LOST, seen(1, Others.UNDECIDED, true), "MADE PROVE"),
        arguments(here, BROKEN, seen(1, Others.NONE, true), "TO_UPDATE SEND"),
        arguments(here, LOST, seen(2, Others.NONE, true), "the end: MADE_TWICE"),
        arguments(here, forced, seen(1, Others.NONE, true), "MADE PROVE"),
        arguments(here, forced, seen(0, Others.NONE, true), "the end: FORCE_UNCERTAIN"),
        arguments(here, forced, seen(0, Others.NONE, false), "the end: FORCE_UNCERTAIN"),
        arguments(here, forced, seen(0, Others.THE_PERSON, true), "the end: FORCE_UNCERTAIN"),
        arguments(here, LOST, seen(0, Others.NONE, false), "the end: UNKNOWN"),
        arguments(here, LOST, seen(0, Others.NONE, true), "TO_CREATE WAIT"),
        arguments(here, LOST, seen(0, Others.THE_PERSON, true), "the end: EXISTS"),
        arguments(here, updates, seen(0, Others.THE_PERSON, true), "TO_UPDATE SEND"),
        arguments(here, updates, seen(0, Others.UNDECIDED, true), "the end: UNDECIDED"));
  }

  private static Stream<Arguments> cutShort() {
    RowState here = RowState.CUT_SHORT;
    RowFacts created =
        FRESH.cutShort(new EarlierSends(1, 1, 0, 0, List.of(), List.of(), false), false);
    RowFacts forced =
        FRESH.cutShort(new EarlierSends(2, 2, 1, 0, List.of(), List.of(), false), false);
    RowFacts asked =
        FRESH.cutShort(new EarlierSends(2, 2, 1, 0, List.of(), List.of(), false), true);
    RowFacts settled =
        FRESH.cutShort(new EarlierSends(2, 1, 0, 1, List.of(), List.of(7L), false), false);
    return Stream.of(
        arguments(here, created, seen(1, Others.NONE, true), "MADE PROVE"),
        arguments(here, settled, seen(1, Others.NONE, true), "TO_UPDATE SEND"),
        arguments(here, created, seen(2, Others.NONE, true), "the end: MADE_TWICE"),
        arguments(here, created, seen(0, Others.NONE, true), "the end: ANEW"),
        arguments(here, created, seen(0, Others.THE_PERSON, true), "the end: ANEW"),
        arguments(here, created, seen(0, Others.NONE, false), "the end: UNKNOWN"),
        arguments(here, forced, seen(1, Others.NONE, true), "MADE PROVE"),
        arguments(here, forced, seen(0, Others.NONE, true), "the end: FORCE_UNCERTAIN"),
        arguments(here, asked, seen(0, Others.NONE, true), "the end: ANEW"));
  }

  private static Stream<Arguments> updates() {
    RowState here = RowState.TO_UPDATE;
    RowState lost = RowState.UPDATE_LOST;
    RowFacts cut = RowFacts.of(new EarlierSends(1, 0, 0, 1, List.of(), List.of(), false), true);
    return Stream.of(
        arguments(here, UPDATES, new RowEvent.Answered(), "CHANGED PROVE"),
        arguments(here, UPDATES, new RowEvent.NothingDiffers(), "the end: UNCHANGED"),
        arguments(here, LOST_UPDATE, new RowEvent.NothingDiffers(), "the end: UPDATED"),
        arguments(here, cut, new RowEvent.NothingDiffers(), "the end: UPDATED"),
        arguments(here, UPDATES, new RowEvent.Gone(), "the end: GONE"),
        arguments(here, UPDATES, new RowEvent.PhotoNeeded(), "TO_UPDATE GET_PHOTO"),
        arguments(here, UPDATES, new RowEvent.PhotoReady(), "TO_UPDATE SEND"),
        arguments(here, UPDATES, new RowEvent.Unread(), "the end: UNREACHABLE"),
        arguments(here, LOST_UPDATE, new RowEvent.Unread(), "the end: UNKNOWN"),
        arguments(here, UPDATES, new RowEvent.Refused(30001), "the end: REFUSED"),
        arguments(here, SETTLING, new RowEvent.Refused(30005), "the end: UNKNOWN_TO_FACES"),
        arguments(here, SETTLING, new RowEvent.TriesSpent(), "the end: UNKNOWN_TO_FACES"),
        arguments(here, UPDATES, new RowEvent.Unclear(0), "UPDATE_LOST LOOK"),
        arguments(here, UPDATES.withForce(), new RowEvent.Unclear(0), "the end: FORCE_UNCERTAIN"),
        arguments(here, UPDATES, new RowEvent.Halted(), "the end: STOPPED"),
        arguments(here, LOST_UPDATE, new RowEvent.Halted(), "the end: UNKNOWN"),
        arguments(lost, LOST_UPDATE, new RowEvent.SeenDone(), "the end: UPDATED"),
        arguments(lost, LOST_UPDATE, new RowEvent.StillDiffers(), "TO_UPDATE WAIT"),
        arguments(lost, LOST_UPDATE, new RowEvent.Gone(), "the end: GONE"),
        arguments(lost, LOST_UPDATE, new RowEvent.Unread(), "the end: UNKNOWN"));
  }

  private static Stream<Arguments> similarFaces() {
    RowState create = RowState.CREATE_REFUSED;
    RowState update = RowState.UPDATE_REFUSED;
    return Stream.of(
        arguments(create, FRESH, similar(Likeness.GONE), "TO_CREATE SEND"),
        arguments(create, FRESH.afterGone(), similar(Likeness.GONE), "the end: SIMILAR_GONE"),
        arguments(create, LOST, similar(Likeness.OURS), "MADE PROVE"),
        arguments(create, BROKEN, similar(Likeness.OURS), "TO_UPDATE SEND"),
        arguments(create, FRESH, similar(Likeness.EXISTS), "the end: EXISTS_BY_FACE"),
        arguments(create, UPDATES, similar(Likeness.EXISTS), "TO_UPDATE SEND"),
        arguments(create, FRESH, similar(Likeness.UPDATE), "TO_UPDATE SEND"),
        arguments(create, FRESH, similar(Likeness.FORCE), "TO_CREATE SEND"),
        arguments(create, FORCED, similar(Likeness.FORCE), "the end: FORCE_REFUSED"),
        arguments(create, FORCED, similar(Likeness.GONE), "the end: SIMILAR_GONE"),
        arguments(update, UPDATES, similar(Likeness.GONE), "TO_UPDATE SEND"),
        arguments(update, UPDATES, similar(Likeness.FORCE), "TO_UPDATE SEND"),
        arguments(update, UPDATES.withForce(), similar(Likeness.FORCE), "the end: FORCE_REFUSED"),
        arguments(update, SETTLING, similar(Likeness.KNOWN_TO_FACES), "the end: MADE"));
  }

  @ParameterizedTest(name = "{0}: {2} leads to {3}")
  @MethodSource("arrows")
  void an_event_leads_to(RowState state, RowFacts facts, RowEvent event, String next) {
    assertThat(shown(RowTransitionRules.next(state, facts, event))).isEqualTo(next);
  }

  @Test
  void a_forced_request_is_the_only_one_that_carries_force_and_there_is_one() {
    RowTransition forced =
        RowTransitionRules.next(RowState.CREATE_REFUSED, FRESH, similar(Likeness.FORCE));

    assertThat(forced.facts().forced()).isTrue();
    assertThat(
            shown(RowTransitionRules.next(forced.state(), forced.facts(), new RowEvent.Unclear(0))))
        .isEqualTo("CREATE_LOST LOOK");
    RowFacts lost = forced.facts().lostCreate(0);
    for (Others others : Others.values()) {
      for (boolean conclusive : List.of(true, false)) {
        RowTransition after =
            RowTransitionRules.next(RowState.CREATE_LOST, lost, seen(0, others, conclusive));
        assertThat(after.step()).as("never sent again").isInstanceOf(RowStep.End.class);
      }
    }
  }

  @Test
  void requests_that_left_are_counted_and_no_others() {
    assertThat(after(RowState.TO_CREATE, FRESH, new RowEvent.Answered())).isEqualTo(1);
    assertThat(after(RowState.TO_CREATE, FRESH, new RowEvent.Refused(30002))).isEqualTo(1);
    assertThat(after(RowState.TO_CREATE, LOST, new RowEvent.Unclear(0))).isEqualTo(2);
    assertThat(after(RowState.TO_CREATE, FRESH, new RowEvent.NeverSent())).isZero();
    assertThat(after(RowState.TO_UPDATE, UPDATES, new RowEvent.Unclear(0))).isEqualTo(1);
    assertThat(after(RowState.TO_UPDATE, UPDATES, new RowEvent.Halted())).isZero();
  }

  private static int after(RowState state, RowFacts facts, RowEvent event) {
    return RowTransitionRules.next(state, facts, event).facts().attempts();
  }

  @Test
  void what_cannot_happen_is_an_error_of_the_program() {
    assertThatThrownBy(
            () -> RowTransitionRules.next(RowState.CREATE_LOST, LOST, new RowEvent.Answered()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("CREATE_LOST cannot meet Answered");
  }
}
