package dev.senselink.batch.roster;

import static dev.senselink.batch.roster.cell.RosterMessages.words;

import dev.senselink.batch.table.TableFileException;
import dev.senselink.batch.table.TableFileException.Code;
import dev.senselink.batch.table.TableLine;
import dev.senselink.batch.table.csv.CsvTokenizer;
import dev.senselink.batch.table.csv.FormulaGuard;
import dev.senselink.batch.table.csv.StrictDecoder;
import dev.senselink.batch.table.csv.TextFormula;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rosters that are text: CSV and TSV. */
final class CsvRoster implements Roster {
  private static final int MARK_BYTES = 3;

  private final String file;
  private final CsvTokenizer tokens;
  private final FilledLines lines;
  private final RosterShape shape;
  private final RosterHeader header;
  private int number;

  private CsvRoster(String file, CsvTokenizer tokens, RosterShape shape, RosterHeader header) {
    this.file = file;
    this.tokens = tokens;
    this.lines = new FilledLines(null, () -> unguarded(tokens), shape);
    this.shape = shape;
    this.header = header;
  }

  static CsvRoster open(Path path, String file, RosterSettings settings) {
    return open(path, file, settings, false);
  }

  /**
   * Opens one.
   *
   * @param asItIs whether the header asked for is one whatever it lacks
   */
  static CsvRoster open(Path path, String file, RosterSettings settings, boolean asItIs) {
    try {
      StrictDecoder.Encoding encoding = EncodingDetector.find(path, file, settings);
      BufferedReader text =
          new BufferedReader(StrictDecoder.open(path, encoding), DelimiterDetector.SAMPLE);
      try {
        CsvTokenizer tokens = new DelimiterDetector(settings, file).open(text);
        HeaderSearch.Found found =
            new HeaderSearch(settings, file, asItIs).find(() -> unguarded(tokens));
        return open(tokens, encoding.charset().name(), file, found, found.row().unclear());
      } catch (IOException | RuntimeException e) {
        text.close();
        throw e;
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** A file of our own: UTF-8 with a mark, commas. */
  static CsvRoster openOwn(Path path, String file, RosterSettings settings) {
    try {
      InputStream bytes = Files.newInputStream(path);
      try {
        bytes.skipNBytes(MARK_BYTES);
        Reader text = new InputStreamReader(bytes, StrictDecoder.decoder(StandardCharsets.UTF_8));
        CsvTokenizer tokens = new CsvTokenizer(text, ',', file, 1);
        HeaderSearch.Found found = new HeaderSearch(settings, file).find(() -> unguarded(tokens));
        return open(tokens, StandardCharsets.UTF_8.name(), file, found, List.of());
      } catch (IOException | RuntimeException e) {
        bytes.close();
        throw e;
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static CsvRoster open(
      CsvTokenizer tokens,
      String encoding,
      String file,
      HeaderSearch.Found found,
      List<UnclearColumn> unclear) {
    RosterShape shape = RosterShapeBuilder.ofText(found, unclear, encoding, tokens.delimiter());
    RosterHeader header =
        new RosterHeader(
            shape.headers(),
            shape.columns(),
            Set.copyOf(found.row().ignored()),
            shape.hostIsId(),
            new JoinedName(shape.nameParts(), found.row().nameIsChosen()),
            found.row().standing(),
            tokens.delimiter());
    return new CsvRoster(file, tokens, shape, header);
  }

  @Override
  public RosterShape shape() {
    return lines.shapeWithNotes(shape);
  }

  @Override
  public @Nullable Row next() {
    try {
      TableLine line = lines.next();
      if (line == null) {
        return null;
      }
      return new Row(new RowReference(++number, line.line()), header, line);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  @Override
  public void close() {
    try {
      tokens.close();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static @Nullable TableLine unguarded(CsvTokenizer tokens) throws IOException {
    TableLine line = tokens.next();
    if (line != null) {
      line.cells().replaceAll(cell -> FormulaGuard.unguard(TextFormula.value(cell)));
    }
    return line;
  }

  private static TableFileException unreadable(String file, IOException e) {
    return new TableFileException(Code.CORRUPT, file, words("file.cut"), e);
  }
}
