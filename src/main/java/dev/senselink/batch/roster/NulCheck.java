package dev.senselink.batch.roster;

import dev.senselink.batch.roster.RosterException.Code;

/** No text begins with NUL characters; binary files nearly all do. */
final class NulCheck {
  private static final int HEAD = 4096;

  private NulCheck() {}

  /** Ends the reading if there is a NUL in the first 4 KB. */
  static void requireNone(String start, String file) {
    int at = start.indexOf('\0');
    if (at >= 0 && at < HEAD) {
      throw new RosterException(
          Code.NOT_A_ROSTER,
          file,
          "it is binary data, not a table. Save the table as CSV UTF-8; if it is UTF-16 text, say"
              + " --encoding UTF-16LE");
    }
  }
}
