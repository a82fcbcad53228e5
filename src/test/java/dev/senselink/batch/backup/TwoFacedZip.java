package dev.senselink.batch.backup;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** A zip that needs no password to be made: only its table says that it is encrypted with AES. */
final class TwoFacedZip {
  private static final int LOCAL = 0x04034b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int END = 0x06054b50;
  private static final short UTF_8 = 0x800;
  private static final short VERSION = 51;
  private static final byte[] AES = {
    0x01, (byte) 0x99, 7, 0, 2, 0, 'A', 'E', 3, 0, 0,
  };

  private final ByteArrayOutputStream files = new ByteArrayOutputStream();
  private final ByteArrayOutputStream table = new ByteArrayOutputStream();
  private int count;

  private TwoFacedZip() {}

  /** All of a folder in such a zip. */
  static Path of(Path folder, Path zip) throws IOException {
    TwoFacedZip made = new TwoFacedZip();
    List<Path> all;
    try (Stream<Path> found = Files.walk(folder)) {
      all = found.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : all) {
      made.add(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
    }
    made.files.write(made.table.toByteArray());
    int begin = made.files.size() - made.table.size();
    made.files.write(
        bytes(22)
            .putInt(END)
            .putInt(0)
            .putShort((short) made.count)
            .putShort((short) made.count)
            .putInt(made.table.size())
            .putInt(begin)
            .putShort((short) 0)
            .array());
    return Files.write(zip, made.files.toByteArray());
  }

  private void add(String path, byte[] content) throws IOException {
    byte[] name = path.getBytes(StandardCharsets.UTF_8);
    int begin = files.size();
    files.write(bytes(6).putInt(LOCAL).putShort(VERSION).array());
    files.write(facts(UTF_8, (short) 0, content, name.length, 0));
    files.write(name);
    files.write(content);
    table.write(bytes(8).putInt(CENTRAL).putShort(VERSION).putShort(VERSION).array());
    table.write(facts((short) (UTF_8 | 1), (short) 99, content, name.length, AES.length));
    table.write(
        bytes(14)
            .putShort((short) 0)
            .putShort((short) 0)
            .putShort((short) 0)
            .putInt(0)
            .putInt(begin)
            .array());
    table.write(name);
    table.write(AES);
    count++;
  }

  private static byte[] facts(short flags, short method, byte[] content, int name, int extra) {
    CRC32 crc = new CRC32();
    crc.update(content);
    return bytes(24)
        .putShort(flags)
        .putShort(method)
        .putShort((short) 0)
        .putShort((short) 0x21)
        .putInt((int) crc.getValue())
        .putInt(content.length)
        .putInt(content.length)
        .putShort((short) name)
        .putShort((short) extra)
        .array();
  }

  private static ByteBuffer bytes(int count) {
    return ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
  }
}
