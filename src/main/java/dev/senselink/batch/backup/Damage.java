package dev.senselink.batch.backup;

/**
 * Something in a backup that is not as it was written.
 *
 * @param file which, below the backup
 * @param what is wrong with it, in words; names ids, never people
 */
public record Damage(String file, String what) {
  /** As a line. */
  @Override
  public String toString() {
    return file + ": " + what;
  }
}
