package dev.senselink.batch.roster.corrections;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.roster.RosterShape;
import dev.senselink.batch.roster.RowCorrection;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.StringReader;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A corrections file that somebody is still at work on. It is in the order of the list's rows and
 * names no cell twice, so that any number of corrections takes no memory; a change writes it anew,
 * and it is there whole or as it was before. One thread changes it at a time.
 */
public final class CorrectionsDraft {
  private final Path file;
  private final CorrectedCells places;

  /**
   * @param file which need not be there yet
   * @param shape of the list that is corrected
   */
  public CorrectionsDraft(Path file, RosterShape shape) {
    this.file = file;
    this.places = new CorrectedCells(shape);
  }

  /** Whether a cell can be corrected: its header leads to it and to no other. */
  public boolean reaches(int at, String header) {
    return places.place(header) == at;
  }

  /**
   * A change of one row.
   *
   * @param rowHash the mark of the row as the list has it
   * @param how makes what is corrected by now into what is to be corrected
   */
  public record Change(long line, String rowHash, UnaryOperator<RowCorrection> how) {}

  /** Something that is done beside a change. */
  @FunctionalInterface
  public interface Step {
    void take() throws IOException;
  }

  /**
   * Changes rows.
   *
   * @param changes in the order of the list, no row twice
   * @param first what is done before a change counts; not if nothing becomes another
   */
  public void change(Iterator<Change> changes, Step first) throws IOException {
    boolean changed = false;
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try (Reader old = read();
        FileChannel channel = PrivateFiles.replace(part);
        Writer out = new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8))) {
      while (changes.hasNext()) {
        Change change = changes.next();
        for (CorrectionLine kept = old.cursor.takeBefore(change.line());
            kept != null;
            kept = old.cursor.takeBefore(change.line())) {
          out.write(kept.written() + "\n");
        }
        RowCorrection was = old.of(change.line());
        RowCorrection now = change.how().apply(was);
        changed |= !now.equals(was);
        write(change, now, out);
      }
      for (CorrectionLine kept = old.cursor.take(); kept != null; kept = old.cursor.take()) {
        out.write(kept.written() + "\n");
      }
      out.flush();
      channel.force(true);
    }
    if (changed) {
      first.take();
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } else {
      Files.delete(part);
    }
  }

  private static void write(Change of, RowCorrection now, Writer out) throws IOException {
    List<CorrectionLine> lines = new ArrayList<>();
    for (RowCorrection.Cell cell : now.cells()) {
      lines.add(line(of, cell.column(), cell.from(), cell.to(), null, false));
    }
    if (now.photo() != null) {
      lines.add(line(of, null, "", "", now.photo(), false));
    }
    if (now.leftOut()) {
      lines.add(line(of, null, "", "", null, true));
    }
    for (CorrectionLine line : lines) {
      out.write(line.written() + "\n");
    }
  }

  private static CorrectionLine line(
      Change of,
      @Nullable String column,
      String from,
      String to,
      @Nullable String photo,
      boolean leaveOut) {
    return new CorrectionLine(0, of.line(), of.rowHash(), column, from, to, photo, leaveOut);
  }

  /** Somebody who is told of corrected cells. */
  @FunctionalInterface
  public interface CellTaker {
    /** A cell of a row that had this mark and this content. */
    void take(String rowHash, String column, String from, String to);
  }

  /** Tells of all cells that a file corrects, whatever list it is for. */
  public static void cells(Path file, CellTaker taker) throws IOException {
    try (CorrectionCursor lines =
        new CorrectionCursor(Files.newBufferedReader(file, StandardCharsets.UTF_8))) {
      for (CorrectionLine line = lines.take(); line != null; line = lines.take()) {
        String column = line.column();
        if (column != null) {
          taker.take(line.rowHash(), column, line.from(), line.to());
        }
      }
    }
  }

  /** Begins to read what is corrected, row by row. */
  public Reader read() throws IOException {
    return new Reader(
        Files.exists(file)
            ? Files.newBufferedReader(file, StandardCharsets.UTF_8)
            : new BufferedReader(new StringReader("")));
  }

  /** Reads the corrections in the order of the list. */
  public final class Reader implements Closeable {
    private final CorrectionCursor cursor;

    private Reader(BufferedReader in) {
      this.cursor = new CorrectionCursor(in);
    }

    /**
     * What is corrected in a row; lines must be asked for in rising order. Of a column that the
     * list has no more nothing is told here: whoever takes the file in says so.
     */
    public RowCorrection of(long line) {
      return places.of(cursor.of(line).stream().filter(this::isKnown).toList());
    }

    private boolean isKnown(CorrectionLine one) {
      return one.column() == null || places.place(one.column()) >= 0;
    }

    @Override
    public void close() {
      cursor.close();
    }
  }
}
