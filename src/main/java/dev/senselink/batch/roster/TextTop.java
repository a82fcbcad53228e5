package dev.senselink.batch.roster;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.table.csv.StrictDecoder;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The first lines of a text, so that a long one is looked at as fast as a short one: the file
 * itself where it is short, else a copy of its beginning, which goes when this is closed.
 */
final class TextTop implements Closeable {
  /** Of a table of twenty columns some 5,000 rows. */
  static final int MOST = 1 << 20;

  private final Path file;
  private final @Nullable Path folder;

  private TextTop(Path file, @Nullable Path folder) {
    this.file = file;
    this.folder = folder;
  }

  /**
   * Takes it.
   *
   * @param encoding what somebody has said of it, null if nobody
   * @param below where a copy may lie
   */
  static TextTop of(Path file, @Nullable String encoding, Path below) throws IOException {
    int end = Files.size(file) <= MOST ? 0 : end(file, encoding);
    if (end == 0) {
      return new TextTop(file, null);
    }
    Path folder = PrivateFiles.temporaryBelow(below, "top");
    TextTop top = new TextTop(folder.resolve("list"), folder);
    try (InputStream in = Files.newInputStream(file);
        FileChannel out = PrivateFiles.openEmptied(top.file)) {
      ByteBuffer bytes = ByteBuffer.wrap(in.readNBytes(end));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      return top;
    } catch (IOException e) {
      top.close();
      throw e;
    }
  }

  /** Behind the last whole line of the beginning; 0 if there is none, as in no table. */
  private static int end(Path file, @Nullable String encoding) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MOST);
    }
    StrictDecoder.Encoding marked = EncodingDetector.marked(file);
    String name = marked != null ? marked.charset().name() : encoding == null ? "" : encoding;
    int unit = name.startsWith("UTF-32") ? 4 : name.startsWith("UTF-16") ? 2 : 1;
    Charset charset =
        unit == 1 ? UTF_8 : Charset.forName(name.endsWith("LE") ? name : bigEnd(unit));
    byte[] lineEnd = "\n".getBytes(charset);
    byte[] oldEnd = "\r".getBytes(charset);
    int last = last(bytes, lineEnd);
    return last > 0 ? last : last(bytes, oldEnd);
  }

  private static String bigEnd(int unit) {
    return unit == 2 ? "UTF-16BE" : "UTF-32BE";
  }

  private static int last(byte[] bytes, byte[] character) {
    int unit = character.length;
    for (int end = bytes.length - bytes.length % unit; end > 0; end -= unit) {
      if (Arrays.equals(bytes, end - unit, end, character, 0, unit)) {
        return end;
      }
    }
    return 0;
  }

  Path file() {
    return file;
  }

  /** Whether there is more. */
  boolean isPart() {
    return folder != null;
  }

  @Override
  public void close() throws IOException {
    if (folder != null) {
      PrivateFiles.remove(folder);
    }
  }
}
