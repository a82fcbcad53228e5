package dev.senselink.batch.roster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Writes a CSV file as every file of ours is: UTF-8 with BOM, CRLF, comma, formula guard on header
 * and cells, readable by its owner only. What {@link Roster} reads back is exactly what was
 * written. Half a surrogate pair, which no text file can hold, becomes U+FFFD. Not for several
 * threads.
 */
public final class GuardedCsv implements Closeable {
  private final CSVPrinter printer;
  private final StringBuilder line = new StringBuilder();

  private GuardedCsv(CSVPrinter printer) {
    this.printer = printer;
  }

  /** Creates the file, or empties it if it is there. */
  public static GuardedCsv create(Path file) throws IOException {
    return to(Channels.newOutputStream(OwnerOnly.create(file)));
  }

  /** Writes the same into a stream, which is closed with this. */
  public static GuardedCsv to(OutputStream out) throws IOException {
    return to(out, "\ufeff");
  }

  /** Writes lines that are to follow others: without the byte order mark. */
  public static GuardedCsv following(OutputStream out) throws IOException {
    return to(out, "");
  }

  private static GuardedCsv to(OutputStream out, String mark) throws IOException {
    CharsetEncoder encoder =
        UTF_8
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .replaceWith("\ufffd".getBytes(UTF_8));
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, encoder));
    writer.write(mark);
    return new GuardedCsv(
        new CSVPrinter(writer, CSVFormat.RFC4180.builder().setRecordSeparator("\r\n").get()));
  }

  /** The same into a writer that takes any character and stays open. */
  public static GuardedCsv to(Writer out) throws IOException {
    Writer kept =
        new FilterWriter(out) {
          @Override
          public void close() throws IOException {
            flush();
          }
        };
    kept.write('\ufeff');
    return new GuardedCsv(
        new CSVPrinter(kept, CSVFormat.RFC4180.builder().setRecordSeparator("\r\n").get()));
  }

  /** Appends one line. */
  public void write(List<String> cells) throws IOException {
    line.setLength(0);
    boolean first = true;
    for (String cell : cells) {
      String guarded = FormulaGuard.guard(cell);
      if (!isPlain(guarded, first)) {
        print(cells);
        return;
      }
      line.append(first ? "" : ",").append(guarded);
      first = false;
    }
    printer.getOut().append(line.append("\r\n"));
  }

  private void print(List<String> cells) throws IOException {
    for (String cell : cells) {
      printer.print(FormulaGuard.guard(cell));
    }
    printer.println();
  }

  /** Whether the printer would not quote it: most lines are so, and need no printer then. */
  private static boolean isPlain(String cell, boolean first) {
    int last = cell.length() - 1;
    for (int at = 0; at <= last; at++) {
      char c = cell.charAt(at);
      boolean inside = c == ' ' && at > 0 && at < last;
      if (c == ',' || (c <= '#' && !inside)) {
        return false;
      }
    }
    return last >= 0 || !first;
  }

  /** Hands all that was written over to the stream. */
  public void flush() throws IOException {
    printer.flush();
  }

  @Override
  public void close() throws IOException {
    printer.close(true);
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
