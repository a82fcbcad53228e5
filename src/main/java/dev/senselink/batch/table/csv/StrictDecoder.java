package dev.senselink.batch.table.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Decodes without ever putting a replacement character in. */
public final class StrictDecoder {
  /** So many sound characters to a bad one, and the text is what it looks like, only damaged. */
  private static final int MOSTLY = 3;

  private StrictDecoder() {}

  /** The encoding of a file and how many bytes its byte order mark takes; 0 without one. */
  public record Encoding(Charset charset, int markBytes) {}

  /**
   * What reading a whole file brought to light.
   *
   * @param fault the first byte that is not of the encoding
   * @param hasPrivate whether, before that, characters came out that only their maker can show
   */
  public record Scan(Optional<TextPosition> fault, boolean hasPrivate) {
    public boolean isClean() {
      return fault.isEmpty() && !hasPrivate;
    }
  }

  /** The file's text, its byte order mark passed over. */
  public static Reader open(Path file, Encoding encoding) throws IOException {
    InputStream in = Files.newInputStream(file);
    // By bytes, since some of Java's decoders pass over the mark themselves and some do not.
    in.skipNBytes(encoding.markBytes());
    return new InputStreamReader(in, decoder(encoding.charset()));
  }

  /** The first byte that is not of this encoding; empty if all are. */
  public static Optional<TextPosition> firstFault(Path file, Charset charset) throws IOException {
    return scan(file, charset).fault();
  }

  public static Scan scan(Path file, Charset charset) throws IOException {
    TextStatistics count = new TextStatistics();
    boolean sound = decode(file, decoder(charset), count);
    return new Scan(sound ? Optional.empty() : Optional.of(count.next()), count.hasPrivate());
  }

  /** Whether a file that is no UTF-8 holds far too much of it to be anything else. */
  public static boolean isDamagedUtf8(Path file) throws IOException {
    TextStatistics count = new TextStatistics();
    CharsetDecoder lenient =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    decode(file, lenient, count);
    return count.foreign() > MOSTLY * count.replaced();
  }

  public static CharsetDecoder decoder(Charset charset) {
    return charset
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  /** Whether it came to the end. */
  private static boolean decode(Path file, CharsetDecoder decoder, TextStatistics count)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
    CharBuffer chars = CharBuffer.allocate(1 << 16);
    try (FileChannel channel = FileChannel.open(file)) {
      boolean atEnd = false;
      while (!atEnd) {
        atEnd = channel.read(bytes) < 0;
        bytes.flip();
        if (decode(decoder, bytes, chars, atEnd, count).isError()) {
          return false;
        }
        bytes.compact();
      }
      return true;
    }
  }

  private static CoderResult decode(
      CharsetDecoder decoder,
      ByteBuffer bytes,
      CharBuffer chars,
      boolean atEnd,
      TextStatistics count) {
    CoderResult result;
    do {
      result = decoder.decode(bytes, chars, atEnd);
      count.add(chars.flip());
      chars.clear();
    } while (result.isOverflow());
    return result;
  }
}
