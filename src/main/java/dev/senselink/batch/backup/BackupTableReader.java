package dev.senselink.batch.backup;

import static dev.senselink.batch.backup.BackupMessages.words;

import dev.senselink.batch.table.TableFileException;
import dev.senselink.batch.table.csv.GuardedCsvReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The lines below the header of a table, one in memory at a time. Not for several threads. */
public final class BackupTableReader implements Closeable {
  private final String file;
  private final GuardedCsvReader csv;
  private final int width;
  private final int columns;

  private BackupTableReader(String file, GuardedCsvReader csv, int width, int columns) {
    this.file = file;
    this.csv = csv;
    this.width = width;
    this.columns = columns;
  }

  /**
   * Begins to read.
   *
   * @param file what messages call the table
   * @param columns what its header has to be; an older backup lacks those that were added later
   * @throws BackupException if it is another
   */
  public static BackupTableReader of(InputStream in, String file, List<String> columns)
      throws IOException {
    try {
      GuardedCsvReader csv = GuardedCsvReader.of(in, file);
      List<String> header = line(csv, file);
      int width = header == null ? 0 : header.size();
      if (width < BackupLayout.needed(columns)
          || width > columns.size()
          || !columns.subList(0, width).equals(header)) {
        throw BackupException.damaged(file, words("damage.header"));
      }
      return new BackupTableReader(file, csv, width, columns.size());
    } catch (CharacterCodingException e) {
      in.close();
      throw BackupException.damaged(file, words("damage.encoding"));
    } catch (ProvenInputStream.ChangedException e) {
      in.close();
      throw BackupException.damaged(file, words("damage.content"));
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /**
   * The next line's cells, as many as there are columns; null at the end.
   *
   * @throws BackupException if the file is no table from here on
   */
  @Nullable
  public List<String> next() throws IOException {
    List<String> cells = line(csv, file);
    if (cells != null && cells.size() != width) {
      throw BackupException.damaged(file, words("damage.cells", cells.size(), width));
    }
    if (cells == null || width == columns) {
      return cells;
    }
    List<String> all = new ArrayList<>(cells);
    all.addAll(Collections.nCopies(columns - width, ""));
    return all;
  }

  private static @Nullable List<String> line(GuardedCsvReader csv, String file) throws IOException {
    try {
      return csv.next();
    } catch (TableFileException e) {
      throw new BackupException(
          BackupException.Kind.DAMAGED, file, String.valueOf(e.getMessage()), e);
    } catch (CharacterCodingException e) {
      throw BackupException.damaged(file, words("damage.encoding"));
    }
  }

  /** The lines as records; closing the stream closes this. */
  public <T> Stream<T> stream(Function<CellCursor, T> reading) {
    Iterator<T> lines =
        new Iterator<>() {
          private @Nullable List<String> ahead = read();

          @Override
          public boolean hasNext() {
            return ahead != null;
          }

          @Override
          public T next() {
            List<String> cells = ahead;
            if (cells == null) {
              throw new NoSuchElementException();
            }
            T record = reading.apply(new CellCursor(file, cells));
            ahead = read();
            return record;
          }
        };
    Spliterator<T> all =
        Spliterators.spliteratorUnknownSize(lines, Spliterator.ORDERED | Spliterator.NONNULL);
    return StreamSupport.stream(all, false).onClose(this::closeQuietly);
  }

  private @Nullable List<String> read() {
    try {
      return next();
    } catch (ProvenInputStream.ChangedException e) {
      throw BackupException.damaged(file, words("damage.content"));
    } catch (IOException e) {
      throw BackupException.damaged(file, words("damage.unreadable"));
    }
  }

  private void closeQuietly() {
    try {
      close();
    } catch (IOException e) {
      // It was only read.
    }
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }
}
