package dev.senselink.batch.enrol.write;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The fields that updates were to leave as they were and of which nothing is shown, with their
 * rows: a bit for each, since a list may leave a field out of everybody.
 */
final class LostFields {
  private final Map<String, BitSet> rows = new TreeMap<>();

  /** What is shown of a row now, in the place of what was shown before. */
  void saw(int row, List<String> lost) {
    forget(row);
    lost.forEach(field -> rows.computeIfAbsent(field, unused -> new BitSet()).set(row));
  }

  private void forget(int row) {
    rows.values().forEach(some -> some.clear(row));
    rows.values().removeIf(BitSet::isEmpty);
  }

  /** Of the rows that have lost a field only these are taken to have. */
  void keepOnly(String field, Set<Integer> some) {
    BitSet kept = new BitSet();
    some.forEach(kept::set);
    rows.getOrDefault(field, kept).and(kept);
    rows.values().removeIf(BitSet::isEmpty);
  }

  Set<String> fields() {
    return Set.copyOf(rows.keySet());
  }

  /** Those of a row. */
  List<String> of(int row) {
    List<String> fields = new ArrayList<>();
    rows.forEach(
        (field, some) -> {
          if (some.get(row)) {
            fields.add(field);
          }
        });
    return fields;
  }

  /** The first rows that have lost a field, so many at most. */
  Set<Integer> some(String field, int most) {
    Set<Integer> some = new LinkedHashSet<>();
    rows.getOrDefault(field, new BitSet()).stream().limit(most).forEach(some::add);
    return some;
  }

  /** All rows that have lost something. */
  BitSet all() {
    BitSet all = new BitSet();
    rows.values().forEach(all::or);
    return all;
  }
}
