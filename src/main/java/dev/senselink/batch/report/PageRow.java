package dev.senselink.batch.report;

import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.outcome.ConflictCandidate;
import dev.senselink.batch.outcome.Decision;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.PossibleDecisions;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.Row;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A row on the page, before its pictures are there.
 *
 * @param possible what may be decided about it
 * @param pictured whether its pictures are shown
 */
record PageRow(
    RequiredAction todo,
    long line,
    String name,
    String key,
    Outcome outcome,
    List<ConflictCandidate> people,
    List<Decision> possible,
    boolean pictured) {
  /** A cell that somebody pasted a book into must not fill the page; results.csv has it whole. */
  private static final int MOST_LETTERS = 200;

  private static final int MOST_REASON = 1_000;
  private static final int MOST_PEOPLE = 3;

  /** What the page puts around a row's texts, around its photo's name, and around a person's. */
  private static final int MARKUP = 125;

  private static final int PHOTO_MARKUP = 30;
  private static final int PERSON_MARKUP = 65;
  private static final int CHOICES_MARKUP = 120;

  /** And around its pictures. */
  private static final int PICTURE_MARKUP = 250;

  /** What `<`, `&` and their like grow to at most. */
  private static final int ESCAPED = 5;

  static PageRow of(RequiredAction todo, Row row, Outcome outcome, boolean pictured) {
    List<ConflictCandidate> people =
        outcome.ending() == RowEnding.REVIEW
            ? outcome.candidates().stream().limit(MOST_PEOPLE).toList()
            : List.of();
    return new PageRow(
        todo,
        row.ref().line(),
        cut(row.text(RosterColumn.NAME), MOST_LETTERS),
        cut(KeyRules.shown(row), MOST_LETTERS),
        outcome,
        people,
        pictured ? possible(outcome) : List.of(),
        pictured);
  }

  /** What can work for one candidate or another. */
  private static List<Decision> possible(Outcome outcome) {
    if (outcome.ending() != RowEnding.REVIEW) {
      return List.of();
    }
    Set<Decision> all = EnumSet.copyOf(PossibleDecisions.of(outcome, null));
    if (!outcome.candidates().isEmpty()) {
      all.clear();
      outcome.candidates().forEach(one -> all.addAll(PossibleDecisions.of(outcome, one)));
    }
    return List.copyOf(all);
  }

  /** The same without its pictures. */
  PageRow asText() {
    return new PageRow(todo, line, name, key, outcome, people, List.of(), false);
  }

  String reason() {
    return cut(outcome.reason(), MOST_REASON);
  }

  String photo() {
    return cut(outcome.photo(), MOST_LETTERS);
  }

  /** Bytes that the row takes on the page, pictures aside; rather too many than too few. */
  long bytes() {
    long bytes = MARKUP + bytes(name) + bytes(key) + bytes(reason());
    if (!outcome.photo().isEmpty()) {
      bytes += PHOTO_MARKUP + bytes(photo());
    }
    for (ConflictCandidate person : people) {
      bytes += PERSON_MARKUP + bytes(person.name()) + bytes(person.key());
    }
    if (!possible.isEmpty()) {
      bytes += CHOICES_MARKUP;
    }
    return pictured ? bytes + (1L + people.size()) * PICTURE_MARKUP : bytes;
  }

  private static long bytes(String text) {
    long special = text.chars().filter(c -> "&<>\"'`=".indexOf(c) >= 0).count();
    return text.getBytes(StandardCharsets.UTF_8).length + special * ESCAPED;
  }

  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end) + "…";
  }
}
