package dev.senselink.batch.job.restore;

import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.job.intake.BackupSheet.Cell;
import dev.senselink.batch.job.intake.BackupSheetPerson;
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
public final class BackupHosts {
  private final Set<String> wanted = new HashSet<>();
  private final Map<String, List<Long>> byJobNumber = new HashMap<>();
  private final Map<String, List<Long>> byMobile = new HashMap<>();
  private final Map<String, List<Long>> byId = new HashMap<>();
  private final List<Long> always = new ArrayList<>();
  private String alwaysText = "";

  /** Takes note of a cell that somebody has to be found for. */
  void want(String host) {
    if (!host.isEmpty()) {
      wanted.add(host);
    }
  }

  /** Takes note of whom guests come to see that have no such cell, read as a roster's host is. */
  void wantAlways(String text) {
    alwaysText = text;
  }

  /** Takes note of somebody of staff, after all cells are known. */
  void offer(BackupSheetPerson staff) {
    if (isAlways(staff)) {
      always.add(staff.id());
    }
    offer(byJobNumber, staff.text(Cell.JOB_NUMBER), staff.id());
    offer(byMobile, staff.text(Cell.MOBILE), staff.id());
    offer(byId, "#" + staff.id(), staff.id());
  }

  private void offer(Map<String, List<Long>> index, String text, long id) {
    if (wanted.contains(text)) {
      index.computeIfAbsent(text, t -> new ArrayList<>()).add(id);
    }
  }

  private boolean isAlways(BackupSheetPerson staff) {
    return is(KeyField.JOB_NUMBER, staff.text(Cell.JOB_NUMBER))
        || is(KeyField.MOBILE, staff.text(Cell.MOBILE))
        || !alwaysText.isEmpty()
            && KeyRules.name(staff.text(Cell.NAME)).equals(KeyRules.name(alwaysText));
  }

  private boolean is(KeyField field, String text) {
    String wantedKey = KeyRules.normal(field, alwaysText);
    return !wantedKey.isEmpty() && KeyRules.normal(field, text).equals(wantedKey);
  }

  /** Everybody in the backup whom {@link #wantAlways} may mean, by their ids there. */
  List<Long> always() {
    return List.copyOf(always);
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
