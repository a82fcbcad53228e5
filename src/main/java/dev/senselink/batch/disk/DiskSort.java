package dev.senselink.batch.disk;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Sorts any number of small records in fixed memory: what does not fit is sorted in parts, written
 * to files and merged. Records are arrays of numbers of one length, compared from the left. First
 * all are added, then they may be read as often as needed. One thread.
 */
public final class DiskSort {
  private static final int IN_MEMORY = 1 << 15;
  private static final int MOST_PARTS = 64;
  private static final int BUFFER = 1 << 15;

  private final Path folder;
  private final String name;
  private final int width;
  private final List<long[]> memory = new ArrayList<>();
  private final List<Path> parts = new ArrayList<>();
  private int made;
  private boolean complete;

  /**
   * @param folder where parts are written; who made it removes it
   * @param name begins the parts' names, so that several sorts may share the folder
   * @param width how many numbers a record has
   */
  public DiskSort(Path folder, String name, int width) {
    this.folder = folder;
    this.name = name;
    this.width = width;
  }

  public void add(long... record) throws IOException {
    if (complete || record.length != width) {
      throw new IllegalStateException(
          "records of " + width + " numbers, all before the first read");
    }
    memory.add(record);
    if (memory.size() == IN_MEMORY) {
      spill();
      if (parts.size() == MOST_PARTS) {
        merge();
      }
    }
  }

  /** Reads the records from the smallest on. */
  public interface Reader extends Closeable {
    /** The next record, {@code null} at the end; the caller must not change it. */
    long @Nullable [] next() throws IOException;
  }

  /** A new reading; from now on nothing can be added. */
  public Reader read() throws IOException {
    if (!complete) {
      complete = true;
      if (parts.isEmpty()) {
        memory.sort(Arrays::compare);
      } else {
        spill();
        merge();
      }
    }
    return parts.isEmpty() ? new MemoryReader(memory.iterator()) : new FileReader(parts.get(0));
  }

  private void spill() throws IOException {
    memory.sort(Arrays::compare);
    Path part = newPart();
    try (DataOutputStream out = write(part)) {
      for (long[] record : memory) {
        write(out, record);
      }
    }
    memory.clear();
    parts.add(part);
  }

  private void merge() throws IOException {
    if (parts.size() == 1) {
      return;
    }
    Path whole = newPart();
    PriorityQueue<Head> heads =
        new PriorityQueue<>(Comparator.comparing(Head::record, Arrays::compare));
    List<FileReader> readers = new ArrayList<>();
    try (DataOutputStream out = write(whole)) {
      for (Path part : parts) {
        FileReader reader = new FileReader(part);
        readers.add(reader);
        push(heads, reader);
      }
      for (Head head = heads.poll(); head != null; head = heads.poll()) {
        write(out, head.record());
        push(heads, head.reader());
      }
    } finally {
      for (FileReader reader : readers) {
        reader.close();
      }
    }
    for (Path part : parts) {
      Files.delete(part);
    }
    parts.clear();
    parts.add(whole);
  }

  private record Head(long[] record, FileReader reader) {}

  private static void push(PriorityQueue<Head> heads, FileReader reader) throws IOException {
    long[] record = reader.next();
    if (record != null) {
      heads.add(new Head(record, reader));
    }
  }

  private Path newPart() {
    return folder.resolve(name + "-" + ++made + ".part");
  }

  private static DataOutputStream write(Path part) throws IOException {
    return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(part), BUFFER));
  }

  private static void write(DataOutputStream out, long[] record) throws IOException {
    for (long number : record) {
      out.writeLong(number);
    }
  }

  private record MemoryReader(Iterator<long[]> records) implements Reader {
    @Override
    public long @Nullable [] next() {
      return records.hasNext() ? records.next() : null;
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }

  private final class FileReader implements Reader {
    private final DataInputStream in;
    private long left;

    FileReader(Path part) throws IOException {
      this.left = Files.size(part) / ((long) width * Long.BYTES);
      this.in = new DataInputStream(new BufferedInputStream(Files.newInputStream(part), BUFFER));
    }

    @Override
    public long @Nullable [] next() throws IOException {
      if (left == 0) {
        return null;
      }
      left--;
      long[] record = new long[width];
      for (int i = 0; i < width; i++) {
        record[i] = in.readLong();
      }
      return record;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
