package dev.senselink.batch.roster.conflicts;

import dev.senselink.batch.roster.Row;

/**
 * What a line of a conflicts file says, trimmed and otherwise as it stands there; {@code ""} where
 * a cell is blank. Its other columns are for reading: spreadsheets mangle them.
 *
 * @param at the line in the file, or the sheet's row, from 1
 * @param runId the run whose conflict it is
 * @param line the row's line in that run's roster
 * @param rowHash the row's {@link Row#hash}, without the mark
 * @param candidateId the person on the server
 * @param decision what is to be done
 * @param mark stands behind the hash and tells a row that is asked about again from the same row
 *     before; blank as a rule
 */
public record ConflictLine(
    long at,
    String runId,
    String line,
    String rowHash,
    String candidateId,
    String decision,
    String mark) {
  /** No digit of a hash, so that a mark can stand behind one. */
  private static final char BEFORE_MARK = 'x';

  /** The hash of a row as the file has it: with its mark behind, where it is asked about again. */
  public static String markedHash(String rowHash, String mark) {
    return mark.isEmpty() ? rowHash : rowHash + BEFORE_MARK + mark;
  }

  static ConflictLine read(
      long at, String runId, String line, String marked, String candidateId, String decision) {
    int end = marked.indexOf(BEFORE_MARK);
    return new ConflictLine(
        at,
        runId,
        line,
        end < 0 ? marked : marked.substring(0, end),
        candidateId,
        decision,
        end < 0 ? "" : marked.substring(end + 1));
  }
}
