package dev.senselink.batch.roster;

import static dev.senselink.batch.roster.Words.words;

import dev.senselink.batch.roster.RosterException.Code;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rosters that are text: CSV and TSV. */
final class CsvRoster implements Roster {
  private final String file;
  private final CsvTokens tokens;
  private final FilledLines lines;
  private final RosterShape shape;
  private final Header header;
  private int number;

  private CsvRoster(String file, CsvTokens tokens, RosterShape shape, Header header) {
    this.file = file;
    this.tokens = tokens;
    this.lines = new FilledLines(() -> unguarded(tokens));
    this.shape = shape;
    this.header = header;
  }

  static CsvRoster open(Path path, String file, RosterSettings settings) {
    try {
      Encodings.Found encoding = Encodings.find(path, file, settings);
      BufferedReader text = new BufferedReader(StrictText.open(path, encoding), Delimiters.SAMPLE);
      try {
        return open(text, encoding, file, settings);
      } catch (IOException | RuntimeException e) {
        text.close();
        throw e;
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static CsvRoster open(
      BufferedReader text, Encodings.Found encoding, String file, RosterSettings settings)
      throws IOException {
    CsvTokens tokens = new Delimiters(settings, file).open(text);
    HeaderSearch.Found found = new HeaderSearch(settings, file).find(() -> unguarded(tokens));
    RosterShape shape = Shapes.ofText(found, encoding.charset().name(), tokens.delimiter());
    Header header =
        new Header(
            shape.headers(), shape.columns(), Set.copyOf(found.row().ignored()), shape.hostIsId());
    return new CsvRoster(file, tokens, shape, header);
  }

  @Override
  public RosterShape shape() {
    return lines.told(shape);
  }

  @Override
  public @Nullable Row next() {
    try {
      TableLine line = lines.next();
      if (line == null) {
        return null;
      }
      return new Row(new RowRef(++number, line.line()), header, line);
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

  private static @Nullable TableLine unguarded(CsvTokens tokens) throws IOException {
    TableLine line = tokens.next();
    if (line != null) {
      line.cells().replaceAll(FormulaGuard::unguard);
    }
    return line;
  }

  private static RosterException unreadable(String file, IOException e) {
    return new RosterException(Code.CORRUPT, file, words("file.cut"), e);
  }
}
