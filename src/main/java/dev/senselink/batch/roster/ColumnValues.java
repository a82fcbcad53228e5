package dev.senselink.batch.roster;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Whether values look like those of a column; they rank a suggestion and decide nothing. */
final class ColumnValues {
  private static final Map<RosterColumn, Pattern> LOOKS =
      Map.ofEntries(
          Map.entry(
              RosterColumn.MOBILE,
              Pattern.compile("(?!\\d{4}-\\d\\d-\\d\\d)\\+?[0-9][0-9 ()-]{6,18}")),
          Map.entry(RosterColumn.MAIL, Pattern.compile("[^@\\s]+@[^@\\s]+")),
          Map.entry(RosterColumn.ID_NUMBER, Pattern.compile("[0-9]{15}|[0-9]{17}[0-9Xx]")),
          Map.entry(RosterColumn.GENDER, Pattern.compile("[MFmf男女12]|(?i:fe)?(?i:male)")),
          Map.entry(RosterColumn.BIRTHDAY, Pattern.compile("(19|20)?[0-9]{2}[-/.年]?[0-9]{1,2}.*")),
          Map.entry(
              RosterColumn.ENTRY_TIME, Pattern.compile("(19|20)?[0-9]{2}[-/.年]?[0-9]{1,2}.*")),
          Map.entry(RosterColumn.PHOTO, Pattern.compile("(?i).+\\.(jpe?g|png|bmp|webp|gif|heic)")),
          Map.entry(RosterColumn.JOB_NUMBER, Pattern.compile("[\\p{L}_-]{0,6}[0-9]{1,10}")),
          Map.entry(RosterColumn.IC_NUMBER, Pattern.compile("[0-9A-Fa-f]{6,16}")),
          Map.entry(RosterColumn.DEPARTMENT, Pattern.compile("[\\p{L}][^@0-9]*")),
          Map.entry(RosterColumn.POSITION, Pattern.compile("[\\p{L}][^@0-9]*")));

  private ColumnValues() {}

  /** Whether most of them do. */
  static boolean fit(RosterColumn column, List<String> values) {
    Pattern look = LOOKS.get(column);
    return look != null
        && !values.isEmpty()
        && values.stream().filter(value -> look.matcher(value).matches()).count() * 2
            > values.size();
  }
}
