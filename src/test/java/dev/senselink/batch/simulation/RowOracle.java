package dev.senselink.batch.simulation;

import dev.senselink.batch.enrol.row.EnrolmentSettings.OnExisting;
import dev.senselink.batch.enrol.row.EnrolmentSettings.OnSimilar;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** How rows end by the tables of ENROLMENT, worked out from the people there were at first. */
final class RowOracle {
  /** When a roster is imported that follows one of days before. */
  private static final String DAYS_LATER = "2026-03-06 09:00:00";

  private static final Set<String> TWINS =
      Set.of("REVIEW KEY_NOT_UNIQUE", "REJECTED_ROW DUPLICATE_IN_ROSTER");

  private final SimHistory history;
  private final PlayedHistory played;

  RowOracle(PlayedHistory played) {
    this.history = played.history;
    this.played = played;
  }

  boolean mayEnd(ToldRow told) {
    return endings(history.row(told.row())).contains(told.ended());
  }

  /** Outcome and code of each ending the row may have. */
  Set<String> endings(SimRow row) {
    if (row.standing() != SimRow.Standing.EMPLOYED) {
      return row.hasLeft() ? departed(row) : Set.of(row.standing().ended);
    }
    if (sharers(row).findAny().isPresent() && !isFirstOfCopies(row)) {
      return Set.of("REJECTED_ROW DUPLICATE_IN_ROSTER");
    }
    if (!row.of("groups").isEmpty() && played.wishes.groups(row).isEmpty()) {
      return Set.of("REJECTED_ROW UNKNOWN_GROUP");
    }
    if (history.task().guests()
        && history.earlier() > 0
        && row.of("dateTimeTo").compareTo(DAYS_LATER) < 0) {
      return Set.of("SKIPPED_OVER");
    }
    List<SimResident> found = found(row);
    if (found.size() > 1) {
      return hasTwin(row) ? TWINS : Set.of("REVIEW KEY_NOT_UNIQUE");
    }
    Set<String> may = new TreeSet<>(hasTwin(row) ? TWINS : Set.of());
    if (found.size() == 1) {
      boolean same = sameName(found.get(0), row);
      may.addAll(same || history.task().guests() ? existing(row) : anothers(row));
      return may;
    }
    if (looksTheSame(row)) {
      may.add("REVIEW LOOKS_THE_SAME");
      return may;
    }
    may.addAll(created(row));
    if (isOfEarlier(row)) {
      may.addAll(existing(row));
    }
    if (hasTwinWithIdNumber(row)) {
      may.add("REVIEW ID_NUMBER_UNKNOWN"); // once the other is made
    }
    return may;
  }

  /** The rows of today that claim a key or a photo. */
  private List<SimRow> working() {
    return history.today().stream().filter(row -> !row.hasLeft()).toList();
  }

  /** Of a row that says that its person has left, who is told where no list is followed. */
  private Set<String> departed(SimRow row) {
    List<SimResident> found = found(row);
    boolean named = working().stream().anyMatch(other -> RowTags.shareNumber(row, other));
    boolean certain = found.size() == 1 && sameName(found.get(0), row) && !named;
    if (history.isOfList() && certain) {
      return Set.of("SKIPPED_DEPARTED");
    }
    if (certain && !isOfEarlier(row)) {
      boolean doors = !found.get(0).groups().isEmpty();
      return Set.of(doors ? "SKIPPED_DEPARTED HAS_DOORS" : "SKIPPED_DEPARTED");
    }
    return Set.of(
        "SKIPPED_DEPARTED", "SKIPPED_DEPARTED HAS_DOORS", "SKIPPED_DEPARTED DEPARTED_UNCLEAR");
  }

  /** Whether all who share its number say all the same, and it is the first of them. */
  private boolean isFirstOfCopies(SimRow row) {
    return sharers(row).allMatch(other -> isCopy(row, other) && row.number() < other.number());
  }

  private static boolean isCopy(SimRow row, SimRow other) {
    return !row.hasPhoto() && !other.hasPhoto() && other.cells().equals(row.cells());
  }

