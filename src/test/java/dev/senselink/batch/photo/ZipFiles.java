package dev.senselink.batch.photo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes zips, sound and otherwise. */
public final class ZipFiles {

  public static final int LOCAL = 0x04034b50;
  public static final int CENTRAL = 0x02014b50;

  private ZipFiles() {}

  /** Stored and packed entries in turn, folders too. */
  public static Path zip(Path folder, List<String> paths, Charset encoding) throws IOException {
    Path zip = folder.resolve("photos.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip), encoding)) {
      out.putNextEntry(new ZipEntry("empty folder/"));
      for (int i = 0; i < paths.size(); i++) {
        byte[] content = paths.get(i).getBytes(UTF_8);
        ZipEntry entry = new ZipEntry(paths.get(i));
        if (i % 2 == 1) {
          entry.setMethod(ZipEntry.STORED);
          entry.setSize(content.length);
          entry.setCrc(crc(content));
        }
        out.putNextEntry(entry);
        out.write(content);
      }
    }
    return zip;
  }

  private static long crc(byte[] content) {
    var crc = new CRC32();
    crc.update(content);
    return crc.getValue();
  }

  /** Overwrites two bytes of every header of a kind. */
  public static void patch(Path zip, int mark, int at, short value) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(zip)).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i + 4 <= bytes.limit(); i++) {
      if (bytes.getInt(i) == mark) {
        bytes.putShort(i + at, value);
      }
    }
    Files.write(zip, bytes.array());
  }

  public static int lastIndexOf(byte[] bytes, int mark) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int at = bytes.length - 4;
    while (buffer.getInt(at) != mark) {
      at--;
    }
    return at;
  }

  /** Of one byte each. */
  public static Path many(Path folder, int count) throws IOException {
    Path zip = folder.resolve("many.zip");
    OutputStream file = new BufferedOutputStream(Files.newOutputStream(zip), 1 << 20);
    try (ZipOutputStream out = new ZipOutputStream(file)) {
      out.setLevel(0);
      for (int i = 0; i < count; i++) {
        out.putNextEntry(new ZipEntry("photos/" + i + ".jpg"));
        out.write('x');
      }
    }
    return zip;
  }
}
