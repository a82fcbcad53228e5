package dev.senselink.batch.job.undo;

import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.check.CheckedRow;
import dev.senselink.batch.check.FieldChange;
import dev.senselink.batch.check.RosterPerson;
import dev.senselink.batch.job.intake.BackupSheet.Cell;
import dev.senselink.batch.ledger.before.BeforeImage.Kind;
import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.Row;
import dev.senselink.batch.roster.cell.HostCell;
import dev.senselink.batch.roster.cell.VisitWindow;
import java.time.LocalDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Somebody of an undo, as a row of an {@link UndoSheet}. */
record UndoRow(Row row) {
  private static final List<RosterColumn> TELLING =
      List.of(
          RosterColumn.NAME,
          RosterColumn.JOB_NUMBER,
          RosterColumn.MOBILE,
          RosterColumn.IC_NUMBER,
          RosterColumn.MAIL,
          RosterColumn.ID_NUMBER);

  /** What the run has done to them; empty where nobody knows. */
  Optional<Kind> kind() {
    String text = row.cells().get(Cell.FILE.ordinal());
    return text.equals(UndoSheet.UNCERTAIN) || isUnkept()
        ? Optional.empty()
        : Optional.of(Kind.valueOf(text));
  }

  /** Whether the run has kept nothing of them. */
  boolean isUnkept() {
    return row.cells().get(Cell.FILE.ordinal()).equals(UndoSheet.UNKEPT);
  }

  /** The id they had when the undo began; 0 for nobody. */
  long person() {
    return Long.parseLong(row.cells().get(Cell.ID.ordinal()));
  }

  int type() {
    return Integer.parseInt(row.cells().get(UndoSheet.TYPE));
  }

  /** Who they are, for the report and for what is meant. */
  CheckedRow applicant() {
    Map<RosterColumn, FieldChange> wishes = new EnumMap<>(RosterColumn.class);
    for (RosterColumn column : TELLING) {
      String text = row.text(column);
      if (!text.isEmpty()) {
        wishes.put(column, FieldChange.set(text));
      }
    }
    boolean guest = type() == Person.GUEST;
    return new CheckedRow(
        row,
        new RosterPerson(
            guest ? RosterKind.GUESTS : RosterKind.USERS,
            wishes,
            null,
            null,
            List.of(),
            guest ? HostCell.TO_COME : null,
            guest ? new VisitWindow(LocalDateTime.MIN, LocalDateTime.MAX) : null),
        null,
        null);
  }

  /** The place alone: the rest is personal data. */
  @Override
  public String toString() {
    return row.toString();
  }
}
