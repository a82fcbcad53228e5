package dev.senselink.batch.outcome;

/**
 * A person on the server whom a row may mean: one line of {@code conflicts.csv}.
 *
 * @param id the person's id on the server
 * @param name the person's name as the server holds it, {@code ""} when unknown
 * @param key the person's value of the row's key, {@code ""} when the person has none
 * @param canForce whether the server said that a repeat with {@code force=1} may succeed
 */
public record ConflictCandidate(long id, String name, String key, boolean canForce) {
  private static final int LONGEST = 1_000;

  public ConflictCandidate {
    name = KeptText.of(name, LONGEST);
    key = KeptText.of(key, LONGEST);
  }
}
