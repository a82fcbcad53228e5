package dev.senselink.batch.table.csv;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The formula {@code ="0012"}, which programs write into a CSV so that Excel shows a text of digits
 * as it is. It means the text. A file of ours never holds one without a guard in front.
 */
public final class TextFormula {
  private static final Pattern TEXT = Pattern.compile("=\"([^\"]*)\"");

  private TextFormula() {}

  /** The text that the formula means; any other cell as it is. */
  public static String value(String cell) {
    if (!cell.startsWith("=\"")) {
      return cell;
    }
    Matcher text = TEXT.matcher(cell.strip());
    return text.matches() ? text.group(1) : cell;
  }
}
