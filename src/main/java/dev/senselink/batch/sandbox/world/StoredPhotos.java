package dev.senselink.batch.sandbox.world;

import dev.senselink.batch.sandbox.call.SandboxFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The photos as received, on disk: 100,000 of them must not sit on the heap. All are in one file,
 * because making and removing as many files takes minutes on some file systems. An image id is the
 * photo's number and a random tail; the number finds the place in the file.
 */
public final class StoredPhotos implements AutoCloseable {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{24}");
  private static final int NUMBER_DIGITS = 8;

  private final FileChannel file;

  /** No key is asked for a photo: whoever does not know its id must not be able to guess it. */
  private final SecureRandom random = new SecureRandom();

  private long[] tails = new long[64];
  private long[] offsets = new long[64];
  private int[] lengths = new int[64];
  private int count;
  private long end;

  public StoredPhotos(Path file) {
    this.file = SandboxFiles.openNew(file);
  }

  /** Keeps the bytes and answers their image id. */
  public synchronized String add(byte[] bytes) {
    if (count == tails.length) {
      tails = Arrays.copyOf(tails, count * 2);
      offsets = Arrays.copyOf(offsets, count * 2);
      lengths = Arrays.copyOf(lengths, count * 2);
    }
    write(bytes, end);
    tails[count] = random.nextLong();
    offsets[count] = end;
    lengths[count] = bytes.length;
    end += bytes.length;
    String id = String.format(Locale.ROOT, "%08x%016x", count, tails[count]);
    count++;
    return id;
  }

  /** The photo's bytes; empty for an id that was never given, or whose photo was removed. */
  public synchronized Optional<byte[]> read(String id) {
    int number = find(id);
    if (number < 0) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.allocate(lengths[number]);
    try {
      while (bytes.hasRemaining()) {
        if (file.read(bytes, offsets[number] + bytes.position()) < 0) {
          throw new IOException("the file of photos is cut short");
        }
      }
      return Optional.of(bytes.array());
    } catch (IOException e) {
      throw new UncheckedIOException("the sandbox cannot read a photo", e);
    }
  }

  /** Wipes the photo out; its place stays empty. */
  public synchronized void remove(String id) {
    int number = find(id);
    if (number >= 0) {
      write(new byte[lengths[number]], offsets[number]);
      lengths[number] = 0;
    }
  }

  private int find(String id) {
    if (!ID.matcher(id).matches()) {
      return -1;
    }
    long number = Long.parseLong(id.substring(0, NUMBER_DIGITS), 16);
    long tail = Long.parseUnsignedLong(id.substring(NUMBER_DIGITS), 16);
    boolean known = number < count && tails[(int) number] == tail && lengths[(int) number] > 0;
    return known ? (int) number : -1;
  }

  private void write(byte[] bytes, long at) {
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    try {
      while (rest.hasRemaining()) {
        file.write(rest, at + rest.position());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the sandbox cannot write its photos", e);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
