package dev.senselink.batch.roster;

import dev.senselink.batch.language.ShellWord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The options that answer what is asked about a roster, as far as the program can guess them.
 *
 * @param columns by header the column it stands for, {@code -} to ignore it
 * @param leftWhen by header the words that mean that somebody has left
 * @param dateFormats the patterns that the dates fit; of several each is an answer
 */
record RosterAnswer(
    Map<String, String> columns, Map<String, Set<String>> leftWhen, List<String> dateFormats) {
  static final RosterAnswer NONE = new RosterAnswer(Map.of(), Map.of(), List.of());

  static RosterAnswer columns(Map<String, String> columns) {
    return new RosterAnswer(columns, Map.of(), List.of());
  }

  /** Both; of the dates the first that is said. */
  RosterAnswer and(RosterAnswer other) {
    Map<String, String> bothColumns = new LinkedHashMap<>(columns);
    bothColumns.putAll(other.columns);
    Map<String, Set<String>> bothWords = new LinkedHashMap<>(leftWhen);
    bothWords.putAll(other.leftWhen);
    return new RosterAnswer(
        bothColumns, bothWords, dateFormats.isEmpty() ? other.dateFormats : dateFormats);
  }

  /** How the roster is read with this answer. */
  RosterSettings in(RosterSettings asked) {
    RosterSettings answered = asked.withColumns(union(asked.columns(), columns));
    if (!leftWhen.isEmpty()) {
      RowChoice rows = asked.rows();
      answered =
          answered.withRows(
              new RowChoice(union(rows.leftWhen(), leftWhen), rows.where(), rows.today()));
    }
    return dateFormats.isEmpty() ? answered : answered.withDateFormat(dateFormats.get(0));
  }

  private static <T> Map<String, T> union(Map<String, T> some, Map<String, T> more) {
    Map<String, T> all = new LinkedHashMap<>(some);
    all.putAll(more);
    return all;
  }

  /** The options, ready for a shell: one line for each date format. */
  List<String> written() {
    List<String> lines = new ArrayList<>();
    for (String format : dateFormats) {
      lines.add(written(format));
    }
    return lines.isEmpty() ? List.of(written(null)) : lines;
  }

  private String written(@Nullable String dateFormat) {
    List<String> options = new ArrayList<>();
    if (!columns.isEmpty()) {
      options.addAll(List.of("--columns", ColumnOption.written(columns)));
    }
    if (!leftWhen.isEmpty()) {
      options.addAll(List.of("--left-when", ShellWord.quoted(RowChoice.written(leftWhen))));
    }
    if (dateFormat != null) {
      options.addAll(List.of("--date-format", ShellWord.quoted(dateFormat)));
    }
    return String.join(" ", options);
  }
}
