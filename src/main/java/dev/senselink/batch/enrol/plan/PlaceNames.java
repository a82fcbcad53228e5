package dev.senselink.batch.enrol.plan;

import dev.senselink.batch.ledger.plan.PlannedChange;
import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.cell.GroupsCell;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
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
   * is called by now; one that was still to be made has got an id meanwhile, if the plan's own run
   * has made it: what others have made under the same name opens doors that nobody looked at.
   *
   * @param made whether the run has made a place, by its column's name and its own
   */
  static boolean areThose(
      PlannedChange planned, PlannedChange now, BiPredicate<String, String> made) {
    boolean places =
        planned.field().equals(RosterColumn.GROUPS.header())
            || planned.field().equals(RosterColumn.DEPARTMENT.header());
    if (!places) {
      return false;
    }
    List<String> wanted = split(planned.to());
    List<String> have = split(now.to());
    return wanted.size() == have.size()
        && contains(planned.to(), now.to(), name -> made.test(planned.field(), name));
  }

  /** Whether all the places of a plan are among these; of anything else, whether it is the same. */
  static boolean contains(String planned, String now, Predicate<String> made) {
    List<String> have = split(now);
    return split(planned).stream()
        .allMatch(one -> have.stream().anyMatch(other -> isThat(one, other, made)));
  }

  private static boolean isThat(String planned, String now, Predicate<String> made) {
    Matcher there = WITH_ID.matcher(now);
    if (!there.matches()) {
      return planned.equals(now);
    }
    if (planned.equals(there.group(1))) {
      return made.test(planned); // of whatever name: it may end like an id
    }
    Matcher was = WITH_ID.matcher(planned);
    return was.matches() && was.group(2).equals(there.group(2));
  }

  private static List<String> split(String places) {
    return Arrays.stream(places.split("(?<!\\\\); ", -1)).filter(one -> !one.isEmpty()).toList();
  }
}
