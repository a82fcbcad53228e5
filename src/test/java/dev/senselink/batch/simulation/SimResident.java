package dev.senselink.batch.simulation;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Somebody who is on the server when a history begins.
 *
 * @param number from 1
 * @param fields under the names of {@link PersonFields}
 * @param groups names
 * @param face whose face the photo shows, 0 for no photo
 */
record SimResident(int number, int type, Map<String, String> fields, Set<String> groups, int face) {
  SimResident {
    fields = Map.copyOf(fields);
    groups = Set.copyOf(groups);
  }

  static SimResident staff(int number, Map<String, String> fields) {
    return new SimResident(number, PersonState.STAFF, fields, Set.of("Default"), 1000 + number);
  }

  SimResident withFace(int other) {
    return new SimResident(number, type, fields, groups, other);
  }

  SimResident withFields(Map<String, String> others) {
    return new SimResident(number, type, others, groups, face);
  }

  @Override
  public String toString() {
    return "resident "
        + number
        + (type == PersonState.GUEST ? " guest " : " ")
        + new TreeMap<>(fields)
        + " in "
        + groups
        + (face == 0 ? "" : " face " + face);
  }
}
