package dev.senselink.batch.enrol.plan;

import dev.senselink.batch.api.people.GroupReference;
import dev.senselink.batch.api.people.GuestVisit;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.api.people.UserFields;
import dev.senselink.batch.enrol.lookup.ServerGroups;
import dev.senselink.batch.enrol.lookup.ServerPlaces;
import dev.senselink.batch.enrol.row.DayComparison;
import dev.senselink.batch.enrol.row.RowTask;
import dev.senselink.batch.ledger.plan.PlanLine;
import dev.senselink.batch.ledger.plan.PlannedAction;
import dev.senselink.batch.ledger.plan.PlannedChange;
import dev.senselink.batch.ledger.plan.PlannedPhoto;
import dev.senselink.batch.photo.Photo;
import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.cell.DepartmentCell;
import dev.senselink.batch.roster.cell.GroupName;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says in the words of a plan what is about to be changed. Places that are going to be made are
 * told by their names, all others with their ids.
 */
public final class PlanWords {
  /** As residents' ID numbers are written, of old and of today. */
  private static final Pattern LIKE_ID_NUMBER =
      Pattern.compile("(?<![0-9])(?:[0-9]{17}[0-9Xx]|[0-9]{15})(?![0-9])");

  /** What an update leaves as it is: of these a plan's create may have set more than it shows. */
  private static final Set<String> KEPT_WHERE_BLANK =
      Set.of(
          RosterColumn.GROUPS.header(),
          RosterColumn.DEPARTMENT.header(),
          RosterColumn.GENDER.header());

  private final PlaceText places;
  private final PersonSight sight;
  private final UnaryOperator<String> hash;

  /**
   * @param hash keyed, of the data folder
   */
  public PlanWords(ServerPlaces places, UnaryOperator<String> hash) {
    this.places = new PlaceText(places);
    this.sight = new PersonSight(hash);
    this.hash = hash;
  }

  PersonSight sight() {
    return sight;
  }

  ProposedChange create(RowTask task, UserFields fields, @Nullable Photo photo) {
    List<PlannedChange> changes = new ArrayList<>();
    values(task, fields, fields.departmentId() == null)
        .forEach((field, value) -> add(changes, field, "", value));
    add(changes, RosterColumn.ID_NUMBER.header(), "", idNumber(task));
    Integer gender = fields.gender();
    add(changes, RosterColumn.GENDER.header(), "", gender == null ? "" : gender.toString());
    return new ProposedChange(PlannedAction.CREATE, null, "", changes, photo(task, photo));
  }

  ProposedChange update(RowTask task, ProposedUpdate update) {
    boolean comes = update.wanted().coming().contains(RosterColumn.DEPARTMENT.header());
    Map<String, String> before = values(update.stored());
    before.putAll(PersonSight.visit(update.guest()));
    Map<String, String> after = values(task, update.after(), comes);
    Set<String> changed = new LinkedHashSet<>(update.changed());
    changed.addAll(update.wanted().coming());
    List<PlannedChange> changes = new ArrayList<>();
    for (String field : changed) {
      String from = Objects.requireNonNullElse(before.get(field), "");
      changes.add(new PlannedChange(field, from, Objects.requireNonNullElse(after.get(field), "")));
    }
    if (update.idNumber()) {
      boolean any = update.stored().encryptedIdNumber() != null;
      changes.add(
          new PlannedChange(
              RosterColumn.ID_NUMBER.header(), any ? PlannedChange.HIDDEN : "", idNumber(task)));
    }
    return new ProposedChange(
        PlannedAction.UPDATE,
        update.stored().id(),
        sight.of(update.stored(), update.guest()),
        changes,
        photo(task, update.photo()));
  }

  /** What a plan that creates somebody would leave otherwise than it is, by its column's name. */
  Set<String> lacking(List<PlannedChange> planned, Person there) {
    Map<String, String> is = values(there);
    Integer gender = there.gender();
    is.put(RosterColumn.GENDER.header(), gender == null ? "" : gender.toString());
    Set<String> lacking = new LinkedHashSet<>();
    for (PlannedChange change : planned) {
      boolean kept = KEPT_WHERE_BLANK.contains(change.field());
      String now = Objects.requireNonNullElse(is.get(change.field()), "");
      if (kept && !PlaceNames.contains(change.to(), now, name -> true)) {
        lacking.add(change.field());
      }
    }
    return lacking;
  }

