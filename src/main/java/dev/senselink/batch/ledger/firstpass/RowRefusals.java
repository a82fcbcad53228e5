package dev.senselink.batch.ledger.firstpass;

import dev.senselink.batch.disk.DiskSort;
import dev.senselink.batch.ledger.firstpass.FirstPassStore.Refusal;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Rows refused by the first pass, on disk: what is said of a group of rows is kept once, and each
 * row points to it. All are added before the first is read. One thread.
 */
final class RowRefusals implements Closeable {
  private static final int ROW = 0;
  private static final int PLACE = 1;
  private static final int BUFFER = 1 << 16;

  private final Path file;
  private final DiskSort byRow;
  private final BitSet rows = new BitSet();
  private @Nullable OutputStream out;
  private long end;

  RowRefusals(Path folder) {
    this.file = folder.resolve("refusals.texts");
    this.byRow = new DiskSort(folder, "refusals", 2);
  }

  boolean has(int row) {
    return rows.get(row);
  }

  /** Keeps what is to be said of some rows; returns the place that {@link #add} wants. */
  long say(boolean photo, String code, String reason) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream text = new DataOutputStream(bytes);
    text.writeBoolean(photo);
    text.writeUTF(code);
    text.writeUTF(reason);
    if (out == null) {
      out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
    }
    out.write(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.size()).array());
    bytes.writeTo(out);
    long place = end;
    end += Integer.BYTES + bytes.size();
    return place;
  }

  /** Refuses a row that is not refused yet. */
  void add(int row, long place) throws IOException {
    rows.set(row);
    byRow.add(row, place);
  }

  /** Reads the refusals in the order of their rows. */
  Reader read() throws IOException {
    close();
    return new Reader();
  }

  @Override
  public void close() throws IOException {
    if (out != null) {
      out.close();
      out = null;
    }
  }

  final class Reader implements Closeable {
    private final DiskSort.Reader sorted = byRow.read();
    private final @Nullable FileChannel texts = end == 0 ? null : FileChannel.open(file);

    private Reader() throws IOException {}

    /** The next one, {@code null} at the end. */
    @Nullable Refusal next() throws IOException {
      long[] record = sorted.next();
      if (record == null || texts == null) {
        return null;
      }
      int length = bytes(texts, record[PLACE], Integer.BYTES).getInt();
      byte[] text = bytes(texts, record[PLACE] + Integer.BYTES, length).array();
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(text));
      return new Refusal((int) record[ROW], in.readBoolean(), in.readUTF(), in.readUTF());
    }

    private static ByteBuffer bytes(FileChannel from, long at, int length) throws IOException {
      ByteBuffer bytes = ByteBuffer.allocate(length);
      while (bytes.hasRemaining()) {
        if (from.read(bytes, at + bytes.position()) < 0) {
          throw new EOFException("a text of the first pass is cut off");
        }
      }
      return bytes.flip();
    }

    @Override
    public void close() throws IOException {
      sorted.close();
      if (texts != null) {
        texts.close();
      }
    }
  }
}
