package dev.senselink.batch.roster;

import dev.senselink.batch.table.TableFileException;
import dev.senselink.batch.table.TableLine;
import dev.senselink.batch.table.csv.CsvTokenizer;
import dev.senselink.batch.table.csv.StrictDecoder;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;

/** Whether a file read as GB18030 has a header that is one of the Chinese names we know. */
final class ChineseHeaderCheck {
  private ChineseHeaderCheck() {}

  static boolean isIn(Path file, String name, RosterSettings settings) throws IOException {
    StrictDecoder.Encoding gb18030 = new StrictDecoder.Encoding(EncodingDetector.GB18030, 0);
    try (BufferedReader text =
            new BufferedReader(StrictDecoder.open(file, gb18030), DelimiterDetector.SAMPLE);
        CsvTokenizer tokens = new DelimiterDetector(settings, name).open(text)) {
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
    } catch (TableFileException notInThisEncoding) {
      // A fault of the text is no proof of an encoding.
      return false;
    }
  }

  private static boolean mayBeHeader(TableLine line, int filled, RosterSettings settings) {
    Integer asked = settings.headerRow();
    return asked == null ? filled < HeaderSearch.FILLED_LINES : line.line() <= asked;
  }
}
