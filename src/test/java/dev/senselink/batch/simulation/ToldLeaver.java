package dev.senselink.batch.simulation;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/** A line of {@code leavers.csv}. */
record ToldLeaver(long person, String action, String code, String groups) {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

  /** All lines of a report, none where there is no such file. */
  static List<ToldLeaver> read(Path report) {
    Path file = report.resolve("leavers.csv");
    if (!Files.exists(file)) {
      return List.of();
    }
    try (CSVParser parser =
        CSVParser.parse(new StringReader(Files.readString(file).substring(1)), FORMAT)) {
      return parser.stream()
          .map(
              line ->
                  new ToldLeaver(
                      Long.parseLong(line.get("personId")),
                      line.get("action"),
                      line.get("code"),
                      line.get("groups")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
