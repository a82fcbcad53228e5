package dev.senselink.batch.roster;

import static dev.senselink.batch.roster.cell.RosterMessages.words;

import dev.senselink.batch.language.ShellWord;
import dev.senselink.batch.table.DisplayText;
import dev.senselink.batch.table.QuotedNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The words in a roster that say who has left. A status column of which no word is known says
 * nothing that could be relied on: a person has to say which words mean it. A column that is none
 * of ours and has such a word, in a row that does not say it elsewhere, is asked about.
 */
public final class StatusColumns {
  private static final int SAMPLE = 6;
  private static final int LONGEST = 60;

  /** Is a side or a hand as well. */
  private static final String LEFT = "left";

  private final Map<Integer, Column> columns = new TreeMap<>();
  private final Map<Integer, String> unsaid = new TreeMap<>();

  /** One column. */
  private static final class Column {
    private final String header;
    private final Set<String> unknown = new LinkedHashSet<>();
    private boolean known;

    Column(String header) {
      this.header = header;
    }
  }

  /** Takes a row. */
  public void add(Row row) {
    StandingColumns standing = row.standingColumns();
    if (Stream.concat(standing.statuses().stream(), standing.dates().stream())
        .allMatch(at -> row.clean(at).isEmpty())) {
      standing.unsaid().stream()
          .filter(at -> !unsaid.containsKey(at) && saysLeft(row.clean(at)))
          .forEach(at -> unsaid.put(at, row.headerName(at)));
    }
    for (int at : standing.statuses()) {
      String text = row.clean(at);
      if (text.isEmpty() || row.isUnreadable(at) || standing.leftWhen().containsKey(at)) {
        continue;
      }
      Column column = columns.computeIfAbsent(at, one -> new Column(row.headerName(at)));
      if (StandingWords.isKnown(text)) {
        column.known = true;
      } else if (column.unknown.size() < SAMPLE) {
        column.unknown.add(text);
      }
    }
  }

  private static boolean saysLeft(String text) {
    return text.length() <= LONGEST
        && StandingWords.meansLeft(text)
        && !StandingWords.fold(text).equals(LEFT);
  }

  /** Never a word that may mean employed: whoever copies the option would declare them gone. */
  private static Set<String> example(Column column) {
    Set<String> left = new LinkedHashSet<>(column.unknown);
    left.removeIf(word -> !StandingWords.beginsAsLeft(StandingWords.fold(word)));
    return left.isEmpty() ? Set.of(words("status.word")) : left;
  }

  /**
   * Looks at all of them.
   *
   * @param file what messages call it
   * @throws UnclearColumnsException if there is one of which no word is known, or another one that
   *     has a word of theirs
   */
  public void mustBeKnown(String file) {
    List<String> lines = new ArrayList<>();
    Map<String, Set<String>> leftWhen = new LinkedHashMap<>();
    for (Column column : columns.values()) {
      if (!column.known) {
        Map<String, Set<String>> example = Map.of(column.header, example(column));
        leftWhen.putAll(example);
        lines.add(
            words(
                "status.unknown",
                file,
                DisplayText.text(column.header),
                QuotedNames.list(column.unknown.stream().map(QuotedNames::quoted).toList()),
                ShellWord.quoted(RowChoice.written(example)),
                ColumnOption.written(Map.of(column.header, ColumnOption.IGNORE))));
      }
    }
    Map<String, String> asked = new LinkedHashMap<>();
    unsaid.forEach(
        (at, header) -> {
          asked.put(header, RosterColumn.STATUS.header());
          lines.add(
              words(
                  "status.unsaid",
                  file,
                  DisplayText.text(header),
                  ColumnOption.written(Map.of(header, RosterColumn.STATUS.header())),
                  ColumnOption.written(Map.of(header, ColumnOption.IGNORE))));
        });
    if (!lines.isEmpty()) {
      throw new UnclearColumnsException("", lines, new RosterAnswer(asked, leftWhen, List.of()));
    }
  }
}
