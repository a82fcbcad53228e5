package dev.senselink.batch.job.imports;

import dev.senselink.batch.ledger.RunIndexFile;
import dev.senselink.batch.outcome.RowEnding;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** How many rows wait for a person's decision, told without opening the database. */
public final class OpenConflicts {
  /** What tells one issue of a list from the next: 2026-11-27, 20261127, 27.11.2026. */
  private static final String DATE =
      "(?<![0-9])(Y[-._]?M[-._]?D|D[-._]M[-._]Y)(?![0-9])"
          .replace("Y", "(19|20)[0-9]{2}")
          .replace("M", "(0[1-9]|1[0-2])")
          .replace("D", "(0[1-9]|[12][0-9]|3[01])");

  /** The number of an issue: visitors-42. One that belongs to a word is part of a name: gate2. */
  private static final String NUMBER = "(?<![\\p{L}0-9])[0-9]+";

  private OpenConflicts() {}

  /**
   * Of the newest run of each list, by the server: what an earlier run of the same list asked is
   * asked again. A list whose name or folder has a date is the same list every day; one of guests
   * is so whatever number it has, for the visits of yesterday's are over. What is recorded is text:
   * it may be no path here and now.
   *
   * @throws dev.senselink.batch.ledger.store.LedgerException if the list of runs cannot be read
   */
  public static Map<String, Long> count(Path dataFolder) {
    Map<List<String>, Long> newest = new HashMap<>();
    for (JsonNode run : new RunIndexFile(dataFolder).json()) {
      newest.put(
          List.of(text(run, "server"), text(run, "command"), list(run)),
          run.path("counts").path(RowEnding.Group.REVIEW.key()).asLong(0));
    }
    Map<String, Long> open = new TreeMap<>();
    newest.forEach((of, count) -> open.merge(of.get(0), count, Long::sum));
    return open;
  }

  private static String list(JsonNode run) {
    String roster = text(run, "roster").replaceAll(DATE, "");
    if (!text(run, "command").contains("guests")) {
      return roster;
    }
    int name = Math.max(roster.lastIndexOf('/'), roster.lastIndexOf('\\')) + 1;
    return roster.substring(0, name) + roster.substring(name).replaceAll(NUMBER, "");
  }

  private static String text(JsonNode run, String field) {
    return run.path(field).asString("");
  }
}
