package dev.senselink.batch.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Invariant 4: no update of ours changes what its row did not ask for, unless somebody else changed
 * it after the server had answered the read that the update was merged from; and between that read
 * and the update's leaving nothing else is waited for.
 */
final class FieldsKept implements Invariant {
  /** The fields that updates and creates spell in two ways: the other spelling erases them. */
  static final List<String> OF_TWO_SPELLINGS = List.of("areaCode", "entryTime", "departmentId");

  /** A flush of the intent's commit; the simulated disk needs no time. */
  private static final long COMMIT_NANOS = 50_000_000L;

  @Override
  public List<String> check(PlayedHistory played) {
    List<String> wrong = new ArrayList<>();
    for (SeenExchange update : played.log.exchanges()) {
      if (update.kind.updates() && update.doneAt >= 0) {
        check(played, update, wrong);
      }
    }
    return wrong;
  }

  private static void check(PlayedHistory played, SeenExchange update, List<String> wrong) {
    PersonState before = before(played, update);
    if (before == null) {
      return; // nobody was there, and nothing was done
    }
    SeenExchange read = read(played, update);
    if (read == null) {
      wrong.add("4: nobody was read before " + update);
      return;
    }
    if (update.leftAt - read.endedAt > COMMIT_NANOS) {
      wrong.add(
          "4: " + (update.leftAt - read.endedAt) / 1_000_000 + " ms after its read: " + update);
    }
    PersonState after = played.desk.people().merged(before, update.request, FieldSpelling.BOTH);
    for (String field : after.differsFrom(before)) {
      if (!isAsked(played, update, field, after)
          && !isOfBackup(played, update, field, after)
          && !isBroughtBack(played, update, field, before, after)
          && !isOursUndone(played, read, update, field, after)
          && !changedMeanwhile(played, read, update, field)) {
        wrong.add(
            "4: "
                + field
                + " of person "
                + before.id()
                + " was "
                + show(before, field)
                + ", written "
                + show(after, field)
                + " by "
                + update);
      }
    }
  }

  private static String show(PersonState person, String field) {
    return switch (field) {
      case "groups" -> person.groups().toString();
      case "photo" -> "face " + person.face();
      default -> "'" + person.of(field) + "'";
    };
  }

  private static @Nullable PersonState before(PlayedHistory played, SeenExchange update) {
    PersonState before = null;
    for (PersonChange change : played.world.people.of(update.request.id())) {
      if (change.request() == update.seq) {
        return change.before();
      }
      if (change.nanos() <= update.doneAt) {
        before = change.after();
      }
    }
    return before;
  }

  private static @Nullable SeenExchange read(PlayedHistory played, SeenExchange update) {
    return played.log.exchanges().stream()
        .filter(read -> read.kind == CallKind.GET_PERSON && read.life == update.life)
        .filter(read -> read.request.id() == update.request.id())
        .filter(read -> read.succeeded() && read.endedAt <= update.leftAt && read.seq < update.seq)
        .max(Comparator.comparingLong(read -> read.endedAt))
        .orElse(null);
  }

  /** In a restore it is the backup that asks. */
  private static boolean isOfBackup(
      PlayedHistory played, SeenExchange update, String field, PersonState after) {
    return PeopleRestored.isOfRestore(played, update.life)
        && played.exports.stream()
            .flatMap(export -> export.people().values().stream())
            .filter(one -> one.of("name").equals(after.name()))
            .anyMatch(one -> has(one, field, after));
  }

  private static boolean has(BackedUpPerson one, String field, PersonState after) {
    return field.equals("groups")
        ? !after.groups().isEmpty() && one.groups().equals(after.groups())
        : !after.of(field).isEmpty() && one.of(field).equals(after.of(field));
  }

  /**
   * What an update of ours has lost, by the wrong spelling, or by a server that cuts texts and
   * shows only later that it did, another may bring back, whoever had written it; who else writes
   * in between knows nothing of it.
   */
  private static boolean isBroughtBack(
      PlayedHistory played,
      SeenExchange update,
      String field,
      PersonState before,
      PersonState after) {
    boolean cut =
        played.history.traits().cutAt() > 0
            && !before.of(field).isEmpty()
            && after.of(field).startsWith(before.of(field));
    if (!OF_TWO_SPELLINGS.contains(field) && !cut) {
      return false;
    }
    for (PersonChange change : played.world.people.of(update.request.id())) {
      PersonState written = change.after();
      if (written != null
          && change.nanos() < update.doneAt
          && !after.differsFrom(written).contains(field)) {
        return true;
      }
    }
    return false;
  }

  /**
   * What stood there was of an update of ours, which had lost a field or had been merged from an
   * old list, without being asked to; this one writes what it has read, as it was before that.
   */
  private static boolean isOursUndone(
      PlayedHistory played,
      SeenExchange read,
      SeenExchange update,
      String field,
      PersonState after) {
    PersonChange last = null;
    for (PersonChange change : played.world.people.of(update.request.id())) {
      PersonState was = change.before();
      PersonState now = change.after();
      boolean earlier = change.nanos() <= update.doneAt && change.request() != update.seq;
      if (earlier && was != null && now != null && now.differsFrom(was).contains(field)) {
        last = change;
      }
    }
    PersonState old = last == null || !last.by().isOurs() ? null : last.before();
    PersonState seen = played.world.people.at(update.request.id(), read.doneAt - lag(played));
    return old != null
        && seen != null
        && isUnasked(played, last, field)
        && !after.differsFrom(old).contains(field)
        && !after.differsFrom(seen).contains(field);
  }

  private static boolean isUnasked(PlayedHistory played, PersonChange change, String field) {
    PersonState written = change.after();
    SeenExchange sent = played.exchangeOf(change);
    return written != null && !isAsked(played, sent, field, written);
  }

  private static boolean isAsked(
      PlayedHistory played, SeenExchange update, String field, PersonState after) {
    for (int number : played.tags.rowsBehind(update.request)) {
      SimRow row = played.history.row(number);
      if (asks(played, row, field, after)) {
        return true;
      }
    }
    return false;
  }

  private static boolean asks(PlayedHistory played, SimRow row, String field, PersonState after) {
    if (field.equals("photo")) {
      return row.hasPhoto() && row.face() == after.face();
    }
    if (field.equals("groups")) {
      return !row.of("groups").isEmpty() && after.groups().equals(played.wishes.groups(row));
    }
    if (field.equals("idNumber") && played.history.task().eraseUnknownIdNumber()) {
      return true;
    }
    String wish = played.wishes.of(row).get(field);
    return wish != null && played.wishes.holds(after, field, wish);
  }

  private static boolean changedMeanwhile(
      PlayedHistory played, SeenExchange read, SeenExchange update, String field) {
    for (PersonChange change : played.world.people.of(update.request.id())) {
      boolean between =
          change.nanos() >= read.doneAt - lag(played) && change.nanos() <= update.doneAt;
      PersonState old = change.before();
      PersonState now = change.after();
      if (between && !change.by().isOurs() && old != null && now != null) {
        Set<String> changed = now.differsFrom(old);
        if (changed.contains(field)) {
          return true;
        }
      }
    }
    return false;
  }

  /** A list that lags behind shows an earlier moment, and nobody can know. */
  private static long lag(PlayedHistory played) {
    return Objects.requireNonNull(played).world.traits.lagMillis() * 1_000_000L;
  }
}
