package dev.senselink.batch.roster.corrections;

import static dev.senselink.batch.roster.cell.RosterMessages.words;

import dev.senselink.batch.roster.EncodingDetector;
import dev.senselink.batch.roster.cell.RosterSettingsException;
import dev.senselink.batch.table.TableFileException;
import dev.senselink.batch.table.TableLine;
import dev.senselink.batch.table.csv.CsvTokenizer;
import dev.senselink.batch.table.csv.FormulaGuard;
import dev.senselink.batch.table.csv.StrictDecoder;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The {@code photo-pairs.csv} of a report: rows and the photos whose names are nearly theirs. A
 * person has looked at it, perhaps saved it with a spreadsheet program, and gives it to an import,
 * which reads each line as the correction of a row's photo.
 */
public final class PhotoPairs {
  public static final String FILE = "photo-pairs.csv";

  /** The last one is the mark of the row, by which a pair of an older list is refused. */
  public static final List<String> COLUMNS = List.of("line", "name", "photo", "rowHash");

  private static final String DELIMITERS = ",;\t";
  private static final List<Charset> ENCODINGS =
      List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"));

  private final Path file;
  private final String shown;

  PhotoPairs(Path file) {
    this.file = file;
    this.shown = String.valueOf(file.getFileName());
  }

  /** Whether a file of corrections is one of pairs, by its name. */
  public static boolean isOne(Path file) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".csv");
  }

  /** Takes a pair. */
  @FunctionalInterface
  interface Sink {
    void add(CorrectionLine pair) throws IOException;
  }

  /**
   * Reads all pairs in their order.
   *
   * @param mistakes takes the lines that are none
   * @throws RosterSettingsException if the file is no table with the columns of pairs
   */
  void read(Sink pairs, CorrectionMistakes mistakes) throws IOException {
    StrictDecoder.Encoding encoding = encoding();
    for (char delimiter : DELIMITERS.toCharArray()) {
      try (CsvTokenizer lines = open(encoding, delimiter)) {
        TableLine header = lines.next();
        if (header != null && header.cells().containsAll(List.of("line", "photo", "rowHash"))) {
          read(lines, header.cells(), pairs, mistakes);
          return;
        }
      } catch (TableFileException e) {
        throw new RosterSettingsException(String.valueOf(e.getMessage()));
      }
    }
    throw new RosterSettingsException(words("pairs.header", file, String.join(",", COLUMNS)));
  }

  private static void read(
      CsvTokenizer lines, List<String> header, Sink pairs, CorrectionMistakes mistakes)
      throws IOException {
    for (TableLine line = lines.next(); line != null; line = lines.next()) {
      if (line.cells().stream().allMatch(String::isBlank)) {
        continue;
      }
      int at = (int) line.line();
      CorrectionLine pair = pair(at, header, line.cells());
      if (pair == null) {
        mistakes.add(at, words("pairs.line"));
      } else {
        pairs.add(pair);
      }
    }
  }

  private static @Nullable CorrectionLine pair(int at, List<String> header, List<String> cells) {
    String line = cell(header, cells, "line");
    String photo = cell(header, cells, "photo");
    String hash = cell(header, cells, "rowHash");
    boolean whole = line.matches("[1-9][0-9]{0,17}") && !photo.isEmpty() && !hash.isEmpty();
    return whole
        ? new CorrectionLine(at, Long.parseLong(line), hash, null, "", "", photo, false)
        : null;
  }

  private static String cell(List<String> header, List<String> cells, String column) {
    int at = header.indexOf(column);
    return at < cells.size() ? FormulaGuard.unguard(cells.get(at)).strip() : "";
  }

  private CsvTokenizer open(StrictDecoder.Encoding encoding, char delimiter) throws IOException {
    return new CsvTokenizer(
        new BufferedReader(StrictDecoder.open(file, encoding)), delimiter, shown, 1);
  }

  /** What the mark says, else the first in which all of the file can be read. */
  private StrictDecoder.Encoding encoding() throws IOException {
    StrictDecoder.Encoding marked = EncodingDetector.marked(file);
    if (marked != null) {
      return marked;
    }
    for (Charset charset : ENCODINGS) {
      if (StrictDecoder.firstFault(file, charset).isEmpty()) {
        return new StrictDecoder.Encoding(charset, 0);
      }
    }
    throw new RosterSettingsException(words("pairs.encoding", file));
  }
}
