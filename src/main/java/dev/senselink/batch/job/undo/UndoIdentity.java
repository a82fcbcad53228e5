package dev.senselink.batch.job.undo;

import dev.senselink.batch.enrol.lookup.SourceIdentity;
import java.util.OptionalLong;

/** Each row of an undo is one person by their id: no two of them can be one by key and name. */
final class UndoIdentity implements SourceIdentity {
  @Override
  public OptionalLong personOf(int row) {
    return OptionalLong.empty();
  }

  @Override
  public OptionalLong doubtfulOf(int row) {
    return OptionalLong.empty();
  }

  @Override
  public boolean belongsToOtherRow(int row, long person) {
    return false;
  }

  @Override
  public boolean sharesKey(int row) {
    return false;
  }

  @Override
  public void became(int row, long person) {
    // The ledger holds it.
  }
}
