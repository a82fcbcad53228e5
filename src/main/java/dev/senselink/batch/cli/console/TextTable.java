package dev.senselink.batch.cli.console;

import dev.senselink.batch.directory.DisplayTable;
import dev.senselink.batch.language.VisibleText;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Writes rows in columns. The first rows say how wide the columns are; a wider cell further down
 * pushes its row to the right, so a list of any length is written as it comes.
 */
public final class TextTable {
  private static final int LOOKED_AT = 200;
  private static final String GAP = "  ";

  private final PrintWriter out;
  private final List<List<String>> waiting = new ArrayList<>();
  private List<Integer> widths = List.of();
  private boolean begun;

  public TextTable(PrintWriter out, List<String> heads) {
    this.out = out;
    if (!heads.isEmpty()) {
      row(heads);
    }
  }

  /** Writes a whole table. */
  public static void print(PrintWriter out, DisplayTable sheet) {
    TextTable table = new TextTable(out, sheet.heads());
    sheet.rows().forEach(table::row);
    table.end();
  }

  public void row(List<String> cells) {
    List<String> shown = cells.stream().map(VisibleText::line).toList();
    if (begun) {
      write(shown);
      return;
    }
    waiting.add(shown);
    if (waiting.size() > LOOKED_AT) {
      end();
    }
  }

  /** Writes what was kept back so far. */
  public void end() {
    if (!begun) {
      begun = true;
      widths = widths();
      waiting.forEach(this::write);
      waiting.clear();
    }
  }

  private List<Integer> widths() {
    List<Integer> widest = new ArrayList<>();
    for (List<String> row : waiting) {
      widest.addAll(Collections.nCopies(Math.max(0, row.size() - widest.size()), 0));
      for (int i = 0; i < row.size(); i++) {
        widest.set(i, Math.max(widest.get(i), width(row.get(i))));
      }
    }
    return widest;
  }

  private void write(List<String> row) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      line.append(i == 0 ? "" : GAP).append(row.get(i));
      int wide = i < widths.size() ? widths.get(i) : 0;
      line.append(" ".repeat(Math.max(0, wide - width(row.get(i)))));
    }
    out.println(line.toString().stripTrailing());
  }

  /** Columns of a terminal: Chinese characters take two, marks on a letter none. */
  static int width(String text) {
    return text.codePoints().map(TextTable::width).sum();
  }

  private static int width(int character) {
    int type = Character.getType(character);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    boolean wide =
        Character.isIdeographic(character)
            || (character >= 0x1100 && character <= 0x115F)
            || (character >= 0x2E80 && character <= 0xA4CF)
            || (character >= 0xAC00 && character <= 0xD7A3)
            || (character >= 0xF900 && character <= 0xFAFF)
            || (character >= 0xFE30 && character <= 0xFE6F)
            || (character >= 0xFF00 && character <= 0xFF60)
            || (character >= 0xFFE0 && character <= 0xFFE6)
            || (character >= 0x1F300 && character <= 0x1FAFF);
    return wide ? 2 : 1;
  }
}
