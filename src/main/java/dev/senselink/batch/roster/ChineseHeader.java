package dev.senselink.batch.roster;

import dev.senselink.batch.table.RosterException;
import dev.senselink.batch.table.TableLine;
import dev.senselink.batch.table.csv.CsvTokens;
import dev.senselink.batch.table.csv.StrictText;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;

/** Whether a file read as GB18030 has a header that is one of the Chinese names we know. */
final class ChineseHeader {
  private ChineseHeader() {}

  static boolean isIn(Path file, String name, RosterSettings settings) throws IOException {
    StrictText.Encoding gb18030 = new StrictText.Encoding(Encodings.GB18030, 0);
    try (BufferedReader text =
            new BufferedReader(StrictText.open(file, gb18030), Delimiters.SAMPLE);
        CsvTokens tokens = new Delimiters(settings, name).open(text)) {
      int filled = 0;
      TableLine line = tokens.next();
      while (line != null && mayBeHeader(line, filled, settings)) {
        if (line.cells().stream().map(HeaderNames::fold).anyMatch(HeaderNames::isChinese)) {
          return true;
        }
        filled += HeaderSearch.isBlank(line) ? 0 : 1;
        line = tokens.next();
      }
      return false;
    } catch (RosterException notInThisEncoding) {
      // A fault of the text is no proof of an encoding.
      return false;
    }
  }

  private static boolean mayBeHeader(TableLine line, int filled, RosterSettings settings) {
    Integer asked = settings.headerRow();
    return asked == null ? filled < HeaderSearch.FILLED_LINES : line.line() <= asked;
  }
}
