package dev.senselink.batch.table.workbook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.senselink.batch.disk.PrivateFiles;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * An .xlsx file while it is written, forward only: no row stays in memory and nothing is kept in
 * temporary files, which would hold personal data. Sheets are written one after the other, then
 * {@link #finish}. Readable by its owner only. Not for several threads.
 */
public final class XlsxWriter implements Closeable {
  private static final String HEAD =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
  private static final String SCHEMAS = "http://schemas.openxmlformats.org/";
  private static final String RELATIONS = SCHEMAS + "officeDocument/2006/relationships";
  private static final String SPREADSHEET =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.";

  private final ZipOutputStream zip;
  private final List<String> sheets = new ArrayList<>();
  private final SheetNotes notes = new SheetNotes();
  private int picturedSheet;

  private XlsxWriter(ZipOutputStream zip) {
    this.zip = zip;
  }

  /** Creates the file, which must not be there yet. */
  public static XlsxWriter create(Path file) throws IOException {
    return to(new BufferedOutputStream(Channels.newOutputStream(PrivateFiles.createToWrite(file))));
  }

  /** Writes the same into a stream, which is closed with the book. */
  public static XlsxWriter to(OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    zip.setLevel(Deflater.BEST_SPEED);
    XlsxWriter book = new XlsxWriter(zip);
    try {
      // In front, for programs that tell files by their first bytes.
      book.part("_rels/.rels", relations(relation("rId1", "officeDocument", "xl/workbook.xml")));
      return book;
    } catch (IOException e) {
      zip.close();
      throw e;
    }
  }

  /** Begins a sheet. The sheet before must be ended. */
  public XlsxSheetWriter sheet(SheetShape shape) throws IOException {
    return new XlsxSheetWriter(this, shape);
  }

  /** Begins the part of a sheet of this name. */
  void beginSheet(String name) throws IOException {
    sheets.add(name);
    zip.putNextEntry(new ZipEntry("xl/worksheets/sheet" + sheets.size() + ".xml"));
    write(HEAD);
  }

  /** Notes that the sheet which ends shows the pictures of the book. */
  void refersToPictures() {
    picturedSheet = sheets.size();
  }

  /** The notes of the first sheet. */
  SheetNotes notes() {
    return notes;
  }

  boolean isFirstSheet() {
    return sheets.size() == 1;
  }

  /** Appends to the part that was begun and says how many bytes that were. */
  int write(String xml) throws IOException {
    byte[] bytes = xml.getBytes(UTF_8);
    zip.write(bytes);
    return bytes.length;
  }

  void endPart() throws IOException {
    zip.closeEntry();
  }

  /** Writes all that must be known of the sheets; the file is whole then. */
  public void finish(SheetPictures pictures) throws IOException {
    if (picturedSheet > 0) {
      drawing(pictures);
    }
    if (!notes.isEmpty()) {
      part("xl/comments1.xml", notes.comments());
      part("xl/drawings/vmlDrawing1.vml", notes.drawing());
    }
    sheetRelations();
    part("xl/styles.xml", SheetStyles.xml());
    part("xl/workbook.xml", workbook());
    part("xl/_rels/workbook.xml.rels", workbookRelations());
    part("[Content_Types].xml", types());
    zip.finish();
  }

  /** What the sheets show beside their cells: pictures, and notes on the first. */
  private void sheetRelations() throws IOException {
    String drawing = relation("rId1", "drawing", "../drawings/drawing1.xml");
    String first =
        notes.isEmpty()
            ? ""
            : relation("rId2", "vmlDrawing", "../drawings/vmlDrawing1.vml")
                + relation("rId3", "comments", "../comments1.xml");
    if (picturedSheet > 1) {
      part("xl/worksheets/_rels/sheet" + picturedSheet + ".xml.rels", relations(drawing));
    }
    String ofFirst = (picturedSheet == 1 ? drawing : "") + first;
    if (!ofFirst.isEmpty()) {
      part("xl/worksheets/_rels/sheet1.xml.rels", relations(ofFirst));
    }
  }

  private void drawing(SheetPictures pictures) throws IOException {
    List<byte[]> files = pictures.files();
    StringBuilder relations = new StringBuilder();
    for (int n = 1; n <= files.size(); n++) {
      zip.putNextEntry(new ZipEntry("xl/media/face" + n + ".jpg"));
      zip.write(files.get(n - 1));
      zip.closeEntry();
      relations.append(relation("rId" + n, "image", "../media/face" + n + ".jpg"));
    }
    part("xl/drawings/drawing1.xml", pictures.xml());
    part("xl/drawings/_rels/drawing1.xml.rels", relations(relations.toString()));
  }

  private String workbook() {
    StringBuilder xml = new StringBuilder("<workbook xmlns=\"");
    xml.append(SCHEMAS).append("spreadsheetml/2006/main\" xmlns:r=\"").append(RELATIONS);
    xml.append("\"><bookViews><workbookView/></bookViews><sheets>");
    for (int n = 1; n <= sheets.size(); n++) {
      xml.append("<sheet name=\"").append(sheets.get(n - 1));
      xml.append("\" sheetId=\"%d\" r:id=\"rId%d\"/>".formatted(n, n));
    }
    return xml.append("</sheets></workbook>").toString();
  }

  private String workbookRelations() {
    StringBuilder xml = new StringBuilder();
    for (int n = 1; n <= sheets.size(); n++) {
      xml.append(relation("rId" + n, "worksheet", "worksheets/sheet" + n + ".xml"));
    }
    return relations(xml + relation("rId" + (sheets.size() + 1), "styles", "styles.xml"));
  }

  private String types() {
    StringBuilder xml = new StringBuilder("<Types xmlns=\"");
    xml.append(SCHEMAS).append("package/2006/content-types\">");
    xml.append("<Default Extension=\"xml\" ContentType=\"application/xml\"/>");
    xml.append("<Default Extension=\"rels\" ContentType=\"");
    xml.append("application/vnd.openxmlformats-package.relationships+xml\"/>");
    xml.append("<Default Extension=\"jpg\" ContentType=\"image/jpeg\"/>");
    xml.append("<Default Extension=\"vml\" ContentType=\"");
    xml.append("application/vnd.openxmlformats-officedocument.vmlDrawing\"/>");
    if (!notes.isEmpty()) {
      xml.append(type("/xl/comments1.xml", SPREADSHEET + "comments+xml"));
    }
    xml.append(type("/xl/workbook.xml", SPREADSHEET + "sheet.main+xml"));
    xml.append(type("/xl/styles.xml", SPREADSHEET + "styles+xml"));
    for (int n = 1; n <= sheets.size(); n++) {
      xml.append(type("/xl/worksheets/sheet" + n + ".xml", SPREADSHEET + "worksheet+xml"));
    }
    if (picturedSheet > 0) {
      xml.append(
          type(
              "/xl/drawings/drawing1.xml",
              "application/vnd.openxmlformats-officedocument.drawing+xml"));
    }
    return xml.append("</Types>").toString();
  }

  private static String type(String part, String type) {
    return "<Override PartName=\"%s\" ContentType=\"%s\"/>".formatted(part, type);
  }

  private static String relation(String id, String kind, String target) {
    return "<Relationship Id=\"%s\" Type=\"%s/%s\" Target=\"%s\"/>"
        .formatted(id, RELATIONS, kind, target);
  }

  private static String relations(String all) {
    return "<Relationships xmlns=\"%spackage/2006/relationships\">%s</Relationships>"
        .formatted(SCHEMAS, all);
  }

  private void part(String name, String xml) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    write(HEAD + xml);
    zip.closeEntry();
  }

  /** Closes the file, finished or not. */
  @Override
  public void close() throws IOException {
    zip.close();
  }
}
