package dev.senselink.batch.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/** Makes a failing history as small as it gets, by delta debugging, one kind of thing at a time. */
final class HistoryShrinker {
  private final Predicate<SimHistory> fails;
  private int plays;
  private final int most;

  /**
   * A shrinker.
   *
   * @param fails whether a history still fails in the same way
   * @param most how many histories to play at most
   */
  HistoryShrinker(Predicate<SimHistory> fails, int most) {
    this.fails = fails;
    this.most = most;
  }

  /** The smallest history found that still fails. */
  SimHistory shrink(SimHistory failing) {
    SimHistory smallest = failing;
    SimHistory before;
    do {
      before = smallest;
      smallest = less(smallest, SimHistory::errands, SimHistory::withErrands);
      smallest = less(smallest, SimHistory::events, SimHistory::withEvents);
      smallest = less(smallest, SimHistory::acts, SimHistory::withActs);
      smallest = less(smallest, SimHistory::faults, SimHistory::withFaults);
      smallest = fewerRows(smallest);
      smallest = less(smallest, SimHistory::residents, SimHistory::withResidents);
      smallest = instead(smallest, smallest.withTraits(WorldTraits.plain()));
      smallest = cells(smallest);
    } while (!smallest.equals(before) && plays < most);
    return smallest;
  }

  private boolean stillFails(SimHistory history) {
    return plays++ < most && fails.test(history);
  }

  private SimHistory instead(SimHistory now, SimHistory smaller) {
    return !smaller.equals(now) && stillFails(smaller) ? smaller : now;
  }

  /** Rows are only taken from the end: a row's number is its place. */
  private SimHistory fewerRows(SimHistory history) {
    SimHistory smallest = history;
    while (smallest.rows().size() > 1 && smallest.earlier() == 0) {
      SimHistory smaller =
          smallest.withRows(smallest.rows().subList(0, smallest.rows().size() - 1));
      if (mentions(smaller, smallest.rows().size()) || !stillFails(smaller)) {
        break;
      }
      smallest = smaller;
    }
    return smallest;
  }

  private static boolean mentions(SimHistory history, int row) {
    return history.acts().stream().anyMatch(act -> act.target() == row);
  }

  private SimHistory cells(SimHistory history) {
    SimHistory smallest = history;
    for (SimRow row : history.rows()) {
      for (String column : List.copyOf(row.cells().keySet())) {
        if (!column.equals("name")) {
          smallest = instead(smallest, without(smallest, row.number(), column));
        }
      }
    }
    return smallest;
  }

  private static SimHistory without(SimHistory history, int number, String column) {
    List<SimRow> rows = new ArrayList<>();
    for (SimRow row : history.rows()) {
      java.util.Map<String, String> cells = new java.util.TreeMap<>(row.cells());
      if (row.number() == number) {
        cells.remove(column);
      }
      rows.add(new SimRow(row.number(), cells, row.face(), row.faces(), row.quality()));
    }
    return history.withRows(rows);
  }

  /** Takes away ever smaller parts of a list for as long as the history fails. */
  private <T> SimHistory less(
      SimHistory history,
      Function<SimHistory, List<T>> of,
      BiFunction<SimHistory, List<T>, SimHistory> with) {
    SimHistory smallest = history;
    int part = Math.max(1, of.apply(smallest).size());
    while (part >= 1 && !of.apply(smallest).isEmpty()) {
      boolean less = false;
      for (int from = 0; from < of.apply(smallest).size(); from += part) {
        List<T> rest = new ArrayList<>(of.apply(smallest));
        rest.subList(from, Math.min(rest.size(), from + part)).clear();
        SimHistory smaller = with.apply(smallest, rest);
        if (stillFails(smaller)) {
          smallest = smaller;
          less = true;
          break;
        }
      }
      if (!less) {
        part /= 2;
      }
    }
    return smallest;
  }
}
