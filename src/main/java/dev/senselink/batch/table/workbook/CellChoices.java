package dev.senselink.batch.table.workbook;

import static dev.senselink.batch.table.TableMessages.words;

import dev.senselink.batch.language.DisplayLanguage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The words that may be chosen in a column of a sheet: not every row takes every word. */
final class CellChoices {
  /** Rows in a row are one range; so many of them a rule holds, whatever opens it. */
  private static final int MOST_RANGES = 200;

  /** A range of rows, both ends included. */
  private record Range(int from, int to) {
    String in(String column) {
      return column + from + (from == to ? "" : ":" + column + to);
    }
  }

  private final Map<List<SheetChoice>, List<Range>> ranges = new LinkedHashMap<>();

  /**
   * Lets these words be chosen in a row, which comes after all before it.
   *
   * @param row from 1
   * @param words empty where nothing is to be chosen
   */
  void allow(int row, List<SheetChoice> words) {
    if (words.isEmpty()) {
      return;
    }
    List<Range> known = ranges.computeIfAbsent(words, some -> new ArrayList<>());
    int last = known.size() - 1;
    if (last >= 0 && known.get(last).to() == row - 1) {
      known.set(last, new Range(known.get(last).from(), row));
    } else {
      known.add(new Range(row, row));
    }
  }

  /** Appends the rules for a column, if there are any. */
  void append(StringBuilder xml, String column) {
    StringBuilder rules = new StringBuilder();
    int count = 0;
    for (Map.Entry<List<SheetChoice>, List<Range>> entry : ranges.entrySet()) {
      List<Range> all = entry.getValue();
      for (int from = 0; from < all.size(); from += MOST_RANGES) {
        List<Range> some = all.subList(from, Math.min(all.size(), from + MOST_RANGES));
        rule(
            rules,
            entry.getKey(),
            some.stream().map(range -> range.in(column)).collect(Collectors.joining(" ")));
        count++;
      }
    }
    if (count > 0) {
      xml.append("<dataValidations count=\"").append(count).append("\">").append(rules);
      xml.append("</dataValidations>");
    }
  }

  private static void rule(StringBuilder xml, List<SheetChoice> allowed, String places) {
    xml.append("<dataValidation type=\"list\" allowBlank=\"1\"");
    xml.append(" showInputMessage=\"1\" showErrorMessage=\"1\"");
    attribute(xml, "error", words("choice.error", DisplayLanguage.list(names(allowed))));
    attribute(xml, "promptTitle", words("choice.title"));
    attribute(
        xml,
        "prompt",
        allowed.stream().map(SheetChoice::meaning).collect(Collectors.joining("\n")));
    xml.append(" sqref=\"").append(places).append("\"><formula1>&quot;");
    xml.append(String.join(",", names(allowed))).append("&quot;</formula1></dataValidation>");
  }

  private static List<String> names(List<SheetChoice> choices) {
    return choices.stream().map(SheetChoice::word).toList();
  }

  private static void attribute(StringBuilder xml, String name, String text) {
    StringBuilder value = new StringBuilder();
    XlsxText.append(value, text);
    // A bare line break in an attribute is read as a blank.
    String lines = value.toString().replace("\n", "&#10;");
    xml.append(' ').append(name).append("=\"").append(lines).append('"');
  }
}
