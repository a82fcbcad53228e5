package dev.senselink.batch.job.imports;

import dev.senselink.batch.job.ResolveSettings;
import dev.senselink.batch.ledger.ListIdentity;
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
  private OpenConflicts() {}

  /**
   * Of the newest run of each list, by the server: what an earlier run of the same list asked is
   * asked again. Decisions are about rows of such a run, which says itself how they stand.
   *
   * @throws dev.senselink.batch.ledger.store.LedgerException if the list of runs cannot be read
   */
  public static Map<String, Long> count(Path dataFolder) {
    Map<List<String>, Long> newest = new HashMap<>();
    for (JsonNode run : new RunIndexFile(dataFolder).json()) {
      if (!ResolveSettings.COMMAND.equals(run.path("command").asString(""))) {
        newest.put(
            ListIdentity.of(run), run.path("counts").path(RowEnding.Group.REVIEW.key()).asLong(0));
      }
    }
    Map<String, Long> open = new TreeMap<>();
    newest.forEach((of, count) -> open.merge(of.get(0), count, Long::sum));
    return open;
  }
}
