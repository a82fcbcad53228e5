package dev.senselink.batch.simulation;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A line of {@code results.csv}.
 *
 * @param row the roster's row, from 1; 0 for whom no row is about
 * @param person 0 for none
 */
record ToldRow(
    int row, String name, String outcome, String code, String reason, long person, int attempts) {
  /** Guests of a backup are counted from here: its two tables both have a first line. */
  private static final int GUESTS = 100_000;

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

  /**
   * All lines of a report, none where there is no report.
   *
   * @param before how many rows stand before the first of this roster
   */
  static List<ToldRow> read(Path report, int before) {
    Path file = report.resolve("results.csv");
    if (!Files.exists(file)) {
      return List.of();
    }
    List<ToldRow> rows = new ArrayList<>();
    try (CSVParser parser =
        CSVParser.parse(new StringReader(Files.readString(file).substring(1)), FORMAT)) {
      for (CSVRecord line : parser) {
        rows.add(read(line, before));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  private static ToldRow read(CSVRecord line, int before) {
    String person = line.get("personId");
    String place = line.get("line");
    boolean guestOfBackup = line.isMapped("file") && line.get("file").equals("guests.csv");
    return new ToldRow(
        (place.isEmpty() ? 1 : Integer.parseInt(place)) - 1 + before + (guestOfBackup ? GUESTS : 0),
        line.get("name"),
        line.get("outcome"),
        line.get("code"),
        line.get("reason"),
        person.isEmpty() ? 0 : Long.parseLong(person),
        Integer.parseInt(line.get("attempts")));
  }

  /** Outcome and code. */
  String ended() {
    return code.isEmpty() ? outcome : outcome + " " + code;
  }

  boolean is(String... outcomes) {
    return List.of(outcomes).contains(outcome);
  }
}
