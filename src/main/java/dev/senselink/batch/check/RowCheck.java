package dev.senselink.batch.check;

import static dev.senselink.batch.check.CheckMessages.words;

import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.RosterSettings;
import dev.senselink.batch.roster.Row;
import dev.senselink.batch.roster.cell.CellDate;
import dev.senselink.batch.roster.cell.CellGender;
import dev.senselink.batch.roster.cell.DepartmentCell;
import dev.senselink.batch.roster.cell.GroupName;
import dev.senselink.batch.roster.cell.GroupsCell;
import dev.senselink.batch.roster.cell.HostCell;
import dev.senselink.batch.roster.cell.VisitWindow;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row on its way through all rules that need nothing but the row itself (ROSTER, "Cells"). */
public final class RowCheck {
  private static final int LONGEST_SHOWN = 40;

  private static final String TOO_LONG = "TOO_LONG";
  private static final String BAD_DATE = "BAD_DATE";
  private static final int LONGEST_DEPARTMENT = 50;
  private static final int LONGEST_GROUP = 45;

  private final Row row;
  private final RosterSettings settings;
  private final RosterKind kind;
  private final Map<RosterColumn, FieldChange> wishes = new EnumMap<>(RosterColumn.class);
  private final List<Finding> findings = new ArrayList<>();
  private final List<String> warnings;

  private RowCheck(Row row, RosterSettings settings) {
    this.row = row;
    this.settings = settings;
    this.kind = settings.kind();
    this.warnings = new ArrayList<>(row.warnings());
  }

  /** Checks one row; never throws for what its cells hold. */
  public static CheckResult of(Row row, RosterSettings settings) {
    return new RowCheck(row, settings).checked();
  }

  /**
   * Only who a row is: its name and its keys.
   *
   * @return without a person where the row does not say who it is
   */
  public static CheckResult identity(Row row, RosterSettings settings) {
    RowCheck check = new RowCheck(row, settings);
    RequiredCells.check(row, check.kind, check.findings);
    check.wish(RosterColumn.NAME);
    KeyRules.USER_KEYS.stream()
        .map(KeyField::column)
        .filter(column -> !row.unreadable().contains(column))
        .forEach(check::wish);
    boolean fit = check.findings.isEmpty();
    RosterPerson person =
        fit ? new RosterPerson(check.kind, check.wishes, null, null, List.of(), null, null) : null;
    return new CheckResult(row, person, check.findings, List.of());
  }

  private CheckResult checked() {
    row.faults().forEach(fault -> findings.add(new Finding(fault.code(), null, fault.reason())));
    RequiredCells.check(row, kind, findings);
    for (RosterColumn column : RosterColumn.values()) {
      if (column.knownIn(kind) && !column.tellsStanding()) {
        wish(column);
      }
    }
    date(RosterColumn.BIRTHDAY);
    date(RosterColumn.ENTRY_TIME);
    mobile();
    Integer gender = gender();
    DepartmentCell department = department();
    List<GroupName> groups = groups();
    HostCell host = host();
    VisitWindow window = window();
    boolean fit = findings.isEmpty();
    RosterPerson person =
        fit ? new RosterPerson(kind, wishes, gender, department, groups, host, window) : null;
    return new CheckResult(row, person, findings, warnings);
  }

  private void wish(RosterColumn column) {
    String text = row.text(column);
    if (row.clears(column)) {
      wishes.put(column, FieldChange.CLEAR);
      if (RequiredCells.cannotClear(column, kind)) {
        add("CANNOT_CLEAR", column, words("cell.cannotClear", column.spoken()));
      }
    } else if (!text.isEmpty()) {
      wishes.put(column, FieldChange.set(text));
      length(column, words("cell.whole", column.spoken()), text, column.maxLength());
    }
  }

  private void length(RosterColumn column, String what, String text, int most) {
    int length = text.codePointCount(0, text.length());
    if (length > most) {
      add(TOO_LONG, column, words("cell.tooLong", what, length, most));
    }
  }

  private void date(RosterColumn column) {
    if (!sets(column)) {
      return;
    }
    LocalDate date = CellDate.parse(row.text(column), settings.dateFormat());
    if (date == null) {
      add(BAD_DATE, column, unread(column, "date"));
    } else {
      wishes.put(column, FieldChange.set(date.toString()));
    }
  }

  /** A spreadsheet makes a negative number of what it takes for a formula. */
  private void mobile() {
    if (!sets(RosterColumn.MOBILE)) {
      return;
    }
    String text = row.text(RosterColumn.MOBILE);
    if (MobileText.isNegative(text)) {
      add(
          "NUMBER_DAMAGED",
          RosterColumn.MOBILE,
          words("mobile.negative", RosterColumn.MOBILE.spoken()));
    } else if (MobileText.digits(text).length() < MobileText.FEWEST_DIGITS) {
      warnings.add(words("mobile.short", RosterColumn.MOBILE.spoken(), MobileText.FEWEST_DIGITS));
    }
  }

