package dev.senselink.batch.roster;

import dev.senselink.batch.table.CleanText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code --columns} says about one line of headers. An option means the header it spells
 * exactly; only where no header does, those that fold alike: so "Name (old)" can be told from "Name
 * (new)".
 *
 * @param options the option by the position of the header it is for
 * @param unmet headers that are given a column and are not here
 */
record ChosenHeaders(Map<Integer, String> options, List<String> unmet) {
  static ChosenHeaders of(List<String> headers, Map<String, String> columns) {
    List<String> clean = headers.stream().map(CleanText::of).toList();
    List<String> folded = headers.stream().map(HeaderNames::fold).toList();
    Map<Integer, String> options = new LinkedHashMap<>();
    List<String> unmet = new ArrayList<>();
    columns.forEach(
        (header, option) -> {
          List<Integer> at = positions(clean, CleanText.of(header));
          if (at.isEmpty()) {
            at = positions(folded, HeaderNames.fold(header));
          }
          if (at.isEmpty() && !option.equals(ColumnOption.IGNORE)) {
            unmet.add(header);
          }
          at.forEach(position -> options.putIfAbsent(position, option));
        });
    return new ChosenHeaders(options, unmet);
  }

  private static List<Integer> positions(List<String> all, String wanted) {
    List<Integer> at = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).equals(wanted)) {
        at.add(i);
      }
    }
    return at;
  }
}
