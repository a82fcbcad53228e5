package dev.senselink.batch.job.undo;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.job.intake.RowStream;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.Row;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Some of the people of an undo. One thread. */
final class UndoRowStream implements RowStream {
  private final Roster sheet;
  private final Predicate<UndoRow> some;
  private final BiFunction<Row, Outcome, Outcome> ended;

  /**
   * @param ended is told how rows end that are not worked, and says how they do
   */
  UndoRowStream(Roster sheet, Predicate<UndoRow> some, BiFunction<Row, Outcome, Outcome> ended) {
    this.sheet = sheet;
    this.some = some;
    this.ended = ended;
  }

  @Override
  public @Nullable Item next() {
    for (Row row = sheet.next(); row != null; row = sheet.next()) {
      UndoRow one = new UndoRow(row);
      if (some.test(one)) {
        return one.kind().isEmpty()
            ? new Item(row.ref().number(), null, ended.apply(row, uncertain(one)))
            : new Item(row.ref().number(), one.applicant(), null);
      }
    }
    return null;
  }

  private static Outcome uncertain(UndoRow one) {
    Outcome outcome =
        one.isUnkept()
            ? Outcome.of(one.row().ref(), RowEnding.REVIEW, "BEFORE_UNKNOWN", words("undo.unkept"))
            : Outcome.of(
                one.row().ref(), RowEnding.REVIEW, "UNKNOWN_STATE", words("undo.uncertain"));
    return one.person() == 0 ? outcome : outcome.withPerson(one.person());
  }

  @Override
  public void close() {
    sheet.close();
  }
}
