package dev.senselink.batch.table.excel;

import dev.senselink.batch.table.CellMark;
import dev.senselink.batch.table.TableLine;
import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** The rows of a sheet of an .xlsx file, one in memory at a time. */
final class XlsxSheet implements Workbook.Lines {
  private static final int MOST_CHARS_OF_A_ROW = 16 << 20;

  private final XlsxXmlReader xml;
  private final XlsxContext book;
  private final MergedCells merges;
  private boolean inData;
  private int row;
  private int chars;

  /**
   * @param xml the part, from its beginning; closed with this
   * @param book what holds for all sheets
   */
  XlsxSheet(XlsxXmlReader xml, XlsxContext book, MergedCells merges) {
    this.xml = xml;
    this.book = book;
    this.merges = merges;
  }

  @Override
  public @Nullable TableLine next() throws IOException {
    for (int event = xml.next(); !xml.atEnd(event); event = xml.next()) {
      if (xml.begins(event, "sheetData")) {
        inData = true;
      } else if (xml.ends(event, "sheetData")) {
        inData = false;
      } else if (inData && xml.begins(event, "row")) {
        return line();
      }
    }
    return null;
  }

  private TableLine line() throws IOException {
    row = xml.number("r", row + 1);
    if (row < 1) {
      throw xml.broken();
    }
    boolean hidden = xml.isOn("hidden");
    SheetLineBuilder line = new SheetLineBuilder(row);
    int column = -1;
    chars = 0;
    for (int event = xml.next(); !xml.ends(event, "row"); event = xml.next()) {
      xml.mustGoOn(event);
      if (xml.begins(event, "c")) {
        column = column(column + 1);
        cell(line, column);
      }
    }
    merges.tell(row, line);
    return line.done(hidden);
  }

  private int column(int following) {
    String place = xml.attribute("r");
    if (place == null && following < Workbook.MOST_COLUMNS) {
      return following;
    }
    CellReference cell = place == null ? null : CellReference.of(place);
    if (cell == null) {
      throw xml.broken();
    }
    return cell.column();
  }

  private void cell(SheetLineBuilder line, int column) throws IOException {
    String type = xml.attribute("t");
    int style = xml.number("s", 0);
    boolean picture = book.pictures().containsKey(xml.number("vm", 0));
    boolean formula = false;
    String value = null;
    for (int event = xml.next(); !xml.ends(event, "c"); event = xml.next()) {
      xml.mustGoOn(event);
      if (xml.begins(event, "v")) {
        value = xml.text("v");
      } else if (xml.begins(event, "f")) {
        formula = true;
        xml.passOver("f");
      } else if (xml.begins(event, "is")) {
        value = xml.richText("is");
      }
    }
    if (merges.hides(row, column)) {
      line.cover(column);
      return;
    }
    chars += value == null ? 0 : value.length();
    if (chars > MOST_CHARS_OF_A_ROW) {
      throw xml.broken();
    }
    boolean text = "str".equals(type) || "inlineStr".equals(type);
    if (formula && (value == null || (value.isEmpty() && !text))) {
      line.put(column, Workbook.NO_VALUE, CellMark.NOT_CALCULATED);
    } else if (value != null && !picture) { // beside a picture stands the error of older programs
      value(line, column, type == null ? "n" : type, value, style);
    }
  }

  private void value(SheetLineBuilder line, int column, String type, String value, int style)
      throws IOException {
    switch (type) {
      case "s" -> line.put(column, shared(value), null);
      case "str", "inlineStr" -> line.put(column, value, null);
      case "b" -> line.put(column, isTrue(value) ? "TRUE" : "FALSE", null);
      case "e" -> line.put(column, value, CellMark.UNREADABLE);
      case "d" -> date(line, column, value);
      default -> number(line, column, value, style);
    }
  }

  private static boolean isTrue(String value) {
    return value.strip().equals("1") || value.strip().equals("true");
  }

  private String shared(String number) throws IOException {
    if (number.isBlank()) {
      return "";
    }
    String text = null;
    try {
      text = book.texts().get(Integer.parseInt(number.strip()));
    } catch (NumberFormatException e) {
      throw xml.broken();
    }
    if (text == null) {
      throw xml.broken();
    }
    return text;
  }

  private void number(SheetLineBuilder line, int column, String value, int style) {
    if (value.isBlank()) {
      return;
    }
    double number;
    try {
      number = Double.parseDouble(value.strip());
    } catch (NumberFormatException e) {
      number = Double.NaN;
    }
    if (Double.isFinite(number)) {
      line.put(column, CellNumber.of(number, book.styles().of(style), book.from1904()));
    } else {
      // One cell, which perhaps no row needs, is no reason to refuse the whole workbook.
      line.put(column, value, CellMark.UNREADABLE);
    }
  }

  private void date(SheetLineBuilder line, int column, String value) {
    String text = value.strip().replaceFirst("Z$", "");
    try {
      line.put(
          column,
          text.contains("T")
              ? CellNumber.moment(LocalDateTime.parse(text).withNano(0), true)
              : CellNumber.moment(LocalDate.parse(text).atStartOfDay(), false));
    } catch (DateTimeParseException e) {
      line.put(column, value, CellMark.UNREADABLE); // such as a time without a day
    }
  }

  @Override
  public void close() throws IOException {
    xml.close();
  }
}
