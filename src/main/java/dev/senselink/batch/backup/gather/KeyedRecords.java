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
public interface KeyedRecords extends Closeable {
  /** The next item; null at the end. */
  @Nullable KeyedRecord next() throws IOException;

  /** None. */
  static KeyedRecords none() {
    return new KeyedRecords() {
      @Override
      public @Nullable KeyedRecord next() {
        return null;
      }

      @Override
      public void close() {
        // Nothing is open.
      }
    };
  }

  /** Reads what {@link #write} has written. */
  static KeyedRecords of(InputStream in) {
    DataInputStream data = new DataInputStream(in);
    return new KeyedRecords() {
      @Override
      public @Nullable KeyedRecord next() throws IOException {
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
        return new KeyedRecord(key, content);
      }

      @Override
      public void close() throws IOException {
        data.close();
      }
    };
  }

  static void write(OutputStream out, KeyedRecord item) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(Long.BYTES + Integer.BYTES);
    out.write(head.putLong(item.key()).putInt(item.data().length).array());
    out.write(item.data());
  }
}
