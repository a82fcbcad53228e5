package dev.senselink.batch.table.excel;

import static dev.senselink.batch.table.TableMessages.words;

import dev.senselink.batch.table.FileKind;
import dev.senselink.batch.table.TableFileException;
import dev.senselink.batch.table.TableFileException.Code;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.poi.hssf.record.BoundSheetRecord;
import org.apache.poi.hssf.record.DateWindow1904Record;
import org.apache.poi.hssf.record.DrawingGroupRecord;
import org.apache.poi.hssf.record.EOFRecord;
import org.apache.poi.hssf.record.ExtendedFormatRecord;
import org.apache.poi.hssf.record.FilePassRecord;
import org.apache.poi.hssf.record.FormatRecord;
import org.apache.poi.hssf.record.Record;
import org.apache.poi.hssf.record.SSTRecord;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.util.LittleEndian;
import org.jspecify.annotations.Nullable;

/**
 * An .xls file: records in a row. Its texts are in memory, its cells are not; a sheet has 65,536
 * rows at most.
 */
public final class XlsWorkbook implements Workbook {
  private static final String OLD_STREAM = "Book";

  /** Kind and length, which stand in front of every record. */
  private static final int HEAD = 4;

  private final POIFSFileSystem files;
  private final String stream;
  private final String file;
  private final List<Sheet> sheets = new ArrayList<>();
  private final List<Integer> places = new ArrayList<>();
  private final List<Integer> formatOfStyle = new ArrayList<>();
  private final Map<Integer, String> formats = new HashMap<>();
  private @Nullable SSTRecord texts;
  private boolean from1904;
  private boolean encrypted;
  private int pictures;

  private XlsWorkbook(POIFSFileSystem files, String stream, String file) {
    this.files = files;
    this.stream = stream;
    this.file = file;
  }

  public static XlsWorkbook open(Path path, String file) throws IOException {
    POIFSFileSystem files = files(path, file);
    try {
      XlsWorkbook book = new XlsWorkbook(files, stream(files.getRoot(), file), file);
      book.readGlobals();
      return book;
    } catch (IOException | RuntimeException e) {
      files.close();
      throw e;
    }
  }

  private static POIFSFileSystem files(Path path, String file) {
    try {
      return new POIFSFileSystem(path.toFile(), true);
    } catch (RuntimeException | IOException e) {
      throw damaged(file);
    }
  }

  private static String stream(DirectoryNode root, String file) throws IOException {
    boolean old = false;
    for (String name : root.getEntryNames()) {
      if (name.toUpperCase(Locale.ROOT).equals("WORKBOOK") || name.equals("BOOK")) {
        return name;
      }
      old |= name.equals(OLD_STREAM);
    }
    if (old && hasPassword(root)) {
      throw FileKind.ENCRYPTED.refusal(file);
    }
    throw old ? FileKind.OLD_XLS.refusal(file) : noWorkbook(file);
  }

  /** Of an Excel before 97; whoever opens it to save it anew is asked for the password first. */
  private static boolean hasPassword(DirectoryNode root) throws IOException {
    try (InputStream in = root.createDocumentInputStream(OLD_STREAM)) {
      byte[] head = in.readNBytes(HEAD);
      while (head.length == HEAD && LittleEndian.getShort(head) != EOFRecord.sid) {
        if (LittleEndian.getShort(head) == FilePassRecord.sid) {
          return true;
        }
        in.skipNBytes(LittleEndian.getUShort(head, 2));
        head = in.readNBytes(HEAD);
      }
      return false;
    } catch (java.io.EOFException cutOff) {
      return false;
    }
  }

  private void readGlobals() throws IOException {
    try (XlsRecords records = records(0)) {
      Record record = records.next();
      while (record != null) {
        take(record);
        record = records.next();
      }
    }
  }

  private void take(Record record) {
    if (record instanceof BoundSheetRecord sheet) {
      sheets.add(new Sheet(sheet.getSheetname(), !sheet.isHidden() && !sheet.isVeryHidden()));
      places.add(sheet.getPositionOfBof());
    } else if (record instanceof SSTRecord shared) {
      texts = shared;
    } else if (record instanceof DateWindow1904Record window) {
      from1904 = window.getWindowing() == 1;
    } else if (record instanceof FilePassRecord) {
      encrypted = true;
    } else if (record instanceof DrawingGroupRecord drawings) {
      pictures = XlsPictureCount.of(drawings.getRawData());
    } else if (record instanceof ExtendedFormatRecord style) {
      formatOfStyle.add((int) style.getFormatIndex());
    } else if (record instanceof FormatRecord format) {
      formats.put(format.getIndexCode(), format.getFormatString());
    }
  }

  /** The records from this place in the stream on. */
  private XlsRecords records(int place) throws IOException {
    InputStream in = files.getRoot().createDocumentInputStream(stream);
    try {
      in.skipNBytes(place);
      return XlsRecords.of(in, file);
    } catch (TableFileException e) {
      in.close();
      throw e;
    } catch (IOException | RuntimeException e) {
      in.close();
      throw damaged(file);
    }
  }

  /** The text of this number. */
  String text(int number) {
    SSTRecord all = texts;
    try {
      if (all != null) {
        return all.getString(number).getString();
      }
    } catch (RuntimeException notSoMany) {
      // Told below.
    }
    throw damaged(file);
  }

  NumberStyle style(int style) {
    if (style < 0 || style >= formatOfStyle.size()) {
      return NumberStyle.PLAIN;
    }
    int format = formatOfStyle.get(style);
    return NumberStyle.of(format, formats.get(format));
  }

  boolean from1904() {
    return from1904;
  }

  @Override
  public String format() {
    return "XLS";
  }

  @Override
  public int unreadPictures() {
    return pictures;
  }

  @Override
  public List<Sheet> sheets() {
    return sheets;
  }

  @Override
  public Lines open(int sheet) throws IOException {
    MergedCells merges;
    try (XlsRecords records = sheet(sheet)) {
      merges = XlsSheet.merges(records);
    }
    return new XlsSheet(sheet(sheet), this, merges);
  }

  /**
   * The records of a sheet. What is encrypted, under the password that Excel knows by itself, can
   * only be read from the beginning of the file.
   */
  private XlsRecords sheet(int sheet) throws IOException {
    int place = places.get(sheet);
    if (!encrypted) {
      return records(place);
    }
    XlsRecords records = records(0);
    try {
      records.skipParts(1 + (int) places.stream().filter(other -> other < place).count());
      return records;
    } catch (RuntimeException e) {
      records.close();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    files.close();
  }

  static TableFileException damaged(String file) {
    return new TableFileException(Code.CORRUPT, file, words("book.damaged"));
  }

  private static TableFileException noWorkbook(String file) {
    return new TableFileException(Code.NOT_A_ROSTER, file, words("book.otherKind"));
  }
}
