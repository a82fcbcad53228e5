package dev.senselink.batch.backup.gather;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Sorts any number of items by their keys in fixed memory: what does not fit is sorted in parts,
 * written to scratch files and merged. Those that come with a key above all before, which are all
 * where a server lists by id, go straight into a part of their own. Of items with one key the last
 * added is kept, unless it is said how two of them become one. One thread.
 */
public final class KeyedRecordSorter {
  private static final long MOST_BYTES = 12L << 20;

  /** What an item needs besides its bytes. */
  private static final int OVERHEAD = 64;

  private static final int MOST_PARTS = 40;
  private static final Comparator<KeyedRecord> BY_KEY = Comparator.comparingLong(KeyedRecord::key);

  private final ScratchFiles scratch;
  private final String name;
  private final BinaryOperator<KeyedRecord> oneOfTwo;
  private final List<KeyedRecord> memory = new ArrayList<>();
  private final List<String> parts = new ArrayList<>();
  private @Nullable OutputStream ascending;
  private long highest;
  private long bytes;
  private int made;

  /**
   * @param name of the sorted file, and the beginning of the parts' names
   */
  public KeyedRecordSorter(ScratchFiles scratch, String name) {
    this(scratch, name, (earlier, later) -> later);
  }

  /**
   * @param name likewise
   * @param oneOfTwo makes one of two items with the same key, in whatever order they were added
   */
  public KeyedRecordSorter(
      ScratchFiles scratch, String name, BinaryOperator<KeyedRecord> oneOfTwo) {
    this.scratch = scratch;
    this.name = name;
    this.oneOfTwo = oneOfTwo;
  }

  public void add(KeyedRecord item) throws IOException {
    if (ascending == null) {
      ascending = scratch.create(ascendingPart());
    } else if (item.key() <= highest) {
      remember(item);
      return;
    }
    highest = item.key();
    KeyedRecords.write(ascending, item);
  }

  private String ascendingPart() {
    return name + "-0.part";
  }

  private void remember(KeyedRecord item) throws IOException {
    memory.add(item);
    bytes += item.data().length + OVERHEAD;
    if (bytes > MOST_BYTES) {
      spill();
      if (parts.size() == MOST_PARTS) {
        String merged = newPart();
        merge(merged);
        parts.add(merged);
      }
    }
  }

  /** Forgets all that was added. */
  public void clear() throws IOException {
    endAscending();
    scratch.delete(ascendingPart());
    memory.clear();
    bytes = 0;
    for (String part : parts) {
      scratch.delete(part);
    }
    parts.clear();
  }

  private void endAscending() throws IOException {
    if (ascending != null) {
      ascending.close();
      ascending = null;
    }
  }

  /** Writes them sorted into the scratch file of this sorter's name, which may then be opened. */
  public void finish() throws IOException {
    if (ascending == null) {
      scratch.create(name).close();
      return;
    }
    endAscending();
    if (!memory.isEmpty()) {
      spill();
    }
    // First: what has a key of one of these was added later.
    parts.add(0, ascendingPart());
    if (parts.size() > 1) {
      merge(name);
    } else {
      scratch.rename(parts.remove(0), name);
    }
  }

  private void spill() throws IOException {
    memory.sort(BY_KEY); // stable: the last of one key stays the last
    String part = newPart();
    try (OutputStream out = scratch.create(part)) {
      for (KeyedRecord item : memory) {
        KeyedRecords.write(out, item);
      }
    }
    memory.clear();
    bytes = 0;
    parts.add(part);
  }

  private String newPart() {
    return name + "-" + ++made + ".part";
  }

  /** The item at the head of a part; of equal keys the one of the later part is the later. */
  private record Head(KeyedRecord item, int part, KeyedRecords rest) {}

  private void merge(String into) throws IOException {
    PriorityQueue<Head> heads =
        new PriorityQueue<>(Comparator.comparing(Head::item, BY_KEY).thenComparingInt(Head::part));
    List<KeyedRecords> open = new ArrayList<>();
    try (OutputStream out = scratch.create(into)) {
      for (int part = 0; part < parts.size(); part++) {
        KeyedRecords items = KeyedRecords.of(scratch.open(parts.get(part)));
        open.add(items);
        push(heads, part, items);
      }
      drain(heads, out);
    } finally {
      for (KeyedRecords items : open) {
        items.close();
      }
    }
    for (String part : parts) {
      scratch.delete(part);
    }
    parts.clear();
  }

  private void drain(PriorityQueue<Head> heads, OutputStream out) throws IOException {
    KeyedRecord last = null;
    for (Head head = heads.poll(); head != null; head = heads.poll()) {
      if (last != null && last.key() == head.item().key()) {
        last = oneOfTwo.apply(last, head.item());
      } else {
        if (last != null) {
          KeyedRecords.write(out, last);
        }
        last = head.item();
      }
      push(heads, head.part(), head.rest());
    }
    if (last != null) {
      KeyedRecords.write(out, last);
    }
  }

  private static void push(PriorityQueue<Head> heads, int part, KeyedRecords items)
      throws IOException {
    @Nullable KeyedRecord item = items.next();
    if (item != null) {
      heads.add(new Head(item, part, items));
    }
  }
}
