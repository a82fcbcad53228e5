package dev.senselink.batch.table.excel;

import dev.senselink.batch.table.CellMark;
import dev.senselink.batch.table.TableLine;
import java.io.IOException;
import java.util.BitSet;
import org.apache.poi.hssf.record.BoolErrRecord;
import org.apache.poi.hssf.record.CellValueRecordInterface;
import org.apache.poi.hssf.record.FormulaRecord;
import org.apache.poi.hssf.record.LabelRecord;
import org.apache.poi.hssf.record.LabelSSTRecord;
import org.apache.poi.hssf.record.MergeCellsRecord;
import org.apache.poi.hssf.record.NumberRecord;
import org.apache.poi.hssf.record.Record;
import org.apache.poi.hssf.record.RowRecord;
import org.apache.poi.hssf.record.StringRecord;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.util.CellRangeAddress;
import org.jspecify.annotations.Nullable;

/** The rows of a sheet of an .xls file, one in memory at a time. */
final class XlsSheet implements Workbook.Lines {
  private final XlsRecords records;
  private final XlsWorkbook book;
  private final MergedCells merges;
  private final BitSet hidden = new BitSet();
  private @Nullable Record ahead;

  /**
   * @param records the sheet's, from its beginning; closed with this
   */
  XlsSheet(XlsRecords records, XlsWorkbook book, MergedCells merges) {
    this.records = records;
    this.book = book;
    this.merges = merges;
  }

  /** Which cells are merged: that stands behind the cells. */
  static MergedCells merges(XlsRecords records) {
    MergedCells merges = new MergedCells();
    for (Record record = records.next(); record != null; record = records.next()) {
      if (record instanceof MergeCellsRecord areas) {
        for (int i = 0; i < areas.getNumAreas(); i++) {
          CellRangeAddress area = areas.getAreaAt(i);
          merges.add(
              area.getFirstRow(), area.getFirstColumn(), area.getLastRow(), area.getLastColumn());
        }
      }
    }
    return merges;
  }

  @Override
  public @Nullable TableLine next() {
    CellValueRecordInterface cell = nextCell();
    if (cell == null) {
      return null;
    }
    int row = cell.getRow();
    SheetLineBuilder line = new SheetLineBuilder(row + 1L);
    while (cell != null && cell.getRow() == row) {
      if (merges.hides(row, cell.getColumn())) {
        line.cover(cell.getColumn());
      } else {
        put(line, cell);
      }
      cell = nextCell();
    }
    ahead = (Record) cell;
    merges.tell(row, line);
    return line.done(hidden.get(row));
  }

  /** Passes over all that is no cell, and learns which rows are hidden, which stands in front. */
  private @Nullable CellValueRecordInterface nextCell() {
    Record record = take();
    while (record != null) {
      if (record instanceof RowRecord row) {
        hidden.set(row.getRowNumber(), row.getZeroHeight());
      } else if (record instanceof CellValueRecordInterface cell) {
        return cell;
      }
      record = take();
    }
    return null;
  }

  private @Nullable Record take() {
    Record next = ahead == null ? records.next() : ahead;
    ahead = null;
    return next;
  }

  private void put(SheetLineBuilder line, CellValueRecordInterface cell) {
    int column = cell.getColumn();
    if (cell instanceof LabelSSTRecord shared) {
      line.put(column, book.text(shared.getSSTIndex()), null);
    } else if (cell instanceof LabelRecord label) {
      line.put(column, label.getValue(), null);
    } else if (cell instanceof NumberRecord number) {
      number(line, number.getValue(), cell);
    } else if (cell instanceof BoolErrRecord other) {
      if (other.isBoolean()) {
        line.put(column, bool(other.getBooleanValue()), null);
      } else {
        error(line, column, other.getErrorValue());
      }
    } else if (cell instanceof FormulaRecord formula) {
      result(line, column, formula);
    }
  }

  private void result(SheetLineBuilder line, int column, FormulaRecord formula) {
    CellType type = formula.getCachedResultTypeEnum();
    if (formula.hasCachedResultString()) {
      line.put(column, stringResult(), null);
    } else if (type == CellType.BOOLEAN) {
      line.put(column, bool(formula.getCachedBooleanValue()), null);
    } else if (type == CellType.ERROR) {
      error(line, column, formula.getCachedErrorValue());
    } else if (formula.isCalcOnLoad() && formula.getValue() == 0) {
      // What programs write that leave the reckoning to Excel.
      line.put(column, Workbook.NO_VALUE, CellMark.NOT_CALCULATED);
    } else if (type == CellType.NUMERIC) {
      number(line, formula.getValue(), formula);
    }
  }

  /** A text that a formula gave stands behind it, and behind what formulas share. */
  private String stringResult() {
    Record record = take();
    while (record != null && !(record instanceof CellValueRecordInterface)) {
      if (record instanceof StringRecord string) {
        return string.getString();
      }
      record = take();
    }
    ahead = record;
    return "";
  }

  private void number(SheetLineBuilder line, double value, CellValueRecordInterface cell) {
    int column = cell.getColumn();
    if (Double.isFinite(value)) {
      line.put(column, CellNumber.of(value, book.style(cell.getXFIndex()), book.from1904()));
    } else {
      line.put(column, Workbook.NO_VALUE, CellMark.UNREADABLE); // no program that counts writes it
    }
  }

  private static String bool(boolean value) {
    return value ? "TRUE" : "FALSE";
  }

  private static void error(SheetLineBuilder line, int column, int code) {
    String text =
        FormulaError.isValidCode(code) ? FormulaError.forInt(code).getString() : Workbook.NO_VALUE;
    line.put(column, text, CellMark.UNREADABLE);
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
