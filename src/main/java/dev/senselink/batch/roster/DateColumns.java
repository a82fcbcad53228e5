package dev.senselink.batch.roster;

import static dev.senselink.batch.roster.cell.RosterMessages.words;

import dev.senselink.batch.language.ShellWord;
import dev.senselink.batch.roster.cell.DatePatterns;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The columns of dates of a roster for which no date format was given: what their cells tell of it.
 * It is printed and never applied.
 */
public final class DateColumns {
  private static final List<RosterColumn> DATES =
      List.of(
          RosterColumn.BIRTHDAY,
          RosterColumn.ENTRY_TIME,
          RosterColumn.DATE_TIME_FROM,
          RosterColumn.DATE_TIME_TO,
          RosterColumn.LEFT_ON);

  private final boolean isSaid;
  private final Map<RosterColumn, Column> columns = new EnumMap<>(RosterColumn.class);

  public DateColumns(RosterSettings settings) {
    this.isSaid = settings.dateFormat() != null;
  }

  /** One column: a real date of a spreadsheet is one whose day and month it has decided on. */
  private static final class Column {
    private final DatePatterns patterns;
    private long real;
    private String example = "";
    private long exampleLine;

    Column(boolean hidesYear) {
      patterns = new DatePatterns(hidesYear);
    }

    void add(Row row, RosterColumn column) {
      String text = row.text(column);
      if (!row.isRealDate(column)) {
        patterns.add(text);
        return;
      }
      real++;
      if (example.isEmpty()) {
        example = patterns.shown(text);
        exampleLine = row.ref().line();
      }
    }
  }

  /** Takes a row. */
  public void add(Row row) {
    if (isSaid) {
      return;
    }
    for (RosterColumn column : DATES) {
      boolean none = column == RosterColumn.LEFT_ON && RowStanding.isNoDay(row.text(column));
      if (row.has(column) && !none && !row.clears(column) && !row.unreadable().contains(column)) {
        columns
            .computeIfAbsent(column, any -> new Column(any == RosterColumn.BIRTHDAY))
            .add(row, column);
      }
    }
  }

  /** What the cells of each column tell of the pattern, with the option to copy. */
  public List<String> inWords() {
    List<String> lines = new ArrayList<>();
    columns.forEach((column, seen) -> seen.patterns.inWords(column.spoken()).ifPresent(lines::add));
    return lines;
  }

  /**
   * Looks for columns in which dates that a spreadsheet knows stand beside texts of dates: it has
   * taken for dates what fits its own order of day and month, and left the rest.
   *
   * @param file what messages call the roster
   * @throws UnclearColumnsException if there are some
   */
  public void mustBeOfOneKind(String file) {
    List<String> lines = new ArrayList<>();
    columns.forEach(
        (column, seen) -> {
          if (seen.real > 0 && !seen.patterns.typed().isEmpty()) {
            lines.add(
                words(
                    "dates.mixed",
                    file,
                    column.spoken(),
                    seen.real,
                    seen.exampleLine,
                    seen.example,
                    seen.patterns.typed(),
                    ShellWord.quoted(format(seen.patterns))));
          }
        });
    if (!lines.isEmpty()) {
      lines.addAll(inWords());
      throw new UnclearColumnsException("", lines, answer());
    }
  }

  /** The likeliest; where no usual one fits all cells, one to begin with. */
  private static String format(DatePatterns patterns) {
    return patterns.fitting().stream().findFirst().orElse("d/M/yyyy");
  }

  /** The formats that every column fits, as an answer. */
  RosterAnswer answer() {
    List<DatePatterns> seen = columns.values().stream().map(column -> column.patterns).toList();
    if (seen.stream().allMatch(patterns -> patterns.typed().isEmpty())) {
      return RosterAnswer.NONE;
    }
    List<String> formats = new ArrayList<>(seen.get(0).fitting());
    seen.forEach(patterns -> formats.retainAll(patterns.fitting()));
    return new RosterAnswer(Map.of(), Map.of(), formats);
  }
}
