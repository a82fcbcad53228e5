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
  private static final String DATE = "[0-9]{4}([-._]?[0-9]{2}){2}|([0-9]{2}[-._]){2}[0-9]{4}";

  private OpenConflicts() {}

  /**
   * Of the newest run of each list, by the server: what an earlier run of the same list asked is
   * asked again. A list whose name has a date is the same list every day; one of guests is so
   * whatever number it has, for the visits of yesterday's are over.
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
    String issue = text(run, "command").contains("guests") ? "[0-9]+" : DATE;
    Path roster = Path.of(text(run, "roster"));
    String name = String.valueOf(roster.getFileName()).replaceAll(issue, "");
    return roster.resolveSibling(name).toString();
  }

  private static String text(JsonNode run, String field) {
    return run.path(field).asString("");
  }
}
