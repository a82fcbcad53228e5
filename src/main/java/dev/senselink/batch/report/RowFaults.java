package dev.senselink.batch.report;

import dev.senselink.batch.check.Finding;
import dev.senselink.batch.check.RowCheck;
import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.RosterSettings;
import dev.senselink.batch.roster.Row;
import java.util.EnumMap;
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

  /** Knows the rules that need nothing but the row. */
  static RowFaults offline(RosterSettings settings) {
    return row -> {
      Map<RosterColumn, String> wrong = new EnumMap<>(RosterColumn.class);
      for (Finding finding : RowCheck.of(row, settings).findings()) {
        if (finding.column() != null) {
          wrong.putIfAbsent(finding.column(), finding.reason());
        }
      }
      return wrong;
    };
  }
}
