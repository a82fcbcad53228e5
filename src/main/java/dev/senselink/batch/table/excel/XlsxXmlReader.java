package dev.senselink.batch.table.excel;

import static dev.senselink.batch.table.TableMessages.words;

import dev.senselink.batch.table.DisplayText;
import dev.senselink.batch.table.TableFileException;
import dev.senselink.batch.table.csv.CsvTokenizer;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * One part of a workbook as XML, read forward only. Names are compared without their namespace, so
 * that strict OOXML reads the same. No entity is ever expanded and nothing outside is ever opened:
 * a document type, which no workbook has, ends the reading.
 */
final class XlsxXmlReader implements Closeable {
  /**
   * Drawings in groups of groups are the deepest, and far from that. Fewer than the 100 at which
   * the parser of newer Java gives up by itself, and calls the part broken.
   */
  private static final int MOST_DEPTH = 96;

  private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

  private final XlsxZip zip;
  private final String part;
  private final InputStream in;
  private final XMLStreamReader xml;
  private int depth;

  private XlsxXmlReader(XlsxZip zip, String part, InputStream in, XMLStreamReader xml) {
    this.zip = zip;
    this.part = part;
    this.in = in;
    this.xml = xml;
  }

  static XlsxXmlReader open(XlsxZip zip, String part) throws IOException {
    InputStream in = zip.open(part);
    try {
      return new XlsxXmlReader(zip, part, in, factory().createXMLStreamReader(in));
    } catch (XMLStreamException e) {
      in.close();
      throw zip.damaged(words("part.noXml", DisplayText.text(part)));
    }
  }

  private static XMLInputFactory factory() {
    // The JDK's own, whatever else is on the class path: what is forbidden below is known of it.
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException();
        });
    return factory;
  }

  /** Goes to the next event, one of {@link XMLStreamConstants}; END_DOCUMENT again at the end. */
  int next() {
    try {
      if (!xml.hasNext()) {
        return XMLStreamConstants.END_DOCUMENT;
      }
      int event = xml.next();
      if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
        throw zip.bomb(words("part.doctype", DisplayText.text(part)));
      }
      watchDepth(event);
      return event;
    } catch (XMLStreamException e) {
      throw broken();
    }
  }

  /** The parser keeps what encloses an element. */
  private void watchDepth(int event) {
    if (event == XMLStreamConstants.START_ELEMENT) {
      depth++;
    } else if (event == XMLStreamConstants.END_ELEMENT) {
      depth--;
    }
    if (depth > MOST_DEPTH) {
      throw zip.bomb(words("part.deep", DisplayText.text(part), MOST_DEPTH));
    }
  }

  /** Whether the part is read to its end. */
  boolean atEnd(int event) {
    return event == XMLStreamConstants.END_DOCUMENT;
  }

  /** Whether the event is the beginning of this element. */
  boolean begins(int event, String element) {
    return event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals(element);
  }

  /** Whether the event is the end of this element. */
  boolean ends(int event, String element) {
    return event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals(element);
  }

  /** The attribute of the element that begins, null if it has none. */
  @Nullable String attribute(String name) {
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      if (xml.getAttributeLocalName(i).equals(name)) {
        return xml.getAttributeValue(i);
      }
    }
    return null;
  }

  /** The attribute as a number, or this one if it has none. */
  int number(String name, int otherwise) {
    String value = attribute(name);
    if (value == null) {
      return otherwise;
    }
    try {
      return Integer.parseInt(value.strip());
    } catch (NumberFormatException e) {
      throw broken();
    }
  }

  /** Whether a switch is on. */
  boolean isOn(String name) {
    String value = attribute(name);
    return value != null && (value.equals("1") || value.equals("true") || value.equals("on"));
  }

  /** All text up to the end of the element that has just begun. */
  String text(String element) {
    StringBuilder text = new StringBuilder();
    for (int event = next(); !ends(event, element); event = next()) {
      append(event, text);
    }
    return unescaped(text.toString());
  }

  /**
   * The text of a shared or an inline string up to its end: its runs in order, without the reading
   * aid that Japanese and Chinese workbooks print above words.
   */
  String richText(String element) {
    StringBuilder text = new StringBuilder();
    boolean inText = false;
    for (int event = next(); !ends(event, element); event = next()) {
      if (begins(event, "rPh")) {
        passOver("rPh");
      } else if (begins(event, "t")) {
        inText = true;
      } else if (ends(event, "t")) {
        inText = false;
      } else if (inText) {
        append(event, text);
      } else {
        mustGoOn(event);
      }
    }
    return unescaped(text.toString());
  }

  /** Goes to the end of the element that has just begun. */
  void passOver(String element) {
    int event = next();
    while (!ends(event, element)) {
      mustGoOn(event);
      event = next();
    }
  }

  TableFileException broken() {
    return zip.damaged(
        words("part.broken", DisplayText.text(part), xml.getLocation().getLineNumber()));
  }

  private void append(int event, StringBuilder text) {
    mustGoOn(event);
    if (event == XMLStreamConstants.CHARACTERS
        || event == XMLStreamConstants.CDATA
        || event == XMLStreamConstants.SPACE) {
      if (text.length() + xml.getTextLength() > CsvTokenizer.MOST_CHARS_OF_A_CELL) {
        throw zip.bomb(words("part.bigCell"));
      }
      text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
    }
  }

  /** Ends the reading of a part that ends too early. */
  void mustGoOn(int event) {
    if (atEnd(event)) {
      throw broken();
    }
  }

  /** Characters that XML cannot hold are written as _x000D_. */
  private static String unescaped(String text) {
    if (!text.contains("_x")) {
      return text;
    }
    Matcher escaped = ESCAPED.matcher(text);
    return escaped.replaceAll(
        match ->
            Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(match.group(1), 16))));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
