package dev.senselink.batch.enrol.plan;

import dev.senselink.batch.ledger.plan.PlannedChange;
import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.cell.GroupsCell;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Places by name and id, as a plan tells them: {@code Lab (#7); Guards (#9)}. */
final class PlaceNames {
  private static final Pattern WITH_ID = Pattern.compile("(.*?) ?\\(#(\\d+)\\)", Pattern.DOTALL);
  private static final String BETWEEN = "; ";

  private PlaceNames() {}

  static String with(String name, long id) {
    return name.isEmpty() ? "(#" + id + ")" : name + " (#" + id + ")";
  }

  /** A group's name alone; no part of it is taken for the end of it. */
  static String coming(String name) {
    return name.isEmpty() ? "" : GroupsCell.write(List.of(name));
  }

  static String joined(List<String> places) {
    return String.join(BETWEEN, places);
  }

  /**
   * Whether these are the places of a plan. One that the plan has an id of is that id, whatever it
   * is called by now; one that was still to be made has got an id meanwhile.
   */
  static boolean areThose(PlannedChange planned, PlannedChange now) {
    boolean places =
        planned.field().equals(RosterColumn.GROUPS.header())
            || planned.field().equals(RosterColumn.DEPARTMENT.header());
    if (!places) {
      return false;
    }
    List<String> wanted = split(planned.to());
    List<String> have = split(now.to());
    return wanted.size() == have.size()
        && wanted.stream().allMatch(one -> have.stream().anyMatch(other -> isThat(one, other)));
  }

  private static boolean isThat(String planned, String now) {
    Matcher there = WITH_ID.matcher(now);
    if (!there.matches()) {
      return planned.equals(now);
    }
    Matcher was = WITH_ID.matcher(planned);
    return was.matches() ? was.group(2).equals(there.group(2)) : planned.equals(there.group(1));
  }

  private static List<String> split(String places) {
    return Arrays.stream(places.split("(?<!\\\\); ", -1)).filter(one -> !one.isEmpty()).toList();
  }
}
