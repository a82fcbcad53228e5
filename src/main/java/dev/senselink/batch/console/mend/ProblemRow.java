package dev.senselink.batch.console.mend;

import dev.senselink.batch.roster.RowCorrection;
import dev.senselink.batch.table.CleanText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A row that needs somebody, as the check has found it.
 *
 * @param line of the list
 * @param rowHash the mark of the row as the list has it
 * @param key what tells the person
 * @param outcome how the row would end
 * @param code why
 * @param photo the file that was found for it, {@code ""} for none
 * @param checkedPhoto the one that it was given by then, {@code ""} for none
 * @param hint whether the row would be imported, and only its photo is doubtful
 * @param wasLeftOut whether it was left out when it was checked
 * @param cells as the list has them
 * @param wrong by position, the cells that have to be put right
 */
record ProblemRow(
    long line,
    String rowHash,
    String key,
    String name,
    String outcome,
    String code,
    String reason,
    String photo,
    String checkedPhoto,
    boolean hint,
    boolean wasLeftOut,
    List<String> cells,
    Map<Integer, Wrong> wrong) {
  ProblemRow {
    cells = List.copyOf(cells);
    wrong = new TreeMap<>(wrong);
  }

  /**
   * A cell at fault.
   *
   * @param value what stood in it when it was checked, corrections included
   */
  record Wrong(String value, String why) {}

  /** What is to stand in a cell by now. */
  String now(int at, RowCorrection corrected) {
    return cell(at, corrected).map(RowCorrection.Cell::to).orElse(cells.get(at));
  }

  static Optional<RowCorrection.Cell> cell(int at, RowCorrection corrected) {
    return corrected.cells().stream().filter(cell -> cell.at() == at).findFirst();
  }

  /** How it stands. */
  enum State {
    /** Nobody has done anything about it. */
    OPEN,
    /** It was changed; the next check tells whether it is right. */
    MENDED,
    LEFT_OUT
  }

  /** How it stands with what is corrected by now. */
  State state(RowCorrection corrected) {
    if (corrected.leftOut()) {
      return State.LEFT_OUT;
    }
    String shown = corrected.photo() == null ? "" : corrected.photo();
    boolean touched =
        wasLeftOut
            || !shown.equals(checkedPhoto)
            || wrong.keySet().stream().anyMatch(at -> !isStill(at, corrected));
    return touched ? State.MENDED : State.OPEN;
  }

  /** Whether a cell still says what the check found in it. */
  boolean isStill(int at, RowCorrection corrected) {
    Wrong found = wrong.get(at);
    return found != null && same(now(at, corrected), found.value());
  }

  static boolean same(String one, String other) {
    return CleanText.of(one).equals(CleanText.of(other));
  }
}
