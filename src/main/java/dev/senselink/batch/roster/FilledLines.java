package dev.senselink.batch.roster;

import static dev.senselink.batch.roster.Words.words;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines below a header that are rows. Passed over are those whose cells are all blank, and the
 * example of our own template.
 */
final class FilledLines {
  private static final int TOLD = 10;

  private final TableLine.Source lines;
  private final List<Long> examples = new ArrayList<>();

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
      if (examples.size() < TOLD) {
        examples.add(line.line());
      }
      return false;
    }
    return true;
  }

  /** The shape with what was passed over so far. */
  RosterShape told(RosterShape shape) {
    return examples.isEmpty()
        ? shape
        : shape.withWarning(
            words("shape.example", Told.list(examples.stream().map(String::valueOf).toList())));
  }
}
