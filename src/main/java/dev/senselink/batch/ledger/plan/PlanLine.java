package dev.senselink.batch.ledger.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done for a row or, without one, with somebody whom no row names.
 *
 * @param row the row's number in the roster, {@code null} for a leaver
 * @param line where it stands in the roster's file, 0 for a leaver
 * @param key as the report shows it
 * @param personId whom it is about, {@code null} where there is nobody yet
 * @param seen keyed hashes of how the person was, {@code ""} where nobody was read
 * @param photo the photo to be sent, {@code null} for none
 */
public record PlanLine(
    @Nullable Integer row,
    long line,
    String key,
    String name,
    PlannedAction action,
    @Nullable Long personId,
    String seen,
    List<PlannedChange> changes,
    @Nullable PlannedPhoto photo) {
  public PlanLine {
    changes = List.copyOf(changes);
  }
}