  private @Nullable Integer gender() {
    if (!sets(RosterColumn.GENDER)) {
      return null;
    }
    String text = row.text(RosterColumn.GENDER);
    Integer gender = CellGender.parse(text, settings.genderCoding());
    if (gender == null) {
      String remedy =
          CellGender.isBareNumber(text)
              ? words("gender.number", RosterColumn.GENDER.spoken())
              : words("gender.unknown", RosterColumn.GENDER.spoken());
      add("AMBIGUOUS_GENDER", RosterColumn.GENDER, remedy);
    }
    return gender;
  }

  private @Nullable DepartmentCell department() {
    if (!sets(RosterColumn.DEPARTMENT)) {
      return null;
    }
    String text = row.text(RosterColumn.DEPARTMENT);
    List<String> several = DepartmentCell.several(text);
    if (!several.isEmpty() && !settings.firstDepartment()) {
      add(
          "SEVERAL_DEPARTMENTS",
          RosterColumn.DEPARTMENT,
          words(
              "department.several",
              RosterColumn.DEPARTMENT.spoken(),
              several.size(),
              several.get(0)));
    }
    DepartmentCell cell = DepartmentCell.parseFirst(text);
    if (cell.id() == null && cell.path().isEmpty()) {
      add(
          "UNKNOWN_DEPARTMENT",
          RosterColumn.DEPARTMENT,
          words("department.none", RosterColumn.DEPARTMENT.spoken()));
    }
    for (String step : cell.path()) {
      length(
          RosterColumn.DEPARTMENT,
          words("department.name", RosterColumn.DEPARTMENT.spoken()),
          step,
          LONGEST_DEPARTMENT);
    }
    return cell;
  }

  private List<GroupName> groups() {
    if (!sets(RosterColumn.GROUPS)) {
      return List.of();
    }
    List<GroupName> groups = GroupsCell.parse(row.text(RosterColumn.GROUPS)).groups();
    if (groups.isEmpty()) {
      add("UNKNOWN_GROUP", RosterColumn.GROUPS, words("groups.none", RosterColumn.GROUPS.spoken()));
    }
    for (GroupName group : groups) {
      length(
          RosterColumn.GROUPS,
          words("groups.name", RosterColumn.GROUPS.spoken()),
          group.name(),
          LONGEST_GROUP);
    }
    return groups;
  }

  private @Nullable HostCell host() {
    if (!sets(RosterColumn.HOST)) {
      return null;
    }
    HostCell host = HostCell.parse(row.text(RosterColumn.HOST), row.hostIsId());
    if (row.hostIsId() && host.id() == null) {
      add("UNKNOWN_HOST", RosterColumn.HOST, words("host.noId", RosterColumn.HOST.spoken()));
    }
    return host;
  }

  private @Nullable VisitWindow window() {
    if (!sets(RosterColumn.DATE_TIME_FROM) || !sets(RosterColumn.DATE_TIME_TO)) {
      return null;
    }
    LocalDateTime from =
        VisitWindow.from(row.text(RosterColumn.DATE_TIME_FROM), settings.dateFormat());
    LocalDateTime to = VisitWindow.to(row.text(RosterColumn.DATE_TIME_TO), settings.dateFormat());
    moment(RosterColumn.DATE_TIME_FROM, from);
    moment(RosterColumn.DATE_TIME_TO, to);
    if (from == null || to == null) {
      return null;
    }
    if (!to.isAfter(from)) {
      add(
          BAD_DATE,
          RosterColumn.DATE_TIME_TO,
          words(
              "window.order",
              RosterColumn.DATE_TIME_TO.spoken(),
              RosterColumn.DATE_TIME_FROM.spoken()));
      return null;
    }
    VisitWindow window = new VisitWindow(from, to);
    wishes.put(RosterColumn.DATE_TIME_FROM, FieldChange.set(window.fromText()));
    wishes.put(RosterColumn.DATE_TIME_TO, FieldChange.set(window.toText()));
    return window;
  }

  private void moment(RosterColumn column, @Nullable LocalDateTime moment) {
    if (moment == null) {
      add(BAD_DATE, column, unread(column, "time"));
    }
  }

  private String unread(RosterColumn column, String kind) {
    return settings.dateFormat() == null
        ? words("unread." + kind + ".free", column.spoken(), shown(column))
        : words("unread." + kind, column.spoken(), shown(column));
  }

  /** What stands in the cell, as far as a sentence can hold it. */
  private String shown(RosterColumn column) {
    String text = row.text(column);
    return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
  }

  private boolean sets(RosterColumn column) {
    FieldChange wish = wishes.get(column);
    return wish != null && wish.sets();
  }

  private void add(String code, RosterColumn column, String reason) {
    findings.add(new Finding(code, column, reason));
  }
}
