package dev.senselink.batch.table.excel;

import static dev.senselink.batch.table.TableMessages.words;

import dev.senselink.batch.table.DisplayText;
import dev.senselink.batch.table.TableFileException;
import dev.senselink.batch.table.TableFileException.Code;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an .xlsx file by name. Each is unpacked as it is read, never to a disk, and never
 * beyond what a sound workbook holds.
 */
final class XlsxZip implements Closeable {
  private final ZipFile zip;
  private final String file;
  private final Map<String, ZipEntry> parts = new HashMap<>();

  private XlsxZip(ZipFile zip, String file) {
    this.zip = zip;
    this.file = file;
    zip.stream().forEach(entry -> parts.putIfAbsent(folded(entry.getName()), entry));
  }

  static XlsxZip open(Path path, String file) throws IOException {
    return new XlsxZip(new ZipFile(path.toFile()), file);
  }

  boolean has(String part) {
    return parts.containsKey(folded(part));
  }

  /**
   * Opens a part; names differ in case and slashes from program to program.
   *
   * @throws TableFileException if there is no such part; the stream throws it at a bomb or damage
   */
  InputStream open(String part) throws IOException {
    ZipEntry entry = parts.get(folded(part));
    InputStream in = entry == null ? null : stream(entry);
    if (entry == null || in == null) {
      throw damaged(words("part.missing", DisplayText.text(part)));
    }
    return new WorkbookPartStream(in, entry, this);
  }

  TableFileException damaged(String what) {
    return new TableFileException(Code.CORRUPT, file, words("book.damaged.part", what));
  }

  TableFileException bomb(String what) {
    return new TableFileException(Code.CORRUPT, file, words("book.unsound", what));
  }

  private @Nullable InputStream stream(ZipEntry entry) throws IOException {
    try {
      return zip.getInputStream(entry);
    } catch (java.util.zip.ZipException e) {
      throw damaged(words("part.packed", DisplayText.text(entry.getName())));
    }
  }

  private static String folded(String part) {
    return part.toLowerCase(Locale.ROOT).replace('\\', '/');
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
