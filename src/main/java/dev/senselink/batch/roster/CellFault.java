package dev.senselink.batch.roster;

import org.jspecify.annotations.Nullable;

/**
 * Something about a row's cells that makes the row unfit, whatever they mean.
 *
 * @param code {@code TOO_MANY_CELLS}, {@code BAD_CHARACTER}, {@code NUMBER_DAMAGED} or {@code
 *     CELL_UNREADABLE}
 * @param header the header over the cell as read; null where the fault is the row's
 * @param reason what is wrong and what to do, without the cell's content
 */
public record CellFault(String code, @Nullable String header, String reason) {}
