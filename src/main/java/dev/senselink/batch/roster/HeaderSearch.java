package dev.senselink.batch.roster;

import static dev.senselink.batch.roster.cell.RosterMessages.words;

import dev.senselink.batch.table.CleanText;
import dev.senselink.batch.table.QuotedNames;
import dev.senselink.batch.table.TableFileException;
import dev.senselink.batch.table.TableFileException.Code;
import dev.senselink.batch.table.TableLine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the header of a file: the line asked for, else the first of ten that holds what it must.
 */
public final class HeaderSearch {
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
    throw new TableFileException(Code.HEADER_NOT_FOUND, file, words("header.noSuchRow", wanted));
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
      throw new TableFileException(Code.EMPTY, file, words("header.none"));
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
                boolean alike = CleanText.of(first).equals(CleanText.of(second));
                throw new TableFileException(
                    Code.HEADER_TWICE,
                    file,
                    found.line(),
                    words(
                        alike ? "header.twice.rename" : "header.twice.leave",
                        first,
                        at.get(0) + 1,
                        second,
                        at.get(1) + 1,
                        column.spoken()));
              }
            });
  }

  private TableFileException notFound(Found best) {
    List<RosterColumn> missing = best.row().missing();
    String seen =
        QuotedNames.list(
            best.row().headers().stream().map(QuotedNames::quoted).toList(), HEADERS_TOLD);
    String text =
        missing.isEmpty()
            ? words("header.missing.option", QuotedNames.list(best.row().unmetOptions()), seen)
            : words(
                "header.missing",
                QuotedNames.list(missing.stream().map(RosterColumn::spoken).toList()),
                seen,
                missing.get(0).header());
    return new TableFileException(Code.HEADER_NOT_FOUND, file, best.line(), text);
  }

  public static boolean isBlank(TableLine line) {
    return line.cells().stream().allMatch(cell -> CleanText.of(cell).isEmpty());
  }
}
