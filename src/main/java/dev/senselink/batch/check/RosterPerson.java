package dev.senselink.batch.check;

import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.cell.DepartmentCell;
import dev.senselink.batch.roster.cell.GroupName;
import dev.senselink.batch.roster.cell.HostCell;
import dev.senselink.batch.roster.cell.VisitWindow;
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
 * @param wishes per column; one that is missing keeps. {@link RosterColumn#BIRTHDAY} and {@link
 *     RosterColumn#ENTRY_TIME} are {@code yyyy-MM-dd}
 * @param gender 1 female, 2 male; null where the cell is blank
 * @param department the filled cell's readings, else null
 * @param groups the filled cell's groups in its order, else empty
 * @param host a visitor's host, always there for visitors
 * @param window a visitor's visit, always there for visitors
 */
public record RosterPerson(
    RosterKind kind,
    Map<RosterColumn, FieldChange> wishes,
    @Nullable Integer gender,
    @Nullable DepartmentCell department,
    List<GroupName> groups,
    @Nullable HostCell host,
    @Nullable VisitWindow window) {
  public RosterPerson {
    EnumMap<RosterColumn, FieldChange> copy = new EnumMap<>(RosterColumn.class);
    copy.putAll(wishes);
    wishes = Collections.unmodifiableMap(copy);
    groups = List.copyOf(groups);
    if (kind == RosterKind.GUESTS && (host == null || window == null)) {
      throw new IllegalArgumentException("a visitor has a host and a window");
    }
  }

  /** What the row wants of this field. */
  public FieldChange field(RosterColumn column) {
    return Objects.requireNonNullElse(wishes.get(column), FieldChange.KEEP);
  }

  /** The text a create sends; {@code ""} where the cell is blank or says {@code <clear>}. */
  public String text(RosterColumn column) {
    return field(column).text();
  }

  public String name() {
    return text(RosterColumn.NAME);
  }

  public String jobNumber() {
    return text(RosterColumn.JOB_NUMBER);
  }

  public String mobile() {
    return text(RosterColumn.MOBILE);
  }

  public String icNumber() {
    return text(RosterColumn.IC_NUMBER);
  }

  public String idNumber() {
    return text(RosterColumn.ID_NUMBER);
  }

  /** {@code yyyy-MM-dd} or {@code ""}. */
  public String birthday() {
    return text(RosterColumn.BIRTHDAY);
  }

  /** {@code yyyy-MM-dd} or {@code ""}. */
  public String entryTime() {
    return text(RosterColumn.ENTRY_TIME);
  }

  public String mail() {
    return text(RosterColumn.MAIL);
  }

  public String position() {
    return text(RosterColumn.POSITION);
  }

  public String location() {
    return text(RosterColumn.LOCATION);
  }

  public String areaCode() {
    return text(RosterColumn.AREA_CODE);
  }

  public String remark() {
    return text(RosterColumn.REMARK);
  }

  /** The photo cell as written; {@code ""} where the row names none. */
  public String photo() {
    return text(RosterColumn.PHOTO);
  }

  /** A visitor's visit. Only for visitors. */
  public VisitWindow visit() {
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
