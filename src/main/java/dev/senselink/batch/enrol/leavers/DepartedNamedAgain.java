package dev.senselink.batch.enrol.leavers;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.ledger.OutcomeCursor;
import dev.senselink.batch.ledger.OutcomeStore;
import dev.senselink.batch.outcome.ConflictCandidate;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Withdraws {@link Outcome#HAS_DOORS}, and {@link Outcome#DEPARTED_UNCLEAR}, from rows whose person
 * another row of the roster names without saying that they have left, as it does of who is employed
 * again under another number: they are protected as from {@code --leavers}. A portion of them at a
 * time, so that memory does not grow with the list. One thread; idempotent.
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
    List<Outcome> departed = new ArrayList<>();
    for (int row = 1; row <= rows; row++) {
      cursor.at(row).filter(outcome -> !told(outcome).isEmpty()).ifPresent(departed::add);
      if (departed.size() == PORTION) {
        settle(run, departed);
        departed.clear();
      }
    }
    settle(run, departed);
  }

  /** Who may open doors although the row says that they have left, as it was told of it. */
  private static List<Long> told(Outcome outcome) {
    Long person = outcome.personId();
    if (outcome.ending() != RowEnding.SKIPPED_DEPARTED) {
      return List.of();
    }
    return switch (outcome.code()) {
      case Outcome.HAS_DOORS -> person == null ? List.of() : List.of(person);
      case Outcome.DEPARTED_UNCLEAR ->
          outcome.candidates().stream().map(ConflictCandidate::id).toList();
      default -> List.of();
    };
  }

  private void settle(String run, List<Outcome> departed) {
    if (departed.isEmpty()) {
      return;
    }
    ShownPeople shown = new ShownPeople(context);
    List<LeaverCandidate> candidates = new ArrayList<>();
    departed.stream()
        .flatMap(outcome -> told(outcome).stream())
        .distinct()
        .forEach(id -> shown.of(id).ifPresent(one -> candidates.add(shown.candidate(null, one))));
    RosterMentions mentions = new RosterMentions(context.ledger().listMembers(), candidates);
    OutcomeCursor cursor = outcomes.inOrder(run);
    try (Roster rows = roster.get()) {
      for (Row row = rows.next(); row != null; row = rows.next()) {
        mentions.take(row, cursor.at(row.ref().number()).orElse(null));
      }
    }
    Set<Long> named = new HashSet<>();
    candidates.stream().filter(LeaverCandidate::isNamed).forEach(one -> named.add(one.person()));
    outcomes.store(
        run,
        departed.stream()
            .filter(outcome -> named.containsAll(told(outcome)))
            .map(DepartedNamedAgain::withdrawn)
            .toList());
  }

  private static Outcome withdrawn(Outcome outcome) {
    List<String> ids = told(outcome).stream().map(String::valueOf).toList();
    return outcome.telling("", words("departed.namedAgain", DisplayLanguage.list(ids)));
  }
}
