package dev.senselink.batch.fleet;

import static dev.senselink.batch.fleet.FleetMessages.words;

import dev.senselink.batch.language.NearestWord;
import dev.senselink.batch.roster.HeaderNames;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.RosterSettings;
import dev.senselink.batch.roster.Row;
import dev.senselink.batch.table.CleanText;
import dev.senselink.batch.table.TableFileException;
import dev.senselink.batch.table.TableFileException.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The list of a fleet's sites, read as a roster is: any encoding, any delimiter, any workbook. */
public final class InventoryFile {
  /** A column, named as its header; at a site it is the option of that name. */
  public enum Column {
    SITE("site", ""),
    SERVER("server", "server"),
    APP_KEY("app-key", "app-key"),
    SECRET_FILE("secret-file", "app-secret-file"),
    CA_FILE("ca-file", "ca-file"),
    GROUPS("groups", "groups"),
    TIME_ZONE("time-zone", "time-zone"),
    WINDOW("window", ""),
    TAGS("tags", ""),
    PHOTOS("photos", "photos");

    private final String header;
    private final String option;

    Column(String header, String option) {
      this.header = header;
      this.option = option;
    }

    public String header() {
      return header;
    }

    /** The option of a site's command that it fills, {@code ""} for none. */
    public String option() {
      return option;
    }

    /** All headers, in the order of the template. */
    public static List<String> headers() {
      return Stream.of(values()).map(Column::header).toList();
    }

    private static @Nullable Column of(String header) {
      String folded = HeaderNames.fold(header);
      return Stream.of(values())
          .filter(column -> HeaderNames.fold(column.header).equals(folded))
          .findFirst()
          .orElse(null);
    }
  }

  /**
   * A line of it.
   *
   * @param line where it stands, from 1
   * @param problem what makes its cells unreadable, {@code ""} for nothing
   */
  public record Line(long line, Map<Column, String> cells, String problem) {
    public Line {
      cells = new EnumMap<>(cells);
    }

    /** A cell, {@code ""} if it is blank. */
    public String of(Column column) {
      return cells.getOrDefault(column, "");
    }
  }

  private InventoryFile() {}

  /**
   * Reads all of it.
   *
   * @throws TableFileException if it is no table, or has not the columns it needs
   */
  public static List<Line> read(Path file) {
    String name = String.valueOf(file.getFileName());
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw TableFileException.notThere(file, name);
    }
    RosterSettings reading =
        RosterSettings.of(RosterKind.USERS).withColumns(Column.SITE.header + "=name");
    try (Roster table = Roster.open(file, name, reading)) {
      Map<Column, Integer> places = places(name, table.shape().headers());
      List<Line> lines = new ArrayList<>();
      for (Row row = table.next(); row != null; row = table.next()) {
        lines.add(line(row, places, table.shape().headers().size()));
      }
      return lines;
    }
  }

  private static Map<Column, Integer> places(String file, List<String> headers) {
    Map<Column, Integer> places = new EnumMap<>(Column.class);
    for (int at = 0; at < headers.size(); at++) {
      String header = headers.get(at);
      Column column = Column.of(header);
      if (column != null && places.putIfAbsent(column, at) != null) {
        throw new TableFileException(
            Code.HEADER_TWICE, file, words("inventory.twice", column.header()));
      }
      if (column == null && !CleanText.of(header).isEmpty()) {
        // A column of one's own is fine; a window misspelt would be none.
        NearestWord.of(header, Column.headers())
            .ifPresent(
                near -> {
                  throw new TableFileException(
                      Code.HEADER_NOT_FOUND, file, words("inventory.near", header, near));
                });
      }
    }
    if (!places.containsKey(Column.SERVER)) {
      throw new TableFileException(
          Code.HEADER_NOT_FOUND, file, words("inventory.noServer", Column.SERVER.header()));
    }
    return places;
  }

  private static Line line(Row row, Map<Column, Integer> places, int width) {
    Map<Column, String> cells = new EnumMap<>(Column.class);
    places.forEach((column, at) -> cells.put(column, CleanText.of(row.cells().get(at))));
    cells.values().removeIf(String::isEmpty);
    boolean tooMany = row.cells().size() > width;
    return new Line(
        row.ref().line(), cells, tooMany ? words("inventory.tooMany", row.cells().size()) : "");
  }
}
