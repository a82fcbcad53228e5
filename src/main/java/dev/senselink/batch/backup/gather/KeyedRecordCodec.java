package dev.senselink.batch.backup.gather;

import dev.senselink.batch.table.csv.EncodableText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How texts, numbers and lists of ids stand in an {@link KeyedRecord}. */
public final class KeyedRecordCodec {
  private static final int NONE = -1;

  private KeyedRecordCodec() {}

  /** Something that packs itself. */
  public interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  /** Something that reads itself. */
  public interface Reading<T> {
    T from(DataInputStream in) throws IOException;
  }

  public static byte[] pack(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try {
      writing.to(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new IllegalStateException("memory takes all bytes", e);
    }
    return bytes.toByteArray();
  }

  public static <T> T unpack(byte[] data, Reading<T> reading) throws IOException {
    return reading.from(new DataInputStream(new ByteArrayInputStream(data)));
  }

  /** Half a surrogate pair becomes U+FFFD, as in the tables. */
  public static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = EncodableText.of(text).getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  public static String text(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }

  static void ids(DataOutputStream out, @Nullable List<Long> ids) throws IOException {
    out.writeInt(ids == null ? NONE : ids.size());
    if (ids != null) {
      for (long id : ids) {
        out.writeLong(id);
      }
    }
  }

  static @Nullable List<Long> ids(DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count == NONE) {
      return null;
    }
    List<Long> ids = new ArrayList<>(count);
    for (int n = 0; n < count; n++) {
      ids.add(in.readLong());
    }
    return ids;
  }
}
