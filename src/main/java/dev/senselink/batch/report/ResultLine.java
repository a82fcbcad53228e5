package dev.senselink.batch.report;

import static dev.senselink.batch.report.ReportMessages.words;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/** A line of {@code results.csv} as far as two runs of one roster can be compared. */
public record ResultLine(String line, String outcome, String code, String photo) {

  /** Reads all lines of a {@code results.csv}. */
  public static List<ResultLine> read(InputStream results) throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (Reader reader = new InputStreamReader(results, StandardCharsets.UTF_8)) {
      if (reader.read() != '\ufeff') {
        throw new IOException(words("results.noMark"));
      }
      try (CSVParser parser = format.parse(reader)) {
        return parser.stream()
            .map(
                r -> new ResultLine(r.get("line"), r.get("outcome"), r.get("code"), r.get("photo")))
            .toList();
      }
    }
  }
}
