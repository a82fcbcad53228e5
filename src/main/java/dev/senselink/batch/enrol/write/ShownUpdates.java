package dev.senselink.batch.enrol.write;

import dev.senselink.batch.enrol.context.SentChanges;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The updates of which a list shows something else than was sent, by their rows: a bit for each row
 * and field, since a server may have its own way with a field of everybody.
 */
final class ShownUpdates {
  /** How a field is shown; in the order of {@link SentChanges.Shown}. */
  enum How {
    TAKEN,
    LEFT,
    OTHER,
    FOLDED,
    LOST,
    UNASKED
  }

  /** A field that is shown so. */
  record Sight(How how, String field) implements Comparable<Sight> {
    @Override
    public int compareTo(Sight other) {
      int byHow = how.compareTo(other.how);
      return byHow == 0 ? field.compareTo(other.field) : byHow;
    }
  }

  private final Map<Sight, BitSet> rows = new TreeMap<>();

  /** What is shown of a row now, in the place of what was shown before; nothing if all is well. */
  void saw(int row, SentChanges.Shown shown) {
    forget(row);
    if (!shown.missed().isEmpty()) {
      add(row, How.TAKEN, shown.taken());
      add(row, How.LEFT, shown.left());
      add(row, How.OTHER, shown.other());
      add(row, How.FOLDED, shown.folded());
      add(row, How.LOST, shown.lost());
      add(row, How.UNASKED, shown.unasked());
    }
  }

  void forget(int row) {
    rows.values().forEach(some -> some.clear(row));
  }

  private void add(int row, How how, List<String> fields) {
    fields.forEach(f -> rows.computeIfAbsent(new Sight(how, f), unused -> new BitSet()).set(row));
  }

  SentChanges.Shown of(int row) {
    return new SentChanges.Shown(
        fields(row, How.TAKEN),
        fields(row, How.LEFT),
        fields(row, How.OTHER),
        fields(row, How.FOLDED),
        fields(row, How.LOST),
        fields(row, How.UNASKED));
  }

  private List<String> fields(int row, How how) {
    List<String> fields = new ArrayList<>();
    rows.forEach(
        (sight, some) -> {
          if (sight.how == how && some.get(row)) {
            fields.add(sight.field);
          }
        });
    return fields;
  }

  /** All that was seen of anybody and is not as sent, in an order that is the same every time. */
  List<Sight> missed() {
    return rows.entrySet().stream()
        .filter(one -> one.getKey().how != How.TAKEN && !one.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The rows of which something is not as sent. */
  BitSet all() {
    BitSet all = new BitSet();
    missed().forEach(sight -> all.or(rows.get(sight)));
    return all;
  }

  /** The rows of which a field is not as sent. */
  BitSet of(String field) {
    BitSet all = new BitSet();
    missed().stream().filter(one -> one.field.equals(field)).forEach(one -> all.or(rows.get(one)));
    return all;
  }

  /** The rows of a sight. */
  BitSet of(Sight sight) {
    return (BitSet) rows.getOrDefault(sight, new BitSet()).clone();
  }

  /** A sight counts of these rows alone; of the others the field was taken. */
  void keepOnly(Sight sight, BitSet some) {
    BitSet others = of(sight);
    others.andNot(some);
    drop(sight, others);
    if (sight.how != How.LOST && sight.how != How.UNASKED) {
      rows.computeIfAbsent(new Sight(How.TAKEN, sight.field), unused -> new BitSet()).or(others);
    }
  }

  /** A sight tells nothing of a row. */
  void drop(Sight sight) {
    rows.remove(sight);
  }

  private void drop(Sight sight, BitSet some) {
    rows.getOrDefault(sight, new BitSet()).andNot(some);
  }

  void clear() {
    rows.clear();
  }
}