  /** Somebody who is to be taken out of every group. */
  public PlanLine revoke(Person person, String key) {
    List<Long> all = GroupReference.ids(groups(person));
    return leaver(move(new ProposedMove(person, all, false, false)), person, key);
  }

  /** Somebody who is to be put into groups, or taken out of some. */
  ProposedChange move(ProposedMove move) {
    Person now = move.now();
    PlannedChange change =
        new PlannedChange(
            RosterColumn.GROUPS.header(),
            PlaceText.groups(groups(now)),
            PlaceText.groups(after(move)));
    return new ProposedChange(
        move.in() ? PlannedAction.RETURN : PlannedAction.REVOKE,
        now.id(),
        sight.of(now, null),
        List.of(change),
        null);
  }

  /** The groups that somebody is in after it. */
  List<GroupReference> after(ProposedMove move) {
    List<GroupReference> groups = new ArrayList<>(groups(move.now()));
    groups.removeIf(group -> move.groups().contains(group.id()));
    if (move.in()) {
      move.groups()
          .forEach(id -> groups.add(new GroupReference(id, places.places.groups().name(id), 0)));
    }
    return groups;
  }

  private static List<GroupReference> groups(Person person) {
    List<GroupReference> groups = person.groups();
    return groups == null ? List.of() : groups;
  }

  /** Somebody who is to be deleted: all that the server shows of them goes. */
  public PlanLine delete(Person person, String key) {
    return leaver(delete(person), person, key);
  }

  /** The same of somebody of any row. */
  ProposedChange delete(Person person) {
    List<PlannedChange> gone = new ArrayList<>();
    values(person).forEach((field, value) -> add(gone, field, value, ""));
    if (person.encryptedIdNumber() != null) {
      add(gone, RosterColumn.ID_NUMBER.header(), PlannedChange.HIDDEN, "");
    }
    return new ProposedChange(
        PlannedAction.DELETE, person.id(), sight.of(person, null), gone, null);
  }

  private static PlanLine leaver(ProposedChange change, Person person, String key) {
    return new PlanLine(
        null,
        0,
        key,
        person.name(),
        change.action(),
        change.person(),
        change.seen(),
        change.changes(),
        null);
  }

  /** The groups that somebody is to be given back; those that are gone left out. */
  PlannedChange groupsBack(List<Long> groups) {
    List<Long> there = groups.stream().filter(places.places.groups()::isThere).toList();
    return new PlannedChange(RosterColumn.GROUPS.header(), "", places.groups(there, List.of()));
  }

  /** The groups that somebody is to be given as a row names them; none of those unclear. */
  PlannedChange groupsNamed(List<GroupName> names) {
    ServerGroups groups = places.places.groups();
    List<GroupName> there =
        names.stream().filter(name -> name.isIdOnly() || !groups.isUnknown(name)).toList();
    List<Long> ids =
        groups.of(there) instanceof ServerGroups.GroupIds.Known known ? known.ids() : List.of();
    return new PlannedChange(
        RosterColumn.GROUPS.header(), "", places.groups(ids, places.coming(names)));
  }

  private static void add(List<PlannedChange> changes, String field, String from, String to) {
    if (!from.equals(to)) {
      changes.add(new PlannedChange(field, from, to));
    }
  }

  private String idNumber(RowTask task) {
    String number = task.person().idNumber();
    return number.isEmpty() ? "" : "#" + hash.apply("idNumber\n" + number);
  }

  private @Nullable PlannedPhoto photo(RowTask task, @Nullable Photo photo) {
    if (photo == null) {
      return null;
    }
    String number = task.person().idNumber();
    String path = task.photoPath();
    return new PlannedPhoto(hidden(path, number), hash.apply("photo\n" + photo.sourceSha256()));
  }

