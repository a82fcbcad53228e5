package dev.senselink.batch.report;

import java.util.List;

/**
 * How a table looks as a sheet.
 *
 * @param name the sheet's name
 * @param choices the words of the columns that are {@link SheetColumn.Kind#CHOICE}
 * @param mostRows rows of a sheet, the header included, before another begins
 */
record SheetShape(String name, List<SheetColumn> columns, List<String> choices, int mostRows) {
  /** What Excel opens. */
  static final int MOST_ROWS = 1_048_576;

  static final int MOST_COLUMNS = 16_384;

  SheetShape {
    columns = List.copyOf(columns);
    choices = List.copyOf(choices);
  }

  static SheetShape of(String name, List<SheetColumn> columns) {
    return new SheetShape(name, columns, List.of(), MOST_ROWS);
  }

  SheetShape choosing(List<String> words) {
    return new SheetShape(name, columns, words, mostRows);
  }

  SheetShape ofRows(int most) {
    return new SheetShape(name, columns, choices, most);
  }

  List<String> headers() {
    return columns.stream().map(SheetColumn::name).toList();
  }
}
