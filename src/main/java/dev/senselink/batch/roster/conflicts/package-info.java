/**
 * Reads a conflicts file back, however a spreadsheet has saved it meanwhile. {@code ConflictsFile}
 * is the door; only the columns that count are looked at.
 */
@NullMarked
package dev.senselink.batch.roster.conflicts;

import org.jspecify.annotations.NullMarked;
