package dev.senselink.batch.table.excel;

import dev.senselink.batch.table.TableFileException;
import dev.senselink.batch.table.TableLine;
import dev.senselink.batch.table.csv.CsvTokenizer;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** A file of sheets, whichever way Excel wrote it. One thread. */
public interface Workbook extends Closeable {
  /** What a cell is in which a formula without a value stands: an error in every spreadsheet. */
  String NO_VALUE = "#N/A";

  /** As wide as a sheet can be. */
  int MOST_COLUMNS = CsvTokenizer.MOST_CELLS;

  /** {@code XLSX} or {@code XLS}. */
  String format();

  /** Its sheets of cells, in the order of the tabs. */
  List<Sheet> sheets();

  /**
   * Reads a sheet from its top.
   *
   * @param sheet its place among {@link #sheets}
   * @throws TableFileException if it is damaged, now or later
   */
  Lines open(int sheet) throws IOException;

  /** The pictures of a sheet; none of a kind whose pictures are not read. */
  default PicturesOfSheet pictures(int sheet) throws IOException {
    return PicturesOfSheet.none();
  }

  /** How many pictures the file holds of which none is read, whatever its sheets show. */
  default int unreadPictures() {
    return 0;
  }

  /**
   * A sheet.
   *
   * @param visible whether its tab is shown
   */
  record Sheet(String name, boolean visible) {}

  /** The rows of a sheet, from top to bottom; those without a cell are left out. */
  interface Lines extends TableLine.Source, Closeable {}
}
