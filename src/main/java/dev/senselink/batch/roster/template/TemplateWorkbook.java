package dev.senselink.batch.roster.template;

import dev.senselink.batch.roster.RosterColumn;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.DataValidation;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellRangeAddressList;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFClientAnchor;
import org.apache.poi.xssf.usermodel.XSSFComment;
import org.apache.poi.xssf.usermodel.XSSFDataValidationHelper;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** The template as a workbook: columns formatted so that no spreadsheet destroys what is typed. */
final class TemplateWorkbook {
  private static final int ROWS = 50_000;

  /** Where people may be, and the example is. */
  private static final int FIRST_ROW = 2;

  private static final short SMALL = 8;
  private static final int NARROWEST = 14;
  private static final int WIDEST = 60;
  private static final int UNITS_OF_A_LETTER = 256;
  private static final int FIRST_WIDE_LETTER = 0x2e80;
  private static final int NOTE_COLUMNS = 3;
  private static final int NOTE_ROWS = 6;

  private final TemplateTexts words;
  private final TemplatePlaces places;
  private final XSSFWorkbook book;
  private final XSSFSheet sheet;

  private TemplateWorkbook(TemplateTexts words, TemplatePlaces places, XSSFWorkbook book) {
    this.words = words;
    this.places = places;
    this.book = book;
    this.sheet = book.createSheet(words.sheet());
  }

  static void write(TemplateTexts words, TemplatePlaces places, Path file) throws IOException {
    try (XSSFWorkbook book = new XSSFWorkbook()) {
      new TemplateWorkbook(words, places, book).fill();
      try (OutputStream out = Files.newOutputStream(file)) {
        book.write(out);
      }
    }
  }

  private void fill() {
    XSSFRow headers = sheet.createRow(0);
    XSSFRow ownNames = sheet.createRow(1);
    XSSFRow example = sheet.createRow(2);
    List<RosterColumn> columns = words.columns();
    CellStyle ownNameStyle = ownNameStyle();
    CellStyle exampleStyle = exampleStyle();
    for (int at = 0; at < columns.size(); at++) {
      RosterColumn column = columns.get(at);
      sheet.setDefaultColumnStyle(at, format(column));
      sheet.setColumnWidth(at, width(words.example(column)));
      header(headers.createCell(at), column);
      XSSFCell own = ownNames.createCell(at);
      own.setCellValue(column.header());
      own.setCellStyle(ownNameStyle);
      XSSFCell cell = example.createCell(at);
      cell.setCellValue(words.example(column));
      cell.setCellStyle(exampleStyle);
      choices(at, words.choices(column));
    }
    sheet.createFreezePane(0, 2);
    instructions();
    ofServer(columns);
  }

  /** What a person has to know, and every column with its use, in the language of the headers. */
  private void instructions() {
    XSSFSheet told = book.createSheet(words.instructionsSheet());
    CellStyle wrapped = book.createCellStyle();
    wrapped.setWrapText(true);
    wrapped.setVerticalAlignment(VerticalAlignment.TOP);
    CellStyle bold = book.createCellStyle();
    Font font = book.createFont();
    font.setBold(true);
    bold.setFont(font);
    int at = 0;
    for (String sentence : words.instructions()) {
      XSSFCell cell = told.createRow(at++).createCell(0);
      cell.setCellValue(sentence);
      cell.setCellStyle(at == 1 ? bold : wrapped);
      told.addMergedRegion(new CellRangeAddress(at - 1, at - 1, 0, 1));
    }
    at++;
    for (RosterColumn column : words.columns()) {
      XSSFRow row = told.createRow(at++);
      XSSFCell name = row.createCell(0);
      name.setCellValue(words.header(column));
      name.setCellStyle(bold);
      XSSFCell note = row.createCell(1);
      note.setCellValue(words.note(column));
      note.setCellStyle(wrapped);
    }
    told.setColumnWidth(0, 2 * NARROWEST * UNITS_OF_A_LETTER);
    told.setColumnWidth(1, WIDEST * UNITS_OF_A_LETTER);
    told.setDisplayGridlines(false);
  }

