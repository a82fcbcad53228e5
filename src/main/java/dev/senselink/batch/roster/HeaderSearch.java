package dev.senselink.batch.roster;

import static dev.senselink.batch.roster.cell.RosterMessages.words;

import dev.senselink.batch.table.CellSpan;
import dev.senselink.batch.table.CleanText;
import dev.senselink.batch.table.DisplayText;
import dev.senselink.batch.table.QuotedNames;
import dev.senselink.batch.table.TableFileException;
import dev.senselink.batch.table.TableFileException.Code;
import dev.senselink.batch.table.TableLine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the header of a file: the line asked for, else the first of ten that holds what it must. A
 * header may stand in two lines, of which the lower names what the upper only groups: a blank cell
 * of it means what stands above.
 */
public final class HeaderSearch {
  /** Title lines above a header are few; beyond these the file has none. */
  static final int FILLED_LINES = 10;

  private static final int HEADERS_TOLD = 30;

  private final RosterSettings settings;
  private final String file;
  private final boolean asItIs;
  private int known;

  HeaderSearch(RosterSettings settings, String file) {
    this(settings, file, false);
  }

  /**
   * Looks for it.
   *
   * @param asItIs whether the line asked for is the header whatever it lacks
   */
  HeaderSearch(RosterSettings settings, String file, boolean asItIs) {
    this.settings = settings;
    this.file = file;
    this.asItIs = asItIs;
  }

  /**
   * The header found.
   *
   * @param titles the filled lines above it
   * @param next a line below it that was read to see whether it is still the header; null for none
   */
  record Found(HeaderRow row, long line, List<Long> titles, @Nullable TableLine next) {
    Found(HeaderRow row, long line, List<Long> titles) {
      this(row, line, titles, null);
    }
  }

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
    if (!asItIs) {
      requireOnce(found);
    }
    return found;
  }

  private Found asked(TableLine.Source lines, int wanted) throws IOException {
    List<Long> above = new ArrayList<>();
    List<String> upper = List.of();
    for (TableLine line = lines.next(); line != null; line = lines.next()) {
      if (line.line() >= wanted) {
        if (line.line() > wanted || isBlank(line)) {
          break;
        }
        Found found = whole(found(below(upper, line), line, above), line, lines);
        if (!asItIs && !isComplete(found.row())) {
          throw notFound(found);
        }
        return found;
      }
      if (!isBlank(line)) {
        upper = below(upper, line);
        above.add(line.line());
      }
    }
    throw new TableFileException(Code.HEADER_NOT_FOUND, file, words("header.noSuchRow", wanted));
  }

  private Found search(TableLine.Source lines) throws IOException {
    List<Long> above = new ArrayList<>();
    Found best = null;
    List<String> upper = List.of();
    TableLine line = lines.next();
    while (line != null && above.size() < FILLED_LINES) {
      if (!isBlank(line)) {
        upper = below(upper, line);
        Found found = found(upper, line, above);
        HeaderRow row = found.row();
        if (row.holdsRequired()) {
          Found whole = whole(found, line, lines);
          if (isComplete(whole.row())) {
            return whole;
          }
          if (whole != found) {
            throw notFound(whole);
          }
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

  /** What stands above is no title if the header has something of it. */
  private Found found(List<String> headers, TableLine line, List<Long> above) {
    boolean both = !headers.equals(line.cells()) && !above.isEmpty();
    List<Long> titles = both ? above.subList(0, above.size() - 1) : above;
    return new Found(new HeaderRow(headers, settings), line.line(), List.copyOf(titles));
  }

  private static boolean isComplete(HeaderRow row) {
    return row.holdsRequired() && row.unmetOptions().isEmpty();
  }

  /** The headers of a line: a blank cell has that of the line above, if that is a header. */
  private List<String> below(List<String> upper, TableLine line) {
    List<String> headers = new ArrayList<>(line.cells());
    for (int at = 0; at < Math.max(upper.size(), maxSpan(line)); at++) {
      while (headers.size() <= at) {
        headers.add("");
      }
      CellSpan span = line.spans().get(at);
      if (CleanText.of(headers.get(at)).isEmpty()) {
        String above = at < upper.size() ? upper.get(at) : "";
        headers.set(at, span != null ? span.text() : isKnown(above) ? above : "");
      }
    }
    while (headers.size() > line.cells().size() && headers.get(headers.size() - 1).isEmpty()) {
      headers.remove(headers.size() - 1);
    }
    return headers;
  }

  private static int maxSpan(TableLine line) {
    return 1 + line.spans().keySet().stream().mapToInt(Integer::intValue).max().orElse(-1);
  }

  private boolean isKnown(String header) {
    return HeaderNames.meaning(HeaderNames.fold(header), settings.kind()) != null;
  }

  /** With the line below, where one of its cells is merged with a cell of that. */
  private Found whole(Found found, TableLine line, TableLine.Source lines) throws IOException {
    boolean goesOn =
        line.spans().values().stream()
            .anyMatch(span -> span.top() == line.line() && !span.text().isEmpty());
    TableLine next = goesOn ? lines.next() : null;
    if (next == null) {
      return found;
    }
    boolean merged = next.spans().values().stream().anyMatch(span -> span.top() == line.line());
    if (!merged) {
      return new Found(found.row(), found.line(), found.titles(), next);
    }
    List<String> both = new ArrayList<>(next.cells());
    List<String> upper = found.row().headers();
    for (int at = 0; at < upper.size(); at++) {
      while (both.size() <= at) {
        both.add("");
      }
      if (CleanText.of(both.get(at)).isEmpty()) {
        both.set(at, upper.get(at));
      }
    }
    return new Found(new HeaderRow(both, settings), next.line(), found.titles());
  }

  private void requireOnce(Found found) {
    List<String> headers = found.row().headers();
    found
        .row()
        .claims()
        .forEach(
            (column, at) -> {
              if (at.size() > 1 && !column.tellsStanding()) {
                throw twice(found.line(), headers, column, at);
              }
            });
  }

  /** Names all of them, with the options that leave out all but the first or the second. */
  private HeaderFaultException twice(
      long line, List<String> headers, RosterColumn column, List<Integer> positions) {
    List<Integer> at = positions.stream().sorted().toList();
    String all =
        QuotedNames.list(
            at.stream().map(i -> words("header.twice.one", told(headers.get(i)), i + 1)).toList());
    List<String> names = at.stream().map(headers::get).map(ColumnOption::oneLine).toList();
    if (names.stream().distinct().count() < names.size()) {
      String rename = words("header.twice.rename", all, column.spoken());
      return new HeaderFaultException(Code.HEADER_TWICE, file, line, rename);
    }
    String leave =
        words(
            "header.twice.leave",
            all,
            column.spoken(),
            ColumnOption.written(keeping(0, names)),
            ColumnOption.written(keeping(1, names)));
    return new HeaderFaultException(
        Code.HEADER_TWICE, file, line, leave, RosterAnswer.columns(keeping(0, names)));
  }

  private static String told(String header) {
    return DisplayText.text(ColumnOption.oneLine(header));
  }

  private static Map<String, String> keeping(int one, List<String> names) {
    Map<String, String> others = new LinkedHashMap<>();
    names.forEach(name -> others.put(name, ColumnOption.IGNORE));
    others.remove(names.get(one));
    return others;
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
    return new HeaderFaultException(Code.HEADER_NOT_FOUND, file, best.line(), text);
  }

  public static boolean isBlank(TableLine line) {
    return line.cells().stream().allMatch(cell -> CleanText.of(cell).isEmpty());
  }
}
