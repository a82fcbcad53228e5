package dev.senselink.batch.job;

import dev.senselink.batch.check.Key;
import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.check.Keys;
import dev.senselink.batch.check.Person;
import dev.senselink.batch.roster.RosterKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which people of a backup have a key that somebody else there has, too: by nothing but that key
 * they cannot be told apart. Eight bytes a value are kept, so that any backup fits.
 */
final class SharedKeys {
  private long[] values = new long[1024];
  private int filled;

  /** Takes note of all that somebody may be known by. */
  void add(Person person) {
    for (String value : values(person)) {
      if (filled == values.length) {
        values = Arrays.copyOf(values, 2 * filled);
      }
      values[filled++] = mark(value);
    }
  }

  /** No more people come. */
  void sort() {
    values = Arrays.copyOf(values, filled);
    Arrays.sort(values);
  }

  /** Whether another of the people has this one's key, as their key or in that field. */
  boolean isShared(Person person) {
    long mark = mark(value(person.kind(), Keys.of(person)));
    int at = Arrays.binarySearch(values, mark);
    return at > 0 && values[at - 1] == mark || at + 1 < filled && values[at + 1] == mark;
  }

  private static List<String> values(Person person) {
    List<String> values = new ArrayList<>();
    for (Key key :
        person.kind() == RosterKind.USERS ? Keys.all(person) : List.of(Keys.of(person))) {
      values.add(value(person.kind(), key));
    }
    if (values.isEmpty()) {
      values.add(value(person.kind(), Keys.of(person)));
    }
    return values;
  }

  private static String value(RosterKind kind, Key key) {
    KeyField field = key.field();
    return kind + "\n" + field + "\n" + key.value();
  }

  private static long mark(String value) {
    try {
      byte[] sha =
          MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(sha).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
