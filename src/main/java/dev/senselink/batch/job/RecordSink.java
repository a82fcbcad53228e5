package dev.senselink.batch.job;

import dev.senselink.batch.api.AccessRecord;
import dev.senselink.batch.api.RecordCells;
import dev.senselink.batch.ledger.PrivateFiles;
import dev.senselink.batch.report.SheetFile;
import dev.senselink.batch.roster.GuardedCsv;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of records while it is written. */
interface RecordSink extends Closeable {
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
      case CSV -> table(GuardedCsv.create(file));
      case JSONL -> lines(file);
      case XLSX -> book(SheetFile.create(file, "records", RecordCells.columns()));
    };
  }

  /** CSV into a writer, which stays open. */
  static RecordSink csv(Writer out) throws IOException {
    return table(GuardedCsv.to(out));
  }

  private static RecordSink table(GuardedCsv csv) throws IOException {
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

  private static RecordSink book(SheetFile book) {
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
    Writer out = new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8));
    return new RecordSink() {
      @Override
      public boolean wantsObjects() {
        return true;
      }

      @Override
      public void write(AccessRecord record) throws IOException {
        out.write(record.json().toString());
        out.write('\n');
      }

      @Override
      public void close() throws IOException {
        out.close();
      }
    };
  }
}
