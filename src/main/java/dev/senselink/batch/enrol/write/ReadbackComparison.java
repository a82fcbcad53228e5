package dev.senselink.batch.enrol.write;

import dev.senselink.batch.api.people.GroupReference;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.api.people.UserFields;
import dev.senselink.batch.enrol.context.WrittenPerson;
import dev.senselink.batch.enrol.row.DayComparison;
import dev.senselink.batch.enrol.row.FieldFolding;
import dev.senselink.batch.enrol.row.StoredFolding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares what the server holds with what was sent. */
final class ReadbackComparison {
  private static final List<String> NAMES =
      List.of(
          "name",
          "jobNumber",
          "mobile",
          "icNumber",
          "remark",
          "mail",
          "position",
          "location",
          "birthday",
          "gender");

  private static final Set<String> OF_GUESTS = Set.of("name", "mobile");

  private ReadbackComparison() {}

  /**
   * The fields that are not as sent; department, area code and day of entry have their own class,
   * {@link FieldDialect}.
   */
  static List<String> differing(UserFields sent, Person stored) {
    List<String> names = new ArrayList<>();
    compare(names, "name", sent.name(), stored.name());
    compare(names, "jobNumber", sent.jobNumber(), stored.jobNumber());
    compare(names, "mobile", sent.mobile(), stored.mobile());
    compare(names, "icNumber", sent.icNumber(), stored.icNumber());
    compare(names, "remark", sent.remark(), stored.remark());
    compare(names, "mail", sent.mail(), stored.mail());
    compare(names, "position", sent.position(), stored.position());
    compare(names, "location", sent.location(), stored.location());
    compare(
        names,
        "birthday",
        DayComparison.normal(sent.birthday()),
        DayComparison.normal(stored.birthday()));
    if (sent.gender() != null && !sent.gender().equals(stored.gender())) {
      names.add("gender");
    }
    return names;
  }

  /**
   * Whether the person holds all that was sent, picture aside; spellings that are one to us are
   * equal. Of the three fields that a create may drop, what is there has to be as sent.
   */
  static boolean isAsSent(UserFields sent, Person stored) {
    return differing(sent, stored).stream().allMatch(name -> isFolded(name, sent, stored))
        && stored.groups() != null
        && !groupsDiffer(sent, stored)
        && FieldDialect.isSentOrDropped(sent, stored);
  }

  /** Whether only trimming or folding is between what was sent and what is there. */
  static boolean isFolded(String name, UserFields sent, Person stored) {
    String now = value(name, stored);
    return !now.isEmpty()
        && FieldFolding.of(name, now).equals(FieldFolding.of(name, sentValue(name, sent)));
  }

  /**
   * The fields by which people are known, in which another value is stored than was sent; what the
   * server has put where nothing was sent is its own.
   */
  static List<String> wrong(UserFields sent, Person stored) {
    List<String> names = new ArrayList<>(differing(sent, stored));
    names.removeIf(
        name ->
            !WrittenPerson.KNOWN_BY.contains(name)
                || sentValue(name, sent).isBlank()
                || value(name, stored).isEmpty()
                || (sent.visit() != null && !OF_GUESTS.contains(name))
                || StoredFolding.explains(name, sentValue(name, sent), value(name, stored)));
    return names;
  }

  /** The values of these fields, as they are shown to a person. */
  static String values(List<String> names, Person stored) {
    return names.stream().map(name -> value(name, stored)).collect(Collectors.joining(", "));
  }

  /** The same of what was sent. */
  static String values(List<String> names, UserFields sent) {
    return names.stream().map(name -> sentValue(name, sent)).collect(Collectors.joining(", "));
  }

  /** The fields, and groups and photo, that were sent and of which nothing is there. */
  static List<String> dropped(UserFields sent, Person stored) {
    List<String> names = new ArrayList<>();
    if (groupsDropped(sent, stored)) {
      names.add("groups");
    }
    if (sent.avatarJpeg() != null && stored.avatarId().isEmpty()) {
      names.add("avatarFile");
    }
    for (String name : differing(sent, stored)) {
      if (value(name, stored).isEmpty()) {
        names.add(name);
      }
    }
    return names;
  }

