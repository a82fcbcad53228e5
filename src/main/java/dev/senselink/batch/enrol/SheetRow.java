package dev.senselink.batch.enrol;

import dev.senselink.batch.ledger.DecisionMade;
import dev.senselink.batch.outcome.Candidate;
import dev.senselink.batch.outcome.Decision;
import dev.senselink.batch.outcome.Ending;
import dev.senselink.batch.outcome.Outcome;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a conflicts file decides about one row, held against what the ledger has of that row. */
final class SheetRow {
  private static final Set<Ending> DONE =
      Set.of(Ending.CREATED, Ending.UPDATED, Ending.UNCHANGED, Ending.FORCED);

  private final DecisionLine line;
  private final Decision decision;
  private final @Nullable Outcome outcome;
  private final @Nullable DecisionMade made;
  private final String fileSha;
  private final Mistakes mistakes;

  /**
   * @param line the line that decides
   * @param outcome the row's outcome, {@code null} if it has none
   * @param made the last decision about the row, {@code null} if there was none
   */
  SheetRow(
      DecisionLine line,
      @Nullable Outcome outcome,
      @Nullable DecisionMade made,
      String fileSha,
      Mistakes mistakes) {
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
      return wrong("line " + line.line() + " has not been worked yet, so nothing is to be decided");
    }
    boolean same = made != null && made.says(decision, line.candidate());
    if (same && isCarriedOut(made, outcome)) {
      return Judgement.CARRIED_OUT;
    }
    if (DONE.contains(outcome.ending())) {
      return wrong(
          "line "
              + line.line()
              + " is already "
              + outcome.ending()
              + " and cannot be decided otherwise. Leave the decision blank");
    }
    if (!isConflict(outcome)) {
      return wrong(
          "line "
              + line.line()
              + " is "
              + outcome.ending()
              + ", which is nothing to decide. Leave the decision blank");
    }
    return candidateFits(outcome) ? Judgement.TO_DO : Judgement.WRONG;
  }

  private boolean isCarriedOut(@Nullable DecisionMade before, Outcome now) {
    if (before == null) {
      return false;
    }
    // A candidate who changed is shown in another file; this one was decided before that.
    boolean asked = now.code().equals("CANDIDATE_CHANGED") && before.fileSha().equals(fileSha);
    return before.carriedOut() || asked || DONE.contains(now.ending());
  }

  private boolean isConflict(Outcome now) {
    return now.ending() == Ending.REVIEW || now.ending() == Ending.SKIPPED_SIMILAR || made != null;
  }

  private boolean candidateFits(Outcome now) {
    Candidate candidate = candidate(now);
    if (candidate == null && line.candidate() != 0) {
      wrong(
          "person "
              + line.candidate()
              + " is not a candidate of line "
              + line.line()
              + ". Take candidateId from the newest report's own file");
      return false;
    }
    if (candidate == null && decision == Decision.UPDATE) {
      wrong("update needs a candidateId, and this conflict has none. Decide otherwise");
      return false;
    }
    if (decision == Decision.FORCE && (candidate == null || !candidate.canForce())) {
      wrong(
          "force is not possible, since the server has not offered it (canForce is not 1). Decide"
              + " skip, update or create");
      return false;
    }
    return true;
  }

  private Judgement wrong(String what) {
    mistakes.add(line.at(), what);
    return Judgement.WRONG;
  }

  private @Nullable Candidate candidate(Outcome now) {
    return now.candidates().stream()
        .filter(c -> c.id() == line.candidate())
        .findFirst()
        .orElse(null);
  }

  /** The decision, where it is {@link Judgement#TO_DO}. */
  Decided decided() {
    Outcome now = Objects.requireNonNull(outcome);
    return new Decided(decision, candidate(now), now, fileSha);
  }
}
