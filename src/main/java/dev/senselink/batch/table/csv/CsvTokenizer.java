package dev.senselink.batch.table.csv;

import static dev.senselink.batch.table.TableMessages.words;

import dev.senselink.batch.table.TableFileException;
import dev.senselink.batch.table.TableFileException.Code;
import dev.senselink.batch.table.TableLine;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts text into lines of cells by RFC 4180, strictly: text after a closing quote, an open quote at
 * the end and boundless cells end the reading, naming the place. Line ends are LF, CRLF or a lone
 * CR; blanks around a quoted cell are no text. One line of cells in memory at a time.
 */
public final class CsvTokenizer implements Closeable {
  /** More than that in one cell is a quote somebody forgot to close. */
  public static final int MOST_CHARS_OF_A_CELL = 1 << 20;

  /** As wide as an Excel sheet; more is no table. */
  public static final int MOST_CELLS = 16_384;

  /** Ctrl-Z. */
  private static final char DOS_END = 0x1a;

  private static final int MOST_CHARS_OF_A_ROW = 16 << 20;

  private final Reader reader;
  private final char delimiter;
  private final String file;
  private final char[] buffer = new char[1 << 16];
  private final StringBuilder text = new StringBuilder();
  private int at;
  private int end;
  private long line;
  private long column = 1;
  private boolean afterCr;

  public CsvTokenizer(Reader reader, char delimiter, String file, long firstLine) {
    this.reader = reader;
    this.delimiter = delimiter;
    this.file = file;
    this.line = firstLine;
  }

  public char delimiter() {
    return delimiter;
  }

  /** The next line, or null at the end. */
  @Nullable
  public TableLine next() throws IOException {
    if (peek() < 0) {
      return null;
    }
    long start = line;
    List<String> cells = new ArrayList<>();
    int chars = 0;
    boolean more = true;
    while (more) {
      cells.add(cell());
      chars += text.length();
      if (cells.size() > MOST_CELLS || chars > MOST_CHARS_OF_A_ROW) {
        throw new TableFileException(Code.CORRUPT, file, start, words("csv.lineTooLong"));
      }
      more = peek() == delimiter;
      if (more) {
        take();
      }
    }
    endLine();
    if (peek() < 0 && withoutEndMark(cells)) {
      return null;
    }
    return new TableLine(start, cells);
  }

  /** Takes off what DOS programs end a text with; whether the line was nothing else. */
  private static boolean withoutEndMark(List<String> cells) {
    int last = cells.size() - 1;
    String cell = cells.get(last);
    int end = cell.length();
    while (end > 0 && cell.charAt(end - 1) == DOS_END) {
      end--;
    }
    boolean marked = end < cell.length();
    cells.set(last, cell.substring(0, end));
    return marked && end == 0 && last == 0;
  }

  private String cell() throws IOException {
    long start = line;
    text.setLength(0);
    while (isBlank(peek())) {
      append(take(), start);
    }
    if (peek() == '"') {
      text.setLength(0);
      quoted(start);
    } else {
      for (int c = peek(); c >= 0 && c != delimiter && c != '\r' && c != '\n'; c = peek()) {
        append(take(), start);
      }
    }
    return text.toString();
  }

  private void quoted(long start) throws IOException {
    take();
    while (true) {
      int c = take();
      if (c < 0) {
        throw unclosed(start, words("csv.unclosed"));
      }
      if (c == '"') {
        if (peek() != '"') {
          break;
        }
        take();
      }
      append(c, start);
    }
    while (isBlank(peek())) {
      take();
    }
    int c = peek();
    if (c >= 0 && c != delimiter && c != '\r' && c != '\n') {
      throw new TableFileException(Code.CORRUPT, file, line, words("csv.afterQuote", column));
    }
  }

  private void append(int c, long start) {
    if (text.length() >= MOST_CHARS_OF_A_CELL) {
      throw unclosed(start, words("csv.cellTooLong"));
    }
    text.append((char) c);
  }

  private TableFileException unclosed(long start, String what) {
    return new TableFileException(Code.UNCLOSED_QUOTE, file, start, what);
  }

  private boolean isBlank(int c) {
    return (c == ' ' || c == '\t') && c != delimiter;
  }

  private void endLine() throws IOException {
    if (take() == '\r' && peek() == '\n') {
      take();
    }
  }

  private int peek() throws IOException {
    if (at == end) {
      at = 0;
      end = Math.max(0, reader.read(buffer));
      if (end == 0) {
        return -1;
      }
    }
    return buffer[at];
  }

  private int take() throws IOException {
    int c = peek();
    if (c < 0) {
      return c;
    }
    at++;
    if (c == '\n' || c == '\r') {
      line += c == '\n' && afterCr ? 0 : 1;
      column = 1;
    } else if (!Character.isLowSurrogate((char) c)) {
      column++;
    }
    afterCr = c == '\r';
    return c;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
