package dev.senselink.batch.table.excel;

import static dev.senselink.batch.table.TableMessages.words;

import dev.senselink.batch.table.DisplayText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Pictures that are the value of a cell, as Excel's "place in cell" makes them. The cell says only
 * a number; four parts lead from there to the picture: the sheet's metadata to a value, its
 * structure to the field that is a picture, and a list of references to the bytes. Where one of
 * them does not say what is expected there is no picture, and the cell is the error it shows.
 */
final class XlsxValuePictures {
  private static final String KIND = "XLRICHVALUE";
  private static final String FIELD = "_rvRel:LocalImageIdentifier";
  private static final int NONE = -1;

  private final XlsxZip zip;
  private final XlsxRelations parts;

  private XlsxValuePictures(XlsxZip zip, XlsxRelations parts) {
    this.zip = zip;
    this.parts = parts;
  }

  /**
   * The names of the pictures' bytes, by the number that a cell has as {@code vm}.
   *
   * @param parts what the workbook's part refers to
   */
  static Map<Integer, String> read(XlsxZip zip, XlsxRelations parts) throws IOException {
    return new XlsxValuePictures(zip, parts).read();
  }

  private Map<Integer, String> read() throws IOException {
    String metadata = part("sheetMetadata");
    List<String> pictures = metadata == null ? List.of() : pictures();
    Map<Integer, String> byNumber = new HashMap<>();
    if (metadata != null && !pictures.isEmpty()) {
      List<Integer> values = values(fields());
      List<Integer> cells = cells(metadata);
      for (int at = 0; at < cells.size(); at++) {
        int picture = at(values, cells.get(at));
        if (picture >= 0 && picture < pictures.size() && !pictures.get(picture).isEmpty()) {
          byNumber.put(at + 1, pictures.get(picture));
        }
      }
    }
    return byNumber;
  }

  private @Nullable String part(String kind) {
    String part = parts.byKind().get(kind);
    return part != null && zip.has(part) ? part : null;
  }

  /** The bytes' names in the order in which values count them. */
  private List<String> pictures() throws IOException {
    List<String> pictures = new ArrayList<>();
    String part = part("richValueRel");
    if (part != null) {
      XlsxRelations targets = XlsxRelations.of(zip, part);
      try (XlsxXmlReader xml = XlsxXmlReader.open(zip, part)) {
        for (int e = xml.next(); !xml.atEnd(e); e = xml.next()) {
          if (xml.begins(e, "rel")) {
            XlsxRelations.Part picture = targets.byId().get(String.valueOf(xml.attribute("id")));
            String name = picture == null ? "" : picture.name();
            add(pictures, zip.has(name) ? name : "", part);
          }
        }
      }
    }
    return pictures;
  }

  /** Which field of a value is the picture, by the number of its structure. */
  private List<Integer> fields() throws IOException {
    List<Integer> fields = new ArrayList<>();
    String part = part("rdRichValueStructure");
    if (part != null) {
      try (XlsxXmlReader xml = XlsxXmlReader.open(zip, part)) {
        int field = 0;
        for (int e = xml.next(); !xml.atEnd(e); e = xml.next()) {
          if (xml.begins(e, "s")) {
            field = 0;
            add(fields, NONE, part);
          } else if (xml.begins(e, "k")) {
            if (FIELD.equals(xml.attribute("n")) && !fields.isEmpty()) {
              fields.set(fields.size() - 1, field);
            }
            field++;
          }
        }
      }
    }
    return fields;
  }

  /** Which picture each value is. */
  private List<Integer> values(List<Integer> fields) throws IOException {
    List<Integer> values = new ArrayList<>();
    String part = part("rdRichValue");
    if (part != null) {
      try (XlsxXmlReader xml = XlsxXmlReader.open(zip, part)) {
        int wanted = NONE;
        int field = 0;
        for (int e = xml.next(); !xml.atEnd(e); e = xml.next()) {
          if (xml.begins(e, "rv")) {
            wanted = at(fields, number(xml.attribute("s")));
            field = 0;
            add(values, NONE, part);
          } else if (xml.begins(e, "v")) {
            if (field++ == wanted && !values.isEmpty()) {
              values.set(values.size() - 1, number(xml.text("v")));
            }
          }
        }
      }
    }
    return values;
  }

  /** Which value each of the numbers is that cells have. */
  private List<Integer> cells(String part) throws IOException {
    List<Integer> future = new ArrayList<>();
    List<Integer> cells = new ArrayList<>();
    int kinds = 0;
    int ours = NONE;
    boolean inFuture = false;
    boolean inValues = false;
    try (XlsxXmlReader xml = XlsxXmlReader.open(zip, part)) {
      for (int e = xml.next(); !xml.atEnd(e); e = xml.next()) {
        if (xml.begins(e, "metadataType")) {
          kinds++;
          ours = KIND.equals(xml.attribute("name")) ? kinds : ours;
        } else if (xml.begins(e, "futureMetadata")) {
          inFuture = KIND.equals(xml.attribute("name"));
        } else if (xml.begins(e, "cellMetadata") || xml.begins(e, "valueMetadata")) {
          inFuture = false;
          inValues = xml.begins(e, "valueMetadata");
        } else if (xml.begins(e, "bk") && (inFuture || inValues)) {
          add(inFuture ? future : cells, NONE, part);
        } else if (xml.begins(e, "rvb") && inFuture && !future.isEmpty()) {
          future.set(future.size() - 1, number(xml.attribute("i")));
        } else if (xml.begins(e, "rc")
            && inValues
            && !cells.isEmpty()
            && number(xml.attribute("t")) == ours) {
          cells.set(cells.size() - 1, number(xml.attribute("v")));
        }
      }
    }
    return cells.stream().map(at -> at(future, at)).toList();
  }

  private <T> void add(List<T> all, T one, String part) {
    if (all.size() == XlsxPictures.MOST) {
      throw zip.bomb(words("part.pictures", DisplayText.text(part), XlsxPictures.MOST));
    }
    all.add(one);
  }

  private static int at(List<Integer> all, int place) {
    return place >= 0 && place < all.size() ? all.get(place) : NONE;
  }

  private static int number(@Nullable String text) {
    return text != null && text.strip().matches("[0-9]{1,9}")
        ? Integer.parseInt(text.strip())
        : NONE;
  }
}
