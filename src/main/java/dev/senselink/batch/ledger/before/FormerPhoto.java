package dev.senselink.batch.ledger.before;

import dev.senselink.batch.outcome.KeptText;

/**
 * What became of the photo that was there before a write.
 *
 * @param name under which {@link BeforePhotos} keeps its bytes, {@code ""} where it does not
 * @param why it could not be had, in words; {@code ""} where that is not so
 */
public record FormerPhoto(State state, String name, String why) {
  /** No photo was sent: it is there still. */
  public static final FormerPhoto UNTOUCHED = new FormerPhoto(State.UNTOUCHED, "", "");

  /** There was no photo. */
  public static final FormerPhoto NONE = new FormerPhoto(State.NONE, "", "");

  /** How it stands. */
  public enum State {
    UNTOUCHED,
    NONE,
    /** Its bytes are kept. */
    KEPT,
    /** Its bytes could not be had. */
    LOST
  }

  public FormerPhoto {
    why = KeptText.of(why, 8_000);
  }

  /** One whose bytes are kept. */
  public static FormerPhoto kept(String name) {
    return new FormerPhoto(State.KEPT, name, "");
  }

  /** One whose bytes could not be had. */
  public static FormerPhoto lost(String why) {
    return new FormerPhoto(State.LOST, "", why);
  }

  /** Whether bytes may have been replaced that nobody has. */
  public boolean isLost() {
    return state == State.LOST;
  }
}
