package dev.senselink.batch.table.excel;

import static dev.senselink.batch.table.TableMessages.words;

import dev.senselink.batch.table.DisplayText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the pictures of an .xlsx sheet lie. Of the pictures themselves nothing is read: only the
 * names of their parts, so that a list of any length takes little.
 */
final class XlsxPictures {
  /** A list has a picture a person, and no file more people. */
  static final int MOST = 200_000;

  /** Excel's units in a point, and how far a picture may hang over the edge of its cell. */
  private static final long UNITS = 12_700;

  private static final long OVERHANG = 2 * UNITS;

  /** What covers more rows is a background and nobody's photo. */
  private static final int MOST_ROWS = 50;

  private final XlsxZip zip;
  private final String sheet;
  private final List<Anchor> anchors = new ArrayList<>();
  private final List<CellPicture> values = new ArrayList<>();

  /** A picture as the drawing places it; heights are in units, {@code lastRow} 0 if not said. */
  private record Anchor(int row, long offset, int lastRow, long height, int column, String part) {}

  private XlsxPictures(XlsxZip zip, String sheet) {
    this.zip = zip;
    this.sheet = sheet;
  }

  /**
   * Reads them.
   *
   * @param sheet the sheet's part
   * @param main the workbook's part
   * @param byNumber those that are the value of a cell, by its {@code vm}
   */
  static PicturesOfSheet read(XlsxZip zip, String sheet, String main, Map<Integer, String> byNumber)
      throws IOException {
    XlsxPictures pictures = new XlsxPictures(zip, sheet);
    String drawing = XlsxRelations.of(zip, sheet).byKind().get("drawing");
    if (drawing != null && zip.has(drawing)) {
      pictures.drawing(drawing);
    }
    if (!byNumber.isEmpty()) {
      pictures.values(byNumber);
    }
    return new PicturesOfSheet(pictures.placed(), named(zip, main));
  }

  private void drawing(String part) throws IOException {
    XlsxRelations parts = XlsxRelations.of(zip, part);
    try (XlsxXmlReader xml = XlsxXmlReader.open(zip, part)) {
      for (int e = xml.next(); !xml.atEnd(e); e = xml.next()) {
        if (xml.begins(e, "twoCellAnchor")) {
          anchor(xml, "twoCellAnchor", parts, part);
        } else if (xml.begins(e, "oneCellAnchor")) {
          anchor(xml, "oneCellAnchor", parts, part);
        }
      }
    }
  }

  /** Those that stand in their cells as values do. */
  private void values(Map<Integer, String> byNumber) throws IOException {
    int row = 0;
    int column = 0;
    try (XlsxXmlReader xml = XlsxXmlReader.open(zip, sheet)) {
      for (int e = xml.next(); !xml.atEnd(e); e = xml.next()) {
        if (xml.begins(e, "row")) {
          row = xml.number("r", row + 1);
          column = -1;
        } else if (xml.begins(e, "c")) {
          CellReference cell = CellReference.of(String.valueOf(xml.attribute("r")));
          column = cell == null ? column + 1 : cell.column();
          String part = byNumber.get(xml.number("vm", 0));
          if (part != null) {
            mustFit(values.size(), sheet);
            values.add(new CellPicture(row, row, column, part));
          }
        }
      }
    }
  }

  private void mustFit(int pictures, String part) {
    if (pictures == MOST) {
      throw zip.bomb(words("part.pictures", DisplayText.text(part), MOST));
    }
  }

  private void anchor(XlsxXmlReader xml, String element, XlsxRelations parts, String part)
      throws IOException {
    Corner from = null;
    Corner to = null;
    long height = 0;
    List<String> pictures = new ArrayList<>();
    for (int e = xml.next(); !xml.ends(e, element); e = xml.next()) {
      xml.mustGoOn(e);
      if (xml.begins(e, "from")) {
        from = Corner.read(xml, "from");
      } else if (xml.begins(e, "to")) {
        to = Corner.read(xml, "to");
      } else if (height == 0 && pictures.isEmpty() && xml.begins(e, "ext")) {
        height = number(xml.attribute("cy"));
      } else if (xml.begins(e, "blip")) {
        XlsxRelations.Part picture = parts.byId().get(String.valueOf(xml.attribute("embed")));
        if (picture != null && zip.has(picture.name()) && !pictures.contains(picture.name())) {
          pictures.add(picture.name());
        }
      }
    }
    if (from == null) {
      return;
    }
    for (String picture : pictures) {
      mustFit(anchors.size(), part);
      int last = to == null ? 0 : to.offset <= OVERHANG ? Math.max(from.row, to.row - 1) : to.row;
      anchors.add(new Anchor(from.row, from.offset, last, height, from.column, picture));
    }
  }

