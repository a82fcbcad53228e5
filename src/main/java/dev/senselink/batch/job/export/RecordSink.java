package dev.senselink.batch.job.export;

import dev.senselink.batch.api.records.AccessRecord;
import dev.senselink.batch.api.records.RecordCells;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.job.JobMessages;
import dev.senselink.batch.table.csv.EncodableText;
import dev.senselink.batch.table.csv.GuardedCsvWriter;
import dev.senselink.batch.table.workbook.SingleTableWorkbook;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of records while it is written. */
public interface RecordSink extends Closeable {
  /** After so many records. */
  int ASKED_EVERY = 1000;

  int BUFFER = 1 << 16;

  void write(AccessRecord record) throws IOException;

  /** Whether it needs the objects as they were sent. */
  default boolean wantsObjects() {
    return false;
  }

  /** Writes the end: from now on it is whole. */
  default void finish() throws IOException {}

  /** The three kinds of file. */
  enum Format {
    CSV,
    JSONL,
    XLSX
  }

  /**
   * Begins a file that only its owner may read; what is there of this name is replaced.
   *
   * @param file in a folder that is there
   */
  static RecordSink create(Path file, Format format) throws IOException {
    Files.deleteIfExists(file);
    return switch (format) {
      case CSV -> table(GuardedCsvWriter.create(file));
      case JSONL -> lines(file);
      case XLSX -> book(SingleTableWorkbook.create(file, "records", RecordCells.columns()));
    };
  }

  /**
   * CSV into a writer, which stays open. It keeps to itself that nothing can be written any more,
   * so it is asked for that now and then, and at the end.
   */
  static RecordSink csv(PrintWriter out) throws IOException {
    RecordSink csv = table(GuardedCsvWriter.to(out));
    return new RecordSink() {
      private int unasked;

      @Override
      public void write(AccessRecord record) throws IOException {
        csv.write(record);
        unasked++;
        if (unasked == ASKED_EVERY) {
          unasked = 0;
          finish();
        }
      }

      @Override
      public void finish() throws IOException {
        if (out.checkError()) {
          throw new IOException(JobMessages.words("records.stdout"));
        }
      }

      @Override
      public void close() throws IOException {
        csv.close();
      }
    };
  }

  private static RecordSink table(GuardedCsvWriter csv) throws IOException {
    csv.write(RecordCells.columns());
    return new RecordSink() {
      @Override
      public void write(AccessRecord record) throws IOException {
        csv.write(RecordCells.of(record));
      }

      @Override
      public void close() throws IOException {
        csv.close();
      }
    };
  }

  private static RecordSink book(SingleTableWorkbook book) {
    return new RecordSink() {
      @Override
      public void write(AccessRecord record) throws IOException {
        book.write(RecordCells.of(record));
      }

      @Override
      public void finish() throws IOException {
        book.finish();
      }

      @Override
      public void close() throws IOException {
        book.close();
      }
    };
  }

  private static RecordSink lines(Path file) throws IOException {
    FileChannel channel = PrivateFiles.openToWrite(file);
    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
    return new RecordSink() {
      @Override
      public boolean wantsObjects() {
        return true;
      }

      @Override
      public void write(AccessRecord record) throws IOException {
        String line = EncodableText.of(record.json() + "\n");
        out.write(line.getBytes(StandardCharsets.UTF_8));
      }

      @Override
      public void close() throws IOException {
        out.close();
      }
    };
  }
}
