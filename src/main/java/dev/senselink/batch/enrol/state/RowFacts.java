package dev.senselink.batch.enrol.state;

import dev.senselink.batch.ledger.EarlierSends;

/**
 * What is known of a row at work, as far as it decides what may follow. Immutable.
 *
 * @param updates whether the policy updates who is there already
 * @param attempts requests that left and could have changed the server, earlier processes included
 * @param unanswered whether a create of the row may have been carried out without our knowing
 * @param unsettled whether a request of the present call had an unclear answer
 * @param brokenSync whether the server said 50001: saved perhaps, but unknown to its face service
 * @param similarGone whether it was sent once more already because a similar person was gone
 * @param forced whether the request at work carries {@code force=1}
 * @param settling whether the update makes the row's own new person known to the face service
 * @param updatedBefore whether an update of an earlier process may have left
 */
public record RowFacts(
    boolean updates,
    int attempts,
    boolean unanswered,
    boolean unsettled,
    boolean brokenSync,
    boolean similarGone,
    boolean forced,
    boolean settling,
    boolean updatedBefore) {

  /** At the beginning. */
  public static RowFacts of(EarlierSends before, boolean updates) {
    return new RowFacts(
        updates,
        before.attempts(),
        before.creates() > 0,
        false,
        false,
        false,
        false,
        false,
        before.updates() > 0);
  }

  /**
   * Creates of before may have been carried out, and so may what came after them.
   *
   * @param asked whether a person has said what to do about a lost {@code force=1}
   */
  public RowFacts cutShort(EarlierSends before, boolean asked) {
    boolean wasSettled = before.unknownFace() || !before.made().isEmpty();
    return copy(attempts, true, false, wasSettled, false, before.forces() > 0 && !asked, false);
  }

  /** A request left and was answered, one way or the other. */
  RowFacts sent() {
    return copy(attempts + 1, unanswered, unsettled, brokenSync, similarGone, forced, settling);
  }

  /** A create left, and its answer does not tell. */
  RowFacts lostCreate(int code) {
    return copy(
        attempts + 1, true, true, brokenSync || code == 50001, similarGone, forced, settling);
  }

  /** An update left, and its answer does not tell. */
  RowFacts lostUpdate() {
    return copy(attempts + 1, unanswered, true, brokenSync, similarGone, forced, settling);
  }

  /** A similar person was gone: from now on a second one ends the row. */
  RowFacts afterGone() {
    return copy(attempts, unanswered, false, brokenSync, true, forced, settling);
  }

  /** The next request carries {@code force=1}. */
  public RowFacts withForce() {
    return copy(attempts, unanswered, false, brokenSync, true, true, settling);
  }

  /** The row has become an update of somebody who was there. */
  RowFacts asUpdate() {
    return copy(attempts, unanswered, false, brokenSync, false, false, false);
  }

  /** The row's own new person is to be made known to the face service, past whom they were made. */
  RowFacts toSettle() {
    return copy(attempts, unanswered, false, brokenSync, false, forced, true);
  }

  private RowFacts copy(
      int sends,
      boolean lost,
      boolean open,
      boolean broken,
      boolean gone,
      boolean force,
      boolean settle) {
    return new RowFacts(updates, sends, lost, open, broken, gone, force, settle, updatedBefore);
  }
}
