package dev.senselink.batch.job.intake;

import dev.senselink.batch.check.CheckedRow;
import dev.senselink.batch.outcome.Outcome;
import org.jspecify.annotations.Nullable;

/** Rows from the first to the last, each fit to be worked or ended already. One thread. */
public interface RowStream extends AutoCloseable {
  /**
   * A row.
   *
   * @param applicant the row, fit to be worked; {@code null} where it has ended
   * @param ended how it has ended, {@code null} where it has not
   */
  record Item(int row, @Nullable CheckedRow applicant, @Nullable Outcome ended) {}

  /** The next row, {@code null} at the end. */
  @Nullable Item next();

  @Override
  void close();
}
