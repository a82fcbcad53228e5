package dev.senselink.batch.console.mend;

import dev.senselink.batch.roster.RowCorrection;
import dev.senselink.batch.roster.corrections.CorrectionsDraft;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** One change for each row that has a cause, made while the rows are read. */
final class CauseChanges implements Iterator<CorrectionsDraft.Change> {
  private final ProblemIndex.Reader rows;
  private final String cause;
  private final Each each;
  private @Nullable ProblemRow next;
  private int at;
  private long count;

  /** Changes a row that still has the cause. */
  interface Each {
    RowCorrection of(ProblemRow row, int at, RowCorrection was);
  }

  /**
   * @param cause the id of one that is about a cell
   */
  CauseChanges(ProblemIndex.Reader rows, String cause, Each each) {
    this.rows = rows;
    this.cause = cause;
    this.each = each;
    advance();
  }

  /** How many rows were changed: who was mended otherwise or left out meanwhile stays so. */
  long count() {
    return count;
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public CorrectionsDraft.Change next() {
    ProblemRow row = next;
    int place = at;
    if (row == null) {
      throw new NoSuchElementException();
    }
    advance();
    return new CorrectionsDraft.Change(row.line(), row.rowHash(), was -> change(row, place, was));
  }

  private RowCorrection change(ProblemRow row, int place, RowCorrection was) {
    if (was.leftOut() || !row.isStill(place, was)) {
      return was;
    }
    count++;
    return each.of(row, place, was);
  }

  private void advance() {
    try {
      for (next = rows.next(); next != null; next = rows.next()) {
        for (Cause its : ProblemPage.causes(next)) {
          if (its.at() >= 0 && its.id().equals(cause)) {
            at = its.at();
            return;
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
