package dev.senselink.batch.job.imports;

import dev.senselink.batch.check.CheckedRow;
import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.job.intake.RosterIntake;
import dev.senselink.batch.job.intake.RowStream;
import dev.senselink.batch.job.run.MissingPlaceCreator;
import dev.senselink.batch.roster.cell.DepartmentCell;
import dev.senselink.batch.roster.cell.GroupName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The departments and groups of rows that may be sent: what only rows name that are rejected before
 * the server is asked is not made.
 */
final class NeededPlaces {
  private final Set<List<String>> departments = new HashSet<>();
  private final Set<String> groups = new HashSet<>();

  private NeededPlaces() {}

  /**
   * Those of all that are missing that are needed; reads the roster once more if any is missing.
   */
  static MissingPlaceCreator.Missing of(
      MissingPlaceCreator.Missing missing, ImportSettings settings, RosterIntake intake) {
    if (missing.isEmpty()) {
      return missing;
    }
    NeededPlaces needed = new NeededPlaces();
    try (RowStream rows = intake.rows()) {
      for (RowStream.Item item = rows.next(); item != null; item = rows.next()) {
        CheckedRow row = item.applicant();
        if (row != null && row.departed() == null && !OfflineRowCheck.lacksPhoto(row, settings)) {
          needed.add(row);
        }
      }
    }
    return new MissingPlaceCreator.Missing(
        missing.departmentPaths().stream().filter(needed.departments::contains).toList(),
        missing.groupNames().stream().filter(needed.groups::contains).toList());
  }

  private void add(CheckedRow row) {
    DepartmentCell department = row.person().department();
    if (department != null) {
      departments.add(department.path());
    }
    row.person().groups().stream().map(GroupName::name).forEach(groups::add);
  }
}
