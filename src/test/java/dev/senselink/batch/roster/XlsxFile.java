package dev.senselink.batch.roster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** An .xlsx file written by hand, part by part, so that a test can write any of them wrongly. */
public final class XlsxFile {
  private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  private static final String REFERS =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  private static final String PACKAGE =
      "http://schemas.openxmlformats.org/package/2006/relationships";

  private final Map<String, byte[]> parts = new LinkedHashMap<>();
  private final StringBuilder sheets = new StringBuilder();
  private final StringBuilder references = new StringBuilder();
  private String properties = "";
  private int count;

  public XlsxFile() {
    part(
        "_rels/.rels",
        "<Relationships xmlns='%s'><Relationship Id='r' Type='%s/officeDocument' Target='xl/workbook.xml'/></Relationships>"
            .formatted(PACKAGE, REFERS));
  }

  /** A visible sheet of these rows. */
  public XlsxFile sheet(String name, String... rows) {
    return sheetOf(name, "visible", "<sheetData>" + String.join("", rows) + "</sheetData>");
  }

  /** A sheet with this XML inside. */
  public XlsxFile sheetOf(String name, String state, String inside) {
    count++;
    String part = "worksheets/sheet" + count + ".xml";
    sheets.append(
        "<sheet name='%s' sheetId='%d' state='%s' r:id='s%d'/>"
            .formatted(name, count, state, count));
    refer("s" + count, "worksheet", part);
    return part("xl/" + part, "<worksheet xmlns='" + MAIN + "'>" + inside + "</worksheet>");
  }

  /** The shared texts, each an {@code si} element's inside. */
  public XlsxFile texts(String... insides) {
    refer("texts", "sharedStrings", "sharedStrings.xml");
    StringBuilder all = new StringBuilder("<sst xmlns='" + MAIN + "'>");
    for (String inside : insides) {
      all.append("<si>").append(inside).append("</si>");
    }
    return part("xl/sharedStrings.xml", all.append("</sst>").toString());
  }

  /** The number formats by style: a number, or a text that the file defines itself. */
  public XlsxFile styles(Object... formats) {
    refer("styles", "styles", "styles.xml");
    StringBuilder own = new StringBuilder();
    StringBuilder ofCells = new StringBuilder();
    for (int i = 0; i < formats.length; i++) {
      Object id = formats[i];
      if (id instanceof String code) {
        id = 164 + i;
        own.append("<numFmt numFmtId='%s' formatCode='%s'/>".formatted(id, escaped(code)));
      }
      ofCells.append("<xf numFmtId='").append(id).append("'/>");
    }
    return part(
        "xl/styles.xml",
        "<styleSheet xmlns='%s'><numFmts>%s</numFmts><cellStyleXfs><xf numFmtId='22'/></cellStyleXfs><cellXfs>%s</cellXfs></styleSheet>"
            .formatted(MAIN, own, ofCells));
  }

  XlsxFile from1904() {
    properties = "<workbookPr date1904='1'/>";
    return this;
  }

  /** Puts a part, whatever was there. */
  public XlsxFile part(String name, String content) {
    return part(name, content.getBytes(UTF_8));
  }

  /** Any part, as bytes. */
  public XlsxFile part(String name, byte[] content) {
    parts.put(name, content);
    return this;
  }

  /** What the workbook itself refers to. */
  public XlsxFile referTo(String id, String kind, String target) {
    refer(id, kind, target);
    return this;
  }

  private void refer(String id, String kind, String target) {
    references.append(
        "<Relationship Id='%s' Type='%s/%s' Target='%s'/>".formatted(id, REFERS, kind, target));
  }

  public Path write(Path file) throws IOException {
    Map<String, byte[]> all = new LinkedHashMap<>();
    all.put(
        "xl/workbook.xml",
        "<workbook xmlns='%s' xmlns:r='%s'>%s<sheets>%s</sheets></workbook>"
            .formatted(MAIN, REFERS, properties, sheets)
            .getBytes(UTF_8));
    all.put(
        "xl/_rels/workbook.xml.rels",
        "<Relationships xmlns='%s'>%s</Relationships>"
            .formatted(PACKAGE, references)
            .getBytes(UTF_8));
    all.putAll(parts);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> part : all.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue());
      }
    }
    return file;
  }

  /** A row of cells given as XML. */
  public static String row(int row, String... cells) {
    return "<row r='" + row + "'>" + String.join("", cells) + "</row>";
  }

  /** A row of texts. */
  public static String texts(long row, List<String> texts) {
    StringBuilder cells = new StringBuilder();
    for (String text : texts) {
      cells.append(text(text));
    }
    return "<row r='" + row + "'>" + cells + "</row>";
  }

  /** A text cell that stands behind the one before it. */
  public static String text(String text) {
    return "<c t='inlineStr'><is><t xml:space='preserve'>" + escaped(text) + "</t></is></c>";
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    String plain = text.replace("_x", "_x005F_x");
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '\'' -> escaped.append("&#39;");
        case '\r' -> escaped.append("&#13;");
        default -> {
          if (c < ' ' && c != '\n' && c != '\t') {
            escaped.append("_x%04X_".formatted((int) c));
          } else {
            escaped.append(c);
          }
        }
      }
    }
    return escaped.toString();
  }
}
