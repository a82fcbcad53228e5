package dev.senselink.batch.outcome;

/**
 * A person on the server whom a row may mean: one line of {@code conflicts.csv}.
 *
 * @param id the person's id on the server
 * @param name the person's name as the server holds it, {@code ""} when unknown
 * @param key the person's value of the row's key, {@code ""} when the person has none
 * @param canForce whether the server said that a repeat with {@code force=1} may succeed
 * @param otherKind a visitor where the row is staff, or the other way round
 */
public record ConflictCandidate(
    long id, String name, String key, boolean canForce, boolean otherKind) {
  private static final int LONGEST = 1_000;

  public ConflictCandidate {
    name = KeptText.of(name, LONGEST);
    key = KeptText.of(key, LONGEST);
  }

  public ConflictCandidate(long id, String name, String key, boolean canForce) {
    this(id, name, key, canForce, false);
  }

  /** The same person as one of the other kind, or of the row's. */
  public ConflictCandidate withOtherKind(boolean other) {
    return new ConflictCandidate(id, name, key, canForce, other);
  }
}
