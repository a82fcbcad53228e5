package dev.senselink.batch.roster;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Decodes without ever putting a replacement character in. */
final class StrictText {
  private StrictText() {}

  /** The file's text, its byte order mark passed over. */
  static Reader open(Path file, Encodings.Found encoding) throws IOException {
    InputStream in = Files.newInputStream(file);
    // By bytes, since some of Java's decoders pass over the mark themselves and some do not.
    in.skipNBytes(encoding.markBytes());
    return new InputStreamReader(in, decoder(encoding.charset()));
  }

  /** The line of the first byte that is not of this encoding; empty if all are. */
  static OptionalLong firstFault(Path file, Charset charset) throws IOException {
    CharsetDecoder decoder = decoder(charset);
    ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
    CharBuffer chars = CharBuffer.allocate(1 << 16);
    LineCount lines = new LineCount();
    try (FileChannel channel = FileChannel.open(file)) {
      boolean atEnd = false;
      while (!atEnd) {
        atEnd = channel.read(bytes) < 0;
        bytes.flip();
        CoderResult result = decode(decoder, bytes, chars, atEnd, lines);
        if (result.isError()) {
          return OptionalLong.of(lines.line());
        }
        bytes.compact();
      }
      return OptionalLong.empty();
    }
  }

  private static CoderResult decode(
      CharsetDecoder decoder, ByteBuffer bytes, CharBuffer chars, boolean atEnd, LineCount lines) {
    CoderResult result;
    do {
      result = decoder.decode(bytes, chars, atEnd);
      lines.add(chars.flip());
      chars.clear();
    } while (result.isOverflow());
    return result;
  }

  static CharsetDecoder decoder(Charset charset) {
    return charset
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  /** Counts lines that end with LF, CRLF or a lone CR. */
  private static final class LineCount {
    private long line = 1;
    private boolean afterCr;

    void add(CharBuffer chars) {
      while (chars.hasRemaining()) {
        char c = chars.get();
        if (c == '\r' || (c == '\n' && !afterCr)) {
          line++;
        }
        afterCr = c == '\r';
      }
    }

    long line() {
      return line;
    }
  }
}
