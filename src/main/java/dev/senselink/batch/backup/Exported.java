package dev.senselink.batch.backup;

/**
 * A backup that was made.
 *
 * @param incomplete whether something is missing that the server should have given
 * @param photosFetched how many photos this process brought; the others were there
 * @param records how many records it holds
 */
public record Exported(Manifest manifest, boolean incomplete, long photosFetched, long records) {

  /** How many rows a table has; 0 if it is no part of it. */
  public long rows(String file) {
    return manifest.rows(file);
  }
}
