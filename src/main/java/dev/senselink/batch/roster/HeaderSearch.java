package dev.senselink.batch.roster;

import dev.senselink.batch.roster.RosterException.Code;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Finds the header of a file: the line asked for, else the first of ten that holds what it must.
 */
final class HeaderSearch {
  /** Title lines above a header are few; beyond these the file has none. */
  static final int FILLED_LINES = 10;

  private static final int HEADERS_TOLD = 30;

  private final RosterSettings settings;
  private final String file;
  private int known;

  HeaderSearch(RosterSettings settings, String file) {
    this.settings = settings;
    this.file = file;
  }

  /**
   * The header found.
   *
   * @param titles the filled lines above it
   */
  record Found(HeaderRow row, long line, List<Long> titles) {}

  /** How many columns the best of the lines looked at names. */
  int known() {
    return known;
  }

  /**
   * Looks for it.
   *
   * @param lines texts have their formula guard taken off
   */
  Found find(TableLine.Source lines) throws IOException {
    Found found = settings.headerRow() == null ? search(lines) : asked(lines, settings.headerRow());
    requireOnce(found);
    return found;
  }

  private Found asked(TableLine.Source lines, int wanted) throws IOException {
    List<Long> above = new ArrayList<>();
    for (TableLine line = lines.next(); line != null; line = lines.next()) {
      if (line.line() >= wanted) {
        if (line.line() > wanted || isBlank(line)) {
          break;
        }
        HeaderRow row = new HeaderRow(line.cells(), settings);
        if (!row.holdsRequired() || !row.unmetOptions().isEmpty()) {
          throw notFound(new Found(row, line.line(), above));
        }
        return new Found(row, line.line(), above);
      }
      if (!isBlank(line)) {
        above.add(line.line());
      }
    }
    throw new RosterException(
        Code.HEADER_NOT_FOUND,
        file,
        "no row begins on line %d, which --header-row names. Give the line of the header"
            .formatted(wanted));
  }

  private Found search(TableLine.Source lines) throws IOException {
    List<Long> above = new ArrayList<>();
    Found best = null;
    TableLine line = lines.next();
    while (line != null && above.size() < FILLED_LINES) {
      if (!isBlank(line)) {
        HeaderRow row = new HeaderRow(line.cells(), settings);
        Found found = new Found(row, line.line(), List.copyOf(above));
        if (row.holdsRequired() && row.unmetOptions().isEmpty()) {
          return found;
        }
        known = Math.max(known, row.known());
        best = best == null || row.known() > best.row().known() ? found : best;
        above.add(line.line());
      }
      line = lines.next();
    }
    if (best == null) {
      throw new RosterException(
          Code.EMPTY,
          file,
          "there is no filled row at all. Save the table again and give that file");
    }
    throw notFound(best);
  }

  private void requireOnce(Found found) {
    List<String> headers = found.row().headers();
    found
        .row()
        .claims()
        .forEach(
            (column, at) -> {
              if (at.size() > 1) {
                String first = headers.get(at.get(0));
                String second = headers.get(at.get(1));
                throw new RosterException(
                    Code.HEADER_TWICE,
                    file,
                    found.line(),
                    "'%s' (column %d) and '%s' (column %d) both stand for %s. %s"
                        .formatted(
                            first,
                            at.get(0) + 1,
                            second,
                            at.get(1) + 1,
                            column.header(),
                            remedy(first, second)));
              }
            });
  }

  private static String remedy(String first, String second) {
    return CleanText.of(first).equals(CleanText.of(second))
        ? "Rename or remove one of them in the file"
        : "Leave one out with --columns \"%s=-\" or --columns \"%s=-\"".formatted(second, first);
  }

  private RosterException notFound(Found best) {
    List<String> wanted =
        best.row().missing().isEmpty()
            ? best.row().unmetOptions()
            : best.row().missing().stream().map(Column::header).toList();
    return new RosterException(
        Code.HEADER_NOT_FOUND,
        file,
        best.line(),
        "no header says %s. Headers seen: %s. Say which one it is with --columns \"HEADER=%s\", or where the header stands with --header-row N"
            .formatted(
                String.join(", ", wanted),
                told(best.row().headers()),
                best.row().missing().isEmpty() ? "column" : wanted.get(0)));
  }

  private static String told(List<String> headers) {
    String told =
        headers.stream()
            .limit(HEADERS_TOLD)
            .map(header -> "'" + Shown.text(header) + "'")
            .collect(Collectors.joining(", "));
    int more = headers.size() - HEADERS_TOLD;
    return more > 0 ? told + " and " + more + " more" : told;
  }

  static boolean isBlank(TableLine line) {
    return line.cells().stream().allMatch(cell -> CleanText.of(cell).isEmpty());
  }
}
