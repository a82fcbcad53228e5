package dev.senselink.batch.roster;

/**
 * What a line of a conflicts file says, trimmed and otherwise as it stands there; {@code ""} where
 * a cell is blank. Its other columns are for reading: spreadsheets mangle them.
 *
 * @param at the line in the file, or the sheet's row, from 1
 * @param runId the run whose conflict it is
 * @param line the row's line in that run's roster
 * @param rowHash the row's {@link Row#hash}
 * @param candidateId the person on the server
 * @param decision what is to be done
 * @param mark tells a row that is asked about again from the same row before; blank as a rule
 */
public record ConflictLine(
    long at,
    String runId,
    String line,
    String rowHash,
    String candidateId,
    String decision,
    String mark) {}
