package dev.senselink.batch.roster;

import static dev.senselink.batch.roster.cell.RosterMessages.words;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.senselink.batch.table.TableFileException;
import dev.senselink.batch.table.TableFileException.Code;
import dev.senselink.batch.table.csv.EncodingNames;
import dev.senselink.batch.table.csv.StrictDecoder;
import dev.senselink.batch.table.csv.TextPosition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells a file's encoding: its byte order mark, else UTF-8 if every byte is, else GB18030 if every
 * byte is and a header is Chinese, else nothing. The whole file is decoded strictly once here, so
 * that a damaged end is found before the first row is used.
 */
public final class EncodingDetector {
  static final Charset GB18030 = Charset.forName("GB18030");

  private static final Map<String, String> MARKS =
      Map.of(
          "\u00ef\u00bb\u00bf", "UTF-8",
          "\u00ff\u00fe\u0000\u0000", "UTF-32LE",
          "\u0000\u0000\u00fe\u00ff", "UTF-32BE",
          "\u00ff\u00fe", "UTF-16LE",
          "\u00fe\u00ff", "UTF-16BE",
          "\u00841\u00953", "GB18030");

  private static final int HEAD = 4096;

  /** One NUL in so many characters, and the file is no text. */
  private static final int NULS_OF_BINARY = 100;

  /** One or two alone are bad characters of their rows, also in a short file. */
  private static final int LEAST_CONTROLS = 4;

  private EncodingDetector() {}

  static StrictDecoder.Encoding find(Path file, String name, RosterSettings settings)
      throws IOException {
    String head = head(file);
    Charset marked = mark(head);
    String said = settings.encoding();
    Charset chosen = said == null ? null : EncodingNames.meaning(said, file);
    requireText(head, marked == null ? chosen : marked, name);
    if (marked != null) {
      requireSame(marked, said, name);
      requireMarked(file, name, marked);
      return new StrictDecoder.Encoding(marked, "\ufeff".getBytes(marked).length);
    }
    if (said != null && chosen != null) {
      requireChosen(file, name, chosen, said);
      return new StrictDecoder.Encoding(chosen, 0);
    }
    return recognised(file, name, settings);
  }

  private static StrictDecoder.Encoding recognised(Path file, String name, RosterSettings settings)
      throws IOException {
    Optional<TextPosition> fault = StrictDecoder.firstFault(file, UTF_8);
    if (fault.isEmpty()) {
      return new StrictDecoder.Encoding(UTF_8, 0);
    }
    if (StrictDecoder.isDamagedUtf8(file)) {
      throw unknown(name, fault.get(), words("encoding.damaged", fault.get().column()));
    }
    if (StrictDecoder.firstFault(file, GB18030).isEmpty()
        && ChineseHeaderCheck.isIn(file, name, settings)) {
      return new StrictDecoder.Encoding(GB18030, 0);
    }
    throw new TableFileException(Code.ENCODING_UNKNOWN, name, EncodingSamples.advice(file));
  }

  /** The encoding that the file's byte order mark names; null without one. */
  public static StrictDecoder.@Nullable Encoding marked(Path file) throws IOException {
    Charset marked = mark(head(file));
    return marked == null
        ? null
        : new StrictDecoder.Encoding(marked, "\ufeff".getBytes(marked).length);
  }

  /** The first bytes, one char each. */
  private static String head(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(HEAD), ISO_8859_1);
    }
  }

  /** The encoding a mark names, else null. Longer marks first: UTF-16's begins UTF-32's. */
  private static @Nullable Charset mark(String head) {
    for (int length = 4; length >= 2; length--) {
      String charset = MARKS.get(head.substring(0, Math.min(length, head.length())));
      if (charset != null) {
        return Charset.forName(charset);
      }
    }
    return null;
  }

  /**
   * No text is full of NUL and other control characters; binary files nearly all are. A single one
   * is a bad character of its row, which is told with line and column. Told before the encoding,
   * which a binary file has none of.
   */
  private static void requireText(String head, @Nullable Charset charset, String name) {
    boolean wide = charset != null && charset.name().matches("(?i)(x-)?UTF-(16|32).*");
    String text = wide ? new String(head.getBytes(ISO_8859_1), charset) : head;
    long nuls = text.chars().filter(c -> c == 0).count();
    long controls = text.chars().filter(c -> c < ' ' && !Character.isWhitespace(c)).count();
    if (controls >= LEAST_CONTROLS && nuls * NULS_OF_BINARY > text.length()) {
      throw new TableFileException(Code.NOT_A_ROSTER, name, words("encoding.binary"));
    }
  }

  private static void requireSame(Charset marked, @Nullable String said, String name) {
    if (said != null && !EncodingNames.means(said, marked)) {
      throw new TableFileException(
          Code.ENCODING_UNKNOWN, name, words("encoding.differs", marked.name(), said));
    }
  }

  private static void requireMarked(Path file, String name, Charset marked) throws IOException {
    Optional<TextPosition> fault = StrictDecoder.firstFault(file, marked);
    if (fault.isPresent()) {
      long column = fault.get().column();
      throw unknown(name, fault.get(), words("encoding.unsound.marked", marked.name(), column));
    }
  }

  private static void requireChosen(Path file, String name, Charset chosen, String said)
      throws IOException {
    Optional<TextPosition> fault = StrictDecoder.firstFault(file, chosen);
    if (fault.isPresent()) {
      long column = fault.get().column();
      String remedy = EncodingSamples.remedy(file);
      throw unknown(name, fault.get(), words("encoding.unsound.chosen", said, column, remedy));
    }
  }

  private static TableFileException unknown(String name, TextPosition place, String text) {
    return new TableFileException(Code.ENCODING_UNKNOWN, name, place.line(), text);
  }
}
