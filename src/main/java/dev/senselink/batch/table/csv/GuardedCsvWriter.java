package dev.senselink.batch.table.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.roster.Roster;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Writes a CSV file as every file of ours is: UTF-8 with BOM, CRLF, comma, formula guard on header
 * and cells, readable by its owner only. What {@link Roster} reads back is exactly what was
 * written. Half a surrogate pair, which no text file can hold, becomes U+FFFD. Not for several
 * threads.
 */
public final class GuardedCsvWriter implements Closeable {
  private static final int BUFFER = 1 << 14;
  private static final String MARK = "\ufeff";
  private static final String END = "\r\n";

  private final Target target;
  private final StringBuilder printed = new StringBuilder();
  private final CSVPrinter printer;
  private char[] line = new char[1024];

  /** Where finished lines go. */
  private interface Target extends Closeable, Flushable {
    void write(String line) throws IOException;
  }

  private GuardedCsvWriter(Target target, String mark) throws IOException {
    this.target = target;
    this.printer =
        new CSVPrinter(printed, CSVFormat.RFC4180.builder().setRecordSeparator(END).get());
    target.write(mark);
  }

  /** Creates the file, in place of what has its name: a link there is not followed. */
  public static GuardedCsvWriter create(Path file) throws IOException {
    return to(Channels.newOutputStream(PrivateFiles.replace(file)));
  }

  /** Writes the same into a stream, which is closed with this. */
  public static GuardedCsvWriter to(OutputStream out) throws IOException {
    return new GuardedCsvWriter(new Bytes(new BufferedOutputStream(out, BUFFER)), MARK);
  }

  /** Writes lines that are to follow others: without the byte order mark. */
  public static GuardedCsvWriter appendingTo(OutputStream out) throws IOException {
    return new GuardedCsvWriter(new Bytes(new BufferedOutputStream(out, BUFFER)), "");
  }

  /** The same into a writer that takes any character and stays open. */
  public static GuardedCsvWriter to(Writer out) throws IOException {
    return new GuardedCsvWriter(new Characters(out), MARK);
  }

  private record Characters(Writer out) implements Target {
    @Override
    public void write(String line) throws IOException {
      out.write(line);
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.flush();
    }
  }

  private record Bytes(OutputStream out) implements Target {
    /** By the text's own way into bytes, which is much faster than a writer's. */
    @Override
    public void write(String line) throws IOException {
      out.write(line.getBytes(UTF_8));
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  /** Appends one line. */
  public void write(List<String> cells) throws IOException {
    int length = plain(cells);
    target.write(length > 0 ? new String(line, 0, length) : print(cells));
  }

  private String print(List<String> cells) throws IOException {
    printed.setLength(0);
    for (String cell : cells) {
      printer.print(FormulaGuard.guard(EncodableText.of(cell)));
    }
    printer.println();
    return printed.toString();
  }

  /** Puts cells that are written as they are into the line, as most are; 0 if one is not. */
  private int plain(List<String> cells) {
    int end = 0;
    for (String cell : cells) {
      String guarded = FormulaGuard.guard(cell);
      int from = end;
      end += guarded.length();
      if (line.length < end + 2) {
        line = Arrays.copyOf(line, end * 2 + 2);
      }
      guarded.getChars(0, guarded.length(), line, from);
      if (!isPlain(from, end)) {
        return 0;
      }
      line[end++] = ',';
    }
    if (cells.isEmpty()) {
      return 0;
    }
    line[end - 1] = '\r';
    line[end] = '\n';
    return end + 1;
  }

  private boolean isPlain(int from, int end) {
    for (int at = from; at < end; at++) {
      char c = line[at];
      boolean inside = c == ' ' && at > from && at < end - 1;
      if (c == ',' || (c <= '#' && !inside) || Character.isSurrogate(c)) {
        return false;
      }
    }
    // A blank first cell is quoted: alone it would be no line.
    return end > 0;
  }

  /** Hands all that was written over to the stream. */
  public void flush() throws IOException {
    target.flush();
  }

  @Override
  public void close() throws IOException {
    target.close();
  }

  /** The value as a cell of our files: with a {@code '} in front if it looks like a formula. */
  public static String guard(String value) {
    return FormulaGuard.guard(value);
  }

  /** The value of a cell of our files: {@link #guard}, undone. */
  public static String unguard(String cell) {
    return FormulaGuard.unguard(cell);
  }
}
