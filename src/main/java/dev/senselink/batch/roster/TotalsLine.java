package dev.senselink.batch.roster;

import dev.senselink.batch.table.CleanText;
import dev.senselink.batch.table.TableLine;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line that sums up the others, as people put below a table; it is nobody. */
final class TotalsLine {
  private static final Set<String> MARKS =
      Set.of(
          "合计",
          "总计",
          "小计",
          "共计",
          "总共",
          "合计人数",
          "总人数",
          "人数合计",
          "total",
          "totals",
          "grandtotal",
          "subtotal");

  /** Counts and sums: anything longer may be somebody's number. */
  private static final Pattern COUNT = Pattern.compile("[0-9]{1,7}([.,][0-9]{1,3})?[人名位个]?");

  private static final Pattern NOT_SAID = Pattern.compile("[\\s\u3000:\uff1a]");

  private TotalsLine() {}

  /** A mark may have its count behind it. */
  private static final Pattern COUNTED =
      Pattern.compile("(?<mark>.*?[^0-9.,])=?(?<count>" + COUNT.pattern() + ")");

  /** Whether exactly one filled cell says so, wherever it stands, and all others hold a count. */
  static boolean is(TableLine line) {
    int marks = 0;
    for (String written : line.cells()) {
      String cell = CleanText.of(written);
      if (cell.isEmpty()) {
        continue;
      }
      if (isMark(cell)) {
        marks++;
      } else if (!COUNT.matcher(cell).matches()) {
        return false; // the first cell of nearly every row
      }
    }
    return marks == 1;
  }

  private static boolean isMark(String cell) {
    String folded = folded(cell);
    Matcher counted = COUNTED.matcher(folded);
    return MARKS.contains(folded) || counted.matches() && MARKS.contains(counted.group("mark"));
  }

  private static String folded(String cell) {
    return NOT_SAID.matcher(cell.toLowerCase(Locale.ROOT)).replaceAll("");
  }
}
