package dev.senselink.batch.check;

import static dev.senselink.batch.check.CheckMessages.words;

import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.Row;
import java.util.List;

/** Which cells a row cannot do without, and which nobody can erase. */
final class RequiredCells {
  private RequiredCells() {}

  static void check(Row row, RosterKind kind, List<Finding> findings) {
    require(row, RosterColumn.NAME, "MISSING_NAME", findings);
    if (kind == RosterKind.USERS) {
      if (KeyRules.USER_KEYS.stream().noneMatch(field -> isSet(row, field.column()))) {
        findings.add(new Finding("MISSING_KEY", RosterColumn.JOB_NUMBER, words("key.none")));
      }
      return;
    }
    require(row, RosterColumn.MOBILE, "MISSING_MOBILE", findings);
    require(row, RosterColumn.HOST, "MISSING_HOST", findings);
    require(row, RosterColumn.DATE_TIME_FROM, "MISSING_WINDOW", findings);
    require(row, RosterColumn.DATE_TIME_TO, "MISSING_WINDOW", findings);
  }

  /** The cells whose field cannot be emptied: {@code <clear>} in them is a mistake. */
  static boolean cannotClear(RosterColumn column, RosterKind kind) {
    return switch (column) {
      case NAME, PHOTO, GENDER -> true;
      case MOBILE -> kind == RosterKind.GUESTS;
      default -> false;
    };
  }

  private static void require(Row row, RosterColumn column, String code, List<Finding> findings) {
    boolean told = row.clears(column) && cannotClear(column, RosterKind.GUESTS);
    if (!isSet(row, column) && !told) {
      findings.add(new Finding(code, column, words("cell.blank", column.spoken())));
    }
  }

  private static boolean isSet(Row row, RosterColumn column) {
    return row.has(column) && !row.clears(column);
  }
}
