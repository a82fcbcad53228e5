package dev.senselink.batch.enrol.leavers;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.ledger.OutcomeCursor;
import dev.senselink.batch.ledger.OutcomeStore;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Withdraws {@link Outcome#HAS_DOORS} from rows whose person another row of the roster names
 * without saying that they have left: they are protected as from {@code --leavers}. A portion of
 * them at a time, so that memory does not grow with the list. One thread; idempotent.
 */
public final class DepartedNamedAgain {
  private static final int PORTION = 20_000;

  private final EnrolmentContext context;
  private final OutcomeStore outcomes;
  private final Supplier<Roster> roster;

  /**
   * @param outcomes where those of the run lie
   * @param roster opens today's roster anew
   */
  public DepartedNamedAgain(
      EnrolmentContext context, OutcomeStore outcomes, Supplier<Roster> roster) {
    this.context = context;
    this.outcomes = outcomes;
    this.roster = roster;
  }

  /** Does so for the rows of a run, all of which have been worked. */
  public void settle(String run, int rows) {
    OutcomeCursor cursor = outcomes.inOrder(run);
    Map<Long, List<Outcome>> departed = new HashMap<>();
    for (int row = 1; row <= rows; row++) {
      Outcome outcome = cursor.at(row).orElse(null);
      if (outcome != null && needsLook(outcome)) {
        departed.computeIfAbsent(outcome.personId(), none -> new ArrayList<>(1)).add(outcome);
      }
      if (departed.size() == PORTION) {
        settle(run, departed);
        departed.clear();
      }
    }
    settle(run, departed);
  }

  private static boolean needsLook(Outcome outcome) {
    return outcome.ending() == RowEnding.SKIPPED_DEPARTED
        && outcome.code().equals(Outcome.HAS_DOORS)
        && outcome.personId() != null;
  }

  private void settle(String run, Map<Long, List<Outcome>> departed) {
    if (departed.isEmpty()) {
      return;
    }
    ShownPeople shown = new ShownPeople(context);
    List<LeaverCandidate> candidates = new ArrayList<>();
    departed
        .keySet()
        .forEach(id -> shown.of(id).ifPresent(one -> candidates.add(shown.candidate(null, one))));
    RosterMentions mentions = new RosterMentions(context.ledger().listMembers(), candidates);
    OutcomeCursor cursor = outcomes.inOrder(run);
    try (Roster rows = roster.get()) {
      for (Row row = rows.next(); row != null; row = rows.next()) {
        mentions.take(row, cursor.at(row.ref().number()).orElse(null));
      }
    }
    for (LeaverCandidate one : candidates) {
      if (one.isNamed()) {
        String why = words("departed.namedAgain", one.person());
        List<Outcome> rows = departed.getOrDefault(one.person(), List.of());
        outcomes.store(run, rows.stream().map(outcome -> outcome.telling("", why)).toList());
      }
    }
  }
}
