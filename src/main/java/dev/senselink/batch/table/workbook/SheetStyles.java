package dev.senselink.batch.table.workbook;

import dev.senselink.batch.table.workbook.SheetColumn.Kind;

/** The part of a workbook that says how cells look. */
final class SheetStyles {
  /** Numbers of formats that every spreadsheet knows: as it is, a whole number, text. */
  private static final int GENERAL = 0;

  private static final int WHOLE = 1;
  private static final int TEXT = 49;

  private SheetStyles() {}

  static String xml() {
    StringBuilder xml =
        new StringBuilder(
            """
            <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">\
            <fonts count="3"><font><sz val="11"/><name val="Calibri"/></font>\
            <font><b/><sz val="11"/><name val="Calibri"/></font>\
            <font><sz val="8"/><color rgb="FF808080"/><name val="Calibri"/></font></fonts>\
            <fills count="5"><fill><patternFill patternType="none"/></fill>\
            <fill><patternFill patternType="gray125"/></fill>\
            <fill><patternFill patternType="solid"><fgColor rgb="FFD9D9D9"/></patternFill></fill>\
            <fill><patternFill patternType="solid"><fgColor rgb="FFFFF2CC"/></patternFill></fill>\
            <fill><patternFill patternType="solid"><fgColor rgb="FFF8CBAD"/></patternFill></fill>\
            </fills>\
            <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
            <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>\
            </cellStyleXfs><cellXfs>\
            """);
    for (Kind kind : Kind.values()) {
      xml.append(look(kind, "")).append(look(kind, " quotePrefix=\"1\""));
    }
    return xml.append("</cellXfs></styleSheet>").toString();
  }

  private static String look(Kind kind, String quote) {
    int format =
        switch (kind) {
          case TEXT, HEADER, OWN_NAME, CHOICE, WRONG -> TEXT;
          case NUMBER -> WHOLE;
          default -> GENERAL;
        };
    int font = kind == Kind.HEADER ? 1 : kind == Kind.OWN_NAME ? 2 : 0;
    int fill =
        switch (kind) {
          case HEADER -> 2;
          case CHOICE -> 3;
          case WRONG -> 4;
          default -> 0;
        };
    return "<xf numFmtId=\"%d\" fontId=\"%d\" fillId=\"%d\" borderId=\"0\" xfId=\"0\"%s"
            .formatted(format, font, fill, quote)
        + " applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyAlignment=\"1\">"
        + "<alignment vertical=\"center\""
        + (kind == Kind.NUMBER ? " horizontal=\"left\"" : "")
        + (kind == Kind.WRAPPED ? " wrapText=\"1\"" : "")
        + "/></xf>";
  }
}
