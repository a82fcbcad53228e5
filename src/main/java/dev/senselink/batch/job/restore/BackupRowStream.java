package dev.senselink.batch.job.restore;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.backup.Backup;
import dev.senselink.batch.check.CheckedRow;
import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.enrol.row.VisitClock;
import dev.senselink.batch.job.RestoreSettings;
import dev.senselink.batch.job.intake.BackupSheet.Cell;
import dev.senselink.batch.job.intake.BackupSheetPerson;
import dev.senselink.batch.job.intake.RowStream;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.Row;
import dev.senselink.batch.roster.cell.DepartmentCell;
import dev.senselink.batch.roster.cell.GroupName;
import dev.senselink.batch.roster.cell.HostCell;
import dev.senselink.batch.roster.cell.VisitWindow;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Some of the people of a backup, with their departments, groups and hosts found on the server by
 * the backup's ids. One thread.
 */
public final class BackupRowStream implements RowStream {
  private final Where where;
  private final Predicate<BackupSheetPerson> some;
  private final There there;
  private final Roster sheet;

  /**
   * Where everything is found.
   *
   * @param guests what the backup does not say of guests
   * @param hosts finds a guest's host
   * @param clock tells which visits are over
   */
  public record Where(
      RestoreIntake intake,
      Backup backup,
      RestoredPlaces places,
      RestoreSettings.Guests guests,
      RestoredHostFinder hosts,
      VisitClock clock) {}

  /** Tells who need not be restored any more. */
  public interface There {
    /** How a row ends whose person is on the server already; {@code null} if they are not. */
    @Nullable Outcome of(CheckedRow applicant);
  }

  /** A row cannot be restored. */
  static final class NotRestorable extends Exception {
    private static final long serialVersionUID = 1L;
    private final String code;

    NotRestorable(String code, String reason) {
      super(reason);
      this.code = code;
    }

    NotRestorable(String reason) {
      this("NOT_RESTORABLE", reason);
    }

    String reason() {
      return String.valueOf(getMessage());
    }
  }

  /**
   * @param there asked of guests who could not be created
   */
  public BackupRowStream(Where where, Predicate<BackupSheetPerson> some, There there) {
    this.where = where;
    this.some = some;
    this.there = there;
    this.sheet = where.intake().open();
  }

  @Override
  public @Nullable Item next() {
    for (Row row = sheet.next(); row != null; row = sheet.next()) {
      BackupSheetPerson person = new BackupSheetPerson(row);
      if (some.test(person)) {
        return item(row, person);
      }
    }
    return null;
  }

  private Item item(Row row, BackupSheetPerson person) {
    try {
      BackupPhoto photo = person.hasPhoto() ? new BackupPhoto(where.backup(), person.id()) : null;
      CheckedRow applicant = new CheckedRow(row, wanted(person).of(person), photo, null);
      return new Item(row.ref().number(), applicant, null);
    } catch (NotRestorable e) {
      return new Item(row.ref().number(), null, ended(row, person, e));
    }
  }

  private Outcome ended(Row row, BackupSheetPerson person, NotRestorable why) {
    Outcome needsNobody = person.isGuest() ? needsNobody(row, person) : null;
    return needsNobody == null
        ? Outcome.of(row.ref(), RowEnding.REJECTED_ROW, why.code, why.reason())
        : needsNobody;
  }

  /** What is missing of a guest whose visit is over, or who is there, need not be found. */
  private @Nullable Outcome needsNobody(Row row, BackupSheetPerson guest) {
    VisitWindow visit = visit(guest);
    if (visit != null && where.clock().isOver(visit)) {
      String why = where.clock().overInWords(visit);
      return Outcome.of(row.ref(), RowEnding.SKIPPED_OVER, "", why);
    }
    return isNamed(guest)
        ? there.of(new CheckedRow(row, BackupPersonMapper.known(guest), null, null))
        : null;
  }

  private static boolean isNamed(BackupSheetPerson person) {
    return !KeyRules.name(person.text(Cell.NAME)).isEmpty();
  }

  private BackupPersonMapper wanted(BackupSheetPerson person) throws NotRestorable {
    if (!isNamed(person)) {
      throw new NotRestorable("MISSING_NAME", words("restore.row.noName"));
    }
    DepartmentCell department = department(person);
    List<GroupName> groups = groups(person);
    return person.isGuest()
        ? new BackupPersonMapper(null, groups, host(person), window(person))
        : BackupPersonMapper.staff(department, groups);
  }

  private @Nullable DepartmentCell department(BackupSheetPerson person) throws NotRestorable {
    Long backedUp = person.departmentId();
    if (backedUp == null || backedUp == 0) {
      return null;
    }
    if (where.places().isDepartmentToCome(backedUp)) {
      return DepartmentCell.TO_COME;
    }
    OptionalLong id = where.places().department(backedUp);
    if (id.isEmpty()) {
      throw new NotRestorable(words("restore.row.noDepartment", "#" + backedUp));
    }
    return new DepartmentCell(List.of(), "", id.getAsLong());
  }

  private List<GroupName> groups(BackupSheetPerson person) throws NotRestorable {
    List<GroupName> groups = new ArrayList<>();
    for (long backedUp : person.groupIds()) {
      if (where.places().isGroupToCome(backedUp)) {
        continue;
      }
      OptionalLong id = where.places().group(backedUp);
      if (id.isEmpty()) {
        throw new NotRestorable(words("restore.row.noGroup", "#" + backedUp));
      }
      groups.add(new GroupName("", id.getAsLong()));
    }
    return groups;
  }

  private HostCell host(BackupSheetPerson guest) throws NotRestorable {
    String host = guest.text(Cell.HOST);
    if (!host.isEmpty()) {
      return where.hosts().of(host);
    }
    HostCell always = where.guests().host();
    if (always == null) {
      throw new NotRestorable(words("restore.row.noHost"));
    }
    return where.hosts().always(always);
  }

  private VisitWindow window(BackupSheetPerson guest) throws NotRestorable {
    VisitWindow visit = visit(guest);
    if (visit == null) {
      throw new NotRestorable(words("restore.row.noWindow"));
    }
    return visit;
  }

  private @Nullable VisitWindow visit(BackupSheetPerson guest) {
    LocalDateTime from = VisitWindow.from(guest.text(Cell.DATE_TIME_FROM), null);
    LocalDateTime to = VisitWindow.to(guest.text(Cell.DATE_TIME_TO), null);
    if (from != null && to != null && to.isAfter(from)) {
      return new VisitWindow(from, to);
    }
    return where.guests().window();
  }

  @Override
  public void close() {
    sheet.close();
  }
}