  /** A corner of a picture; rows and columns are counted from 0, as drawings do. */
  private record Corner(int row, long offset, int column) {
    static Corner read(XlsxXmlReader xml, String element) {
      Map<String, Long> numbers = new HashMap<>();
      for (int e = xml.next(); !xml.ends(e, element); e = xml.next()) {
        xml.mustGoOn(e);
        for (String name : List.of("row", "col", "rowOff")) {
          if (xml.begins(e, name)) {
            numbers.put(name, number(xml.text(name)));
          }
        }
      }
      return new Corner(
          (int) Math.min(Integer.MAX_VALUE - 1, numbers.getOrDefault("row", 0L)),
          numbers.getOrDefault("rowOff", 0L),
          (int) Math.min(Workbook.MOST_COLUMNS, numbers.getOrDefault("col", 0L)));
    }
  }

  /** Nothing depends on a number that is none: the picture lies where it does not fit then. */
  private static long number(@Nullable String text) {
    return text != null && text.strip().matches("[0-9]{1,15}") ? Long.parseLong(text.strip()) : 0;
  }

  private List<CellPicture> placed() throws IOException {
    boolean needsHeights = anchors.stream().anyMatch(anchor -> anchor.lastRow == 0);
    RowHeights heights = needsHeights ? RowHeights.read(zip, sheet) : RowHeights.NONE;
    Stream<CellPicture> anchored =
        anchors.stream()
            .map(anchor -> picture(anchor, heights))
            .filter(picture -> picture.lastRow() - picture.firstRow() < MOST_ROWS);
    return Stream.concat(anchored, values.stream())
        .sorted(Comparator.comparingInt(CellPicture::firstRow))
        .toList();
  }

  private static CellPicture picture(Anchor anchor, RowHeights heights) {
    int last = anchor.lastRow;
    if (last == 0) {
      last = anchor.row;
      long left = anchor.offset + anchor.height - OVERHANG;
      while (left > heights.of(last + 1) && last - anchor.row < MOST_ROWS) {
        left -= heights.of(last + 1);
        last++;
      }
    }
    return new CellPicture(anchor.row + 1, last + 1, anchor.column, anchor.part);
  }

  /** How high rows are that are not as high as the others. */
  private record RowHeights(Map<Integer, Float> points, float usual) {
    private static final RowHeights NONE = new RowHeights(Map.of(), 15);

    static RowHeights read(XlsxZip zip, String sheet) throws IOException {
      Map<Integer, Float> points = new HashMap<>();
      float usual = NONE.usual;
      int row = 0;
      try (XlsxXmlReader xml = XlsxXmlReader.open(zip, sheet)) {
        for (int e = xml.next(); !xml.atEnd(e) && points.size() < MOST; e = xml.next()) {
          if (xml.begins(e, "sheetFormatPr")) {
            usual = points(xml.attribute("defaultRowHeight"), usual);
          } else if (xml.begins(e, "row")) {
            row = xml.number("r", row + 1);
            float height = points(xml.attribute("ht"), usual);
            if (height != usual) {
              points.put(row, height);
            }
          }
        }
      }
      return new RowHeights(points, usual);
    }

    private static float points(@Nullable String text, float otherwise) {
      return text != null && text.matches("[0-9]{1,4}(\\.[0-9]{1,9})?")
          ? Float.parseFloat(text)
          : otherwise;
    }

    long of(int row) {
      return (long) (points.getOrDefault(row, usual) * UNITS);
    }
  }

  /** The pictures that formulas show, as WPS embeds them: by the name in the formula. */
  private static Map<String, String> named(XlsxZip zip, String main) throws IOException {
    Map<String, String> named = new HashMap<>();
    String list = XlsxRelations.of(zip, main).byKind().get("cellImage");
    if (list == null || !zip.has(list)) {
      return named;
    }
    XlsxRelations parts = XlsxRelations.of(zip, list);
    String name = "";
    try (XlsxXmlReader xml = XlsxXmlReader.open(zip, list)) {
      for (int e = xml.next(); !xml.atEnd(e); e = xml.next()) {
        if (xml.begins(e, "cNvPr")) {
          name = String.valueOf(xml.attribute("name"));
        } else if (xml.begins(e, "blip")) {
          XlsxRelations.Part picture = parts.byId().get(String.valueOf(xml.attribute("embed")));
          if (picture != null && zip.has(picture.name())) {
            named.putIfAbsent(name, picture.name());
          }
          if (named.size() > MOST) {
            throw zip.bomb(words("part.pictures", DisplayText.text(list), MOST));
          }
        }
      }
    }
    return named;
  }
}