  /** Whether anything of what was written in between shows. */
  static boolean hasChanged(Person before, Person now) {
    return AnswerTimes.differ(before.updateAt(), now.updateAt())
        || !before.avatarId().equals(now.avatarId())
        || NAMES.stream().anyMatch(name -> !same(name, before, now))
        || !FieldDialect.isSame(before, now)
        || !ids(before).equals(ids(now));
  }

  /** Whether something shows that only this write can have brought: a value that it changed. */
  static boolean showsWrite(Person before, UserFields sent, Person now) {
    boolean value =
        NAMES.stream()
            .anyMatch(
                name ->
                    !same(name, before, now)
                        && (value(name, now).equals(sentValue(name, sent))
                            || isFolded(name, sent, now)));
    boolean number =
        hasIdNumber(sent)
            && now.encryptedIdNumber() != null
            && !now.encryptedIdNumber().equals(before.encryptedIdNumber());
    boolean photo = sent.avatarJpeg() != null && !before.avatarId().equals(now.avatarId());
    boolean groups = !sameGroups(before, now) && !groupsDiffer(sent, now);
    return value || number || photo || (groups && before.groups() != null && now.groups() != null);
  }

  /** Whether a field is as it was. */
  static boolean same(String name, Person before, Person now) {
    return value(name, before).equals(value(name, now));
  }

  private static String value(String name, Person p) {
    return switch (name) {
      case "name" -> p.name();
      case "jobNumber" -> p.jobNumber();
      case "mobile" -> p.mobile();
      case "icNumber" -> p.icNumber();
      case "remark" -> p.remark();
      case "mail" -> p.mail();
      case "position" -> p.position();
      case "location" -> p.location();
      case "birthday" -> DayComparison.normal(p.birthday());
      case "gender" -> p.gender() == null ? "" : p.gender().toString();
      default -> throw new IllegalArgumentException(name + " is not read back");
    };
  }

  /** What was sent in a text field; {@code ""} for nothing. */
  static String sentValue(String name, UserFields sent) {
    String text =
        switch (name) {
          case "name" -> sent.name();
          case "jobNumber" -> sent.jobNumber();
          case "mobile" -> sent.mobile();
          case "icNumber" -> sent.icNumber();
          case "remark" -> sent.remark();
          case "mail" -> sent.mail();
          case "position" -> sent.position();
          case "location" -> sent.location();
          case "birthday" -> DayComparison.normal(sent.birthday());
          case "gender" -> String.valueOf(sent.gender());
          default -> throw new IllegalArgumentException(name + " is not sent");
        };
    return Objects.requireNonNullElse(text, "");
  }

  /** Whether the person is in other groups than were sent; false where the server does not say. */
  static boolean groupsDiffer(UserFields sent, Person stored) {
    return stored.groups() != null && !ids(stored).equals(new HashSet<>(sent.groups()));
  }

  /** Whether some of the groups sent are missing; false where the server does not say. */
  private static boolean groupsDropped(UserFields sent, Person stored) {
    return stored.groups() != null && !ids(stored).containsAll(sent.groups());
  }

  /** Whether an ID number was sent and not even a cipher of one is shown. */
  static boolean lacksIdNumber(UserFields sent, Person stored) {
    return hasIdNumber(sent)
        && Objects.requireNonNullElse(stored.encryptedIdNumber(), "").isEmpty();
  }

  static boolean hasIdNumber(UserFields sent) {
    return sent.idNumber() != null && !sent.idNumber().isEmpty();
  }

  /** Whether the groups are as they were; false where the server does not say. */
  static boolean sameGroups(Person before, Person now) {
    return before.groups() != null && now.groups() != null && ids(before).equals(ids(now));
  }

  private static Set<Long> ids(Person stored) {
    List<GroupReference> groups = stored.groups() == null ? List.of() : stored.groups();
    return groups.stream().map(GroupReference::id).collect(Collectors.toSet());
  }

  private static void compare(
      List<String> names, String name, @Nullable String sent, @Nullable String stored) {
    if (!Objects.requireNonNullElse(sent, "").equals(Objects.requireNonNullElse(stored, ""))) {
      names.add(name);
    }
  }
}
