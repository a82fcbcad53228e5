package dev.senselink.batch.console.records;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.console.page.TimeText;
import dev.senselink.batch.table.csv.GuardedCsvReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A page of records, read out of their file each time: however many there are, no memory goes. */
final class RecordRows {
  /** How many a page shows. */
  static final int SIZE = 100;

  private static final List<String> TYPES = List.of("1", "2", "3");

  private RecordRows() {}

  /** Those of a page, from 0. */
  static List<Map<String, Object>> read(Path file, int page) throws IOException {
    List<Map<String, Object>> rows = new ArrayList<>();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        GuardedCsvReader csv = GuardedCsvReader.of(in, "records.csv")) {
      List<String> header = csv.next();
      long at = 0;
      for (List<String> cells = csv.next();
          header != null && cells != null && rows.size() < SIZE;
          cells = csv.next()) {
        if (at / SIZE == page) {
          rows.add(row(new Line(header, cells)));
        }
        at++;
      }
    }
    return rows;
  }

  private record Line(List<String> header, List<String> cells) {
    String cell(String column) {
      int place = header.indexOf(column);
      return place < 0 || place >= cells.size() ? "" : cells.get(place);
    }
  }

  private static Map<String, Object> row(Line line) {
    String type = line.cell("type");
    String key = line.cell("jobNumber");
    String device = line.cell("deviceName");
    return Map.of(
        "time", time(line.cell("signTime")),
        "name", line.cell("name"),
        "key", key.isEmpty() ? line.cell("mobile") : key,
        "type", TYPES.contains(type) ? words("record.type." + type) : type,
        "device", device.isEmpty() ? line.cell("sn") : device);
  }

  private static String time(String seconds) {
    try {
      return TimeText.at(Instant.ofEpochSecond(Long.parseLong(seconds)));
    } catch (NumberFormatException | DateTimeException e) {
      return seconds;
    }
  }
}
