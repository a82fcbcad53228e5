package dev.senselink.batch.roster;

import static dev.senselink.batch.roster.cell.RosterMessages.words;

import dev.senselink.batch.table.QuotedNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which rows took a value from a merged cell that begins above them. */
final class MergedValues {
  private static final int TOLD = 10;

  private final RosterHeader header;
  private final Map<Integer, Rows> byColumn = new TreeMap<>();

  private static final class Rows {
    private final List<String> first = new ArrayList<>();
    private long count;
  }

  MergedValues(RosterHeader header) {
    this.header = header;
  }

  void add(int column, long line) {
    Rows rows = byColumn.computeIfAbsent(column, none -> new Rows());
    rows.count++;
    if (rows.first.size() < TOLD) {
      rows.first.add(String.valueOf(line));
    }
  }

  /** The shape, and of which rows this is so. */
  RosterShape told(RosterShape shape) {
    RosterShape told = shape;
    for (Map.Entry<Integer, Rows> column : byColumn.entrySet()) {
      Rows rows = column.getValue();
      String name = header.told(column.getKey());
      String lines = QuotedNames.list(rows.first);
      long more = rows.count - rows.first.size();
      told =
          told.withWarning(
              more > 0
                  ? words("shape.merged.more", name, rows.count, lines, more)
                  : words("shape.merged", name, rows.count, lines));
    }
    return told;
  }
}
