package dev.senselink.batch.roster;

import static dev.senselink.batch.roster.Words.words;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines below a header that are rows. Passed over are those whose cells are all blank, and the
 * example of our own template, and what sums up the others, told.
 */
final class FilledLines {
  private static final int TOLD = 10;

  private final TableLine.Source lines;
  private final List<Long> examples = new ArrayList<>();
  private final List<Long> totals = new ArrayList<>();

  FilledLines(TableLine.Source lines) {
    this.lines = lines;
  }

  @Nullable TableLine next() throws IOException {
    TableLine line = lines.next();
    while (line != null && !isRow(line)) {
      line = lines.next();
    }
    return line;
  }

  private boolean isRow(TableLine line) {
    if (HeaderSearch.isBlank(line)) {
      return false;
    }
    if (ExampleMark.isWhole(line)) {
      note(examples, line);
      return false;
    }
    if (TotalsLine.is(line)) {
      note(totals, line);
      return false;
    }
    return true;
  }

  private static void note(List<Long> lines, TableLine line) {
    if (lines.size() < TOLD) {
      lines.add(line.line());
    }
  }

  /** The shape with what was passed over so far. */
  RosterShape told(RosterShape shape) {
    RosterShape told = shape;
    if (!examples.isEmpty()) {
      told = told.withWarning(words("shape.example", list(examples)));
    }
    if (!totals.isEmpty()) {
      told = told.withWarning(words("shape.totals", list(totals)));
    }
    return told;
  }

  private static String list(List<Long> lines) {
    return Told.list(lines.stream().map(String::valueOf).toList());
  }
}
