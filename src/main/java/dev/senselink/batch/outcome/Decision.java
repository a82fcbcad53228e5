package dev.senselink.batch.outcome;

import java.util.Locale;
import java.util.Optional;

/**
 * What a person may decide about a row that a program must not: the words of conflicts.csv, which a
 * workbook has in its language.
 */
public enum Decision {
  SKIP("跳过"),
  UPDATE("更新"),
  CREATE("新建"),
  FORCE("强制新建");

  private final String chinese;

  Decision(String chinese) {
    this.chinese = chinese;
  }

  /** The word in the file of people who read Chinese. */
  public String chinese() {
    return chinese;
  }

  /** The word as it stands in the file. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The decision a cell holds, in either language, whatever its case and the blanks around it.
   *
   * @return empty for any other word, also for none
   */
  public static Optional<Decision> of(String cell) {
    String word = cell.strip().toUpperCase(Locale.ROOT);
    for (Decision decision : values()) {
      if (decision.name().equals(word) || decision.chinese.equals(word)) {
        return Optional.of(decision);
      }
    }
    return Optional.empty();
  }
}
