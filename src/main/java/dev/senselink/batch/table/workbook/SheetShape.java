package dev.senselink.batch.table.workbook;

import java.util.List;

/**
 * How a table looks as a sheet.
 *
 * @param name the sheet's name
 * @param mostRows rows of a sheet, the header included, before another begins
 */
public record SheetShape(String name, List<SheetColumn> columns, int mostRows) {
  /** What Excel opens. */
  public static final int MOST_ROWS = 1_048_576;

  static final int MOST_COLUMNS = 16_384;

  public SheetShape {
    columns = List.copyOf(columns);
  }

  public static SheetShape of(String name, List<SheetColumn> columns) {
    return new SheetShape(name, columns, MOST_ROWS);
  }

  public SheetShape ofRows(int most) {
    return new SheetShape(name, columns, most);
  }

  /** The small second line, empty where no column has such a name. */
  List<String> ownNames() {
    List<String> names = columns.stream().map(SheetColumn::ownName).toList();
    return names.stream().allMatch(String::isEmpty) ? List.of() : names;
  }

  List<String> headers() {
    return columns.stream().map(SheetColumn::name).toList();
  }
}
