package dev.senselink.batch.table.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.table.TableFileException;
import dev.senselink.batch.table.TableLine;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.MalformedInputException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads back what {@link GuardedCsvWriter} has written: the guard comes off, nothing else happens
 * to a cell. Unlike {@link Roster} it neither trims nor knows any header. One line in memory at a
 * time; not for several threads.
 */
public final class GuardedCsvReader implements Closeable {
  private static final int[] MARK = {0xef, 0xbb, 0xbf};

  private final CsvTokenizer tokens;

  private GuardedCsvReader(CsvTokenizer tokens) {
    this.tokens = tokens;
  }

  /**
   * Begins to read a stream, which is closed with this.
   *
   * @param displayName what messages call the file
   * @throws MalformedInputException if it does not begin with the mark our files begin with
   */
  public static GuardedCsvReader of(InputStream in, String displayName) throws IOException {
    BufferedInputStream bytes = new BufferedInputStream(in, 1 << 16);
    for (int expected : MARK) {
      if (bytes.read() != expected) {
        throw new MalformedInputException(1);
      }
    }
    return fromLine(bytes, displayName);
  }

  /**
   * Begins to read in the middle of a file.
   *
   * @param in from the beginning of a line on; it is closed with this
   * @param displayName what messages call the file; lines are counted from there
   */
  public static GuardedCsvReader fromLine(InputStream in, String displayName) {
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(in, StrictDecoder.decoder(UTF_8)), 1 << 16);
    return new GuardedCsvReader(new CsvTokenizer(reader, ',', displayName, 1));
  }

  /**
   * The cells of the next line; null at the end.
   *
   * @throws TableFileException if the text is no table from here on
   * @throws java.nio.charset.CharacterCodingException if it is no UTF-8
   */
  public @Nullable List<String> next() throws IOException {
    TableLine line = tokens.next();
    return line == null ? null : line.cells().stream().map(FormulaGuard::unguard).toList();
  }

  @Override
  public void close() throws IOException {
    tokens.close();
  }
}
