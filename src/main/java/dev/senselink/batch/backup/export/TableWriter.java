package dev.senselink.batch.backup.export;

import dev.senselink.batch.backup.Manifest;
import dev.senselink.batch.backup.Measured;
import dev.senselink.batch.table.csv.GuardedCsv;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** Writes a table and takes its measure. Not for several threads. */
public final class TableWriter implements Closeable {
  private final Measured measured;
  private final GuardedCsv csv;
  private long rows;
  private boolean closed;

  private TableWriter(Measured measured, GuardedCsv csv) {
    this.measured = measured;
    this.csv = csv;
  }

  /** Begins a table with its header. */
  public static TableWriter create(Place place, String file, List<String> columns) throws IOException {
    Measured measured = new Measured(place.create(file));
    GuardedCsv csv = GuardedCsv.to(measured);
    csv.write(columns);
    return new TableWriter(measured, csv);
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
