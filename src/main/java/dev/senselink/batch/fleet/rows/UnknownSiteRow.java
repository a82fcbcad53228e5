package dev.senselink.batch.fleet.rows;

/**
 * A row of the fleet's list that belongs to no site of it.
 *
 * @param line where it stands
 * @param key as reports show it
 * @param site what its cell says
 */
public record UnknownSiteRow(long line, String key, String name, String site) {
  /** Its code in the fleet's report. */
  public static final String CODE = "UNKNOWN_SITE";

  /** Without the person. */
  @Override
  public String toString() {
    return "line " + line;
  }
}
