package dev.senselink.batch.enrol.decide;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.ledger.RowDecision;
import dev.senselink.batch.outcome.ConflictCandidate;
import dev.senselink.batch.outcome.Decision;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a person decided about a row.
 *
 * @param candidate whom it is about, as the ledger holds them; {@code null} for nobody
 * @param before the row's outcome until now
 * @param fileSha the SHA-256 of the file that says so
 */
public record ConflictDecision(
    Decision decision, @Nullable ConflictCandidate candidate, Outcome before, String fileSha) {
  /** Of outcomes that ask a person again although nothing was sent. */
  private static final Set<String> NOTHING_SENT =
      Set.of("CANDIDATE_CHANGED", "ROW_CHANGED", "ID_NUMBER_UNKNOWN", "GROUPS_UNKNOWN");

  /** Whether, with this outcome, nothing is left to do for the decision. */
  public static boolean carriedOut(Outcome outcome) {
    boolean again =
        outcome.ending().toBeMended()
            || outcome.ending() == RowEnding.REVIEW && NOTHING_SENT.contains(outcome.code());
    return !again;
  }

  /**
   * The row is not any more what it was when the person decided: they are asked again.
   *
   * @return the outcome of a row of which nothing was sent
   */
  public Outcome rowChanged() {
    return new Outcome(
        before.ref(),
        RowEnding.REVIEW,
        "ROW_CHANGED",
        words("decided.rowChanged"),
        before.personId(),
        before.similarId(),
        before.similarName(),
        before.photo(),
        before.attempts(),
        before.candidates(),
        List.of(),
        before.hints());
  }

  public RowDecision begun() {
    return new RowDecision(decision, about(), fileSha, false);
  }

  private long about() {
    return candidate == null ? 0 : candidate.id();
  }

  /**
   * The outcome with what is still to be known of the conflict, should it be decided again; {@link
   * #before} where nothing was done for the row.
   */
  public Outcome with(Outcome outcome) {
    if (outcome.ending() == RowEnding.NOT_ATTEMPTED) {
      return before; // nothing was sent: it is as undecided as it was
    }
    return outcome.candidates().isEmpty() && !outcome.code().equals("CANDIDATE_CHANGED")
        ? outcome.withCandidates(before.candidates())
        : outcome;
  }
}
