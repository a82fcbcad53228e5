package dev.senselink.batch.backup.export;

import dev.senselink.batch.backup.DigestingOutputStream;
import dev.senselink.batch.backup.Manifest;
import dev.senselink.batch.table.csv.GuardedCsvWriter;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** Writes a table and takes its measure. Not for several threads. */
public final class BackupTableWriter implements Closeable {
  private final DigestingOutputStream measured;
  private final GuardedCsvWriter csv;
  private long rows;
  private boolean closed;

  private BackupTableWriter(DigestingOutputStream measured, GuardedCsvWriter csv) {
    this.measured = measured;
    this.csv = csv;
  }

  /** Begins a table with its header. */
  public static BackupTableWriter create(BackupTarget place, String file, List<String> columns)
      throws IOException {
    DigestingOutputStream measured = new DigestingOutputStream(place.create(file));
    GuardedCsvWriter csv = GuardedCsvWriter.to(measured);
    csv.write(columns);
    return new BackupTableWriter(measured, csv);
  }

  public void write(List<String> cells) throws IOException {
    csv.write(cells);
    rows++;
  }

  /** Ends the table. */
  public Manifest.FileFacts finish() throws IOException {
    close();
    return measured.facts(rows);
  }

  /** Gives the table up where it was not finished; the place knows it is not whole. */
  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      csv.close();
    }
  }
}
