package dev.senselink.batch.check;

import static dev.senselink.batch.check.Words.words;

import dev.senselink.batch.roster.Column;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.Row;
import java.util.List;

/** Which cells a row cannot do without, and which nobody can erase. */
final class Required {
  private Required() {}

  static void check(Row row, RosterKind kind, List<Finding> findings) {
    require(row, Column.NAME, "MISSING_NAME", findings);
    if (kind == RosterKind.USERS) {
      if (Keys.USER_KEYS.stream().noneMatch(field -> isSet(row, field.column()))) {
        findings.add(new Finding("MISSING_KEY", Column.JOB_NUMBER, words("key.none")));
      }
      return;
    }
    require(row, Column.MOBILE, "MISSING_MOBILE", findings);
    require(row, Column.HOST, "MISSING_HOST", findings);
    require(row, Column.DATE_TIME_FROM, "MISSING_WINDOW", findings);
    require(row, Column.DATE_TIME_TO, "MISSING_WINDOW", findings);
  }

  /** The cells whose field cannot be emptied: {@code <clear>} in them is a mistake. */
  static boolean cannotClear(Column column, RosterKind kind) {
    return switch (column) {
      case NAME, PHOTO, GENDER -> true;
      case MOBILE -> kind == RosterKind.GUESTS;
      default -> false;
    };
  }

  private static void require(Row row, Column column, String code, List<Finding> findings) {
    boolean told = row.clears(column) && cannotClear(column, RosterKind.GUESTS);
    if (!isSet(row, column) && !told) {
      findings.add(new Finding(code, column, words("cell.blank", column.spoken())));
    }
  }

  private static boolean isSet(Row row, Column column) {
    return row.has(column) && !row.clears(column);
  }
}
