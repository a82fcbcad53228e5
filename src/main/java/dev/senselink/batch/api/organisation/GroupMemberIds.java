package dev.senselink.batch.api.organisation;

import java.util.ArrayList;
import java.util.List;

/** How people are named to a group's operations (manual 6.4.4, 6.4.5; NOTES 52). */
public final class GroupMemberIds {
  /** So many people fit in one call. */
  public static final int MOST = 2_000;

  private GroupMemberIds() {}

  /** The ids in their order, each once, in parts that fit in a call; none for nobody. */
  public static List<List<Long>> parts(List<Long> people) {
    List<Long> each = people.stream().distinct().toList();
    List<List<Long>> parts = new ArrayList<>();
    for (int from = 0; from < each.size(); from += MOST) {
      parts.add(List.copyOf(each.subList(from, Math.min(from + MOST, each.size()))));
    }
    return parts;
  }

  static List<Long> checked(List<Long> people) {
    if (people.isEmpty() || people.size() > MOST) {
      throw new IllegalArgumentException("1 to " + MOST + " people a call, not " + people.size());
    }
    return List.copyOf(people);
  }
}
