package dev.senselink.batch.roster;

import dev.senselink.batch.table.csv.GuardedCsvWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

class CsvRosterTest extends RosterContract {
  @Override
  public Path write(Path folder, List<List<String>> table) throws IOException {
    Path file = folder.resolve("roster.csv");
    try (GuardedCsvWriter csv = GuardedCsvWriter.create(file)) {
      for (List<String> line : table) {
        csv.write(line);
      }
    }
    return file;
  }

  @Override
  public String format() {
    return "CSV";
  }
}
