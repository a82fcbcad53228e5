package dev.senselink.batch.table.excel;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The number styles of an .xlsx file by the number that cells name. */
final class XlsxStyles {
  private final List<NumberStyle> styles;

  private XlsxStyles(List<NumberStyle> styles) {
    this.styles = styles;
  }

  /** A workbook without a part of styles: every number is a number. */
  static XlsxStyles none() {
    return new XlsxStyles(List.of());
  }

  static XlsxStyles read(XlsxZip zip, String part) throws IOException {
    Map<Integer, String> codes = new HashMap<>();
    Map<Integer, NumberStyle> known = new HashMap<>();
    List<NumberStyle> styles = new ArrayList<>();
    try (XlsxXmlReader xml = XlsxXmlReader.open(zip, part)) {
      boolean ofCells = false;
      for (int e = xml.next(); !xml.atEnd(e); e = xml.next()) {
        if (xml.begins(e, "numFmt")) {
          zip.mustFit(codes.size(), part);
          codes.put(xml.number("numFmtId", 0), String.valueOf(xml.attribute("formatCode")));
        } else if (xml.begins(e, "cellXfs") || xml.ends(e, "cellXfs")) {
          ofCells = xml.begins(e, "cellXfs");
        } else if (ofCells && xml.begins(e, "xf")) {
          zip.mustFit(styles.size(), part);
          styles.add(
              known.computeIfAbsent(
                  xml.number("numFmtId", 0), id -> NumberStyle.of(id, codes.get(id))));
        }
      }
    }
    return new XlsxStyles(styles);
  }

  NumberStyle of(int style) {
    return style >= 0 && style < styles.size() ? styles.get(style) : NumberStyle.PLAIN;
  }
}
