package dev.senselink.batch.enrol.decide;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.outcome.Decision;
import dev.senselink.batch.roster.conflicts.ConflictLine;
import java.math.BigDecimal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A line of a conflicts file, understood.
 *
 * @param at its line in the file
 * @param line the row's line in the roster
 * @param candidate the person on the server, 0 for nobody
 * @param decision {@code null} where the line stays as it is
 * @param mark of the outcome that is decided about
 */
record DecisionLine(
    long at, long line, String rowHash, long candidate, @Nullable Decision decision, String mark) {

  /** Null where something is wrong with it, which is told. */
  static @Nullable DecisionLine of(ConflictLine read, DecisionMistakes mistakes) {
    Long line = number(read.line());
    Long candidate = read.candidateId().isEmpty() ? Long.valueOf(0) : number(read.candidateId());
    Decision decision = Decision.of(read.decision()).orElse(null);
    boolean sound = true;
    if (line == null) {
      mistakes.add(read.at(), words("sheet.line", read.line()));
      sound = false;
    }
    if (candidate == null) {
      mistakes.add(read.at(), words("sheet.candidateId", read.candidateId()));
      sound = false;
    }
    if (decision == null && !read.decision().isEmpty()) {
      mistakes.add(read.at(), words("sheet.decision", read.decision(), all()));
      sound = false;
    }
    return sound && line != null && candidate != null
        ? new DecisionLine(read.at(), line, read.rowHash(), candidate, decision, mark(read.mark()))
        : null;
  }

  private static String all() {
    return DisplayLanguage.list(Arrays.stream(Decision.values()).map(Decision::word).toList());
  }

  private static String mark(String text) {
    Long number = number(text);
    return number == null ? text : number.toString();
  }

  /** A whole number from 0, as spreadsheets may write it: {@code 65002.0}, {@code 6.5002E4}. */
  private static @Nullable Long number(String text) {
    if (text.length() > 30) {
      return null;
    }
    try {
      BigDecimal number = new BigDecimal(text);
      boolean small = number.scale() > -20 && number.signum() >= 0;
      return small ? (Long) number.longValueExact() : null;
    } catch (NumberFormatException | ArithmeticException e) {
      return null;
    }
  }
}
