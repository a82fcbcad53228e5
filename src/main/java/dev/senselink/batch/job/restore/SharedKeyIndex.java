package dev.senselink.batch.job.restore;

import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.check.PersonKey;
import dev.senselink.batch.check.RosterPerson;
import dev.senselink.batch.disk.Sha256Digest;
import dev.senselink.batch.roster.RosterKind;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Which people of a backup have a key that somebody else there has, too: by nothing but that key
 * they cannot be told apart. Eight bytes a value are kept, so that any backup fits.
 */
final class SharedKeyIndex {
  private long[] values = new long[1024];
  private int filled;

  /** Takes note of all that somebody may be known by. */
  void add(RosterPerson person) {
    PersonKey own = KeyRules.of(person);
    add(mark(person, own));
    for (PersonKey other : others(person, own)) {
      add(mark(person, other));
      add(namedMark(person, other));
    }
  }

  private void add(long mark) {
    if (filled == values.length) {
      values = Arrays.copyOf(values, 2 * filled);
    }
    values[filled++] = mark;
  }

  /** No more people come. */
  void sort() {
    values = Arrays.copyOf(values, filled);
    Arrays.sort(values);
  }

  /** Whether another of the people has this one's key, as their key or in that field. */
  boolean isShared(RosterPerson person) {
    return isTwice(mark(person, KeyRules.of(person)));
  }

  /**
   * Whether another of the people has this one's name and another number of theirs. Their keys tell
   * them apart; but both may be found to be one who is on the server without any of those.
   */
  boolean isLinked(RosterPerson person) {
    return others(person, KeyRules.of(person)).stream()
        .anyMatch(other -> isTwice(namedMark(person, other)));
  }

  private boolean isTwice(long mark) {
    int at = Arrays.binarySearch(values, mark);
    return at > 0 && values[at - 1] == mark || at + 1 < filled && values[at + 1] == mark;
  }

  private static List<PersonKey> others(RosterPerson person, PersonKey own) {
    return person.kind() == RosterKind.USERS
        ? KeyRules.all(person).stream().filter(key -> key.field() != own.field()).toList()
        : List.of();
  }

  private static long mark(RosterPerson person, PersonKey key) {
    return mark(person.kind() + "\n" + key.field() + "\n" + key.value());
  }

  private static long namedMark(RosterPerson person, PersonKey key) {
    String name = KeyRules.name(person.name());
    return mark(person.kind() + "\n" + key.field() + "\n" + key.value() + "\n" + name);
  }

  private static long mark(String value) {
    return ByteBuffer.wrap(Sha256Digest.of(value)).getLong();
  }
}
