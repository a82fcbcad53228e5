package dev.senselink.batch.roster;

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
 * @param joined positions of the headers that are one name together, in the order said
 */
record ChosenHeaders(Map<Integer, String> options, List<String> unmet, List<Integer> joined) {
  static ChosenHeaders of(List<String> headers, Map<String, String> columns) {
    if (columns.isEmpty()) {
      return new ChosenHeaders(Map.of(), List.of(), List.of());
    }
    List<String> clean = headers.stream().map(ColumnOption::oneLine).toList();
    List<String> folded = headers.stream().map(HeaderNames::fold).toList();
    Map<Integer, String> options = new LinkedHashMap<>();
    List<String> unmet = new ArrayList<>();
    List<Integer> joined = new ArrayList<>();
    columns.forEach(
        (header, option) -> {
          List<Integer> at = positions(header, clean, folded);
          List<String> parts = at.isEmpty() ? ColumnOption.parts(header, option) : List.of();
          for (String part : parts) {
            List<Integer> here = positions(part, clean, folded);
            if (here.isEmpty()) {
              unmet.add(part);
            } else {
              joined.add(here.get(0));
              options.putIfAbsent(here.get(0), option);
            }
          }
          if (at.isEmpty() && parts.isEmpty() && !option.equals(ColumnOption.IGNORE)) {
            unmet.add(header);
          }
          at.forEach(position -> options.putIfAbsent(position, option));
        });
    return new ChosenHeaders(options, unmet, joined);
  }

  /** Where a header that an option names stands; empty where it is not here. */
  static List<Integer> positions(List<String> headers, String header) {
    return positions(
        header,
        headers.stream().map(ColumnOption::oneLine).toList(),
        headers.stream().map(HeaderNames::fold).toList());
  }

  private static List<Integer> positions(String header, List<String> clean, List<String> folded) {
    List<Integer> exact = equal(clean, ColumnOption.oneLine(header));
    return exact.isEmpty() ? equal(folded, HeaderNames.fold(header)) : exact;
  }

  private static List<Integer> equal(List<String> all, String wanted) {
    List<Integer> at = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).equals(wanted)) {
        at.add(i);
      }
    }
    return at;
  }
}
