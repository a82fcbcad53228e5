package dev.senselink.batch.roster.corrections;

import static dev.senselink.batch.roster.cell.RosterMessages.words;

import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.Row;
import dev.senselink.batch.table.CleanText;
import dev.senselink.batch.table.DisplayText;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Holds corrections against the list they were made for. */
final class CorrectionCheck {
  private final Roster list;
  private final CorrectionMistakes mistakes;

  CorrectionCheck(Roster list, CorrectionMistakes mistakes) {
    this.list = list;
    this.mistakes = mistakes;
  }

  void check(CorrectionCursor corrections) {
    try (corrections) {
      CorrectedCells cells = new CorrectedCells(list.shape());
      for (Row row = list.next(); row != null; row = list.next()) {
        long line = row.ref().line();
        for (CorrectionLine one = corrections.takeBefore(line);
            one != null;
            one = corrections.takeBefore(line)) {
          noRow(one);
        }
        check(row, corrections.of(line), cells);
      }
      for (CorrectionLine one = corrections.take(); one != null; one = corrections.take()) {
        noRow(one);
      }
    }
  }

  private void noRow(CorrectionLine one) {
    mistakes.add(one.at(), words("corrections.noRow", String.valueOf(one.line())));
  }

  private void check(Row row, List<CorrectionLine> lines, CorrectedCells cells) {
    if (lines.isEmpty()) {
      return;
    }
    String hash = row.hash();
    Set<Object> seen = new HashSet<>();
    for (CorrectionLine one : lines) {
      String line = String.valueOf(one.line());
      if (!one.rowHash().equals(hash)) {
        mistakes.add(one.at(), words("corrections.rowChanged", line));
        continue;
      }
      Object what = one.leaveOut() ? "leaveOut" : one.photo() != null ? "photo" : "";
      String column = one.column();
      if (column != null) {
        int at = cells.place(column);
        if (at < 0) {
          mistakes.add(one.at(), words("corrections.column", DisplayText.text(column)));
          continue;
        }
        if (!CleanText.of(row.cells().get(at)).equals(CleanText.of(one.from()))) {
          mistakes.add(one.at(), words("corrections.cellChanged", line, DisplayText.text(column)));
          continue;
        }
        what = at;
      }
      if (!seen.add(what)) {
        mistakes.add(one.at(), words("corrections.twice", line));
      }
    }
  }
}
