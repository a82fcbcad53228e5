package dev.senselink.batch.table.excel;

import static dev.senselink.batch.table.TableMessages.words;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An .xlsx file: a zip of XML parts. Its sheets are read as they are unpacked. */
public final class XlsxWorkbook implements Workbook {
  private static final String VISIBLE = "visible";

  private final XlsxZip zip;
  private final List<Sheet> sheets;
  private final String main;
  private final List<String> parts;
  private final XlsxContext book;

  private XlsxWorkbook(
      XlsxZip zip, String main, List<Sheet> sheets, List<String> parts, XlsxContext book) {
    this.zip = zip;
    this.main = main;
    this.sheets = sheets;
    this.parts = parts;
    this.book = book;
  }

  public static XlsxWorkbook open(Path path, String file) throws IOException {
    XlsxZip zip = XlsxZip.open(path, file);
    try {
      return open(zip);
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  private static XlsxWorkbook open(XlsxZip zip) throws IOException {
    String main =
        XlsxRelations.of(zip, "")
            .first("officeDocument")
            .orElseThrow(() -> zip.damaged(words("part.noSheets")));
    XlsxRelations parts = XlsxRelations.of(zip, main);
    List<Sheet> sheets = new ArrayList<>();
    List<String> names = new ArrayList<>();
    boolean from1904 = false;
    try (XlsxXmlReader xml = XlsxXmlReader.open(zip, main)) {
      for (int e = xml.next(); !xml.atEnd(e); e = xml.next()) {
        if (xml.begins(e, "workbookPr")) {
          from1904 = xml.isOn("date1904");
        } else if (xml.begins(e, "sheet")) {
          XlsxRelations.Part part = parts.byId().get(String.valueOf(xml.attribute("id")));
          if (part == null) {
            throw zip.damaged(words("part.noSheet"));
          }
          if (part.kind().equals("worksheet")) {
            zip.mustFit(sheets.size(), main);
            String state = xml.attribute("state");
            sheets.add(
                new Sheet(
                    String.valueOf(xml.attribute("name")), state == null || state.equals(VISIBLE)));
            names.add(part.name());
          }
        }
      }
    }
    return new XlsxWorkbook(zip, main, sheets, names, book(zip, parts, from1904));
  }

  private static XlsxContext book(XlsxZip zip, XlsxRelations parts, boolean from1904)
      throws IOException {
    String styles = parts.byKind().get("styles");
    SharedTexts texts = new SharedTexts(SharedTexts.CHARS_IN_MEMORY);
    try {
      String shared = parts.byKind().get("sharedStrings");
      // A reference to no part is what some writers leave where they have no texts to share.
      if (shared != null && zip.has(shared)) {
        read(zip, shared, texts);
      }
      return new XlsxContext(
          texts,
          styles == null || !zip.has(styles) ? XlsxStyles.none() : XlsxStyles.read(zip, styles),
          from1904,
          XlsxValuePictures.read(zip, parts));
    } catch (IOException | RuntimeException e) {
      texts.close();
      throw e;
    }
  }

  private static void read(XlsxZip zip, String part, SharedTexts texts) throws IOException {
    try (XlsxXmlReader xml = XlsxXmlReader.open(zip, part)) {
      for (int e = xml.next(); !xml.atEnd(e); e = xml.next()) {
        if (xml.begins(e, "si")) {
          texts.add(xml.richText("si"));
        }
      }
    }
  }

  @Override
  public String format() {
    return "XLSX";
  }

  @Override
  public List<Sheet> sheets() {
    return sheets;
  }

  @Override
  public Lines open(int sheet) throws IOException {
    String part = parts.get(sheet);
    MergedCells merges = XlsxMerges.read(zip, part);
    return new XlsxSheet(XlsxXmlReader.open(zip, part), book, merges);
  }

  @Override
  public PicturesOfSheet pictures(int sheet) throws IOException {
    return XlsxPictures.read(zip, parts.get(sheet), main, book.pictures());
  }

  @Override
  public void close() throws IOException {
    try (zip) {
      book.texts().close();
    }
  }
}
