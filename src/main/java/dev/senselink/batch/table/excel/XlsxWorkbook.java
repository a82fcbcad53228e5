package dev.senselink.batch.table.excel;

import static dev.senselink.batch.table.TableMessages.words;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An .xlsx file: a zip of XML parts. Its sheets are read as they are unpacked. */
public final class XlsxWorkbook implements Workbook {
  private static final String VISIBLE = "visible";

  /**
   * Where only the top is wanted, merged cells are looked for in sheets of so many bytes: they
   * stand at the end. Some 60,000 rows.
   */
  private static final long MOST_FOR_MERGES = 16L << 20;

  private final XlsxZip zip;
  private final List<Sheet> sheets;
  private final String main;
  private final List<String> parts;
  private final XlsxContext book;
  private final boolean top;

  private XlsxWorkbook(
      XlsxZip zip,
      String main,
      List<Sheet> sheets,
      List<String> parts,
      XlsxContext book,
      boolean top) {
    this.top = top;
    this.zip = zip;
    this.main = main;
    this.sheets = sheets;
    this.parts = parts;
    this.book = book;
  }

  public static XlsxWorkbook open(Path path, String file) throws IOException {
    return open(path, file, false);
  }

  /**
   * Opens one of which the first rows are wanted and no more, however long it is: what stands
   * behind them is neither read nor proven. See {@link #isPart}.
   */
  public static XlsxWorkbook openTop(Path path, String file) throws IOException {
    return open(path, file, true);
  }

  private static XlsxWorkbook open(Path path, String file, boolean top) throws IOException {
    XlsxZip zip = XlsxZip.open(path, file);
    try {
      return open(zip, top);
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  private static XlsxWorkbook open(XlsxZip zip, boolean top) throws IOException {
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
    return new XlsxWorkbook(zip, main, sheets, names, book(zip, parts, from1904, top), top);
  }

  private static XlsxContext book(XlsxZip zip, XlsxRelations parts, boolean from1904, boolean top)
      throws IOException {
    String styles = parts.byKind().get("styles");
    SharedTexts texts = new SharedTexts(SharedTexts.CHARS_IN_MEMORY);
    try {
      String shared = parts.byKind().get("sharedStrings");
      // A reference to no part is what some writers leave where they have no texts to share.
      if (shared != null && zip.has(shared)) {
        texts.takeFrom(texts(XlsxXmlReader.open(zip, shared)));
        if (!top) {
          texts.takeAll();
        }
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

  private static SharedTexts.Source texts(XlsxXmlReader xml) {
    return new SharedTexts.Source() {
      @Override
      public @Nullable String next() {
        int e = xml.next();
        while (!xml.begins(e, "si") && !xml.atEnd(e)) {
          e = xml.next();
        }
        return xml.atEnd(e) ? null : xml.richText("si");
      }

      @Override
      public void close() throws IOException {
        xml.close();
      }
    };
  }

  @Override
  public String format() {
    return "XLSX";
  }

  @Override
  public List<Sheet> sheets() {
    return sheets;
  }

  /** Whether a sheet is so long that nothing is known of cells that are merged in it. */
  public boolean isPart(int sheet) {
    return top && zip.size(parts.get(sheet)) > MOST_FOR_MERGES;
  }

  @Override
  public Lines open(int sheet) throws IOException {
    String part = parts.get(sheet);
    MergedCells merges = isPart(sheet) ? new MergedCells() : XlsxMerges.read(zip, part);
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
