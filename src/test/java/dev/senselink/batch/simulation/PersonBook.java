package dev.senselink.batch.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The truth about everybody who ever was on the server. */
final class PersonBook {
  private final Map<Long, List<PersonChange>> ofPerson = new TreeMap<>();
  private final List<PersonChange> all = new ArrayList<>();
  private long lastId;

  /** An id that nobody has had since the server was set up. */
  long newId() {
    return ++lastId;
  }

  /** As if the server were set up anew: ids are given out again. */
  void idsFrom(long id) {
    lastId = id - 1;
  }

  /** Writes a change down. */
  PersonChange change(
      long nanos, long id, @Nullable PersonState after, ChangeAuthor by, long request) {
    PersonChange change = new PersonChange(all.size() + 1L, nanos, id, now(id), after, by, request);
    all.add(change);
    ofPerson.computeIfAbsent(id, one -> new ArrayList<>()).add(change);
    lastId = Math.max(lastId, id);
    return change;
  }

  /** The person now, null if there is none. */
  @Nullable PersonState now(long id) {
    List<PersonChange> changes = of(id);
    return changes.isEmpty() ? null : changes.get(changes.size() - 1).after();
  }

  /** The person as of a moment. */
  @Nullable PersonState at(long id, long nanos) {
    PersonState then = null;
    for (PersonChange change : of(id)) {
      if (change.nanos() <= nanos) {
        then = change.after();
      }
    }
    return then;
  }

  /** Everybody as of a moment, by id. */
  List<PersonState> living(long nanos) {
    List<PersonState> living = new ArrayList<>();
    for (long id : ofPerson.keySet()) {
      PersonState then = at(id, nanos);
      if (then != null) {
        living.add(then);
      }
    }
    return living;
  }

  List<PersonState> living() {
    return living(Long.MAX_VALUE);
  }

  /** Everything that happened to a person, in order. */
  List<PersonChange> of(long id) {
    return ofPerson.getOrDefault(id, List.of());
  }

  /** Everything that happened, in order. */
  List<PersonChange> all() {
    return all;
  }

  /** Who made the person that has this id now, or had it last; null if nobody ever did. */
  @Nullable ChangeAuthor maker(long id) {
    ChangeAuthor maker = null;
    for (PersonChange change : of(id)) {
      if (change.isBirth()) {
        maker = change.by();
      }
    }
    return maker;
  }
}