  /** A path in which no ID number can be read, be it the row's or what looks like anybody's. */
  private static String hidden(String path, String number) {
    String text = Normalizer.normalize(path, Normalizer.Form.NFC);
    if (!number.isEmpty()) { // files are found without regard to case
      text =
          Pattern.compile(Pattern.quote(number), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
              .matcher(text)
              .replaceAll(Matcher.quoteReplacement(PlannedChange.HIDDEN));
    }
    return LIKE_ID_NUMBER.matcher(text).replaceAll(Matcher.quoteReplacement(PlannedChange.HIDDEN));
  }

  private Map<String, String> values(RowTask task, UserFields sent, boolean departmentComes) {
    Map<String, String> values = new LinkedHashMap<>();
    put(values, RosterColumn.NAME, sent.name());
    put(values, RosterColumn.JOB_NUMBER, sent.jobNumber());
    put(values, RosterColumn.MOBILE, sent.mobile());
    put(values, RosterColumn.IC_NUMBER, sent.icNumber());
    put(values, RosterColumn.MAIL, sent.mail());
    put(values, RosterColumn.BIRTHDAY, sent.birthday());
    put(values, RosterColumn.ENTRY_TIME, sent.entryTime());
    put(values, RosterColumn.POSITION, sent.position());
    put(values, RosterColumn.LOCATION, sent.location());
    put(values, RosterColumn.AREA_CODE, sent.areaCode());
    put(values, RosterColumn.REMARK, sent.remark());
    String coming = departmentComes ? places.coming(task.person().department()) : "";
    put(
        values,
        RosterColumn.DEPARTMENT,
        coming.isEmpty() ? places.department(sent.departmentId()) : coming);
    put(
        values,
        RosterColumn.GROUPS,
        places.groups(sent.groups(), places.coming(task.person().groups())));
    GuestVisit visit = sent.visit();
    if (visit != null) {
      put(values, RosterColumn.HOST, "#" + visit.receptionUserId());
      put(values, RosterColumn.DATE_TIME_FROM, visit.from());
      put(values, RosterColumn.DATE_TIME_TO, visit.to());
    }
    return values;
  }

  private Map<String, String> values(Person stored) {
    Map<String, String> values = new LinkedHashMap<>();
    put(values, RosterColumn.NAME, stored.name());
    put(values, RosterColumn.JOB_NUMBER, stored.jobNumber());
    put(values, RosterColumn.MOBILE, stored.mobile());
    put(values, RosterColumn.IC_NUMBER, stored.icNumber());
    put(values, RosterColumn.MAIL, stored.mail());
    put(values, RosterColumn.BIRTHDAY, DayComparison.normal(stored.birthday()));
    put(values, RosterColumn.ENTRY_TIME, DayComparison.normal(stored.entryTime()));
    put(values, RosterColumn.POSITION, stored.position());
    put(values, RosterColumn.LOCATION, stored.location());
    put(values, RosterColumn.AREA_CODE, stored.areaCode());
    put(values, RosterColumn.REMARK, stored.remark());
    put(values, RosterColumn.DEPARTMENT, places.department(stored.departmentId()));
    List<GroupReference> groups = stored.groups();
    put(values, RosterColumn.GROUPS, groups == null ? "" : PlaceText.groups(groups));
    return values;
  }

  private static void put(Map<String, String> values, RosterColumn column, @Nullable String value) {
    values.put(column.header(), value == null ? "" : value);
  }

  /** Departments and groups as a plan tells them. */
  static final class PlaceText {
    private final ServerPlaces places;

    PlaceText(ServerPlaces places) {
      this.places = places;
    }

    String department(@Nullable Long id) {
      return id == null || id == 0 ? "" : PlaceNames.with(places.path(id), id);
    }

    /** The path of a department that is going to be made; {@code ""} for any other. */
    String coming(@Nullable DepartmentCell cell) {
      boolean comes =
          cell != null
              && cell.id() == null
              && !cell.path().isEmpty()
              && places.known(cell).isEmpty();
      return comes && cell != null ? DepartmentCell.write(cell.path()) : "";
    }

    List<String> coming(List<GroupName> names) {
      return names.stream()
          .filter(name -> !name.isIdOnly() && places.groups().isUnknown(name))
          .map(GroupName::name)
          .toList();
    }

    String groups(List<Long> ids, List<String> coming) {
      List<String> all = new ArrayList<>();
      ids.stream().sorted().distinct().forEach(id -> all.add(PlaceNames.with(name(id), id)));
      coming.stream().sorted().forEach(name -> all.add(PlaceNames.coming(name)));
      return PlaceNames.joined(all);
    }

    private String name(long id) {
      return PlaceNames.coming(places.groups().name(id));
    }

    static String groups(List<GroupReference> groups) {
      return PlaceNames.joined(
          groups.stream()
              .sorted((a, b) -> Long.compare(a.id(), b.id()))
              .map(group -> PlaceNames.with(PlaceNames.coming(group.name()), group.id()))
              .toList());
    }
  }
}
