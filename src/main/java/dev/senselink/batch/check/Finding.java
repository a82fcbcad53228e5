package dev.senselink.batch.check;

import dev.senselink.batch.roster.RosterColumn;
import org.jspecify.annotations.Nullable;

/**
 * Why a row cannot be sent.
 *
 * @param code one of the row codes of CLI.md, for example {@code TOO_LONG}
 * @param column the column at fault; null where the whole row is, or a column nobody knows
 * @param reason what is wrong and what to do, without the cell's content
 */
public record Finding(String code, @Nullable RosterColumn column, String reason) {}
