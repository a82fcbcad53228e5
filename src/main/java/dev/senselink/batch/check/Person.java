package dev.senselink.batch.check;

import dev.senselink.batch.roster.Column;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.cell.CellWindow;
import dev.senselink.batch.roster.cell.DepartmentCell;
import dev.senselink.batch.roster.cell.GroupName;
import dev.senselink.batch.roster.cell.HostCell;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row's wish, known good: what to create, or what to change on update. Texts are trimmed, in form
 * NFC and within the server's lengths. Its {@link #toString} shows no personal data.
 *
 * @param kind staff or visitor
 * @param wishes per column; one that is missing keeps. {@link Column#BIRTHDAY} and {@link
 *     Column#ENTRY_TIME} are {@code yyyy-MM-dd}
 * @param gender 1 female, 2 male; null where the cell is blank
 * @param department the filled cell's readings, else null
 * @param groups the filled cell's groups in its order, else empty
 * @param host a visitor's host, always there for visitors
 * @param window a visitor's visit, always there for visitors
 */
public record Person(
    RosterKind kind,
    Map<Column, Wish> wishes,
    @Nullable Integer gender,
    @Nullable DepartmentCell department,
    List<GroupName> groups,
    @Nullable HostCell host,
    @Nullable CellWindow window) {
  public Person {
    EnumMap<Column, Wish> copy = new EnumMap<>(Column.class);
    copy.putAll(wishes);
    wishes = Collections.unmodifiableMap(copy);
    groups = List.copyOf(groups);
    if (kind == RosterKind.GUESTS && (host == null || window == null)) {
      throw new IllegalArgumentException("a visitor has a host and a window");
    }
  }

  /** What the row wants of this field. */
  public Wish field(Column column) {
    return Objects.requireNonNullElse(wishes.get(column), Wish.KEEP);
  }

  /** The text a create sends; {@code ""} where the cell is blank or says {@code <clear>}. */
  public String text(Column column) {
    return field(column).text();
  }

  public String name() {
    return text(Column.NAME);
  }

  public String jobNumber() {
    return text(Column.JOB_NUMBER);
  }

  public String mobile() {
    return text(Column.MOBILE);
  }

  public String icNumber() {
    return text(Column.IC_NUMBER);
  }

  public String idNumber() {
    return text(Column.ID_NUMBER);
  }

  /** {@code yyyy-MM-dd} or {@code ""}. */
  public String birthday() {
    return text(Column.BIRTHDAY);
  }

  /** {@code yyyy-MM-dd} or {@code ""}. */
  public String entryTime() {
    return text(Column.ENTRY_TIME);
  }

  public String mail() {
    return text(Column.MAIL);
  }

  public String position() {
    return text(Column.POSITION);
  }

  public String location() {
    return text(Column.LOCATION);
  }

  public String areaCode() {
    return text(Column.AREA_CODE);
  }

  public String remark() {
    return text(Column.REMARK);
  }

  /** The photo cell as written; {@code ""} where the row names none. */
  public String photo() {
    return text(Column.PHOTO);
  }

  /** A visitor's visit. Only for visitors. */
  public CellWindow visit() {
    return Objects.requireNonNull(window, "only visitors have a window");
  }

  /** A visitor's host. Only for visitors. */
  public HostCell hostCell() {
    return Objects.requireNonNull(host, "only visitors have a host");
  }

  @Override
  public String toString() {
    return "person of " + kind + " with " + wishes.keySet();
  }
}
