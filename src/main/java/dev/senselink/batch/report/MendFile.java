package dev.senselink.batch.report;

import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.roster.GuardedCsv;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code rejected.csv}: the roster's own columns and values of the rows that were not done, plus
 * why. Mend it and import it: the two columns it adds are replaced, never doubled.
 */
final class MendFile {
  private static final List<String> ADDED = List.of("errorCode", "errorMessage");

  private final GuardedCsv file;
  private final int width;
  private final Set<Integer> dropped = new TreeSet<>();

  MendFile(GuardedCsv file, List<String> headers) throws IOException {
    this.file = file;
    this.width = headers.size();
    for (int i = 0; i < headers.size(); i++) {
      if (Roster.isErrorColumn(headers.get(i))) {
        dropped.add(i);
      }
    }
    write(headers, ADDED);
  }

  void add(Row row, Outcome outcome) throws IOException {
    if (outcome.ending().toBeMended()) {
      String code = outcome.code().isEmpty() ? outcome.ending().name() : outcome.code();
      write(row.cells(), List.of(code, outcome.reason()));
    }
  }

  private void write(List<String> cells, List<String> added) throws IOException {
    List<String> line = new ArrayList<>(cells.size() + 2);
    for (int i = 0; i < width; i++) {
      if (!dropped.contains(i)) {
        line.add(cells.get(i));
      }
    }
    line.addAll(added);
    // A row with too many cells keeps them, behind: the code must stay under its header.
    line.addAll(cells.subList(width, cells.size()));
    file.write(line);
  }
}
