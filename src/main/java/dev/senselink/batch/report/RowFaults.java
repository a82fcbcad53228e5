package dev.senselink.batch.report;

import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.Row;
import java.util.Map;

/** Which cells of a refused row are wrong, as far as that can be told from the row itself. */
@FunctionalInterface
public interface RowFaults {
  /** What is wrong, by column; empty where it cannot be told. */
  Map<RosterColumn, String> of(Row row);

  /** Knows nothing. */
  static RowFaults none() {
    return row -> Map.of();
  }
}
