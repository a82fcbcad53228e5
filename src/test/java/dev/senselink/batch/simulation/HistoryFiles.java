package dev.senselink.batch.simulation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The files of a history: rosters, photos, data folder and report. */
final class HistoryFiles {
  private final Path folder;

  HistoryFiles(Path folder) {
    this.folder = folder;
  }

  /** A folder in memory where there is one, since every history opens a ledger. */
  static Path make() throws IOException {
    Path memory = Path.of("/dev/shm");
    return Files.isWritable(memory)
        ? Files.createTempDirectory(memory, "history-")
        : Files.createTempDirectory("history-");
  }

  Path folder() {
    return folder;
  }

  Path roster() {
    return folder.resolve("roster.csv");
  }

  Path earlier() {
    return folder.resolve("earlier.csv");
  }

  Path photos() {
    return folder.resolve("photos");
  }

  Path data() {
    return folder.resolve("data");
  }

  Path frozen() {
    return folder.resolve("frozen");
  }

  Path report() {
    return folder.resolve("report");
  }

  /** Writes roster and photos. */
  void write(SimHistory history) throws IOException {
    roster(roster(), history, history.today(), "\r\n");
    roster(earlier(), history, history.before(), "\r\n");
    Files.createDirectories(photos());
    for (SimRow row : history.rows()) {
      if (row.hasPhoto()) {
        Files.write(photos().resolve(row.photoName()), row.photo());
      }
    }
  }

  /** The same roster in other bytes. */
  Path otherRoster(SimHistory history) throws IOException {
    Path file = folder.resolve("other.csv");
    roster(file, history, history.today(), "\n");
    return file;
  }

  /** The first half of the roster. */
  Path half(SimHistory history) throws IOException {
    Path file = folder.resolve("half.csv");
    List<SimRow> rows = history.today();
    roster(file, history, rows.subList(0, (rows.size() + 1) / 2), "\r\n");
    return file;
  }

  private static void roster(Path file, SimHistory history, List<SimRow> rows, String end)
      throws IOException {
    Set<String> columns = new LinkedHashSet<>(List.of("name"));
    columns.addAll(
        history.task().guests()
            ? List.of("mobile", "host", "dateTimeFrom", "dateTimeTo")
            : List.of("jobNumber", "mobile"));
    rows.forEach(row -> columns.addAll(new java.util.TreeSet<>(row.cells().keySet())));
    StringBuilder text = new StringBuilder(String.join(",", columns)).append(",photo").append(end);
    for (SimRow row : rows) {
      columns.forEach(column -> text.append(row.of(column)).append(','));
      text.append(row.hasPhoto() ? row.photoName() : "").append(end);
    }
    Files.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Removes all of it. */
  void remove() throws IOException {
    SimDisk.remove(folder);
  }
}
