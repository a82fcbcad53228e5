package dev.senselink.batch.console.imports;

import dev.senselink.batch.ledger.plan.PlanFile;
import dev.senselink.batch.ledger.plan.PlanLine;
import dev.senselink.batch.ledger.plan.PlannedAction;
import dev.senselink.batch.ledger.store.DataFolderKey;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A plan as a page shows it, read through once and proven.
 *
 * @param id of the plan: another check makes another
 * @param counts how many people, by what is to be done
 * @param shown those of the page who would be changed
 */
record PlanView(String id, Map<PlannedAction, Long> counts, List<PlanLine> shown) {
  PlanView {
    counts = Map.copyOf(counts);
    shown = List.copyOf(shown);
  }

  /**
   * Reads one.
   *
   * @param page from 0
   */
  static PlanView read(Path plan, Path data, int page, int size) throws IOException {
    DataFolderKey key =
        DataFolderKey.existing(data).orElseThrow(() -> new NoSuchFileException(data.toString()));
    PlanFile file = PlanFile.open(plan, key);
    Map<PlannedAction, Long> counts = new EnumMap<>(PlannedAction.class);
    List<PlanLine> shown = new ArrayList<>();
    long changing = 0;
    try (PlanFile.Lines lines = file.lines()) {
      for (PlanLine line = lines.next(); line != null; line = lines.next()) {
        counts.merge(line.action(), 1L, Long::sum);
        if (line.action().changes() && size > 0 && changing++ / size == page) {
          shown.add(line);
        }
      }
    }
    return new PlanView(file.header().id(), counts, shown);
  }

  long of(PlannedAction action) {
    return counts.getOrDefault(action, 0L);
  }

  /** How many people would be changed. */
  long changing() {
    return counts.entrySet().stream()
        .filter(e -> e.getKey().changes())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
