package dev.senselink.batch.table.excel;

import dev.senselink.batch.table.FileKind;
import dev.senselink.batch.table.TableFileException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.hssf.OldExcelFormatException;
import org.apache.poi.hssf.record.BOFRecord;
import org.apache.poi.hssf.record.EOFRecord;
import org.apache.poi.hssf.record.Record;
import org.apache.poi.hssf.record.RecordFactoryInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The records of one part of an .xls file, its globals or a sheet, one at a time and without those
 * of charts inside. Whatever is wrong with them is told in our words.
 */
final class XlsRecords implements Closeable {
  private final RecordFactoryInputStream records;
  private final InputStream in;
  private final String file;
  private int depth;
  private boolean ended;

  private XlsRecords(RecordFactoryInputStream records, InputStream in, String file) {
    this.records = records;
    this.in = in;
    this.file = file;
  }

  /**
   * Reads from where the stream stands.
   *
   * @param in closed with this
   */
  static XlsRecords of(InputStream in, String file) {
    try {
      return new XlsRecords(new RecordFactoryInputStream(in, false), in, file);
    } catch (RuntimeException e) {
      throw told(e, file);
    }
  }

  /** The next record, null at the end of the part. */
  @Nullable Record next() {
    while (!ended) {
      Record record = read();
      if (record instanceof BOFRecord beginning) {
        mustBeOfOurTime(beginning);
        depth++;
      } else if (record instanceof EOFRecord) {
        depth--;
        ended = depth <= 0;
      } else if (depth == 1) {
        return record;
      }
    }
    return null;
  }

  /** Goes to the beginning of a later part, behind so many others. */
  void skipParts(int count) {
    for (int part = 0; part < count; part++) {
      Record record = next();
      while (record != null) {
        record = next();
      }
      ended = false;
    }
  }

  private Record read() {
    Record record;
    try {
      record = records.nextRecord();
    } catch (RuntimeException e) {
      throw told(e, file);
    }
    if (record == null) {
      throw XlsWorkbook.damaged(file);
    }
    return record;
  }

  private void mustBeOfOurTime(BOFRecord beginning) {
    if (beginning.getVersion() < BOFRecord.VERSION) {
      throw FileKind.OLD_XLS.refusal(file);
    }
  }

  /** What POI throws at a file; it names neither the file nor a remedy. */
  private static TableFileException told(RuntimeException e, String file) {
    if (e instanceof EncryptedDocumentException) {
      return FileKind.ENCRYPTED.refusal(file);
    }
    return e instanceof OldExcelFormatException
        ? FileKind.OLD_XLS.refusal(file)
        : XlsWorkbook.damaged(file);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
