package dev.senselink.batch.console.plan;

import dev.senselink.batch.console.runs.Pager;
import dev.senselink.batch.ledger.plan.PlanFile;
import dev.senselink.batch.ledger.plan.PlanHeader;
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
 * @param header what it is of; its id is another one for another plan
 * @param counts how many people, by what is to be done
 * @param others how many lines are about no person: leaders, codes and devices
 * @param shown those of the page that would be changed
 */
public record PlanView(
    PlanHeader header, Map<PlannedAction, Long> counts, long others, List<PlanLine> shown) {
  public PlanView {
    counts = Map.copyOf(counts);
    shown = List.copyOf(shown);
  }

  /**
   * Reads one.
   *
   * @param page of those that would be changed, from 0
   * @throws dev.senselink.batch.ledger.store.LedgerException if it is not as the folder wrote it
   */
  public static PlanView read(Path plan, Path data, int page) throws IOException {
    DataFolderKey key =
        DataFolderKey.existing(data).orElseThrow(() -> new NoSuchFileException(data.toString()));
    PlanFile file = PlanFile.open(plan, key);
    Map<PlannedAction, Long> counts = new EnumMap<>(PlannedAction.class);
    List<PlanLine> shown = new ArrayList<>();
    long changing = 0;
    long others = 0;
    try (PlanFile.Lines lines = file.lines()) {
      for (PlanLine line = lines.next(); line != null; line = lines.next()) {
        if (isAboutSomebody(line)) {
          counts.merge(line.action(), 1L, Long::sum);
        } else {
          others++;
        }
        if (line.action().changes() && changing++ / Pager.SIZE == page) {
          shown.add(line);
        }
      }
    }
    return new PlanView(file.header(), counts, others, shown);
  }

  /** Somebody has a row, or is on the server; a department or a device has neither. */
  private static boolean isAboutSomebody(PlanLine line) {
    return line.row() != null || line.personId() != null;
  }

  public String id() {
    return header.id();
  }

  public long of(PlannedAction action) {
    return counts.getOrDefault(action, 0L);
  }

  /** How many people would be changed. */
  public long people() {
    return counts.entrySet().stream()
        .filter(e -> e.getKey().changes())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** How many lines a page shows of, people and others. */
  public long changing() {
    return people() + others;
  }

  /** How many people somebody has to look at. */
  public long attention() {
    return of(PlannedAction.REVIEW) + of(PlannedAction.REJECT);
  }
}
