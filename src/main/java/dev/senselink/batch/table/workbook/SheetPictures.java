package dev.senselink.batch.table.workbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The pictures of a sheet, each within its cell, so that sorting and filtering take it along. */
public final class SheetPictures {
  private static final int EMU_OF_A_PIXEL = 9_525;

  /** What fits into a row that is tall for a picture, and what is free around it. */
  private static final int PIXELS = 92;

  private static final int MARGIN = 4;

  private final List<byte[]> files = new ArrayList<>();
  private final StringBuilder anchors = new StringBuilder();

  /**
   * Puts a picture into a cell; what is no JPEG is left out.
   *
   * @param row from 0
   * @param column from 0
   * @param words what it shows, for those who cannot see it
   */
  public void put(byte[] jpeg, int row, int column, String words) {
    Optional<JpegSize> size = JpegSize.of(jpeg);
    if (size.isEmpty()) {
      return;
    }
    files.add(jpeg);
    double scale = PIXELS / (double) Math.max(size.get().width(), size.get().height());
    long width = Math.round(size.get().width() * scale) * EMU_OF_A_PIXEL;
    long height = Math.round(size.get().height() * scale) * EMU_OF_A_PIXEL;
    long margin = (long) MARGIN * EMU_OF_A_PIXEL;
    anchors.append("<xdr:twoCellAnchor>");
    anchors.append(corner("from", column, margin, row, margin));
    anchors.append(corner("to", column, margin + width, row, margin + height));
    anchors.append("<xdr:pic><xdr:nvPicPr><xdr:cNvPr id=\"%d\"".formatted(files.size() + 1));
    anchors.append(" name=\"face%d\" descr=\"".formatted(files.size()));
    XlsxText.append(anchors, words);
    anchors.append("\"/><xdr:cNvPicPr><a:picLocks noChangeAspect=\"1\"/></xdr:cNvPicPr>");
    anchors.append(
        "</xdr:nvPicPr><xdr:blipFill><a:blip r:embed=\"rId%d\"/>".formatted(files.size()));
    anchors.append("<a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr><a:xfrm>");
    anchors.append("<a:off x=\"0\" y=\"0\"/><a:ext cx=\"%d\" cy=\"%d\"/>".formatted(width, height));
    anchors.append("</a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></xdr:spPr>");
    anchors.append("</xdr:pic><xdr:clientData/></xdr:twoCellAnchor>");
  }

  private static String corner(String which, int column, long right, int row, long down) {
    return ("<xdr:%1$s><xdr:col>%2$d</xdr:col><xdr:colOff>%3$d</xdr:colOff>"
            + "<xdr:row>%4$d</xdr:row><xdr:rowOff>%5$d</xdr:rowOff></xdr:%1$s>")
        .formatted(which, column, right, row, down);
  }

  public boolean isEmpty() {
    return files.isEmpty();
  }

  List<byte[]> files() {
    return files;
  }

  String xml() {
    return """
        <xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" \
        xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" \
        xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">\
        """
        + anchors
        + "</xdr:wsDr>";
  }
}
