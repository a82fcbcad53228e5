package dev.senselink.batch.check;

import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.roster.Row;
import org.jspecify.annotations.Nullable;

/**
 * A row that passed every offline rule, with what was found for its photo.
 *
 * @param person what the row asks for
 * @param photo the file found for the row, {@code null} if there is none; not to be used where
 *     there is a problem
 * @param photoProblem why the row's photo cannot be used, {@code null} if nothing is wrong; a row
 *     that simply has no photo has neither
 * @param departed how the row says that its person has left, {@code null} where it does not; such a
 *     person has a name and keys only, and nothing is ever sent for the row itself
 */
public record CheckedRow(
    Row row,
    RosterPerson person,
    @Nullable PhotoFile photo,
    @Nullable Finding photoProblem,
    @Nullable String departed) {
  /** One of somebody who has not left. */
  public CheckedRow(
      Row row, RosterPerson person, @Nullable PhotoFile photo, @Nullable Finding photoProblem) {
    this(row, person, photo, photoProblem, null);
  }
}
