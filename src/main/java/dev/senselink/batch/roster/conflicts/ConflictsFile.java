package dev.senselink.batch.roster.conflicts;

import static dev.senselink.batch.roster.cell.RosterMessages.words;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.senselink.batch.disk.Sha256Digest;
import dev.senselink.batch.roster.EncodingDetector;
import dev.senselink.batch.roster.HeaderSearch;
import dev.senselink.batch.table.FileKind;
import dev.senselink.batch.table.QuotedNames;
import dev.senselink.batch.table.TableFileException;
import dev.senselink.batch.table.TableFileException.Code;
import dev.senselink.batch.table.TableLine;
import dev.senselink.batch.table.csv.CsvTokenizer;
import dev.senselink.batch.table.csv.FormulaGuard;
import dev.senselink.batch.table.csv.StrictDecoder;
import dev.senselink.batch.table.excel.Workbook;
import dev.senselink.batch.table.excel.XlsWorkbook;
import dev.senselink.batch.table.excel.XlsxWorkbook;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a conflicts file back, CSV, {@code .xlsx} or {@code .xls}, however it was saved meanwhile.
 *
 * <p>The columns that count hold nothing but ASCII, so any code page that keeps ASCII will do: the
 * file is read as what it is marked as, else as UTF-8, else byte by byte.
 */
public final class ConflictsFile {
  private static final String DELIMITERS = ",;\t|";

  /** More than anybody decides; all of it is held in memory. */
  private static final long MOST_BYTES = 256L << 20;

  private final Path path;
  private final String file;

  private ConflictsFile(Path path, String file) {
    this.path = path;
    this.file = file;
  }

  /**
   * The file's content.
   *
   * @param sha256 of its bytes, 64 hex digits, lower case
   */
  public record Content(List<ConflictLine> lines, String sha256) {
    public Content {
      lines = List.copyOf(lines);
    }
  }

  /**
   * Reads all lines that are not blank.
   *
   * @param displayName what messages call the file
   * @throws TableFileException if it is no table, or has not the columns that count
   */
  public static Content read(Path path, String displayName) {
    ConflictsFile reading = new ConflictsFile(path, displayName);
    if (!Files.isReadable(path)) {
      throw TableFileException.notThere(path, displayName);
    }
    FileKind kind = FileKind.of(path, displayName);
    kind.requireTable(displayName);
    try {
      reading.mustNotBeTooLarge();
      List<ConflictLine> lines = kind == FileKind.TEXT ? reading.text() : reading.workbook(kind);
      return new Content(lines, reading.sha256());
    } catch (IOException e) {
      throw new TableFileException(Code.CORRUPT, displayName, words("file.cut.conflicts"), e);
    }
  }

  private void mustNotBeTooLarge() throws IOException {
    long bytes = Files.size(path);
    if (bytes > MOST_BYTES) {
      throw new TableFileException(
          Code.NOT_A_ROSTER, file, words("limit.conflicts", bytes >> 20, MOST_BYTES >> 20));
    }
  }

  private String sha256() throws IOException {
    MessageDigest digest = Sha256Digest.start();
    try (InputStream in = Files.newInputStream(path)) {
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private List<ConflictLine> text() throws IOException {
    StrictDecoder.Encoding encoding = encoding();
    for (char delimiter : DELIMITERS.toCharArray()) {
      try (CsvTokenizer tokens = tokens(encoding, delimiter)) {
        if (ConflictColumns.find(() -> unguarded(tokens)) == null) {
          continue;
        }
      } catch (TableFileException wrongHere) {
        // With the right delimiter the reading below meets the same fault and tells it.
        continue;
      }
      try (CsvTokenizer tokens = tokens(encoding, delimiter)) {
        return lines(() -> unguarded(tokens));
      }
    }
    throw noHeader();
  }

  private StrictDecoder.Encoding encoding() throws IOException {
    StrictDecoder.Encoding marked = EncodingDetector.marked(path);
    if (marked != null && StrictDecoder.firstFault(path, marked.charset()).isEmpty()) {
      return marked;
    }
    boolean utf8 = StrictDecoder.firstFault(path, UTF_8).isEmpty();
    return new StrictDecoder.Encoding(utf8 ? UTF_8 : ISO_8859_1, 0);
  }

  private CsvTokenizer tokens(StrictDecoder.Encoding encoding, char delimiter) throws IOException {
    return new CsvTokenizer(
        new BufferedReader(StrictDecoder.open(path, encoding)), delimiter, file, 1);
  }

  private static @Nullable TableLine unguarded(CsvTokenizer tokens) throws IOException {
    TableLine line = tokens.next();
    if (line != null) {
      line.cells().replaceAll(FormulaGuard::unguard);
    }
    return line;
  }

  private List<ConflictLine> workbook(FileKind kind) throws IOException {
    try (Workbook book =
        kind == FileKind.XLSX ? XlsxWorkbook.open(path, file) : XlsWorkbook.open(path, file)) {
      for (int sheet = 0; sheet < book.sheets().size(); sheet++) {
        try (Workbook.Lines top = book.open(sheet)) {
          if (ConflictColumns.find(top) == null) {
            continue;
          }
        }
        try (Workbook.Lines lines = book.open(sheet)) {
          return lines(lines);
        }
      }
    }
    throw noHeader();
  }

  private List<ConflictLine> lines(TableLine.Source source) throws IOException {
    ConflictColumns columns = ConflictColumns.find(source);
    if (columns == null) {
      throw noHeader();
    }
    List<ConflictLine> lines = new ArrayList<>();
    for (TableLine line = source.next(); line != null; line = source.next()) {
      if (!HeaderSearch.isBlank(line) && !columns.namesAgain(line)) {
        lines.add(columns.line(line));
      }
    }
    return lines;
  }

  private TableFileException noHeader() {
    return new TableFileException(
        Code.HEADER_NOT_FOUND,
        file,
        words("file.noConflicts", QuotedNames.list(ConflictColumns.NAMES)));
  }
}
