package dev.senselink.batch.fleet.rows;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.disk.Sha256Digest;
import dev.senselink.batch.roster.CellFault;
import dev.senselink.batch.roster.RosterSettings;
import dev.senselink.batch.roster.Row;
import dev.senselink.batch.roster.RowLines;
import dev.senselink.batch.table.csv.GuardedCsvWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes the list of one site, in pieces: thousands are written at once, and none is kept open. It
 * has all columns of the whole list: whatever is a row there is one here.
 */
final class SiteListWriter {
  /** What a cell says that its workbook could not work out: a list of ours knows no such marks. */
  private static final String UNREADABLE = "#VALUE!";

  private static final int PIECE = 1 << 14;

  private final String site;
  private final Path file;
  private final List<String> headers;
  private final RosterSettings reading;
  private final ByteArrayOutputStream piece = new ByteArrayOutputStream();
  private int[] lines = new int[16];
  private int rows;

  /**
   * @param name how the list of all is called: the site's is known by it, too
   * @param reading how the list will be read
   */
  SiteListWriter(
      String site, Path folder, String name, List<String> headers, RosterSettings reading)
      throws IOException {
    this.reading = reading;
    this.site = site;
    this.file = PrivateFiles.folder(folder.resolve(site)).resolve(name);
    this.headers = headers;
    try (OutputStream out = Channels.newOutputStream(PrivateFiles.replace(file));
        GuardedCsvWriter csv = GuardedCsvWriter.to(out)) {
      csv.write(headers);
    }
  }

  String site() {
    return site;
  }

  void add(Row row) throws IOException {
    List<String> cells = new ArrayList<>(row.cells());
    for (CellFault fault : row.faults()) {
      int at = fault.header() == null ? -1 : headers.indexOf(fault.header());
      if (at >= 0 && fault.code().equals("CELL_UNREADABLE")) {
        cells.set(at, UNREADABLE);
      }
    }
    try (GuardedCsvWriter csv = GuardedCsvWriter.appendingTo(piece)) {
      csv.write(cells);
    }
    if (piece.size() >= PIECE) {
      flush();
    }
    if (rows == lines.length) {
      lines = Arrays.copyOf(lines, rows * 2);
    }
    lines[rows++] = Math.toIntExact(row.ref().line());
  }

  private void flush() throws IOException {
    try (OutputStream out = PrivateFiles.append(file)) {
      piece.writeTo(out);
    }
    piece.reset();
  }

  SiteRows end() throws IOException {
    flush();
    RowLines where = RowLines.of(Arrays.copyOf(lines, rows));
    return new SiteRows(site, file, rows, where, sha256(file), reading);
  }

  /** Of a file's bytes. */
  static String sha256(Path file) {
    MessageDigest digest = Sha256Digest.start();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Sha256Digest.hex(digest.digest());
  }
}
