package dev.senselink.batch.enrol.undo;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.api.people.GroupReference;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.check.CheckedRow;
import dev.senselink.batch.check.FieldChange;
import dev.senselink.batch.check.RosterPerson;
import dev.senselink.batch.enrol.lookup.ServerPlaces;
import dev.senselink.batch.enrol.row.DayComparison;
import dev.senselink.batch.enrol.row.FieldTexts;
import dev.senselink.batch.enrol.row.RowTask;
import dev.senselink.batch.enrol.row.SentFields;
import dev.senselink.batch.enrol.row.UnansweredException;
import dev.senselink.batch.ledger.before.FormerPerson;
import dev.senselink.batch.ledger.before.FormerPerson.GroupOf;
import dev.senselink.batch.ledger.before.FormerPerson.Stay;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.cell.DepartmentCell;
import dev.senselink.batch.roster.cell.GroupName;
import dev.senselink.batch.roster.cell.HostCell;
import dev.senselink.batch.roster.cell.VisitWindow;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a row has to ask for so that somebody becomes again what they were: no more than what is
 * otherwise now, so that nobody else's change is overwritten. One person, one thread.
 */
public final class FormerWishes {
  private static final List<RosterColumn> OF_STAFF =
      List.of(
          RosterColumn.NAME,
          RosterColumn.JOB_NUMBER,
          RosterColumn.MOBILE,
          RosterColumn.IC_NUMBER,
          RosterColumn.MAIL,
          RosterColumn.BIRTHDAY,
          RosterColumn.ENTRY_TIME,
          RosterColumn.POSITION,
          RosterColumn.LOCATION,
          RosterColumn.AREA_CODE,
          RosterColumn.REMARK);
  private static final List<RosterColumn> OF_GUESTS =
      List.of(RosterColumn.NAME, RosterColumn.MOBILE, RosterColumn.REMARK);

  /** By these people are known: they are said also where they are to stay. */
  private static final Set<RosterColumn> TELLING =
      Set.of(
          RosterColumn.NAME,
          RosterColumn.JOB_NUMBER,
          RosterColumn.MOBILE,
          RosterColumn.IC_NUMBER,
          RosterColumn.MAIL);

  private final FormerPerson was;
  private final @Nullable Person now;
  private final ServerPlaces places;
  private final String idNumber;
  private final @Nullable String keptNumber;
  private final Map<RosterColumn, FieldChange> wishes = new EnumMap<>(RosterColumn.class);
  private final List<String> lost = new ArrayList<>();
  private List<GroupName> groups = List.of();
  private @Nullable DepartmentCell department;
  private boolean idNumberUnknown;
  private boolean differs;

  private FormerWishes(
      FormerPerson was,
      @Nullable Person now,
      ServerPlaces places,
      String idNumber,
      @Nullable String keptNumber) {
    this.was = was;
    this.now = now;
    this.places = places;
    this.idNumber = idNumber;
    this.keptNumber = keptNumber;
  }

  /**
   * For somebody who is there.
   *
   * @param idNumber the plain ID number of the row that the run had of them, {@code ""} for none
   * @param keptNumber a guest's plain ID number before the run, {@code ""} for none; {@code null}
   *     if not known, and for staff
   * @param shownSha the digest of the plain ID number behind what the server shows now, {@code ""}
   *     if not known
   * @param sent a guest's host and window as last sent, which the server does not show; {@code
   *     null} if not known
   */
  public static FormerWishes over(
      FormerPerson was,
      Person now,
      ServerPlaces places,
      String idNumber,
      @Nullable String keptNumber,
      String shownSha,
      @Nullable Stay sent)
      throws UnansweredException {
    FormerWishes wishes = new FormerWishes(was, now, places, idNumber, keptNumber);
    wishes.texts();
    wishes.groups();
    wishes.department();
    wishes.idNumber(shownSha);
    wishes.stay(sent);
    if (was.type() == Person.STAFF && !Objects.equals(was.gender(), now.gender())) {
      wishes.lost.add(RosterColumn.GENDER.spoken());
    }
    return wishes;
  }

  /** For somebody who is to be made anew; the numbers are those of {@link #over}. */
  public static FormerWishes anew(
      FormerPerson was, ServerPlaces places, String idNumber, @Nullable String keptNumber)
      throws UnansweredException {
    FormerWishes wishes = new FormerWishes(was, null, places, idNumber, keptNumber);
    wishes.texts();
    wishes.groups();
    wishes.department();
    wishes.idNumber("");
    return wishes;
  }

  /**
   * The run has sent a window and a host: where nobody knows those before, they are not the same.
   */
  private void stay(@Nullable Stay sent) {
    differs |= was.type() == Person.GUEST && (was.stay() == null || !was.stay().isVisitOf(sent));
  }

