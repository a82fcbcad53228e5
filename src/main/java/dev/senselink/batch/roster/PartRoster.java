package dev.senselink.batch.roster;

import dev.senselink.batch.table.excel.PicturesOfSheet;
import java.util.PrimitiveIterator;
import org.jspecify.annotations.Nullable;

/** A list that was taken out of another one: its rows stand where they stand in that. */
final class PartRoster implements Roster {
  private final Roster own;
  private final PrimitiveIterator.OfLong lines;

  PartRoster(Roster own, RowLines lines) {
    this.own = own;
    this.lines = lines.walk();
  }

  @Override
  public RosterShape shape() {
    return own.shape().withKnown(RowLines.COLUMN);
  }

  @Override
  public @Nullable Row next() {
    Row row = own.next();
    return row == null || !lines.hasNext()
        ? row
        : row.at(new RowReference(row.ref().number(), lines.nextLong()));
  }

  @Override
  public PicturesOfSheet pictures() {
    return own.pictures();
  }

  @Override
  public void close() {
    own.close();
  }
}
