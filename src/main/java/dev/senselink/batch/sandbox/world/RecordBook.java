package dev.senselink.batch.sandbox.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * The records by id, ascending. A million must fit beside 200,000 people, so each is a few numbers
 * side by side and becomes an object only when somebody looks. Not safe between threads.
 */
public final class RecordBook {
  private static final long FIRST = 535_342;
  private static final int BEGIN = 64;

  private final List<String> serials = new ArrayList<>();
  private long[] ids = new long[BEGIN];
  private long[] users = new long[BEGIN];
  private long[] times = new long[BEGIN];
  private short[] devices = new short[BEGIN];
  private byte[] types = new byte[BEGIN];
  private byte[] modes = new byte[BEGIN];
  private int size;
  private boolean timesAscend = true;

  /** Where records stand: from one place to before another. */
  public record Span(int from, int to) {
    public int length() {
      return Math.max(0, to - from);
    }
  }

  /**
   * Adds a record; answers its id.
   *
   * @param record its id is the next where it is 0
   * @throws IllegalArgumentException if the id is taken
   */
  public long add(PassRecord record) {
    long id = record.id() != 0 ? record.id() : size == 0 ? FIRST : ids[size - 1] + 1;
    int at = place(id);
    if (at < size && ids[at] == id) {
      throw new IllegalArgumentException("there is a record " + id);
    }
    makeRoom(at);
    ids[at] = id;
    users[at] = record.userId();
    times[at] = record.signTime().getEpochSecond();
    devices[at] = (short) serial(record.deviceSn());
    types[at] = (byte) record.type();
    modes[at] = (byte) record.entryMode();
    size++;
    boolean after = at == 0 || times[at - 1] <= times[at];
    boolean before = at == size - 1 || times[at] <= times[at + 1];
    timesAscend &= after && before;
    return id;
  }

  private void makeRoom(int at) {
    if (size == ids.length) {
      ids = Arrays.copyOf(ids, size * 2);
      users = Arrays.copyOf(users, size * 2);
      times = Arrays.copyOf(times, size * 2);
      devices = Arrays.copyOf(devices, size * 2);
      types = Arrays.copyOf(types, size * 2);
      modes = Arrays.copyOf(modes, size * 2);
    }
    for (Object column : List.of(ids, users, times, devices, types, modes)) {
      System.arraycopy(column, at, column, at + 1, size - at);
    }
  }

  private int serial(String sn) {
    int known = serials.indexOf(sn);
    if (known < 0) {
      serials.add(sn);
      return serials.size() - 1;
    }
    return known;
  }

  public int size() {
    return size;
  }

  public PassRecord at(int place) {
    return new PassRecord(
        ids[place],
        users[place],
        types[place],
        serials.get(devices[place]),
        Instant.ofEpochSecond(times[place]),
        modes[place]);
  }

  /**
   * Where the records with ids from one to another stand.
   *
   * @param last inclusive
   */
  public Span ids(long first, long last) {
    return new Span(place(first), last == Long.MAX_VALUE ? size : place(last + 1));
  }

  /** Narrows a span to a time, if the records are in its order; else answers the span. */
  public Span narrowedToTime(Span span, long fromSecond, long toSecond) {
    if (!timesAscend) {
      return span;
    }
    return new Span(
        firstFrom(span, time -> time >= fromSecond), firstFrom(span, time -> time > toSecond));
  }

  /** Whether {@link #narrowedToTime} leaves only records of that time. */
  public boolean timesAscend() {
    return timesAscend;
  }

  private int firstFrom(Span span, LongPredicate late) {
    int low = span.from();
    int high = Math.max(span.from(), span.to());
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (late.test(times[middle])) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private int place(long id) {
    int found = Arrays.binarySearch(ids, 0, size, id);
    return found < 0 ? -found - 1 : found;
  }
}
