package dev.senselink.batch.roster.conflicts;

import dev.senselink.batch.roster.HeaderNames;
import dev.senselink.batch.roster.HeaderSearch;
import dev.senselink.batch.table.CleanText;
import dev.senselink.batch.table.TableLine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the columns that count stand in a conflicts file. */
final class ConflictColumns {
  /** In the order of {@link ConflictLine}. */
  static final List<String> NAMES = List.of("runId", "line", "rowHash", "candidateId", "decision");

  /** Somebody may have put a title above the header. */
  private static final int FILLED_LINES = 10;

  private final List<Integer> places;

  private ConflictColumns(List<Integer> places) {
    this.places = places;
  }

  /**
   * Reads up to the header.
   *
   * @return null if the first lines hold none
   */
  static @Nullable ConflictColumns find(TableLine.Source lines) throws IOException {
    int filled = 0;
    TableLine line = lines.next();
    while (line != null && filled < FILLED_LINES) {
      ConflictColumns columns = in(line);
      if (columns != null) {
        return columns;
      }
      filled += HeaderSearch.isBlank(line) ? 0 : 1;
      line = lines.next();
    }
    return null;
  }

  private static @Nullable ConflictColumns in(TableLine line) {
    List<Integer> places = places(line);
    return places.isEmpty() ? null : new ConflictColumns(places);
  }

  /** Empty where one is missing. */
  private static List<Integer> places(TableLine line) {
    List<String> headers = line.cells().stream().map(HeaderNames::fold).toList();
    List<Integer> places = new ArrayList<>();
    for (String name : NAMES) {
      int at = ConflictHeaders.in(headers, name);
      if (at < 0) {
        return List.of();
      }
      places.add(at);
    }
    return places;
  }

  /** Whether the line names the columns once more, as the second line of a workbook does. */
  boolean namesAgain(TableLine line) {
    return places.equals(places(line));
  }

  ConflictLine line(TableLine line) {
    List<String> c = places.stream().map(at -> cell(line, at)).toList();
    return ConflictLine.read(line.line(), c.get(0), c.get(1), c.get(2), c.get(3), c.get(4));
  }

  private static String cell(TableLine line, int at) {
    return at >= 0 && at < line.cells().size() ? CleanText.of(line.cells().get(at)) : "";
  }
}
