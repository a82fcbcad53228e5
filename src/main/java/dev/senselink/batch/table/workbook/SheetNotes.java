package dev.senselink.batch.table.workbook;

import java.util.ArrayList;
import java.util.List;

/**
 * Notes on cells of a sheet: what is wrong with each. So many and no more, since they stay in
 * memory until the sheet ends and a spreadsheet draws each of them.
 */
final class SheetNotes {
  private static final int MOST = 2_000;

  /** Columns and rows that an opened note covers. */
  private static final int WIDE = 4;

  private static final int HIGH = 5;

  /** A note; row and column from 0. */
  private record Note(String cell, int row, int column, String text) {}

  private final List<Note> notes = new ArrayList<>();

  /**
   * Adds one, as long as there are not too many.
   *
   * @param cell its name, e.g. {@code B7}
   * @param row from 0
   * @param column from 0
   */
  void add(String cell, int row, int column, String text) {
    if (notes.size() < MOST) {
      notes.add(new Note(cell, row, column, text));
    }
  }

  boolean isEmpty() {
    return notes.isEmpty();
  }

  /** The part that holds their texts. */
  String comments() {
    StringBuilder xml =
        new StringBuilder(
            """
            <comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">\
            <authors><author/></authors><commentList>\
            """);
    for (Note note : notes) {
      xml.append("<comment ref=\"").append(note.cell()).append("\" authorId=\"0\"><text><t>");
      XlsxText.append(xml, XlsxText.fitting(note.text()));
      xml.append("</t></text></comment>");
    }
    return xml.append("</commentList></comments>").toString();
  }

  /** The part that says where they are drawn when opened. */
  String drawing() {
    StringBuilder xml =
        new StringBuilder(
            """
            <xml xmlns:v="urn:schemas-microsoft-com:vml" \
            xmlns:o="urn:schemas-microsoft-com:office:office" \
            xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shapetype id="note" \
            coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">\
            <v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/>\
            </v:shapetype>\
            """);
    for (int n = 0; n < notes.size(); n++) {
      Note note = notes.get(n);
      xml.append(
          """
          <v:shape id="note%d" type="#note" style="position:absolute;visibility:hidden" \
          fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:textbox/>\
          <x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>\
          %d, 15, %d, 2, %d, 15, %d, 4</x:Anchor><x:AutoFill>False</x:AutoFill>\
          <x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData></v:shape>\
          """
              .formatted(
                  n + 1,
                  note.column() + 1,
                  note.row(),
                  note.column() + 1 + WIDE,
                  note.row() + HIGH,
                  note.row(),
                  note.column()));
    }
    return xml.append("</xml>").toString();
  }
}
