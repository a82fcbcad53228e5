package dev.senselink.batch.table.workbook;

import static dev.senselink.batch.table.TableMessages.words;

import dev.senselink.batch.table.workbook.SheetColumn.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A table of a workbook, row by row; where a sheet is full, another one follows with the same
 * header. Cells are texts, as they are, and never formulas.
 */
public final class XlsxSheetWriter implements LineSink {
  /** No reader of ours takes a part of more than 1 GB. */
  private static final long MOST_BYTES = 900_000_000;

  private static final int BUFFER = 1 << 15;
  private static final int PICTURED_POINTS = 75;
  private static final Pattern WHOLE = Pattern.compile("0|[1-9][0-9]{0,14}");
  private static final String START_OF_MORE = "=+-@\t\r'";

  private final XlsxWriter book;
  private final SheetShape shape;
  private final List<String> letters = new ArrayList<>();
  private CellChoices choices = new CellChoices();
  private final StringBuilder xml = new StringBuilder(BUFFER * 2);
  private boolean pictured;
  private Map<Integer, String> marked = Map.of();
  private int parts;
  private int row;
  private long bytes;

  XlsxSheetWriter(XlsxWriter book, SheetShape shape) throws IOException {
    this.book = book;
    this.shape = shape;
    begin();
  }

  /** The row that was written last, from 1. */
  public int row() {
    return row;
  }

  /** Says whether the first sheet is to hold pictures; without effect once it is ended. */
  public void holdsPictures(boolean any) {
    pictured = any;
  }

  /** Whether what is written stands on the first sheet. */
  public boolean onFirstSheet() {
    return parts == 1;
  }

  @Override
  public void write(List<String> cells) throws IOException {
    write(cells, false, List.of());
  }

  /**
   * Appends a row of which some cells are wrong: they are coloured and say why.
   *
   * @param wrong what is wrong, by the column from 0
   */
  public void write(List<String> cells, Map<Integer, String> wrong) throws IOException {
    marked = wrong;
    write(cells, false, List.of());
    marked = Map.of();
    if (onFirstSheet()) {
      wrong.forEach((at, why) -> book.notes().add(letters(at) + row, row - 1, at, why));
    }
  }

  /**
   * Appends a row.
   *
   * @param tall whether there must be room for a picture
   * @param words what may be chosen in its cell that is {@link Kind#CHOICE}
   */
  public void write(List<String> cells, boolean tall, List<SheetChoice> words) throws IOException {
    if (row >= shape.mostRows() || bytes >= MOST_BYTES) {
      end();
      begin();
    }
    row(cells, tall, null);
    choices.allow(row, words);
  }

  private void begin() throws IOException {
    parts++;
    row = 0;
    bytes = 0;
    choices = new CellChoices();
    book.beginSheet(parts == 1 ? shape.name() : shape.name() + " " + parts);
    xml.append(
        """
        <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" \
        xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">\
        <sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView\
        """);
    xml.append(book.isFirstSheet() ? " tabSelected=\"1\"" : "");
    xml.append(
        """
         workbookViewId="0"><pane ySplit="%d" topLeftCell="A%d" activePane="bottomLeft" \
        state="frozen"/></sheetView></sheetViews><cols>\
        """
            .formatted(headerRows(), headerRows() + 1));
    int at = 0;
    for (SheetColumn column : shape.columns().subList(0, shown(shape.columns().size()))) {
      at++;
      // A blank cell is as its column says; only the words to choose show where they may stand.
      Kind blank = column.kind() == Kind.CHOICE ? Kind.TEXT : column.kind();
      xml.append(
          "<col min=\"%d\" max=\"%d\" width=\"%d\" style=\"%d\" customWidth=\"1\"/>"
              .formatted(at, at, column.width(), blank.style(false)));
    }
    xml.append("</cols><sheetData>");
    row(shape.headers(), false, Kind.HEADER);
    if (!shape.ownNames().isEmpty()) {
      row(shape.ownNames(), false, Kind.OWN_NAME);
    }
  }

