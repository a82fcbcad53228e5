package dev.senselink.batch.roster;

import dev.senselink.batch.table.CleanText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Of a roster without any key column, the unknown columns that are filled in every row with another
 * value each: one of them is likely to be the key under a name nobody knows.
 */
final class KeyCandidates {
  private static final List<RosterColumn> KEYS =
      List.of(
          RosterColumn.JOB_NUMBER, RosterColumn.MOBILE, RosterColumn.IC_NUMBER, RosterColumn.MAIL);

  /** Fewer rows differ by chance. */
  private static final int FEWEST_ROWS = 3;

  /** As many rows are compared with each other; of those behind it counts that they are filled. */
  private static final int MOST_COMPARED = 10_000;

  private final RosterShape shape;
  private final Map<Integer, Set<String>> different = new TreeMap<>();
  private long rows;

  KeyCandidates(RosterShape shape) {
    this.shape = shape;
    if (KEYS.stream().noneMatch(shape.columns()::containsKey)) {
      IntStream.range(0, shape.headers().size())
          .filter(this::isUnknown)
          .forEach(at -> different.put(at, new HashSet<>()));
    }
  }

  private boolean isUnknown(int at) {
    String header = shape.headers().get(at);
    return shape.unknown().contains(header)
        && !header.isBlank()
        && !shape.columns().containsValue(at)
        && !shape.nameParts().contains(at)
        && !HeaderNames.isBareId(HeaderNames.fold(header));
  }

  boolean isEmpty() {
    return different.isEmpty();
  }

  void add(Row row) {
    rows++;
    List<String> cells = row.cells();
    different
        .entrySet()
        .removeIf(
            column -> {
              String value = CleanText.of(cells.get(column.getKey()));
              return value.isEmpty() || rows <= MOST_COMPARED && !column.getValue().add(value);
            });
  }

  /**
   * Those whose values look like a key's, in their order.
   *
   * @param values is given those of each
   */
  List<UnclearColumn> found(Map<Integer, List<String>> values) {
    List<UnclearColumn> found = new ArrayList<>();
    if (rows < FEWEST_ROWS) {
      return found;
    }
    different.forEach(
        (at, some) -> {
          List<String> all = List.copyOf(some);
          List<RosterColumn> fitting =
              KEYS.stream().filter(key -> ColumnValues.fit(key, all)).toList();
          if (!fitting.isEmpty()) {
            found.add(new UnclearColumn(at, shape.headers().get(at), fitting));
            values.put(at, all);
          }
        });
    return found;
  }
}
