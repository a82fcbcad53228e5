package dev.senselink.batch.roster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

class TsvRosterTest extends RosterContract {
  @Override
  public Path write(Path folder, List<List<String>> table) throws IOException {
    Path file = folder.resolve("roster.tsv");
    CSVFormat format =
        CSVFormat.RFC4180.builder().setDelimiter('\t').setRecordSeparator('\n').get();
    try (CSVPrinter printer = new CSVPrinter(Files.newBufferedWriter(file, UTF_8), format)) {
      for (List<String> line : table) {
        printer.printRecord(line);
      }
    }
    return file;
  }

  @Override
  public String format() {
    return "TSV";
  }
}
