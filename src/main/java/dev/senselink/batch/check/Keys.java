package dev.senselink.batch.check;

import dev.senselink.batch.roster.Column;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.Row;
import dev.senselink.batch.roster.cell.DepartmentCell;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Who a person is, and when two texts mean the same person (ENROLMENT.md, "Key"). */
public final class Keys {
  /** The key fields of staff, the first filled one counts. */
  public static final List<KeyField> USER_KEYS =
      List.of(KeyField.JOB_NUMBER, KeyField.MOBILE, KeyField.IC_NUMBER, KeyField.MAIL);

  private Keys() {}

  /**
   * The key of a person. {@link Checks} refuses a row without any of the fields; a backup may hold
   * such people, who are known by name and department.
   */
  public static Key of(Person person) {
    Key key = of(person.kind(), person::text);
    DepartmentCell department = person.department();
    return key == null
        ? keyless(person.name(), department == null ? "" : department.toString())
        : key;
  }

  /** The key of any row, a refused one too; null if it has none. */
  public static @Nullable Key of(Row row, RosterKind kind) {
    return of(kind, column -> filled(row, column));
  }

  /** The key of a visitor. */
  public static Key guest(String mobile, String name) {
    // The mobile's value holds no line feed unless a cell does, and then both sides hold it.
    String value = normal(KeyField.MOBILE, mobile) + "\n" + name(name);
    return new Key(KeyField.MOBILE_AND_NAME, value, mobile);
  }

  /**
   * The key of somebody who has none of the fields.
   *
   * @param department {@code #} and the id on the server, {@code ""} for none
   */
  public static Key keyless(String name, String department) {
    return new Key(KeyField.NAME_AND_DEPARTMENT, name(name) + "\n" + department, name);
  }

  /** Every filled key field of staff, in order; of a visitor the one key. */
  public static List<Key> all(Person person) {
    return person.kind() == RosterKind.GUESTS ? List.of(of(person)) : all(person::text);
  }

  /** The key cell of a row as read, for reports; {@code ""} if the row has none. */
  public static String shown(Row row) {
    return USER_KEYS.stream()
        .map(field -> row.text(field.column()))
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** The text as it is compared: NFKC, trimmed, case folded; a mobile's digits only. */
  public static String normal(KeyField field, String text) {
    return field.column() == Column.MOBILE ? MobileText.normal(text) : CaseFold.normal(text);
  }

  /** A name as it is compared. */
  public static String name(String name) {
    return CaseFold.normal(name);
  }

  /**
   * What the row must not share with another row of its roster. Refused rows count too: mended and
   * sent alone, they would meet the person the other row made.
   */
  public static List<Identity> identities(Row row, RosterKind kind) {
    List<Identity> identities = new ArrayList<>();
    Key key = of(row, kind);
    // An IC number is told below, whether it is the key or not.
    if (key != null && key.field() != KeyField.IC_NUMBER) {
      identities.add(new Identity(kind(key.field()), key.value(), true));
    }
    add(identities, row, Column.IC_NUMBER);
    add(identities, row, Column.ID_NUMBER);
    String mobile = filled(row, Column.MOBILE);
    if (!mobile.isEmpty()) {
      identities.add(new Identity(Identity.SHARED_MOBILE, MobileText.normal(mobile), false));
    }
    return identities;
  }

  private static String kind(KeyField field) {
    return field == KeyField.MOBILE_AND_NAME ? Identity.MOBILE_AND_NAME : field.column().header();
  }

  private static void add(List<Identity> identities, Row row, Column column) {
    String text = filled(row, column);
    if (!text.isEmpty()) {
      identities.add(new Identity(column.header(), CaseFold.normal(text), true));
    }
  }

  private static @Nullable Key of(RosterKind kind, Function<Column, String> text) {
    if (kind == RosterKind.USERS) {
      List<Key> all = all(text);
      return all.isEmpty() ? null : all.get(0);
    }
    String mobile = text.apply(Column.MOBILE);
    String name = text.apply(Column.NAME);
    boolean blank = normal(KeyField.MOBILE, mobile).isEmpty() || name(name).isEmpty();
    return blank ? null : guest(mobile, name);
  }

  private static List<Key> all(Function<Column, String> text) {
    List<Key> keys = new ArrayList<>();
    for (KeyField field : USER_KEYS) {
      String asRead = text.apply(field.column());
      String normal = normal(field, asRead);
      if (!normal.isEmpty()) { // blanks alone, which a backup may hold, would fit everybody
        keys.add(new Key(field, normal, asRead));
      }
    }
    return keys;
  }

  private static String filled(Row row, Column column) {
    return row.clears(column) ? "" : row.text(column);
  }
}
