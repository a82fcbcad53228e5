package dev.senselink.batch.job.plan;

import dev.senselink.batch.enrol.plan.PlanCheck;
import dev.senselink.batch.job.intake.RowStream;
import dev.senselink.batch.ledger.plan.PlanFile;
import dev.senselink.batch.outcome.Outcome;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Rows side by side with the lines of their plan; neither is held longer than it is worked. */
final class PlannedRows implements RowStream {
  private final RowStream rows;
  private final PlanFile.Lines lines;
  private final BitSet done;
  private final PlanCheck check;

  /**
   * @param done the rows that need no more work
   */
  PlannedRows(RowStream rows, PlanFile.Lines lines, BitSet done, PlanCheck check) {
    this.rows = rows;
    this.lines = lines;
    this.done = done;
    this.check = check;
  }

  @Override
  public @Nullable Item next() {
    Item item = rows.next();
    if (item == null || done.get(item.row())) {
      return item;
    }
    check.begin(item.row(), lines.at(item.row()));
    Outcome ended = item.ended();
    return ended == null ? item : new Item(item.row(), null, check.settled(ended));
  }

  @Override
  public void close() {
    lines.close();
    rows.close();
  }
}
