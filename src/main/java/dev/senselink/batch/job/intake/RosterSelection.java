package dev.senselink.batch.job.intake;

import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.RosterShape;
import dev.senselink.batch.roster.Row;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Some of the rows of a roster, under the numbers they have in the whole. */
public final class RosterSelection implements Roster {
  private final Roster whole;
  private final BitSet rows;

  public RosterSelection(Roster whole, BitSet rows) {
    this.whole = whole;
    this.rows = rows;
  }

  @Override
  public RosterShape shape() {
    return whole.shape();
  }

  @Override
  public @Nullable Row next() {
    Row row = whole.next();
    while (row != null && !rows.get(row.ref().number())) {
      row = whole.next();
    }
    return row;
  }

  @Override
  public void close() {
    whole.close();
  }
}
