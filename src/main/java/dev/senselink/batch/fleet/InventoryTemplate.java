package dev.senselink.batch.fleet;

import static dev.senselink.batch.fleet.FleetMessages.words;

import dev.senselink.batch.fleet.InventoryFile.Column;
import dev.senselink.batch.table.csv.GuardedCsvWriter;
import dev.senselink.batch.table.workbook.SingleTableWorkbook;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Writes an empty list of sites, with an example that is never taken for one. */
public final class InventoryTemplate {
  private InventoryTemplate() {}

  /**
   * Writes the file, a workbook where its name says so, else as CSV.
   *
   * @throws FileAlreadyExistsException if there is a file of this name, which stays as it is
   * @throws IOException if it cannot be written
   */
  public static void write(Path file) throws IOException {
    if (Files.exists(file)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    List<String> example =
        Stream.of(Column.values())
            .map(column -> words("template.example", words("template.example." + column.header())))
            .toList();
    if (String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".xlsx")) {
      try (SingleTableWorkbook book =
          SingleTableWorkbook.create(file, words("template.sheet"), Column.headers())) {
        book.write(example);
        book.finish();
      }
      return;
    }
    try (GuardedCsvWriter csv = GuardedCsvWriter.create(file)) {
      csv.write(Column.headers());
      csv.write(example);
    }
  }
}