  /** Whether another row has the name and a number: one of them may be made before the other. */
  private boolean hasTwin(SimRow row) {
    return working().stream()
        .anyMatch(other -> isNamesake(row, other) && RowTags.shareNumber(row, other));
  }

  private boolean hasTwinWithIdNumber(SimRow row) {
    return row.of("idNumber").isEmpty()
        && working().stream()
            .filter(other -> !other.of("idNumber").isEmpty())
            .anyMatch(other -> isNamesake(row, other) && RowTags.shareNumber(row, other));
  }

  /** Whether the roster of days before has the same person in another row. */
  private boolean isOfEarlier(SimRow row) {
    String key = history.task().guests() ? "mobile" : key(row);
    return history.before().stream()
        .anyMatch(
            other -> same(other.name(), row.name()) && sameKey(key, other.of(key), row.of(key)));
  }

  /** The other rows of today with the key of a row, or its card. */
  private Stream<SimRow> sharers(SimRow row) {
    return working().stream()
        .filter(other -> other.number() != row.number())
        .filter(
            other ->
                RowTags.KEYS.stream()
                    .anyMatch(
                        key ->
                            (key.equals(key(row)) && key.equals(key(other))
                                    || key.equals("icNumber"))
                                && sameKey(key, row.of(key), other.of(key))));
  }

  static String key(SimRow row) {
    return RowTags.KEYS.stream().filter(key -> !row.of(key).isEmpty()).findFirst().orElse("");
  }

  private static boolean same(String a, String b) {
    return !a.isEmpty() && RowTags.fold(a).equals(RowTags.fold(b));
  }

  /** Of a mobile the digits count alone, and not a leading 86 of the whole number. */
  private static boolean sameKey(String key, String a, String b) {
    return key.equals("mobile") ? same(digits(a), digits(b)) : same(a, b);
  }

  private static String digits(String mobile) {
    String digits = mobile.replaceAll("[^0-9]", "").replaceFirst("^00(?=86)", "");
    return digits.length() == 13 ? digits.replaceFirst("^86", "") : digits;
  }

  private static boolean sameName(SimResident resident, SimRow row) {
    return same(resident.fields().getOrDefault("name", ""), row.name());
  }

  private List<SimResident> found(SimRow row) {
    String key = history.task().guests() ? "mobile" : key(row);
    List<SimResident> found = new ArrayList<>();
    for (SimResident resident : history.residents()) {
      boolean named = !history.task().guests() || sameName(resident, row);
      if (resident.type() == history.task().type()
          && named
          && sameKey(key, resident.fields().getOrDefault(key, ""), row.of(key))) {
        found.add(resident);
      }
    }
    return found.isEmpty() && !history.task().guests() ? byOtherKey(row, key) : found;
  }

  private List<SimResident> byOtherKey(SimRow row, String key) {
    List<SimResident> found = new ArrayList<>();
    for (SimResident resident : history.residents()) {
      boolean other =
          RowTags.KEYS.stream()
              .filter(field -> !field.equals(key))
              .anyMatch(
                  field ->
                      sameKey(field, resident.fields().getOrDefault(field, ""), row.of(field)));
      if (other
          && resident.type() == history.task().type()
          && sameName(resident, row)
          && resident.fields().getOrDefault(key, "").isEmpty()) {
        found.add(resident);
      }
    }
    return found;
  }

  /** Whether a resident has the row's name and another of its numbers, but another key. */
  private boolean looksTheSame(SimRow row) {
    String key = history.task().guests() ? "" : key(row);
    return history.residents().stream()
        .filter(resident -> resident.type() == history.task().type() && sameName(resident, row))
        .filter(resident -> !resident.fields().getOrDefault(key, "").isEmpty())
        .anyMatch(
            resident ->
                RowTags.KEYS.stream()
                    .anyMatch(
                        field ->
                            sameKey(
                                field, resident.fields().getOrDefault(field, ""), row.of(field))));
  }

