package dev.senselink.batch.enrol.decide;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.ledger.RowDecision;
import dev.senselink.batch.outcome.ConflictCandidate;
import dev.senselink.batch.outcome.Decision;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.PossibleDecisions;
import dev.senselink.batch.outcome.RowEnding;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a conflicts file decides about one row, held against what the ledger has of that row. */
final class DecisionSheetRow {
  private static final Set<RowEnding> DONE =
      Set.of(RowEnding.CREATED, RowEnding.UPDATED, RowEnding.UNCHANGED, RowEnding.FORCED);

  private final DecisionLine line;
  private final Decision decision;
  private final @Nullable Outcome outcome;
  private final @Nullable RowDecision made;
  private final String fileSha;
  private final DecisionMistakes mistakes;

  /**
   * @param line the line that decides
   * @param outcome the row's outcome, {@code null} if it has none
   * @param made the last decision about the row, {@code null} if there was none
   */
  DecisionSheetRow(
      DecisionLine line,
      @Nullable Outcome outcome,
      @Nullable RowDecision made,
      String fileSha,
      DecisionMistakes mistakes) {
    this.line = line;
    this.decision = Objects.requireNonNull(line.decision());
    this.outcome = outcome;
    this.made = made;
    this.fileSha = fileSha;
    this.mistakes = mistakes;
  }

  enum Judgement {
    /** Nothing is left to do. */
    CARRIED_OUT,
    TO_DO,
    /** It is told why. */
    WRONG
  }

  Judgement judge() {
    if (outcome == null) {
      return wrong(words("sheet.notWorked", line.line()));
    }
    boolean same = made != null && made.says(decision, line.candidate());
    if (same && isCarriedOut(made, outcome)) {
      return Judgement.CARRIED_OUT;
    }
    if (DONE.contains(outcome.ending())) {
      return wrong(words("sheet.done", line.line(), outcome.ending()));
    }
    if (!isConflict(outcome)) {
      return wrong(words("sheet.noConflict", line.line(), outcome.ending()));
    }
    return candidateFits(outcome) ? Judgement.TO_DO : Judgement.WRONG;
  }

  private boolean isCarriedOut(@Nullable RowDecision before, Outcome now) {
    boolean askedAnew = !now.mark().isEmpty() && now.mark().equals(line.mark());
    if (before == null || askedAnew) {
      return false;
    }
    // A candidate who changed is shown in another file; this one was decided before that.
    boolean asked = now.code().equals("CANDIDATE_CHANGED") && before.fileSha().equals(fileSha);
    // Its create was lost and carried out after all, beside another one.
    boolean twice = now.code().equals(Outcome.MADE_TWICE) && decision == Decision.CREATE;
    return before.carriedOut() || asked || twice || DONE.contains(now.ending());
  }

  private boolean isConflict(Outcome now) {
    return now.ending() == RowEnding.REVIEW
        || now.ending() == RowEnding.SKIPPED_SIMILAR
        || made != null;
  }

  private boolean candidateFits(Outcome now) {
    ConflictCandidate candidate = candidate(now);
    if (candidate == null && line.candidate() != 0) {
      wrong(words("sheet.noCandidate", line.candidate(), line.line()));
      return false;
    }
    if (candidate == null && decision == Decision.UPDATE) {
      wrong(words("sheet.updateOfNobody"));
      return false;
    }
    if (PossibleDecisions.mayBeTried(decision, now, candidate)) {
      return true;
    }
    String possible =
        DisplayLanguage.list(
            PossibleDecisions.of(now, candidate).stream().map(Decision::word).toList());
    wrong(words(decision == Decision.CREATE ? "sheet.noCreate" : "sheet.noForce", possible));
    return false;
  }

  private Judgement wrong(String what) {
    mistakes.add(line.at(), what);
    return Judgement.WRONG;
  }

  private @Nullable ConflictCandidate candidate(Outcome now) {
    return now.candidates().stream()
        .filter(c -> c.id() == line.candidate())
        .findFirst()
        .orElse(null);
  }

  /** The decision, where it is {@link Judgement#TO_DO}. */
  ConflictDecision decided() {
    Outcome now = Objects.requireNonNull(outcome);
    return new ConflictDecision(decision, candidate(now), now, fileSha);
  }
}
