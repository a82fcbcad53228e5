package dev.senselink.batch.outcome;

import java.util.EnumMap;
import java.util.Map;

/** Counts outcomes. Its sum must equal the rows read; safe between threads. */
public final class OutcomeTally {
  private final Map<RowEnding, Long> counts = new EnumMap<>(RowEnding.class);
  private long doneButToLookAt;
  private long hinted;
  private long leftWithDoors;

  /** Counts a row with all that its outcome says. */
  public synchronized void add(Outcome outcome) {
    add(outcome.ending());
    doneButToLookAt += outcome.isDoneButToLookAt() ? 1 : 0;
    hinted += outcome.hints().isEmpty() ? 0 : 1;
    leftWithDoors += outcome.code().equals(Outcome.HAS_DOORS) ? 1 : 0;
  }

  /** Rows whose person has left by the list and is still in groups. */
  public synchronized long leftWithDoors() {
    return leftWithDoors;
  }

  /** So many of the rows that are counted already are such. */
  public synchronized void addLeftWithDoors(long count) {
    leftWithDoors += count;
  }

  /** Rows whose photo has a hint, as far as outcomes were counted one by one. */
  public synchronized long hinted() {
    return hinted;
  }

  public synchronized void add(RowEnding ending) {
    counts.merge(ending, 1L, Long::sum);
  }

  public synchronized void add(RowEnding ending, long count) {
    counts.merge(ending, count, Long::sum);
  }

  /** So many of the rows that are done have to be looked at all the same. */
  public synchronized void addDoneButToLookAt(long count) {
    doneButToLookAt += count;
  }

  public synchronized long of(RowEnding ending) {
    return counts.getOrDefault(ending, 0L);
  }

  public synchronized long of(RowEnding.Group group) {
    return counts.entrySet().stream()
        .filter(e -> e.getKey().group() == group)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Rows that have an outcome. */
  public synchronized long sum() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Rows a person has to look at. */
  public synchronized long needingAttention() {
    return doneButToLookAt
        + counts.entrySet().stream()
            .filter(e -> e.getKey().needsAttention())
            .mapToLong(Map.Entry::getValue)
            .sum();
  }

  /**
   * Proves that every row read has exactly one outcome.
   *
   * @throws ArithmeticException if not: a defect of this program, told as such
   */
  public void mustEqual(long rowsRead) {
    if (sum() != rowsRead) {
      throw new ArithmeticException(
          "defect: " + rowsRead + " rows were read, but " + sum() + " have an outcome");
    }
  }

  /** The counts that are not zero, in the order of the endings: {@code created 5, review 1}. */
  @Override
  public synchronized String toString() {
    StringBuilder text = new StringBuilder();
    ToldCounts.of(this)
        .forEach(
            (key, count) ->
                text.append(text.isEmpty() ? "" : ", ").append(key).append(' ').append(count));
    return text.isEmpty() ? "nothing" : text.toString();
  }
}
