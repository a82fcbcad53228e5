package dev.senselink.batch.backup;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import net.lingala.zip4j.model.FileHeader;

/**
 * What stands right in front of the content of a zip's files. The library goes by that when it
 * reads, and by the table at the end when it lists: a forged zip says one thing here and another
 * there.
 */
final class ZipLocalHeaders {
  private static final int BYTES = 10;
  private static final int SIGNATURE = 0x04034b50;
  private static final int FLAGS_AT = 6;
  private static final int METHOD_AT = 8;
  private static final int ENCRYPTED = 1;

  /** The method by which a zip says that AES is around whatever the real one is. */
  private static final int AES = 99;

  private ZipLocalHeaders() {}

  /** Whether each file in it is encrypted with AES by its own header. */
  static boolean allEncrypted(Path zip, List<FileHeader> headers) {
    try (RandomAccessFile file = new RandomAccessFile(zip.toFile(), "r")) {
      List<FileHeader> inOrder =
          headers.stream()
              .filter(header -> !header.isDirectory())
              .sorted(Comparator.comparingLong(FileHeader::getOffsetLocalHeader))
              .toList();
      for (FileHeader header : inOrder) {
        byte[] begin = new byte[BYTES];
        file.seek(header.getOffsetLocalHeader());
        file.readFully(begin);
        ByteBuffer local = ByteBuffer.wrap(begin).order(ByteOrder.LITTLE_ENDIAN);
        if (local.getInt(0) != SIGNATURE
            || (local.getShort(FLAGS_AT) & ENCRYPTED) == 0
            || local.getShort(METHOD_AT) != AES) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
