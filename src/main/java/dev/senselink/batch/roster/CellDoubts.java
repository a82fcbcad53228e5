package dev.senselink.batch.roster;

import static dev.senselink.batch.roster.cell.RosterMessages.words;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Texts that are kept as they are, although whoever typed the table hardly meant them. */
final class CellDoubts {
  /** What databases, programs and people write where they have nothing. */
  private static final Set<String> NOTHING =
      Set.of(
          "NULL",
          "null",
          "(null)",
          "\\N",
          "None",
          "NaN",
          "nan",
          "N/A",
          "n/a",
          "undefined",
          "/",
          "-",
          "--",
          "—",
          "无",
          "暂无",
          "無",
          "未知",
          "不详");

  /** Of a program that took a number with all its zeros for one to reckon with. */
  private static final Pattern RECKONED = Pattern.compile("[0-9]+\\.0+|[0-9]{1,3}(?:,[0-9]{3})+");

  private static final Charset WINDOWS = Charset.forName("windows-1252");

  /** The letters that begin a letter of two to four bytes in UTF-8, read as windows-1252. */
  private static final Pattern BEGINNING = Pattern.compile("[\u00C2-\u00F4][^\\x00-\\x7F]");

  private CellDoubts() {}

  /** A whole sentence, {@code null} where there is no doubt. */
  static @Nullable String of(RosterColumn column, String text, String header) {
    if (column != RosterColumn.NAME && NOTHING.contains(text)) {
      return words("cell.nothing", header, text);
    }
    if (column.isIdentifier() && RECKONED.matcher(text).matches()) {
      return words("cell.reckoned", header);
    }
    return BEGINNING.matcher(text).find() && isMisread(text) ? words("cell.misread", header) : null;
  }

  /** Whether its letters are, byte by byte, those of another text in UTF-8. */
  private static boolean isMisread(String text) {
    try {
      StandardCharsets.UTF_8
          .newDecoder()
          .decode(WINDOWS.newEncoder().encode(CharBuffer.wrap(text)));
      return true;
    } catch (CharacterCodingException soundText) {
      return false;
    }
  }
}
