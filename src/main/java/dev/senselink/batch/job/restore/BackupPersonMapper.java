package dev.senselink.batch.job.restore;

import dev.senselink.batch.check.FieldChange;
import dev.senselink.batch.check.RosterPerson;
import dev.senselink.batch.job.intake.BackupSheet.Cell;
import dev.senselink.batch.job.intake.BackupSheetPerson;
import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.cell.DepartmentCell;
import dev.senselink.batch.roster.cell.GroupName;
import dev.senselink.batch.roster.cell.HostCell;
import dev.senselink.batch.roster.cell.VisitWindow;
import java.time.LocalDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted of somebody of a backup: exactly what was there, blanks at the ends and all. No
 * rule of a roster is asked.
 *
 * @param department on the server to restore to, {@code null} for none
 * @param groups on the server to restore to
 * @param host of a guest, {@code null} for staff
 * @param window of a guest, {@code null} for staff
 */
record BackupPersonMapper(
    @Nullable DepartmentCell department,
    List<GroupName> groups,
    @Nullable HostCell host,
    @Nullable VisitWindow window) {
  private static final Map<RosterColumn, Cell> TEXTS =
      Map.ofEntries(
          Map.entry(RosterColumn.NAME, Cell.NAME),
          Map.entry(RosterColumn.JOB_NUMBER, Cell.JOB_NUMBER),
          Map.entry(RosterColumn.MOBILE, Cell.MOBILE),
          Map.entry(RosterColumn.IC_NUMBER, Cell.IC_NUMBER),
          Map.entry(RosterColumn.BIRTHDAY, Cell.BIRTHDAY),
          Map.entry(RosterColumn.ENTRY_TIME, Cell.ENTRY_TIME),
          Map.entry(RosterColumn.MAIL, Cell.MAIL),
          Map.entry(RosterColumn.POSITION, Cell.POSITION),
          Map.entry(RosterColumn.LOCATION, Cell.LOCATION),
          Map.entry(RosterColumn.AREA_CODE, Cell.AREA_CODE),
          Map.entry(RosterColumn.REMARK, Cell.REMARK));

  /** Somebody of staff. */
  static BackupPersonMapper staff(@Nullable DepartmentCell department, List<GroupName> groups) {
    return new BackupPersonMapper(department, groups, null, null);
  }

  /** Somebody as far as it takes to find them; the department is the backup's own. */
  static RosterPerson known(BackupSheetPerson person) {
    Long department = person.departmentId();
    DepartmentCell cell =
        department == null || department == 0
            ? null
            : new DepartmentCell(List.of(), "", department);
    VisitWindow any = new VisitWindow(LocalDateTime.MIN, LocalDateTime.MAX);
    return new BackupPersonMapper(cell, List.of(), HostCell.TO_COME, any).of(person);
  }

  /** The whole of it. */
  RosterPerson of(BackupSheetPerson person) {
    Map<RosterColumn, FieldChange> wishes = new EnumMap<>(RosterColumn.class);
    TEXTS.forEach((column, cell) -> put(wishes, column, person.text(cell)));
    if (groups.isEmpty()) {
      wishes.put(
          RosterColumn.GROUPS,
          FieldChange.CLEAR); // in no group, which is not what a blank cell says
    }
    return new RosterPerson(
        person.isGuest() ? RosterKind.GUESTS : RosterKind.USERS,
        wishes,
        gender(person.text(Cell.GENDER)),
        department,
        groups,
        host,
        window);
  }

  private static void put(Map<RosterColumn, FieldChange> wishes, RosterColumn column, String text) {
    if (!text.isEmpty()) {
      wishes.put(column, FieldChange.set(text));
    }
  }

  private static @Nullable Integer gender(String letter) {
    return switch (letter) {
      case "F" -> 1;
      case "M" -> 2;
      default -> null;
    };
  }
}
