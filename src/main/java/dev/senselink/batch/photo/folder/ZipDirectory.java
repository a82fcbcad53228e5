package dev.senselink.batch.photo.folder;

import static dev.senselink.batch.photo.PhotoMessages.words;

import dev.senselink.batch.photo.folder.PhotoFolderException.Kind;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The table of contents at the end of a zip. Read here and not by {@code java.util.zip}, which
 * tells neither which names claim to be UTF-8 nor which entries are encrypted, and refuses archives
 * for extra fields that nobody needs.
 */
final class ZipDirectory {

  /**
   * One line of it.
   *
   * @param name raw bytes
   * @param unicode the archive says that the name is UTF-8
   * @param offset of the entry's own header in the file
   * @param packed bytes in the archive
   * @param size bytes as claimed
   */
  record Line(
      byte[] name, boolean unicode, int method, int crc, long packed, long size, long offset) {}

  private static final int END_SIZE = 22;
  private static final int END_MARK = 0x06054b50;
  private static final int END64_MARK = 0x06064b50;
  private static final int LOCATOR64_SIZE = 20;
  private static final int LINE_MARK = 0x02014b50;
  private static final int LINE_SIZE = 46;
  private static final int ENCRYPTED = 1 | 1 << 6 | 1 << 13;
  private static final int UNICODE = 1 << 11;
  private static final int AES = 99;
  private static final int MOST_LINES = 1_000_000;
  private static final long FULL = 0xFFFFFFFFL;

  private final Path file;
  private final ZipBytes bytes;

  private ZipDirectory(Path file, ZipBytes bytes) {
    this.file = file;
    this.bytes = bytes;
  }

  static List<Line> read(Path file, ZipBytes bytes) throws IOException {
    return new ZipDirectory(file, bytes).lines();
  }

  private List<Line> lines() throws IOException {
    long end = findEnd();
    ByteBuffer mark = at(end, END_SIZE);
    long size = unsigned(mark.getInt(12));
    long start = unsigned(mark.getInt(16));
    long limit = end;
    if (size == FULL || start == FULL || mark.getShort(10) == -1) {
      limit = findEnd64(end);
      ByteBuffer mark64 = at(limit, 56);
      size = mark64.getLong(40);
      start = mark64.getLong(48);
    }
    if (size < 0 || size > limit || start < 0 || start > limit - size) {
      throw damaged(words("zip.contents.place"));
    }
    // A program put before an archive (self-extracting ones) shifts all of it.
    return lines(limit - size, size, limit - size - start);
  }

  private List<Line> lines(long start, long size, long shift) throws IOException {
    List<Line> lines = new ArrayList<>();
    long left = bytes.length();
    try (InputStream in = new BufferedInputStream(bytes.stream(start, size), 1 << 16)) {
      for (byte[] head = in.readNBytes(LINE_SIZE);
          head.length > 0;
          head = in.readNBytes(LINE_SIZE)) {
        lines.add(line(head, in, shift));
        left -= Math.max(0, lines.get(lines.size() - 1).packed());
        if (left < 0) { // laid one over another, a small file would be a million large ones
          throw damaged(words("zip.overlap"));
        }
        if (lines.size() > MOST_LINES) {
          throw damaged(words("zip.tooMany"));
        }
      }
    }
    return lines;
  }

  private Line line(byte[] head, InputStream in, long shift) throws IOException {
    ByteBuffer line = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
    if (head.length < LINE_SIZE || line.getInt(0) != LINE_MARK) {
      throw damaged(words("zip.contents.damaged"));
    }
    int flags = line.getShort(8);
    int method = Short.toUnsignedInt(line.getShort(10));
    byte[] name = exactly(in, line.getShort(28));
    ByteBuffer extra = ByteBuffer.wrap(exactly(in, line.getShort(30)));
    exactly(in, line.getShort(32));
    if ((flags & ENCRYPTED) != 0 || method == AES) {
      throw new PhotoFolderException(Kind.UNREADABLE, words("zip.encrypted", file));
    }
    Zip64 wide = new Zip64(extra.order(ByteOrder.LITTLE_ENDIAN));
    long size = wide.orElse(line.getInt(24));
    long packed = wide.orElse(line.getInt(20));
    long offset = wide.orElse(line.getInt(42)) + shift;
    boolean unicode = (flags & UNICODE) != 0;
    return new Line(name, unicode, method, line.getInt(16), packed, size, offset);
  }

  private byte[] exactly(InputStream in, short length) throws IOException {
    byte[] read = in.readNBytes(Short.toUnsignedInt(length));
    if (read.length < Short.toUnsignedInt(length)) {
      throw damaged(words("zip.contents.cut"));
    }
    return read;
  }

  /** The end mark, which a comment of up to 64 KB may follow. */
  private long findEnd() throws IOException {
    int length = (int) Math.min(bytes.length(), END_SIZE + 0xFFFF);
    ByteBuffer tail = at(bytes.length() - length, length);
    for (int at = length - END_SIZE; at >= 0; at--) {
      if (tail.getInt(at) == END_MARK) {
        return bytes.length() - length + at;
      }
    }
    throw new PhotoFolderException(Kind.UNREADABLE, words("zip.none", file));
  }

  private long findEnd64(long end) throws IOException {
    if (end < LOCATOR64_SIZE) {
      throw damaged(words("zip.contents.cut"));
    }
    long at = at(end - LOCATOR64_SIZE, LOCATOR64_SIZE).getLong(8);
    if (at < 0 || at > end || at(at, 4).getInt(0) != END64_MARK) {
      throw damaged(words("zip.contents.place"));
    }
    return at;
  }

  private ByteBuffer at(long position, int length) throws IOException {
    byte[] read = bytes.stream(position, length).readNBytes(length);
    if (read.length < length) {
      throw new EOFException(words("zip.short"));
    }
    return ByteBuffer.wrap(read).order(ByteOrder.LITTLE_ENDIAN);
  }

  private PhotoFolderException damaged(String what) {
    return new PhotoFolderException(Kind.UNREADABLE, words("zip.damaged", file, what));
  }

  private static long unsigned(int value) {
    return Integer.toUnsignedLong(value);
  }

  /** Takes the 64-bit values, in their fixed order, for fields that are too narrow. */
  private static final class Zip64 {

    private final ByteBuffer values;

    Zip64(ByteBuffer extra) {
      ByteBuffer found = extra.slice(0, 0);
      while (extra.remaining() >= 4) {
        int id = extra.getShort();
        int length = Math.min(Short.toUnsignedInt(extra.getShort()), extra.remaining());
        if (id == 1) {
          found = extra.slice(extra.position(), length).order(ByteOrder.LITTLE_ENDIAN);
        }
        extra.position(extra.position() + length);
      }
      values = found;
    }

    long orElse(int narrow) {
      boolean full = narrow == -1 && values.remaining() >= 8;
      return full ? values.getLong() : unsigned(narrow);
    }
  }
}
