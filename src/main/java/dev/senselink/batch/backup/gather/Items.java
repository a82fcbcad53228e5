package dev.senselink.batch.backup.gather;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Items one after the other. For one thread. */
public interface Items extends Closeable {
  /** The next item; null at the end. */
  @Nullable Item next() throws IOException;

  /** None. */
  static Items none() {
    return new Items() {
      @Override
      public @Nullable Item next() {
        return null;
      }

      @Override
      public void close() {
        // Nothing is open.
      }
    };
  }

  /** Reads what {@link #write} has written. */
  static Items of(InputStream in) {
    DataInputStream data = new DataInputStream(in);
    return new Items() {
      @Override
      public @Nullable Item next() throws IOException {
        byte[] head = data.readNBytes(Long.BYTES + Integer.BYTES);
        if (head.length == 0) {
          return null;
        }
        if (head.length < Long.BYTES + Integer.BYTES) {
          throw new EOFException();
        }
        ByteBuffer numbers = ByteBuffer.wrap(head);
        long key = numbers.getLong();
        byte[] content = new byte[numbers.getInt()];
        data.readFully(content);
        return new Item(key, content);
      }

      @Override
      public void close() throws IOException {
        data.close();
      }
    };
  }

  static void write(OutputStream out, Item item) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(Long.BYTES + Integer.BYTES);
    out.write(head.putLong(item.key()).putInt(item.data().length).array());
    out.write(item.data());
  }
}
