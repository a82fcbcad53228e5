package dev.senselink.batch.outcome;

import java.util.Locale;
import java.util.Optional;

/** What a person may decide about a row that a program must not: the words of conflicts.csv. */
public enum Decision {
  SKIP,
  UPDATE,
  CREATE,
  FORCE;

  /** The word as it stands in the file. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The decision a cell holds, whatever its case and the blanks around it.
   *
   * @return empty for any other word, also for none
   */
  public static Optional<Decision> of(String cell) {
    String word = cell.strip().toUpperCase(Locale.ROOT);
    for (Decision decision : values()) {
      if (decision.name().equals(word)) {
        return Optional.of(decision);
      }
    }
    return Optional.empty();
  }
}
