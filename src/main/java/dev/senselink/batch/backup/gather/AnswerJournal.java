package dev.senselink.batch.backup.gather;

import dev.senselink.batch.disk.PrivateFiles;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * What was asked and answered so far, item by item, for the process that goes on after a crash. An
 * item that a crash has torn ends the reading; it and what follows is asked again.
 */
public final class AnswerJournal implements Closeable {
  private final @Nullable OutputStream out;

  private AnswerJournal(@Nullable OutputStream out) {
    this.out = out;
  }

  /** Goes on with a diary, or begins it. */
  public static AnswerJournal at(Path file) throws IOException {
    long whole = wholeBytes(file);
    if (Files.exists(file) && Files.size(file) > whole) {
      try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
        channel.truncate(whole);
      }
    }
    return new AnswerJournal(PrivateFiles.append(file));
  }

  /** One that is not kept, where a rerun starts over. */
  public static AnswerJournal none() {
    return new AnswerJournal(null);
  }

  /** Adds all of a diary to a sorter. */
  public static void read(Path file, KeyedRecordSorter into) throws IOException {
    try (Pages pages = new Pages(file)) {
      for (KeyedRecord item = pages.next(); item != null; item = pages.next()) {
        into.add(item);
      }
    }
  }

  /** Written at once: what the program has handed over outlives it, if not the machine. */
  public void write(KeyedRecord item) throws IOException {
    if (out != null) {
      ByteBuffer entry = ByteBuffer.allocate(2 * Long.BYTES + Integer.BYTES + item.data().length);
      entry.putLong(item.key()).putInt(item.data().length).putLong(sum(item)).put(item.data());
      out.write(entry.array());
    }
  }

  private static long sum(KeyedRecord item) {
    CRC32 sum = new CRC32();
    sum.update(ByteBuffer.allocate(Long.BYTES).putLong(item.key()).flip());
    sum.update(item.data());
    return sum.getValue();
  }

  private static long wholeBytes(Path file) throws IOException {
    try (Pages pages = new Pages(file)) {
      while (pages.next() != null) {
        // only how far it goes
      }
      return pages.bytes;
    }
  }

  @Override
  public void close() throws IOException {
    if (out != null) {
      out.close();
    }
  }

  /** Reads a diary as far as it is whole. */
  private static final class Pages implements KeyedRecords {
    private static final int HEAD = 2 * Long.BYTES + Integer.BYTES;
    private static final int MOST = 1 << 24;

    private final DataInputStream in;
    private long bytes;

    Pages(Path file) throws IOException {
      this.in =
          Files.exists(file)
              ? new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))
              : new DataInputStream(new ByteArrayInputStream(new byte[0]));
    }

    @Override
    public @Nullable KeyedRecord next() throws IOException {
      byte[] head = in.readNBytes(HEAD);
      if (head.length < HEAD) {
        return null;
      }
      ByteBuffer numbers = ByteBuffer.wrap(head);
      long key = numbers.getLong();
      int length = numbers.getInt();
      if (length < 0 || length > MOST) {
        return null;
      }
      KeyedRecord item = new KeyedRecord(key, in.readNBytes(length));
      if (item.data().length < length || sum(item) != numbers.getLong()) {
        return null;
      }
      bytes += HEAD + length;
      return item;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
