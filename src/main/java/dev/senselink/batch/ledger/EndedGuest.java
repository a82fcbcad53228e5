package dev.senselink.batch.ledger;

import dev.senselink.batch.outcome.KeptText;

/**
 * A guest whose visit is over, and what a run with {@code --remove-ended} made of it.
 *
 * @param ended the last second of the window, {@code yyyy-MM-dd HH:mm:ss} in the server's own time
 * @param reason why the guest was left, {@code ""} where it was not
 */
public record EndedGuest(
    String run, long person, String name, String mobile, String ended, State state, String reason) {

  /** What the reason of a guest begins with who is left for that. */
  public static final String ZONE_CHANGED = "ZONE_CHANGED";

  public EndedGuest {
    name = KeptText.of(name, 1_000);
    mobile = KeptText.of(mobile, 1_000);
    reason = KeptText.of(reason, 8_000);
  }

  /** How it stands. */
  public enum State {
    /** The delete is about to leave, or its answer was lost. */
    MEANT,
    REMOVED,
    LEFT
  }

  /** Whether nobody is deleted, since the time zone is another one than visits were sent in. */
  public boolean isOfAnotherZone() {
    return state == State.LEFT && reason.startsWith(ZONE_CHANGED);
  }

  public EndedGuest in(State now, String why) {
    return new EndedGuest(run, person, name, mobile, ended, now, why);
  }

  /** Without name and number: it may end in a log. */
  @Override
  public String toString() {
    return "guest " + person + " " + state;
  }
}
