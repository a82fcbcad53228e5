package dev.senselink.batch.ledger;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Which runs are of the same list: a later one asks again what an earlier one asked. */
public final class ListIdentity {
  /** What tells one issue of a list from the next: 2026-11-27, 20261127, 27.11.2026. */
  private static final String DATE =
      "(?<![0-9])(Y[-._]?M[-._]?D|D[-._]M[-._]Y)(?![0-9])"
          .replace("Y", "(19|20)[0-9]{2}")
          .replace("M", "(0[1-9]|1[0-2])")
          .replace("D", "(0[1-9]|[12][0-9]|3[01])");

  /** The number of an issue: visitors-42. One that belongs to a word is part of a name: gate2. */
  private static final String NUMBER = "(?<![\\p{L}0-9])[0-9]+";

  private ListIdentity() {}

  /**
   * What the runs of a list have in common and no others. A list whose name or folder has a date is
   * the same list every day; one of guests is so whatever number it has, for the visits of
   * yesterday's are over. What is recorded is text: it may be no path here and now.
   *
   * @param run of the list of runs ({@link RunIndexFile#json})
   */
  public static List<String> of(JsonNode run) {
    String command = text(run, "command");
    String roster = text(run, "roster").replaceAll(DATE, "");
    if (command.contains("guests")) {
      int name = fileName(roster);
      roster = roster.substring(0, name) + roster.substring(name).replaceAll(NUMBER, "");
    }
    return List.of(text(run, "server"), command, roster);
  }

  /** Where the name of a file begins in its path, whichever system has written it. */
  public static int fileName(String path) {
    return Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1;
  }

  private static String text(JsonNode run, String field) {
    return run.path(field).asString("");
  }
}
