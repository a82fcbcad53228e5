package dev.senselink.batch.fleet.rows;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.table.csv.GuardedCsvReader;
import dev.senselink.batch.table.csv.GuardedCsvWriter;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a fleet's list that belong to no site of it, in a file: one cell that is wrong may be
 * that of a million rows.
 */
public final class UnknownRows {
  private static final int MOST_TOLD = 10;

  private final Path file;
  private final Set<String> sites = new LinkedHashSet<>();
  private final List<Long> lines = new ArrayList<>();
  private int count;
  private @Nullable GuardedCsvWriter writer;

  /**
   * @param folder where the file goes once there is a row
   */
  UnknownRows(Path folder) {
    this.file = folder.resolve("+unknown"); // no site is called so
  }

  void add(UnknownSiteRow row) throws IOException {
    if (writer == null) {
      writer = GuardedCsvWriter.to(Channels.newOutputStream(PrivateFiles.replace(file)));
    }
    writer.write(List.of(String.valueOf(row.line()), row.key(), row.name(), row.site()));
    count++;
    if (sites.size() < MOST_TOLD) {
      sites.add(row.site());
    }
    if (lines.size() < MOST_TOLD) {
      lines.add(row.line());
    }
  }

  /** No more are added. */
  void end() throws IOException {
    if (writer != null) {
      writer.close();
    }
  }

  public int count() {
    return count;
  }

  public boolean isEmpty() {
    return count == 0;
  }

  /** What the cells of some of them say. */
  public List<String> sites() {
    return List.copyOf(sites);
  }

  /** Where the first of them stand. */
  public List<Long> lines() {
    return List.copyOf(lines);
  }

  /** Is given each of them. */
  public interface Reader {
    void take(UnknownSiteRow row) throws IOException;
  }

  /** Reads all of them. */
  public void each(Reader reader) throws IOException {
    if (isEmpty()) {
      return;
    }
    try (GuardedCsvReader in =
        GuardedCsvReader.of(Files.newInputStream(file), String.valueOf(file.getFileName()))) {
      for (List<String> row = in.next(); row != null; row = in.next()) {
        reader.take(
            new UnknownSiteRow(Long.parseLong(row.get(0)), row.get(1), row.get(2), row.get(3)));
      }
    }
  }
}
