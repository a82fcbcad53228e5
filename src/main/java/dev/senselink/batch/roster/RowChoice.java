package dev.senselink.batch.roster;

import static dev.senselink.batch.roster.cell.RosterMessages.inAllLanguages;
import static dev.senselink.batch.roster.cell.RosterMessages.words;

import dev.senselink.batch.roster.cell.CellEscapes;
import dev.senselink.batch.roster.cell.RosterSettingsException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a roster are people to import: what its words for somebody who has left are, and
 * which part of it is taken.
 *
 * @param leftWhen by header the words that mean that somebody has left, as typed; others in such a
 *     column mean that they have not
 * @param where by header the words of the rows that are taken, as typed; none for all rows
 * @param today the day by which a leaving date is past; null for the day of the machine
 */
public record RowChoice(
    Map<String, Set<String>> leftWhen, Map<String, Set<String>> where, @Nullable LocalDate today) {
  /** Every row, with the words that are known. */
  public static final RowChoice ALL = new RowChoice(Map.of(), Map.of(), null);

  public RowChoice {
    leftWhen = Collections.unmodifiableMap(new LinkedHashMap<>(leftWhen));
    where = Collections.unmodifiableMap(new LinkedHashMap<>(where));
  }

  /**
   * Reads both options.
   *
   * @param leftWhen {@code Status=Terminated,离职}, several headers separated by a semicolon
   * @param where the same form
   * @throws RosterSettingsException if either is not of this form
   */
  public static RowChoice parse(String leftWhen, String where) {
    List<String> problems = new ArrayList<>();
    RowChoice choice =
        new RowChoice(
            parse("--left-when", leftWhen, problems), parse("--rows-where", where, problems), null);
    Set<String> examples =
        inAllLanguages("status.word"); // taken as they are, nobody would have left
    choice.leftWhen.forEach(
        (header, left) -> {
          if (left.stream().anyMatch(examples::contains)) {
            problems.add(words("option.left.placeholder", header));
          }
        });
    if (!problems.isEmpty()) {
      throw new RosterSettingsException(problems);
    }
    return choice;
  }

  private static Map<String, Set<String>> parse(String option, String text, List<String> problems) {
    Map<String, Set<String>> all = new LinkedHashMap<>();
    for (String one : CellEscapes.split(text, ";")) {
      if (one.isBlank()) {
        continue;
      }
      List<String> sides = CellEscapes.split(one, "=");
      Set<String> words =
          sides.size() != 2
              ? Set.of()
              : CellEscapes.split(sides.get(1), ",").stream()
                  .map(word -> CellEscapes.unescape(word.strip(), ",;="))
                  .filter(word -> !word.isBlank())
                  .collect(Collectors.toCollection(LinkedHashSet::new));
      String header = CellEscapes.unescape(sides.get(0).strip(), ",;=");
      if (words.isEmpty() || header.isBlank()) {
        problems.add(words("option.rows.pair", option, one.strip()));
      } else if (all.put(header, words) != null) {
        problems.add(words("option.rows.twice", option, header));
      }
    }
    return all;
  }

  /** {@code --left-when} as {@link #parse} takes it; {@code ""} for none. */
  public String leftWhenOption() {
    return written(leftWhen);
  }

  /** {@code --rows-where} likewise. */
  public String whereOption() {
    return written(where);
  }

  static String written(Map<String, Set<String>> choice) {
    return choice.entrySet().stream()
        .map(
            one ->
                escaped(one.getKey())
                    + "="
                    + one.getValue().stream()
                        .map(RowChoice::escaped)
                        .collect(Collectors.joining(",")))
        .collect(Collectors.joining(";"));
  }

  private static String escaped(String text) {
    return ColumnOption.oneLine(text).replaceAll("[\\\\,;=]", "\\\\$0");
  }

  /** The same by this day. */
  public RowChoice on(@Nullable LocalDate day) {
    return new RowChoice(leftWhen, where, day);
  }

  /** The same with other words for somebody who has left. */
  public RowChoice leftWhen(RowChoice other) {
    return new RowChoice(other.leftWhen, where, today);
  }
}
