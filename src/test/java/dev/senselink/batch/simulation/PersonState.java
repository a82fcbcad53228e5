package dev.senselink.batch.simulation;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A person as the server holds them at one moment.
 *
 * @param fields under the names of {@link PersonFields}; none is blank
 * @param photo the picture as sent, null for none
 * @param avatar its id, {@code ""} for none
 * @param faceKnown whether the face service knows the picture
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record PersonState(
    long id,
    int type,
    Map<String, String> fields,
    Set<Long> groups,
    byte @Nullable [] photo,
    String avatar,
    boolean faceKnown,
    Instant createAt,
    Instant updateAt) {
  static final int STAFF = 1;
  static final int GUEST = 2;

  PersonState {
    Map<String, String> kept = new TreeMap<>();
    fields.forEach((name, value) -> put(kept, name, value));
    fields = Map.copyOf(kept);
    groups = Set.copyOf(groups);
  }

  private static void put(Map<String, String> kept, String name, String value) {
    if (!value.isEmpty()) {
      kept.put(name, value);
    }
  }

  /** The field's value, {@code ""} where there is none. */
  String of(String field) {
    return fields.getOrDefault(field, "");
  }

  String name() {
    return of("name");
  }

  /** The face the picture shows; 0 for none. */
  int face() {
    return photo == null ? 0 : FaceBytes.face(photo);
  }

  /** The same with some fields replaced. */
  PersonState with(Map<String, String> changed, Instant now) {
    Map<String, String> all = new TreeMap<>(fields);
    all.putAll(changed);
    return new PersonState(id, type, all, groups, photo, avatar, faceKnown, createAt, now);
  }

  PersonState withGroups(Set<Long> others) {
    return new PersonState(id, type, fields, others, photo, avatar, faceKnown, createAt, updateAt);
  }

  PersonState withPhoto(byte @Nullable [] other, String otherAvatar, boolean known) {
    return new PersonState(id, type, fields, groups, other, otherAvatar, known, createAt, updateAt);
  }

  /** The names of everything in which this and the other differ; the times do not count. */
  Set<String> differsFrom(PersonState other) {
    Set<String> names = new TreeSet<>();
    for (String field : PersonFields.of(type)) {
      if (!of(field).equals(other.of(field))) {
        names.add(field);
      }
    }
    if (!groups.equals(other.groups)) {
      names.add("groups");
    }
    if (!Arrays.equals(photo, other.photo)) {
      names.add("photo");
    }
    return names;
  }

  /** For a table of what happened. */
  @Override
  public String toString() {
    return (type == STAFF ? "staff " : "guest ")
        + id
        + " "
        + new TreeMap<>(fields)
        + " in "
        + new TreeSet<>(groups)
        + (photo == null ? "" : " face " + face());
  }
}
