package dev.senselink.batch.job.intake;

import dev.senselink.batch.job.intake.BackupSheet.Cell;
import dev.senselink.batch.roster.Row;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Somebody of a backup, as a row of a {@link BackupSheet}: cells as they are, ids as numbers. */
public record BackupSheetPerson(Row row) {

  public String text(Cell cell) {
    return row.cells().get(cell.ordinal());
  }

  /** The line of the person's own file. */
  long line() {
    return Long.parseLong(text(Cell.LINE));
  }

  /** The person's id on the server that the backup is of. */
  public long id() {
    return Long.parseLong(text(Cell.ID));
  }

  public boolean isGuest() {
    return text(Cell.FILE).equals(BackupSheet.GUESTS);
  }

  /** Null or 0 for none. */
  @Nullable
  public Long departmentId() {
    String id = text(Cell.DEPARTMENT_ID);
    return id.isEmpty() ? null : Long.valueOf(id);
  }

  public List<Long> groupIds() {
    String ids = text(Cell.GROUP_IDS);
    return ids.isEmpty()
        ? List.of()
        : Arrays.stream(ids.split(";", -1)).map(Long::valueOf).toList();
  }

  public boolean hasPhoto() {
    return !text(Cell.PHOTO).isEmpty();
  }

  /** The place alone: the rest is personal data. */
  @Override
  public String toString() {
    return text(Cell.FILE) + ", " + row;
  }
}
