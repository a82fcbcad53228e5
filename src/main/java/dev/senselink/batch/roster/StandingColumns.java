package dev.senselink.batch.roster;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a row says whether it is somebody to import.
 *
 * @param statuses positions of what says whether somebody is employed
 * @param dates positions of the day on which somebody has left
 * @param leftWhen by position the words, folded, that alone mean so in that column
 * @param where by position the words, folded, of the rows that are taken
 * @param unsaid positions of headers that are none of ours and about which no option says anything
 * @param unmet headers that an option names and that are not here
 */
record StandingColumns(
    List<Integer> statuses,
    List<Integer> dates,
    Map<Integer, Set<String>> leftWhen,
    Map<Integer, Set<String>> where,
    List<Integer> unsaid,
    List<String> unmet) {
  static StandingColumns of(List<String> headers, RowChoice rows) {
    List<String> unmet = new ArrayList<>();
    Map<Integer, Set<String>> leftWhen = placed(headers, rows.leftWhen(), new ArrayList<>());
    return new StandingColumns(
        List.of(), List.of(), leftWhen, placed(headers, rows.where(), unmet), List.of(), unmet);
  }

  private static Map<Integer, Set<String>> placed(
      List<String> headers, Map<String, Set<String>> choice, List<String> unmet) {
    Map<Integer, Set<String>> placed = new LinkedHashMap<>();
    choice.forEach(
        (header, words) -> {
          List<Integer> at = ChosenHeaders.positions(headers, header);
          if (at.isEmpty()) {
            unmet.add(header);
          }
          Set<String> folded =
              words.stream().map(StandingWords::fold).collect(Collectors.toUnmodifiableSet());
          at.forEach(position -> placed.put(position, folded));
        });
    return placed;
  }

  /** The same where these columns have been recognised. */
  StandingColumns at(List<Integer> status, List<Integer> leftOn, List<Integer> others) {
    return new StandingColumns(
        List.copyOf(status), List.copyOf(leftOn), leftWhen, where, List.copyOf(others), unmet);
  }

  /** Every position that is needed to tell it. */
  Stream<Integer> all() {
    return Stream.of(statuses, dates, where.keySet()).flatMap(Collection::stream);
  }
}
