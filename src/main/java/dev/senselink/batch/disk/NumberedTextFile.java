package dev.senselink.batch.disk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Any number of texts by number, on the disk, in fixed memory: one file of the texts and one of
 * where each begins. Only their owner may read them (0600), and where the system allows it their
 * names are gone as soon as they are open, so that nothing is left behind however the program ends.
 * First all are added, then they may be asked for in any order.
 */
public final class NumberedTextFile implements Closeable {
  private static final int BLOCK = 1 << 13;
  private static final int BLOCKS_KEPT = 256;

  private final Blocks texts;
  private final Blocks places;
  private int size;
  private long end;

  private NumberedTextFile(Blocks texts, Blocks places) {
    this.texts = texts;
    this.places = places;
  }

  public static NumberedTextFile create() throws IOException {
    Blocks texts = new Blocks();
    try {
      return new NumberedTextFile(texts, new Blocks());
    } catch (IOException e) {
      texts.close();
      throw e;
    }
  }

  public void add(String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    places.append(ByteBuffer.allocate(Long.BYTES).putLong(end).array());
    texts.append(bytes);
    end += bytes.length;
    size++;
  }

  /** How many there are. */
  public int size() {
    return size;
  }

  @Nullable
  public String get(int number) throws IOException {
    if (number < 0 || number >= size) {
      return null;
    }
    long from = place(number);
    long to = number + 1 < size ? place(number + 1) : end;
    return new String(texts.read(from, (int) (to - from)), UTF_8);
  }

  private long place(int number) throws IOException {
    return ByteBuffer.wrap(places.read((long) number * Long.BYTES, Long.BYTES)).getLong();
  }

  @Override
  public void close() throws IOException {
    try (texts) {
      places.close();
    }
  }

  /** A file of bytes, the blocks used last kept in memory. */
  private static final class Blocks implements Closeable {
    private final Path folder;
    private final RandomAccessFile file;
    private final byte[] tail = new byte[BLOCK];
    private int filled;
    private long written;
    private final Map<Long, byte[]> kept =
        new LinkedHashMap<>(BLOCKS_KEPT, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Long, byte[]> eldest) {
            return size() > BLOCKS_KEPT;
          }
        };

    Blocks() throws IOException {
      folder = TemporaryFolder.make("texts");
      file = new RandomAccessFile(folder.resolve("texts").toFile(), "rw");
      try {
        TemporaryFolder.remove(folder);
      } catch (IOException stillOpen) {
        // Windows: it goes when it is closed, or with the next start.
      }
    }

    void append(byte[] bytes) throws IOException {
      int from = 0;
      while (from < bytes.length) {
        int n = Math.min(BLOCK - filled, bytes.length - from);
        System.arraycopy(bytes, from, tail, filled, n);
        filled += n;
        from += n;
        if (filled == BLOCK) {
          file.seek(written);
          file.write(tail);
          written += BLOCK;
          filled = 0;
        }
      }
    }

    byte[] read(long from, int length) throws IOException {
      byte[] bytes = new byte[length];
      int done = 0;
      while (done < length) {
        long at = from + done;
        int within = (int) (at % BLOCK);
        int n = Math.min(BLOCK - within, length - done);
        System.arraycopy(block(at / BLOCK), within, bytes, done, n);
        done += n;
      }
      return bytes;
    }

    private byte[] block(long number) throws IOException {
      if (number * BLOCK == written) {
        return tail;
      }
      byte[] block = kept.get(number);
      if (block == null) {
        block = new byte[BLOCK];
        file.seek(number * BLOCK);
        file.readFully(block);
        kept.put(number, block);
      }
      return block;
    }

    @Override
    public void close() throws IOException {
      file.close();
      TemporaryFolder.remove(folder);
    }
  }
}
