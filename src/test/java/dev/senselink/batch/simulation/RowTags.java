package dev.senselink.batch.simulation;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Whom a request is about, in words that do not depend on the order in which things happen: a row's
 * number, {@link #RESIDENT} and a resident's, or {@link #NOBODY}.
 */
final class RowTags {
  static final List<String> KEYS = List.of("jobNumber", "mobile", "icNumber", "mail");
  static final int NOBODY = 0;
  static final int RESIDENT = 1000;

  /** People whom somebody else made during the history. */
  static final int STRANGER = 5000;

  /** People of a backup whom a restore makes again: this and the id they had. */
  static final int RESTORED = 20_000;

  private final List<SimRow> rows;
  private final SimWorld world;
  private boolean restoring;

  RowTags(List<SimRow> rows, SimWorld world) {
    this.rows = rows;
    this.world = world;
  }

  /** From now on people of a backup are made, not rows. */
  void restoring(boolean really) {
    restoring = really;
  }

  static String words(int tag) {
    return tag == NOBODY
        ? "all"
        : tag >= STRANGER
            ? tag >= RESTORED ? "restored " + (tag - RESTORED) : "stranger"
            : tag >= RESIDENT ? "resident " + (tag - RESIDENT) : "row " + tag;
  }

  /** Whom a request is about. */
  int of(WorldRequest request, CallKind kind) {
    return switch (kind) {
      case CREATE_USER, CREATE_GUEST -> restoring ? restored(request) : rowOf(request);
      case GET_PERSON, UPDATE_USER, UPDATE_GUEST, DELETE_USER, DELETE_GUEST ->
          ofPerson(request.id());
      case FIND_PEOPLE -> searched(request);
      case COUNT_FACES, QUALITY -> {
        byte[] photo = request.photo();
        yield photo == null || !FaceBytes.isOne(photo) ? NOBODY : FaceBytes.version(photo);
      }
      case IMAGE -> ofAvatar(request.tail());
      default -> NOBODY;
    };
  }

  /** Whoever once was as a restore makes somebody; {@link #NOBODY} if nobody ever was. */
  private int restored(WorldRequest request) {
    int found = NOBODY;
    for (PersonChange change : world.people.all()) {
      PersonState state = change.after();
      boolean same =
          state != null
              && state.name().equals(request.of("name"))
              && KEYS.stream().allMatch(key -> state.of(key).equals(request.of(key)));
      if (same && (found == NOBODY || world.people.now(found - RESTORED) != null)) {
        found = RESTORED + (int) change.person(); // rather somebody who is gone
      }
    }
    return found;
  }

  /** The row that a person's fields come from; {@link #NOBODY} if it is none of ours. */
  int rowOf(WorldRequest request) {
    int best = NOBODY;
    int most = 0;
    for (SimRow row : rows) {
      int equal = 0;
      for (String field : List.of("name", "jobNumber", "mobile", "icNumber", "mail")) {
        boolean same = fold(row.of(field)).equals(fold(request.of(field)));
        equal += same && !row.of(field).isEmpty() ? 2 : same ? 1 : -3;
      }
      byte[] photo = request.photo();
      boolean own = photo != null && FaceBytes.version(photo) == row.number();
      equal += own ? 1 : 0; // two rosters may name one person
      if (equal > most) {
        most = equal;
        best = row.number();
      }
    }
    return best;
  }

  /** The rows whose name and filled keys all stand in an update; two rows may be one person. */
  List<Integer> rowsBehind(WorldRequest request) {
    return rows.stream()
        .filter(row -> fold(row.name()).equals(fold(request.of("name"))))
        .filter(row -> KEYS.stream().anyMatch(key -> isSame(row, request, key)))
        .map(SimRow::number)
        .toList();
  }

  private static boolean isSame(SimRow row, WorldRequest request, String key) {
    return !row.of(key).isEmpty() && fold(row.of(key)).equals(fold(request.of(key)));
  }

  /** Whom a person is to us: who made them, or the resident they were. */
  int ofPerson(long id) {
    for (int at = world.people.of(id).size() - 1; at >= 0; at--) {
      PersonChange change = world.people.of(id).get(at);
      if (change.isBirth()) {
        return change.by().isOurs()
            ? change.by().row()
            : change.request() < 0 ? RESIDENT - (int) change.request() : STRANGER;
      }
    }
    return NOBODY;
  }

  private int ofAvatar(String avatar) {
    for (PersonState person : world.people.living()) {
      if (person.avatar().equals(avatar)) {
        return ofPerson(person.id());
      }
    }
    return NOBODY;
  }

  private int searched(WorldRequest request) {
    for (SimRow row : rows) {
      for (String field : PersonFields.FILTERS) {
        if (request.has(field) && fold(row.of(field)).equals(fold(request.of(field)))) {
          return row.number();
        }
      }
    }
    return NOBODY;
  }

  /** Whether two rows may be of one person. */
  static boolean shareNumber(SimRow one, SimRow other) {
    return shareNumber(one::of, other::of);
  }

  /** Whether somebody has one of the row's numbers. */
  static boolean shareNumber(SimRow row, PersonState person) {
    return shareNumber(row::of, person::of);
  }

  static boolean shareNumber(UnaryOperator<String> one, UnaryOperator<String> other) {
    return KEYS.stream()
        .anyMatch(
            key ->
                !one.apply(key).isEmpty() && fold(one.apply(key)).equals(fold(other.apply(key))));
  }

  /** As keys and names are compared: NFKC, no blanks around, no case. */
  static String fold(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
  }
}
