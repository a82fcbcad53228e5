package dev.senselink.batch.check;

import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.Row;
import dev.senselink.batch.roster.cell.DepartmentCell;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Who a person is, and when two texts mean the same person (ENROLMENT.md, "Key"). */
public final class KeyRules {
  /** The key fields of staff, the first filled one counts. */
  public static final List<KeyField> USER_KEYS =
      List.of(KeyField.JOB_NUMBER, KeyField.MOBILE, KeyField.IC_NUMBER, KeyField.MAIL);

  private KeyRules() {}

  /**
   * The key of a person. {@link RowCheck} refuses a row without any of the fields; a backup may
   * hold such people, who are known by name and department.
   */
  public static PersonKey of(RosterPerson person) {
    PersonKey key = of(person.kind(), person::text);
    DepartmentCell department = person.department();
    return key == null
        ? keyless(person.name(), department == null ? "" : department.toString())
        : key;
  }

  /** The key of any row, a refused one too; null if it has none. */
  public static @Nullable PersonKey of(Row row, RosterKind kind) {
    return of(kind, column -> filled(row, column));
  }

  /** The key of a visitor. */
  public static PersonKey guest(String mobile, String name) {
    // The mobile's value holds no line feed unless a cell does, and then both sides hold it.
    String value = normal(KeyField.MOBILE, mobile) + "\n" + name(name);
    return new PersonKey(KeyField.MOBILE_AND_NAME, value, mobile);
  }

  /**
   * The key of somebody who has none of the fields.
   *
   * @param department {@code #} and the id on the server, {@code ""} for none
   */
  public static PersonKey keyless(String name, String department) {
    return new PersonKey(KeyField.NAME_AND_DEPARTMENT, name(name) + "\n" + department, name);
  }

  /** Every filled key field of staff, in order; of a visitor the one key. */
  public static List<PersonKey> all(RosterPerson person) {
    return person.kind() == RosterKind.GUESTS ? List.of(of(person)) : all(person::text);
  }

  /** Every filled key field of a row of staff, in order, a refused one's too. */
  public static List<PersonKey> all(Row row) {
    return all(column -> filled(row, column));
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
    return field.column() == RosterColumn.MOBILE
        ? MobileText.normal(text)
        : UnicodeCaseFold.normal(text);
  }

  /** A name as it is compared. */
  public static String name(String name) {
    return UnicodeCaseFold.normal(name);
  }

  /** An ID number as it is compared: its last letter may be small or not. */
  public static String idNumber(String number) {
    return UnicodeCaseFold.normal(number);
  }

  /**
   * What the row must not share with another row of its roster. Refused rows count too: mended and
   * sent alone, they would meet the person the other row made.
   */
  public static List<RowIdentity> identities(Row row, RosterKind kind) {
    List<RowIdentity> identities = new ArrayList<>();
    PersonKey key = of(row, kind);
    // An IC number is told below, whether it is the key or not.
    if (key != null && key.field() != KeyField.IC_NUMBER) {
      identities.add(new RowIdentity(kind(key.field()), key.value(), true));
    }
    add(identities, row, RosterColumn.IC_NUMBER);
    add(identities, row, RosterColumn.ID_NUMBER);
    String mobile = filled(row, RosterColumn.MOBILE);
    if (!mobile.isEmpty()) {
      identities.add(new RowIdentity(RowIdentity.SHARED_MOBILE, MobileText.normal(mobile), false));
    }
    return identities;
  }

  private static String kind(KeyField field) {
    return field == KeyField.MOBILE_AND_NAME
        ? RowIdentity.MOBILE_AND_NAME
        : field.column().header();
  }

  private static void add(List<RowIdentity> identities, Row row, RosterColumn column) {
    String text = filled(row, column);
    if (!text.isEmpty()) {
      identities.add(new RowIdentity(column.header(), UnicodeCaseFold.normal(text), true));
    }
  }

  private static @Nullable PersonKey of(RosterKind kind, Function<RosterColumn, String> text) {
    if (kind == RosterKind.USERS) {
      List<PersonKey> all = all(text);
      return all.isEmpty() ? null : all.get(0);
    }
    String mobile = text.apply(RosterColumn.MOBILE);
    String name = text.apply(RosterColumn.NAME);
    boolean blank = normal(KeyField.MOBILE, mobile).isEmpty() || name(name).isEmpty();
    return blank ? null : guest(mobile, name);
  }

  private static List<PersonKey> all(Function<RosterColumn, String> text) {
    List<PersonKey> keys = new ArrayList<>();
    for (KeyField field : USER_KEYS) {
      String asRead = text.apply(field.column());
      String normal = normal(field, asRead);
      if (!normal.isEmpty()) { // blanks alone, which a backup may hold, would fit everybody
        keys.add(new PersonKey(field, normal, asRead));
      }
    }
    return keys;
  }

  private static String filled(Row row, RosterColumn column) {
    return row.clears(column) ? "" : row.text(column);
  }
}
