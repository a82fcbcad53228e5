package dev.senselink.batch.ledger.sites;

/**
 * How a site stands that was given out.
 *
 * @param state where it is on its way
 * @param end how it ended, in the words of whoever worked it; {@code ""} while it has not
 * @param note why it was given back last, {@code ""} if it was not
 * @param closed whether its window has closed since it was given out
 */
public record SiteStanding(
    SiteNotice notice, State state, String end, String note, boolean closed) {
  /** Where it is on its way. */
  public enum State {
    /** Nobody has begun it. */
    GIVEN,
    /** Nobody is at it, and nobody may begin it any more: its time is over. */
    EXPIRED,
    /** Somebody is at it. */
    WORKED,
    /** Somebody was at it and is heard of no more. */
    LOST,
    ENDED
  }

  /** Whether anybody may begin it. */
  public boolean isFree() {
    return state == State.GIVEN || state == State.LOST;
  }
}
