package dev.senselink.batch.photo.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The first directory of a TIFF file or EXIF block. Offsets that lead out of the data end in a
 * {@link RuntimeException}, which callers take for a damaged file.
 */
final class TiffDirectory {

  private static final int BYTE = 1;
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int UNDEFINED = 7;

  /** Where an entry's fields begin, by tag. */
  private final Map<Integer, Integer> entries = new HashMap<>();

  private final ByteBuffer data;

  private TiffDirectory(ByteBuffer data) {
    this.data = data;
  }

  static TiffDirectory first(ByteBuffer data) {
    data.order(data.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    TiffDirectory directory = new TiffDirectory(data);
    int at = data.getInt(4);
    int count = Short.toUnsignedInt(data.getShort(at));
    for (int i = 0; i < count; i++) {
      int entry = at + 2 + 12 * i;
      directory.entries.putIfAbsent(Short.toUnsignedInt(data.getShort(entry)), entry);
    }
    return directory;
  }

  boolean has(int tag) {
    return entries.containsKey(tag);
  }

  /** How many values the tag has, 0 if it is not there. */
  int count(int tag) {
    Integer entry = entries.get(tag);
    return entry == null ? 0 : Math.toIntExact(Integer.toUnsignedLong(data.getInt(entry + 4)));
  }

  /** The tag's first value. */
  long number(int tag, long otherwise) {
    return count(tag) == 0 ? otherwise : numberAt(tag, 0);
  }

  /** The tag's value at a place below its {@link #count}. */
  long numberAt(int tag, int index) {
    int entry = entries.getOrDefault(tag, -1);
    int type = data.getShort(entry + 2);
    int at = start(entry, (long) width(type) * count(tag)) + index * width(type);
    return switch (type) {
      case BYTE, UNDEFINED -> Byte.toUnsignedLong(data.get(at));
      case SHORT -> Short.toUnsignedLong(data.getShort(at));
      case LONG -> Integer.toUnsignedLong(data.getInt(at));
      default -> throw new IllegalArgumentException("not a whole number: type " + type);
    };
  }

  /** Overwrites the one short value of a tag that is there. */
  void put(int tag, int value) {
    data.putShort(entries.getOrDefault(tag, -1) + 8, (short) value);
  }

  /** The tag's bytes, where it is a block of bytes that lies whole in the file. */
  Optional<byte[]> block(int tag) {
    int count = count(tag);
    Integer entry = entries.get(tag);
    if (entry == null || width(data.getShort(entry + 2)) != 1) {
      return Optional.empty();
    }
    byte[] block = new byte[Math.min(count, data.limit())];
    data.get(start(entry, count), block);
    return Optional.of(block);
  }

  /** Short values lie in the entry itself, longer ones where it points. */
  private int start(int entry, long length) {
    return length <= 4 ? entry + 8 : data.getInt(entry + 8);
  }

  private static int width(int type) {
    return switch (type) {
      case SHORT -> 2;
      case LONG -> 4;
      default -> 1;
    };
  }
}