  /** The second row to come that is the same person is told so before its name is looked at. */
  private Set<String> anothers(SimRow row) {
    return isAnotherRow(row)
        ? Set.of("REVIEW NAME_DIFFERS", "REJECTED_ROW DUPLICATE_IN_ROSTER")
        : Set.of("REVIEW NAME_DIFFERS");
  }

  /** Whether another row finds the same person. */
  private boolean isAnotherRow(SimRow row) {
    return working().stream()
        .filter(other -> other.number() != row.number() && !isCopy(row, other))
        .anyMatch(other -> found(other).equals(found(row)));
  }

  private Set<String> existing(SimRow row) {
    if (history.task().onExisting() == OnExisting.SKIP) {
      return isAnotherRow(row)
          ? Set.of("SKIPPED_EXISTING", "REJECTED_ROW DUPLICATE_IN_ROSTER")
          : Set.of("SKIPPED_EXISTING");
    }
    Set<String> may =
        new TreeSet<>(
            Set.of(
                "UPDATED",
                "UNCHANGED",
                "UPDATED GENDER_NOT_UPDATABLE",
                "UNCHANGED GENDER_NOT_UPDATABLE",
                "REVIEW ID_NUMBER_UNKNOWN"));
    if (isAnotherRow(row)) {
      may.add("REJECTED_ROW DUPLICATE_IN_ROSTER"); // the second to come
    }
    boolean faceless = found(row).stream().anyMatch(one -> one.face() == 0);
    if (history.task().guests() && !row.hasPhoto() && (faceless || found(row).isEmpty())) {
      may.add("REJECTED_PHOTO PHOTO_NOT_FOUND");
    }
    badPhoto(row, may);
    similar(row, may, "UPDATED 30002");
    return may;
  }

  private Set<String> created(SimRow row) {
    if (!row.hasPhoto() && !history.task().allowNoPhoto()) {
      return Set.of("REJECTED_PHOTO PHOTO_NOT_FOUND");
    }
    Set<String> may = new TreeSet<>();
    badPhoto(row, may);
    if (!may.isEmpty()) {
      return may;
    }
    similar(row, may, "FORCED 30002");
    if (working().stream().anyMatch(other -> isNamesake(row, other))) {
      may.add("REJECTED_ROW DUPLICATE_IN_ROSTER"); // once the other is made they may be one
      may.add("CREATED");
    }
    boolean likeAnother =
        row.hasPhoto() && history.rows().stream().anyMatch(other -> isLike(row, other));
    if (may.isEmpty() || likeAnother) {
      may.add("CREATED");
    }
    return may;
  }

  private static boolean isNamesake(SimRow row, SimRow other) {
    return other.number() != row.number() && !isCopy(row, other) && same(other.name(), row.name());
  }

  private static boolean isLike(SimRow row, SimRow other) {
    return other.number() != row.number() && other.face() == row.face();
  }

  private static void badPhoto(SimRow row, Set<String> may) {
    if (row.hasPhoto() && row.faces() == 0) {
      may.addAll(Set.of("REJECTED_PHOTO NO_FACE", "REJECTED_PHOTO 30003"));
    } else if (row.hasPhoto() && row.faces() > 1) {
      may.add("REJECTED_PHOTO MULTIPLE_FACES");
    } else if (row.hasPhoto() && row.quality() != 0) {
      may.add("REJECTED_PHOTO 10301");
    }
  }

  private void similar(SimRow row, Set<String> may, String forced) {
    boolean another =
        row.hasPhoto()
            && (history.residents().stream().anyMatch(one -> one.face() == row.face())
                || history.rows().stream().anyMatch(other -> isLike(row, other)));
    if (another) {
      OnSimilar policy = history.task().onSimilar();
      may.add("REVIEW 30002");
      may.addAll(
          switch (policy) {
            case REVIEW -> Set.<String>of();
            case SKIP -> Set.of("SKIPPED_SIMILAR 30002");
            case FORCE -> Set.of(forced);
            case UPDATE -> Set.of("UPDATED 30002", "UPDATED", "UNCHANGED");
          });
    }
  }
}
