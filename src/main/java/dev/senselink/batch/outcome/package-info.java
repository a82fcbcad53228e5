/**
 * What became of a row: one {@link Ending} from a closed list, and the arithmetic over all rows.
 *
 * <p>Start with {@link Outcome}. {@link Tally} proves that no row was lost: its sum must equal the
 * rows read. Knows neither the server nor the database.
 */
@NullMarked
package dev.senselink.batch.outcome;

import org.jspecify.annotations.NullMarked;