  private void texts() {
    Map<String, String> shown = now == null ? Map.of() : FieldTexts.of(now);
    for (RosterColumn column : was.type() == Person.GUEST ? OF_GUESTS : OF_STAFF) {
      String text = text(column, was.field(column.header()));
      String present = text(column, shown.getOrDefault(column.header(), ""));
      boolean same = text.equals(present);
      differs |= !same;
      if (!text.isEmpty() && (!same || TELLING.contains(column))) {
        wishes.put(column, FieldChange.set(text));
      } else if (!same) {
        wishes.put(column, FieldChange.CLEAR);
      }
    }
  }

  private static String text(RosterColumn column, String shown) {
    boolean day = column == RosterColumn.BIRTHDAY || column == RosterColumn.ENTRY_TIME;
    return day ? DayComparison.normal(shown) : shown;
  }

  private void groups() {
    List<GroupOf> former = was.groups();
    if (former == null) {
      if (now == null) {
        lost.add(words("undo.lost.groups"));
      }
      return;
    }
    List<GroupName> there = new ArrayList<>();
    List<GroupReference> shown = now == null ? List.of() : now.groups();
    Set<Long> stay = shown == null ? Set.of() : new HashSet<>(GroupReference.ids(shown));
    for (GroupOf group : former) {
      if (stay.contains(group.id()) || places.groups().isStill(group.id(), group.name())) {
        there.add(new GroupName("", group.id()));
      } else {
        lost.add(words("undo.lost.group", group.name(), group.id()));
      }
    }
    boolean same =
        shown != null && stay.equals(new HashSet<>(there.stream().map(GroupName::id).toList()));
    differs |= !same;
    if (now != null && same) {
      return;
    }
    groups = there;
    if (there.isEmpty()) {
      wishes.put(RosterColumn.GROUPS, FieldChange.CLEAR);
    }
  }

  private void department() throws UnansweredException {
    long former = id(was.department());
    long present = now == null ? 0 : id(now.departmentId());
    if (was.type() == Person.GUEST || former == present) {
      return;
    }
    DepartmentCell cell = new DepartmentCell(List.of(), "", former);
    if (former == 0) {
      differs = true;
      wishes.put(RosterColumn.DEPARTMENT, FieldChange.CLEAR);
    } else if (places.readings(cell).isEmpty()) {
      lost.add(words("undo.lost.department", former));
    } else {
      differs = true;
      department = cell;
    }
  }

  private static long id(@Nullable Long department) {
    return department == null ? 0 : department;
  }

  /** It cannot be read: only one that is known in plain can be sent. */
  private void idNumber(String shownSha) {
    String present = now == null || now.encryptedIdNumber() == null ? "" : now.encryptedIdNumber();
    String former = was.idCipher();
    if (keptNumber != null && !keptNumber.isEmpty()) {
      differs |= !former.equals(present);
      wishes.put(RosterColumn.ID_NUMBER, FieldChange.set(keptNumber));
      return;
    }
    if (former.isEmpty()) {
      if (!present.isEmpty()) {
        differs = true;
        wishes.put(RosterColumn.ID_NUMBER, FieldChange.CLEAR);
      }
      return;
    }
    Set<String> sent = idNumber.isEmpty() ? Set.of() : SentFields.idDigests(idNumber);
    boolean sameCipher = former.equals(present);
    boolean known = sent.contains(was.idSha()) || (sameCipher && sent.contains(shownSha));
    differs |= !sameCipher;
    if (known) {
      wishes.put(RosterColumn.ID_NUMBER, FieldChange.set(idNumber));
    } else if (now == null && was.type() == Person.STAFF) {
      lost.add(RosterColumn.ID_NUMBER.spoken());
    } else {
      idNumberUnknown = true;
    }
  }

  /** Whether anything but the photo is otherwise now. */
  public boolean differs() {
    return differs;
  }

  /**
   * Whether a write would take an ID number away that is not known in plain, or a guest would be
   * made without the one they had, which a server demands.
   */
  public boolean isIdNumberUnknown() {
    return idNumberUnknown;
  }

  /** Whether a guest's host and window are not known, without which nothing can be sent. */
  public boolean isStayUnknown() {
    return was.type() == Person.GUEST && window() == null;
  }

  private @Nullable VisitWindow window() {
    Stay stay = was.stay();
    if (stay == null) {
      return null;
    }
    var from = VisitWindow.from(stay.from(), null);
    var to = VisitWindow.to(stay.to(), null);
    return from == null || to == null || !to.isAfter(from) ? null : new VisitWindow(from, to);
  }

  /** The row's wish. */
  public RosterPerson person() {
    boolean guest = was.type() == Person.GUEST;
    Stay stay = was.stay();
    return new RosterPerson(
        guest ? RosterKind.GUESTS : RosterKind.USERS,
        wishes,
        now == null ? was.gender() : null,
        department,
        groups,
        guest && stay != null ? new HostCell("", stay.host()) : null,
        guest ? window() : null);
  }

  /** What cannot be put back, in words. */
  public List<String> lost() {
    return List.copyOf(lost);
  }

  /** The row with this wish. */
  public RowTask task(RowTask row, @Nullable PhotoFile photo) {
    return new RowTask(new CheckedRow(row.applicant().row(), person(), photo, null), row.before());
  }
}
