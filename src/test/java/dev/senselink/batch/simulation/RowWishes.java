package dev.senselink.batch.simulation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** What a row asks the server to hold, worked out without the program. */
final class RowWishes {
  static final String CLEAR = "<clear>";

  private final SimHistory history;
  private final SimWorld world;

  RowWishes(SimHistory history, SimWorld world) {
    this.history = history;
    this.world = world;
  }

  /**
   * The fields the row fills, under the names of {@link PersonFields}, as they are to be stored;
   * the host by job number.
   */
  Map<String, String> of(SimRow row) {
    Map<String, String> wishes = new LinkedHashMap<>();
    row.cells().forEach((column, cell) -> put(wishes, column, cell));
    if (!row.of("department").isEmpty()) {
      wishes.put("departmentId", department(row.of("department")));
    }
    return wishes;
  }

  private void put(Map<String, String> wishes, String column, String cell) {
    String value = cell.equals(CLEAR) ? "" : cell;
    switch (column) {
      case "gender" -> wishes.put("gender", cell.equals("F") ? "1" : "2");
      case "host" -> wishes.put("receptionUserId", cell);
      default -> {
        if (PersonFields.of(history.task().type()).contains(column)) {
          wishes.put(column, value);
        }
      }
    }
  }

  private String department(String name) {
    if (name.equals(CLEAR)) {
      return "0";
    }
    return world.places.departments.values().stream()
        .filter(department -> department.name().equals(name))
        .findFirst()
        .map(department -> Long.toString(department.id()))
        .orElse("");
  }

  /** Whether that is, or was, somebody with this job number. */
  private boolean isHost(String person, String jobNumber) {
    return world.people.all().stream()
        .map(PersonChange::after)
        .filter(Objects::nonNull)
        .anyMatch(
            one -> one.of("jobNumber").equals(jobNumber) && Long.toString(one.id()).equals(person));
  }

  /** The groups the row names; empty where its cell is blank. */
  Set<Long> groups(SimRow row) {
    return named(row.of("groups"));
  }

  /** The groups of a created row. */
  Set<Long> groupsOfCreated(SimRow row) {
    if (!row.of("groups").isEmpty()) {
      return named(row.of("groups"));
    }
    String option = history.task().groups();
    return option.equals("none") ? Set.of() : named(option.isEmpty() ? "Default" : option);
  }

  private Set<Long> named(String names) {
    Set<Long> ids = new TreeSet<>();
    for (String name : names.split("[;,]", -1)) {
      PlaceBook.SimGroup group = world.places.group(name.strip(), history.task().type());
      if (group != null) {
        ids.add(group.id());
      }
    }
    return ids;
  }

  /** Whether the server holds the field as the row wants it; what folding explains is equal. */
  boolean holds(PersonState person, String field, String wish) {
    String held = person.of(field);
    if (field.equals("receptionUserId")) {
      return isHost(held, wish);
    }
    boolean none = field.equals("departmentId") && (held.isEmpty() || held.equals("0"));
    return none
        ? wish.isEmpty() || wish.equals("0")
        : RowTags.fold(held).equals(RowTags.fold(wish));
  }
}
