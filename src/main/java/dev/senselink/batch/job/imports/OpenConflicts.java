package dev.senselink.batch.job.imports;

import dev.senselink.batch.ledger.RunIndexFile;
import dev.senselink.batch.outcome.RowEnding;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** How many rows wait for a person's decision, told without opening the database. */
public final class OpenConflicts {
  private OpenConflicts() {}

  /**
   * Of the newest run of each list: what an earlier run of the same list asked is asked again.
   *
   * @throws dev.senselink.batch.ledger.store.LedgerException if the list of runs cannot be read
   */
  public static long count(Path dataFolder) {
    Map<List<String>, Long> newest = new HashMap<>();
    for (JsonNode run : new RunIndexFile(dataFolder).json()) {
      newest.put(
          List.of(text(run, "command"), text(run, "server"), text(run, "roster")),
          run.path("counts").path(RowEnding.Group.REVIEW.key()).asLong(0));
    }
    return newest.values().stream().mapToLong(Long::longValue).sum();
  }

  private static String text(JsonNode run, String field) {
    return run.path(field).asString("");
  }
}
