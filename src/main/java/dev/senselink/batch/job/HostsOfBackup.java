package dev.senselink.batch.job;

import dev.senselink.batch.job.BackupSheet.Cell;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whom of a backup's staff its guests come to see. The cell holds a job number, else a mobile, else
 * {@code #ID}; only those that some guest names are kept.
 */
final class HostsOfBackup {
  private final Set<String> wanted = new HashSet<>();
  private final Map<String, List<Long>> byJobNumber = new HashMap<>();
  private final Map<String, List<Long>> byMobile = new HashMap<>();
  private final Map<String, List<Long>> byId = new HashMap<>();

  /** Takes note of a cell that somebody has to be found for. */
  void want(String host) {
    if (!host.isEmpty()) {
      wanted.add(host);
    }
  }

  /** Takes note of somebody of staff, after all cells are known. */
  void offer(SheetPerson staff) {
    offer(byJobNumber, staff.text(Cell.JOB_NUMBER), staff.id());
    offer(byMobile, staff.text(Cell.MOBILE), staff.id());
    offer(byId, "#" + staff.id(), staff.id());
  }

  private void offer(Map<String, List<Long>> index, String text, long id) {
    if (wanted.contains(text)) {
      index.computeIfAbsent(text, t -> new ArrayList<>()).add(id);
    }
  }

  /** Everybody the cell may mean, by their ids in the backup; empty for nobody there. */
  List<Long> of(String host) {
    for (Map<String, List<Long>> index : List.of(byJobNumber, byMobile, byId)) {
      List<Long> found = index.getOrDefault(host, List.of());
      if (!found.isEmpty()) {
        return List.copyOf(found);
      }
    }
    return List.of();
  }
}
