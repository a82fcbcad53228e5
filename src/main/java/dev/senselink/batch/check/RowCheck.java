package dev.senselink.batch.check;

import static dev.senselink.batch.check.Words.words;

import dev.senselink.batch.roster.Column;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.RosterSettings;
import dev.senselink.batch.roster.Row;
import dev.senselink.batch.roster.cell.CellDate;
import dev.senselink.batch.roster.cell.CellGender;
import dev.senselink.batch.roster.cell.CellWindow;
import dev.senselink.batch.roster.cell.DepartmentCell;
import dev.senselink.batch.roster.cell.GroupName;
import dev.senselink.batch.roster.cell.GroupsCell;
import dev.senselink.batch.roster.cell.HostCell;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row on its way through the rules. */
final class RowCheck {
  private static final String TOO_LONG = "TOO_LONG";
  private static final String BAD_DATE = "BAD_DATE";
  private static final int LONGEST_DEPARTMENT = 50;
  private static final int LONGEST_GROUP = 45;

  private final Row row;
  private final RosterSettings settings;
  private final RosterKind kind;
  private final Map<Column, Wish> wishes = new EnumMap<>(Column.class);
  private final List<Finding> findings = new ArrayList<>();
  private final List<String> warnings;

  RowCheck(Row row, RosterSettings settings) {
    this.row = row;
    this.settings = settings;
    this.kind = settings.kind();
    this.warnings = new ArrayList<>(row.warnings());
  }

  Checked checked() {
    row.faults().forEach(fault -> findings.add(new Finding(fault.code(), null, fault.reason())));
    Required.check(row, kind, findings);
    for (Column column : Column.values()) {
      if (column.knownIn(kind)) {
        wish(column);
      }
    }
    date(Column.BIRTHDAY);
    date(Column.ENTRY_TIME);
    mobile();
    Integer gender = gender();
    DepartmentCell department = department();
    List<GroupName> groups = groups();
    HostCell host = host();
    CellWindow window = window();
    boolean fit = findings.isEmpty();
    Person person = fit ? new Person(kind, wishes, gender, department, groups, host, window) : null;
    return new Checked(row, person, findings, warnings);
  }

  private void wish(Column column) {
    String text = row.text(column);
    if (row.clears(column)) {
      wishes.put(column, Wish.CLEAR);
      if (Required.cannotClear(column, kind)) {
        add("CANNOT_CLEAR", column, words("cell.cannotClear", column.spoken()));
      }
    } else if (!text.isEmpty()) {
      wishes.put(column, Wish.set(text));
      length(column, words("cell.whole", column.spoken()), text, column.maxLength());
    }
  }

  private void length(Column column, String what, String text, int most) {
    int length = text.codePointCount(0, text.length());
    if (length > most) {
      add(TOO_LONG, column, words("cell.tooLong", what, length, most));
    }
  }

  private void date(Column column) {
    if (!sets(column)) {
      return;
    }
    LocalDate date = CellDate.parse(row.text(column), settings.dateFormat());
    if (date == null) {
      add(BAD_DATE, column, unread(column, "date"));
    } else {
      wishes.put(column, Wish.set(date.toString()));
    }
  }

  /** A spreadsheet makes a negative number of what it takes for a formula. */
  private void mobile() {
    if (!sets(Column.MOBILE)) {
      return;
    }
    String text = row.text(Column.MOBILE);
    if (MobileText.isNegative(text)) {
      add("NUMBER_DAMAGED", Column.MOBILE, words("mobile.negative", Column.MOBILE.spoken()));
    } else if (MobileText.digits(text).length() < MobileText.FEWEST_DIGITS) {
      warnings.add(words("mobile.short", Column.MOBILE.spoken(), MobileText.FEWEST_DIGITS));
    }
  }

  private @Nullable Integer gender() {
    if (!sets(Column.GENDER)) {
      return null;
    }
    String text = row.text(Column.GENDER);
    Integer gender = CellGender.parse(text, settings.genderCoding());
    if (gender == null) {
      String remedy =
          CellGender.isBareNumber(text)
              ? words("gender.number", Column.GENDER.spoken())
              : words("gender.unknown", Column.GENDER.spoken());
      add("AMBIGUOUS_GENDER", Column.GENDER, remedy);
    }
    return gender;
  }

  private @Nullable DepartmentCell department() {
    if (!sets(Column.DEPARTMENT)) {
      return null;
    }
    DepartmentCell cell = DepartmentCell.parse(row.text(Column.DEPARTMENT));
    if (cell.id() == null && cell.path().isEmpty()) {
      add(
          "UNKNOWN_DEPARTMENT",
          Column.DEPARTMENT,
          words("department.none", Column.DEPARTMENT.spoken()));
    }
    for (String step : cell.path()) {
      length(
          Column.DEPARTMENT,
          words("department.name", Column.DEPARTMENT.spoken()),
          step,
          LONGEST_DEPARTMENT);
    }
    return cell;
  }

  private List<GroupName> groups() {
    if (!sets(Column.GROUPS)) {
      return List.of();
    }
    List<GroupName> groups = GroupsCell.parse(row.text(Column.GROUPS)).groups();
    if (groups.isEmpty()) {
      add("UNKNOWN_GROUP", Column.GROUPS, words("groups.none", Column.GROUPS.spoken()));
    }
    for (GroupName group : groups) {
      length(
          Column.GROUPS, words("groups.name", Column.GROUPS.spoken()), group.name(), LONGEST_GROUP);
    }
    return groups;
  }

  private @Nullable HostCell host() {
    if (!sets(Column.HOST)) {
      return null;
    }
    HostCell host = HostCell.parse(row.text(Column.HOST), row.hostIsId());
    if (row.hostIsId() && host.id() == null) {
      add("UNKNOWN_HOST", Column.HOST, words("host.noId", Column.HOST.spoken()));
    }
    return host;
  }

  private @Nullable CellWindow window() {
    if (!sets(Column.DATE_TIME_FROM) || !sets(Column.DATE_TIME_TO)) {
      return null;
    }
    LocalDateTime from = CellWindow.from(row.text(Column.DATE_TIME_FROM), settings.dateFormat());
    LocalDateTime to = CellWindow.to(row.text(Column.DATE_TIME_TO), settings.dateFormat());
    moment(Column.DATE_TIME_FROM, from);
    moment(Column.DATE_TIME_TO, to);
    if (from == null || to == null) {
      return null;
    }
    if (!to.isAfter(from)) {
      add(
          BAD_DATE,
          Column.DATE_TIME_TO,
          words("window.order", Column.DATE_TIME_TO.spoken(), Column.DATE_TIME_FROM.spoken()));
      return null;
    }
    CellWindow window = new CellWindow(from, to);
    wishes.put(Column.DATE_TIME_FROM, Wish.set(window.fromText()));
    wishes.put(Column.DATE_TIME_TO, Wish.set(window.toText()));
    return window;
  }

  private void moment(Column column, @Nullable LocalDateTime moment) {
    if (moment == null) {
      add(BAD_DATE, column, unread(column, "time"));
    }
  }

  private String unread(Column column, String kind) {
    return settings.dateFormat() == null
        ? words("unread." + kind + ".free", column.spoken())
        : words("unread." + kind, column.spoken());
  }

  private boolean sets(Column column) {
    Wish wish = wishes.get(column);
    return wish != null && wish.sets();
  }

  private void add(String code, Column column, String reason) {
    findings.add(new Finding(code, column, reason));
  }
}
