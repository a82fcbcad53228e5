package dev.senselink.batch.check;

import dev.senselink.batch.roster.Column;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.Row;
import java.util.ArrayList;
import java.util.List;

/** Who a person is, and when two texts mean the same person (ENROLMENT.md, "Key"). */
public final class Keys {
  /** The key fields of staff, the first filled one counts. */
  static final List<KeyField> USER_KEYS =
      List.of(KeyField.JOB_NUMBER, KeyField.MOBILE, KeyField.IC_NUMBER, KeyField.MAIL);

  private static final String SHARED_MOBILE = "shared mobile";

  private Keys() {}

  /**
   * The key of a checked person.
   *
   * @throws IllegalArgumentException if it has none, which {@link Checks} refuses
   */
  public static Key of(Person person) {
    if (person.kind() == RosterKind.GUESTS) {
      return guest(person.mobile(), person.name());
    }
    List<Key> all = all(person);
    if (all.isEmpty()) {
      throw new IllegalArgumentException("the person has no key");
    }
    return all.get(0);
  }

  /** The key of a visitor. */
  public static Key guest(String mobile, String name) {
    // The mobile's value holds no line feed unless a cell does, and then both sides hold it.
    String value = normal(KeyField.MOBILE, mobile) + "\n" + name(name);
    return new Key(KeyField.MOBILE_AND_NAME, value, mobile);
  }

  /** Every filled key field of staff, in order; of a visitor the one key. */
  public static List<Key> all(Person person) {
    if (person.kind() == RosterKind.GUESTS) {
      return List.of(of(person));
    }
    List<Key> keys = new ArrayList<>();
    for (KeyField field : USER_KEYS) {
      String text = person.text(field.column());
      if (!text.isEmpty()) {
        keys.add(new Key(field, normal(field, text), text));
      }
    }
    return keys;
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

  /** What the row must not share with another row of its roster. */
  public static List<Identity> identities(Person person) {
    Key key = of(person);
    List<Identity> identities = new ArrayList<>();
    if (key.field() != KeyField.IC_NUMBER) {
      String kind =
          key.field() == KeyField.MOBILE_AND_NAME
              ? "mobile and name"
              : key.field().column().header();
      identities.add(new Identity(kind, key.value(), true));
    }
    add(identities, Column.IC_NUMBER, person.icNumber());
    add(identities, Column.ID_NUMBER, person.idNumber());
    if (!person.mobile().isEmpty()) {
      String mobile = normal(KeyField.MOBILE, person.mobile());
      identities.add(new Identity(SHARED_MOBILE, mobile, false));
    }
    return identities;
  }

  private static void add(List<Identity> identities, Column column, String text) {
    if (!text.isEmpty()) {
      identities.add(new Identity(column.header(), CaseFold.normal(text), true));
    }
  }
}