  private int headerRows() {
    return shape.ownNames().isEmpty() ? 1 : 2;
  }

  private static int shown(int columns) {
    return Math.min(columns, SheetShape.MOST_COLUMNS);
  }

  private void row(List<String> cells, boolean tall, @Nullable Kind all) throws IOException {
    xml.append("<row r=\"").append(++row);
    xml.append(tall ? "\" ht=\"" + PICTURED_POINTS + "\" customHeight=\"1\">" : "\">");
    int shown = shown(cells.size());
    for (int at = 0; at < shown; at++) {
      Kind kind = all != null ? all : marked.containsKey(at) ? Kind.WRONG : kind(at);
      String text = cells.get(at);
      if (at == SheetShape.MOST_COLUMNS - 1 && cells.size() > shown) {
        text = words("cut.columns");
      }
      if (!text.isEmpty()) {
        cell(at, kind, text);
      } else if (kind == Kind.CHOICE || kind == Kind.WRONG) {
        begin(at, kind.style(false)).append("/>");
      }
    }
    xml.append("</row>");
    if (xml.length() >= BUFFER) {
      flush();
    }
  }

  private Kind kind(int at) {
    return at < shape.columns().size() ? shape.columns().get(at).kind() : Kind.TEXT;
  }

  private void cell(int at, Kind kind, String text) {
    if (kind == Kind.NUMBER && WHOLE.matcher(text).matches()) {
      begin(at, kind.style(false)).append("><v>").append(text).append("</v></c>");
      return;
    }
    boolean quoted = START_OF_MORE.indexOf(text.charAt(0)) >= 0;
    begin(at, kind.style(quoted)).append(" t=\"inlineStr\"><is><t");
    boolean blankEnds = isBlank(text.charAt(0)) || isBlank(text.charAt(text.length() - 1));
    xml.append(blankEnds ? " xml:space=\"preserve\">" : ">");
    XlsxText.append(xml, XlsxText.fitting(text));
    xml.append("</t></is></c>");
  }

  private static boolean isBlank(char c) {
    return c <= ' ' || Character.isWhitespace(c);
  }

  private StringBuilder begin(int at, int style) {
    xml.append("<c r=\"").append(letters(at)).append(row).append('"');
    return style == 0 ? xml : xml.append(" s=\"").append(style).append('"');
  }

  /** A column's name: A, …, Z, AA, … */
  private String letters(int at) {
    while (letters.size() <= at) {
      int next = letters.size();
      String last = String.valueOf((char) ('A' + next % 26));
      letters.add(next < 26 ? last : letters.get(next / 26 - 1) + last);
    }
    return letters.get(at);
  }

  private void flush() throws IOException {
    bytes += book.write(xml.toString());
    xml.setLength(0);
  }

  /** Ends the table. */
  public void end() throws IOException {
    int columns = shown(shape.columns().size());
    String all = "A" + headerRows() + ":" + letters(columns - 1) + row;
    xml.append("</sheetData><autoFilter ref=\"").append(all).append("\"/>");
    for (int at = 0; at < shape.columns().size(); at++) {
      if (kind(at) == Kind.CHOICE) {
        choices.append(xml, letters(at));
      }
    }
    xml.append("<pageSetup orientation=\"landscape\" fitToHeight=\"0\"/>");
    // Job numbers are texts on purpose: no green corner in each cell.
    xml.append("<ignoredErrors><ignoredError sqref=\"").append(all);
    xml.append("\" numberStoredAsText=\"1\"/></ignoredErrors>");
    if (pictured && parts == 1) {
      book.refersToPictures();
      xml.append("<drawing r:id=\"rId1\"/>");
    }
    if (parts == 1 && book.isFirstSheet() && !book.notes().isEmpty()) {
      xml.append("<legacyDrawing r:id=\"rId2\"/>");
    }
    xml.append("</worksheet>");
    flush();
    book.endPart();
  }
}
