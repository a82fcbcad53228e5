package dev.senselink.batch.table.excel;

import static dev.senselink.batch.table.TableMessages.words;

import dev.senselink.batch.table.DisplayText;
import dev.senselink.batch.table.TableFileException;
import dev.senselink.batch.table.TableFileException.Code;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an .xlsx file by name. Each is unpacked as it is read, never to a disk, and never
 * beyond what a sound workbook holds; nor are all of them together, since a workbook may name one
 * part ten thousand times, and a zip may lay its parts one over another.
 */
final class XlsxZip implements Closeable {
  /** A list has a picture a person and not much else. */
  private static final int MOST_PARTS = XlsxPictures.MOST + 50_000;

  /**
   * What may be unpacked in all: so much of any file, of a larger one in proportion, never more.
   */
  private static final long ALWAYS = 4L << 30;

  private static final long MOST_RATIO = 1000;
  private static final long NEVER_MORE = 16L << 30;

  private final ZipFile zip;
  private final String file;
  private final Map<String, ZipEntry> parts = new HashMap<>();
  private final long most;
  private long unpacked;

  private XlsxZip(ZipFile zip, String file, long length, long most) {
    this.zip = zip;
    this.file = file;
    this.most = most;
    mustFit(zip.size(), file);
    long left = length;
    Iterator<? extends ZipEntry> all = zip.stream().iterator();
    while (all.hasNext()) {
      ZipEntry entry = all.next();
      left -= Math.max(0, entry.getCompressedSize());
      if (left < 0) {
        throw bomb(words("parts.overlap"));
      }
      parts.putIfAbsent(folded(entry.getName()), entry);
    }
  }

  static XlsxZip open(Path path, String file) throws IOException {
    long length = Files.size(path);
    return open(path, file, Math.min(NEVER_MORE, Math.max(ALWAYS, MOST_RATIO * length)));
  }

  /**
   * Opens it.
   *
   * @param most bytes that may be unpacked, of all parts and however often they are read
   * @throws TableFileException if it has more parts than any workbook, or has no room for them
   */
  static XlsxZip open(Path path, String file, long most) throws IOException {
    ZipFile zip = new ZipFile(path.toFile());
    try {
      return new XlsxZip(zip, file, Files.size(path), most);
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  /** Counts what is unpacked; a part is read several times, and a workbook may name it often. */
  void count(long bytes) {
    unpacked += bytes;
    if (unpacked > most) {
      throw bomb(words("parts.size"));
    }
  }

  /** Refuses a list that no workbook is so long of: it would be held in memory. */
  void mustFit(int entries, String part) {
    if (entries > MOST_PARTS) {
      throw bomb(words("part.entries", DisplayText.text(part), MOST_PARTS));
    }
  }

  boolean has(String part) {
    return parts.containsKey(folded(part));
  }

  /** How many bytes a part says it has, unpacked; 0 for none. */
  long size(String part) {
    ZipEntry entry = parts.get(folded(part));
    return entry == null ? 0 : entry.getSize();
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
