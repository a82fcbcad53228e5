package dev.senselink.batch.roster;

import static dev.senselink.batch.roster.cell.RosterMessages.words;

import dev.senselink.batch.table.CleanText;
import dev.senselink.batch.table.DisplayText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * What rows need to know of their header.
 *
 * @param name the columns of a name that stands in several; empty where it stands in one
 * @param standing where a row says whether it is somebody to import
 * @param delimiter what stands between the cells of a text
 */
record RosterHeader(
    List<String> names,
    Map<RosterColumn, Integer> columns,
    Set<Integer> ignored,
    boolean hostIsId,
    JoinedName name,
    StandingColumns standing,
    char delimiter) {

  /** What {@link #delimiter} is in a workbook, which needs none. */
  static final char NO_DELIMITER = 0;

  /** Every position that a row needs, with its column; the parts of a name are one column. */
  void forEachNeeded(BiConsumer<RosterColumn, Integer> each) {
    columns.forEach(each);
    name.parts().stream().skip(1).forEach(at -> each.accept(RosterColumn.NAME, at));
    standing.statuses().stream().skip(1).forEach(at -> each.accept(RosterColumn.STATUS, at));
    standing.dates().stream().skip(1).forEach(at -> each.accept(RosterColumn.LEFT_ON, at));
  }

  /** Fills up missing cells with blanks and drops blank ones beyond the last header. */
  List<String> fit(List<String> cells) {
    int size = names.size();
    if (cells.size() == size) {
      return List.copyOf(cells);
    }
    List<String> fitted = new ArrayList<>(cells);
    while (fitted.size() < size) {
      fitted.add("");
    }
    List<String> extra = fitted.subList(size, fitted.size());
    if (extra.stream().allMatch(cell -> CleanText.of(cell).isEmpty())) {
      extra.clear();
    }
    return Collections.unmodifiableList(fitted);
  }

  /** The header as a message names it; a blank one by its place. */
  String told(int at) {
    String name = at < names.size() ? DisplayText.text(names.get(at)) : "";
    return name.isEmpty() ? words("place.column", at + 1) : name;
  }
}
