package dev.senselink.batch.enrol;

import dev.senselink.batch.check.FieldChange;
import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.check.RosterPerson;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.lookup.ServerGroups;
import dev.senselink.batch.enrol.lookup.ServerPersonMapper;
import dev.senselink.batch.enrol.lookup.ServerPlaces;
import dev.senselink.batch.enrol.row.RowTask;
import dev.senselink.batch.enrol.row.SentFields;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.ledger.LastSentStore;
import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.cell.DepartmentCell;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * In which columns a row differs from the person who is there and stays as they are: from what the
 * server shows of them, or for what it does not show from what was last sent. Asks nobody anything;
 * what cannot be known so is no difference, nor is the gender, which no update changes. Safe
 * between threads.
 */
final class ListDifferences {
  private static final List<RosterColumn> AS_SHOWN =
      List.of(
          RosterColumn.POSITION,
          RosterColumn.LOCATION,
          RosterColumn.AREA_CODE,
          RosterColumn.BIRTHDAY,
          RosterColumn.ENTRY_TIME);

  private final EnrolmentContext context;
  private final ServerPlaces places;

  ListDifferences(EnrolmentContext context, ServerPlaces places) {
    this.context = context;
    this.places = places;
  }

  /** The headers of the columns. */
  List<String> of(RowTask task, KnownPerson there) {
    List<RosterColumn> differing = new ArrayList<>();
    RosterPerson row = task.person();
    for (KeyField field : KeyRules.USER_KEYS) {
      FieldChange wish = row.field(field.column());
      String present = ServerPersonMapper.normal(there, field);
      if (!wish.keeps() && !KeyRules.normal(field, wish.text()).equals(present)) {
        differing.add(field.column());
      }
    }
    note(differing, row, RosterColumn.REMARK, there.remark());
    for (RosterColumn column : AS_SHOWN) {
      ServerPersonMapper.shown(there, column)
          .ifPresent(present -> note(differing, row, column, present));
    }
    groups(differing, row, there);
    department(differing, row, there);
    sent(differing, task, there);
    return differing.stream().map(RosterColumn::header).toList();
  }

  private static void note(
      List<RosterColumn> differing, RosterPerson row, RosterColumn column, String present) {
    if (!row.field(column).over(present).equals(present)) {
      differing.add(column);
    }
  }

  private void groups(List<RosterColumn> differing, RosterPerson row, KnownPerson there) {
    Optional<String> present = ServerPersonMapper.shown(there, RosterColumn.GROUPS);
    if (!row.groups().isEmpty()
        && present.isPresent()
        && places.groups().of(row.groups()) instanceof ServerGroups.GroupIds.Known known
        && !ServerPersonMapper.groups(known.ids().stream()).equals(present.get())) {
      differing.add(RosterColumn.GROUPS);
    }
  }

  private void department(List<RosterColumn> differing, RosterPerson row, KnownPerson there) {
    DepartmentCell cell = row.department();
    Optional<Long> wanted = cell == null ? Optional.empty() : places.known(cell);
    if (wanted.isPresent() && wanted.get() != there.department()) {
      differing.add(RosterColumn.DEPARTMENT);
    }
  }

  /** The API gives back neither photo nor ID number so that they could be compared. */
  private void sent(List<RosterColumn> differing, RowTask task, KnownPerson there) {
    String idNumber = task.person().idNumber();
    boolean photo = task.applicant().photo() != null && task.applicant().photoProblem() == null;
    if (!photo && idNumber.isEmpty()) {
      return;
    }
    LastSentStore.Sent last = context.memory().sent(there.id());
    if (!idNumber.isEmpty()
        && !last.idSha().isEmpty()
        && !SentFields.idDigests(idNumber).contains(last.idSha())) {
      differing.add(RosterColumn.ID_NUMBER);
    }
    if (photo
        && context
            .lineage()
            .isOtherPhoto(task.applicant().row(), there)
            .orElseGet(() -> isOtherFile(last, task, there))) {
      differing.add(RosterColumn.PHOTO);
    }
  }

  private static boolean isOtherFile(LastSentStore.Sent last, RowTask task, KnownPerson there) {
    return !last.sourceSha().isEmpty()
        && !task.photoSha().isEmpty()
        && !SentFields.samePhoto(last, task.photoSha(), there.avatarId());
  }
}
