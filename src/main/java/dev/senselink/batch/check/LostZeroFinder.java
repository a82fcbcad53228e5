package dev.senselink.batch.check;

import static dev.senselink.batch.check.CheckMessages.words;

import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.Row;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Finds identifiers that lost their leading zeros in a spreadsheet. Give it every row of a first
 * pass, then ask it about each in the second. Not for several threads while rows are added.
 */
public final class LostZeroFinder {
  private final Map<RosterColumn, IdentifierShape> shapes = new EnumMap<>(RosterColumn.class);

  public LostZeroFinder(RosterKind kind) {
    for (RosterColumn column : RosterColumn.values()) {
      if (column.isIdentifier() && column.knownIn(kind)) {
        shapes.put(column, new IdentifierShape());
      }
    }
  }

  /** Takes a row of the first pass into account. */
  public void add(Row row) {
    shapes.forEach((column, shape) -> shape.add(row.clears(column) ? "" : row.text(column)));
  }

  /** Whole sentences about this row's identifiers; mostly none. */
  public List<String> warnings(Row row) {
    List<String> warnings = new ArrayList<>(0);
    shapes.forEach(
        (column, shape) -> {
          if (shape.lostZeros(row.text(column))) {
            warnings.add(words("shape.lostZeros", column.spoken()));
          }
        });
    return warnings;
  }
}
