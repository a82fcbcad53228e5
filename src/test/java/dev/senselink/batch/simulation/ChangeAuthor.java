package dev.senselink.batch.simulation;

/**
 * Who has changed something.
 *
 * @param row the number of our row, from 1; else 0
 */
record ChangeAuthor(Hand hand, int row) {
  /** Whose hand it was. */
  enum Hand {
    OURS,
    OTHER,
    SERVER
  }

  static final ChangeAuthor OTHER = new ChangeAuthor(Hand.OTHER, 0);
  static final ChangeAuthor SERVER = new ChangeAuthor(Hand.SERVER, 0);

  static ChangeAuthor ours(int row) {
    return new ChangeAuthor(Hand.OURS, row);
  }

  boolean isOurs() {
    return hand == Hand.OURS;
  }

  @Override
  public String toString() {
    return isOurs() ? "row " + row : hand.name().toLowerCase(java.util.Locale.ROOT);
  }
}