  /**
   * The server's departments and groups to choose from. They are proposals: a cell may name several
   * groups, and what is missing can be created.
   */
  private void ofServer(List<RosterColumn> columns) {
    if (places.departments().isEmpty() && places.groups().isEmpty()) {
      return;
    }
    XSSFSheet lists = book.createSheet(words.listsSheet());
    book.setSheetHidden(book.getSheetIndex(lists), true);
    list(lists, 0, places.departments(), columns.indexOf(RosterColumn.DEPARTMENT));
    list(lists, 1, places.groups(), columns.indexOf(RosterColumn.GROUPS));
  }

  private void list(XSSFSheet lists, int at, List<String> names, int column) {
    if (names.isEmpty() || column < 0) {
      return;
    }
    for (int n = 0; n < names.size(); n++) {
      XSSFRow row = lists.getRow(n) == null ? lists.createRow(n) : lists.getRow(n);
      row.createCell(at).setCellValue(names.get(n));
    }
    String letter = CellReference.convertNumToColString(at);
    String range =
        "'%s'!$%s$1:$%s$%d".formatted(lists.getSheetName(), letter, letter, names.size());
    XSSFDataValidationHelper helper = new XSSFDataValidationHelper(sheet);
    DataValidation choice =
        helper.createValidation(
            helper.createFormulaListConstraint(range),
            new CellRangeAddressList(FIRST_ROW, ROWS, column, column));
    choice.setShowErrorBox(false);
    choice.setEmptyCellAllowed(true);
    sheet.addValidationData(choice);
  }

  /** Wide enough for a text, of which Chinese letters take twice the room. */
  private static int width(String text) {
    int letters = text.chars().map(c -> c < FIRST_WIDE_LETTER ? 1 : 2).sum() + 2;
    return Math.min(WIDEST, Math.max(NARROWEST, letters)) * UNITS_OF_A_LETTER;
  }

  /**
   * Text, so that zeros and digits stay as typed; dates as dates, so that the spreadsheet
   * understands them as its user writes them.
   */
  private CellStyle format(RosterColumn column) {
    return switch (column) {
      case BIRTHDAY, ENTRY_TIME, LEFT_ON -> style("yyyy-mm-dd");
      case DATE_TIME_FROM, DATE_TIME_TO -> style("yyyy-mm-dd hh:mm");
      default -> style("@");
    };
  }

  private CellStyle style(String format) {
    CellStyle style = book.createCellStyle();
    style.setDataFormat(book.createDataFormat().getFormat(format));
    return style;
  }

  /** The small line of the names that are the same in every language. */
  private CellStyle ownNameStyle() {
    return grey(font -> font.setFontHeightInPoints(SMALL));
  }

  private CellStyle exampleStyle() {
    return grey(font -> font.setItalic(true));
  }

  private CellStyle grey(Consumer<Font> besides) {
    CellStyle style = style("@");
    Font font = book.createFont();
    font.setColor(IndexedColors.GREY_50_PERCENT.getIndex());
    besides.accept(font);
    style.setFont(font);
    return style;
  }

  private void header(XSSFCell cell, RosterColumn column) {
    CellStyle style = style("@");
    Font font = book.createFont();
    font.setBold(true);
    style.setFont(font);
    style.setFillForegroundColor(IndexedColors.GREY_25_PERCENT.getIndex());
    style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
    cell.setCellValue(words.header(column));
    cell.setCellStyle(style);
    int at = cell.getColumnIndex();
    XSSFComment note =
        sheet
            .createDrawingPatriarch()
            .createCellComment(
                new XSSFClientAnchor(0, 0, 0, 0, at + 1, 0, at + 1 + NOTE_COLUMNS, NOTE_ROWS));
    note.setString(words.note(column));
    cell.setCellComment(note);
  }

  private void choices(int at, List<String> choices) {
    if (choices.isEmpty()) {
      return;
    }
    XSSFDataValidationHelper helper = new XSSFDataValidationHelper(sheet);
    DataValidation list =
        helper.createValidation(
            helper.createExplicitListConstraint(choices.toArray(String[]::new)),
            new CellRangeAddressList(FIRST_ROW, ROWS, at, at));
    list.setShowErrorBox(true);
    list.setEmptyCellAllowed(true);
    sheet.addValidationData(list);
  }
}
