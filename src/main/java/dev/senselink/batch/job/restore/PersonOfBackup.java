package dev.senselink.batch.job.restore;

import dev.senselink.batch.check.Person;
import dev.senselink.batch.check.Wish;
import dev.senselink.batch.job.intake.BackupSheet.Cell;
import dev.senselink.batch.job.intake.SheetPerson;
import dev.senselink.batch.roster.Column;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.cell.CellWindow;
import dev.senselink.batch.roster.cell.DepartmentCell;
import dev.senselink.batch.roster.cell.GroupName;
import dev.senselink.batch.roster.cell.HostCell;
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
record PersonOfBackup(
    @Nullable DepartmentCell department,
    List<GroupName> groups,
    @Nullable HostCell host,
    @Nullable CellWindow window) {
  private static final Map<Column, Cell> TEXTS =
      Map.ofEntries(
          Map.entry(Column.NAME, Cell.NAME),
          Map.entry(Column.JOB_NUMBER, Cell.JOB_NUMBER),
          Map.entry(Column.MOBILE, Cell.MOBILE),
          Map.entry(Column.IC_NUMBER, Cell.IC_NUMBER),
          Map.entry(Column.BIRTHDAY, Cell.BIRTHDAY),
          Map.entry(Column.ENTRY_TIME, Cell.ENTRY_TIME),
          Map.entry(Column.MAIL, Cell.MAIL),
          Map.entry(Column.POSITION, Cell.POSITION),
          Map.entry(Column.LOCATION, Cell.LOCATION),
          Map.entry(Column.AREA_CODE, Cell.AREA_CODE),
          Map.entry(Column.REMARK, Cell.REMARK));

  /** Somebody of staff. */
  static PersonOfBackup staff(@Nullable DepartmentCell department, List<GroupName> groups) {
    return new PersonOfBackup(department, groups, null, null);
  }

  /** Somebody as far as it takes to find them; the department is the backup's own. */
  static Person known(SheetPerson person) {
    Long department = person.departmentId();
    DepartmentCell cell =
        department == null || department == 0
            ? null
            : new DepartmentCell(List.of(), "", department);
    CellWindow any = new CellWindow(LocalDateTime.MIN, LocalDateTime.MAX);
    return new PersonOfBackup(cell, List.of(), HostCell.TO_COME, any).of(person);
  }

  /** The whole of it. */
  Person of(SheetPerson person) {
    Map<Column, Wish> wishes = new EnumMap<>(Column.class);
    TEXTS.forEach((column, cell) -> put(wishes, column, person.text(cell)));
    if (groups.isEmpty()) {
      wishes.put(Column.GROUPS, Wish.CLEAR); // in no group, which is not what a blank cell says
    }
    return new Person(
        person.isGuest() ? RosterKind.GUESTS : RosterKind.USERS,
        wishes,
        gender(person.text(Cell.GENDER)),
        department,
        groups,
        host,
        window);
  }

  private static void put(Map<Column, Wish> wishes, Column column, String text) {
    if (!text.isEmpty()) {
      wishes.put(column, Wish.set(text));
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
