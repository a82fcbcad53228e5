package dev.senselink.batch.roster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Rows for tests, read from a roster as a user would write it. */
public final class Rows {
  private Rows() {}

  /** The rows of this roster, the header in front. */
  public static List<Row> of(RosterSettings settings, String csv) {
    try {
      Path file = Files.createTempFile("rows", ".csv");
      try {
        Files.writeString(file, csv, UTF_8);
        return read(file, settings);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rows of staff. */
  public static List<Row> ofUsers(String csv) {
    return of(RosterSettings.of(RosterKind.USERS), csv);
  }

  /** The rows of visitors. */
  public static List<Row> ofGuests(String csv) {
    return of(RosterSettings.of(RosterKind.GUESTS), csv);
  }

  private static List<Row> read(Path file, RosterSettings settings) {
    List<Row> rows = new ArrayList<>();
    try (Roster roster = Roster.open(file, "rows.csv", settings)) {
      for (Row row = roster.next(); row != null; row = roster.next()) {
        rows.add(row);
      }
    }
    return rows;
  }
}
