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
          "subtotal",
          "小計",
          "合計",
          "總計",
          "共計");

  /** Counts and sums: anything longer may be somebody's number. */
  private static final Pattern COUNT = Pattern.compile("[0-9]{1,7}([.,][0-9]{1,3})?[人名位个]?");

  private static final Pattern NOT_SAID = Pattern.compile("[\\s\u3000:\uff1a-]");

  /** A sum of a part that is named: a subtotal, or a total, of something. */
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)(sub-?\\s?total|total|小计|小計|共计|共計)[\\s\u3000:：-]+\\S.*|.*\\S\\s*(小计|小計|合计|合計)");

  private TotalsLine() {}

  /** A mark may have its count behind it. */
  private static final Pattern COUNTED =
      Pattern.compile("(?<mark>.*?[^0-9.,])=?(?<count>" + COUNT.pattern() + ")");

  /**
   * Whether one filled cell says so, wherever it stands, and all others hold counts or sums. The
   * mark may name the department it sums up ("Subtotal Engineering"), but then a count has to stand
   * beside it: "Total Rewards" alone may be a name.
   */
  static boolean is(TableLine line) {
    int marks = 0;
    int named = 0;
    int counts = 0;
    for (String written : line.cells()) {
      String cell = CleanText.of(written);
      if (cell.isEmpty()) {
        continue;
      }
      if (isMark(cell)) {
        marks++;
      } else if (COUNT.matcher(cell).matches()) {
        counts++;
      } else if (NAMED.matcher(cell).matches()) {
        named++;
      } else {
        return false; // the first cell of nearly every row
      }
    }
    return marks == 1 && named == 0 || marks == 0 && named == 1 && counts > 0;
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
