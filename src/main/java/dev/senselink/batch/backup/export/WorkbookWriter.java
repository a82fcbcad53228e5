package dev.senselink.batch.backup.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the workbook of a backup, which is there to be read. */
@FunctionalInterface
public interface WorkbookWriter {
  /**
   * A table for the workbook.
   *
   * @param name of the sheet, in the user's language
   * @param columns the header
   * @param rows opens its rows; asked once
   */
  record Sheet(String name, List<String> columns, Rows rows) {
    public Sheet {
      columns = List.copyOf(columns);
    }
  }

  /** The rows of a table. */
  @FunctionalInterface
  interface Rows {
    /** The cells of the next row; null at the end. */
    @Nullable List<String> next() throws IOException;
  }

  /** Writes the whole workbook; the stream stays open. */
  void write(OutputStream out, List<Sheet> sheets) throws IOException;
}
