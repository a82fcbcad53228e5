package dev.senselink.batch.console.mend;

import dev.senselink.batch.console.mend.ProblemRow.State;
import dev.senselink.batch.roster.RowCorrection;
import dev.senselink.batch.roster.corrections.CorrectionsDraft;
import dev.senselink.batch.table.CleanText;
import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A page of the rows that need somebody, with what is corrected in them by now. All of them are
 * read through once for each page; in memory are those of the page and the counts.
 *
 * @param rows those of the page
 * @param found how many fit what was sought
 * @param causes what is wrong, in the order of the list
 * @param states how all of them stand
 */
record ProblemPage(
    List<Shown> rows, long found, Map<Cause, Count> causes, Map<State, Long> states) {
  /** How many a page shows. */
  static final int SIZE = 100;

  /** Different contents of wrong cells that are counted; a list has hardly so many departments. */
  private static final int MOST_VALUES = 2_000;

  private static final String DUPLICATE = "DUPLICATE_IN_ROSTER";

  ProblemPage {
    rows = List.copyOf(rows);
  }

  /** A row and what is corrected in it. */
  record Shown(ProblemRow row, RowCorrection corrected) {}

  /** How many rows have a cause, and of how many nobody has mended that yet. */
  record Count(long rows, long open) {
    Count and(boolean isOpen) {
      return new Count(rows + 1, open + (isOpen ? 1 : 0));
    }
  }

  /**
   * Which rows.
   *
   * @param cause the id of their cause, {@code ""} for any
   * @param words what line, key, name, code or reason has to contain, each of them
   * @param line the only one, 0 for any
   */
  record Wanted(String cause, String words, long line) {
    private boolean fits(ProblemRow row, List<Cause> causes) {
      return (line == 0 || row.line() == line)
          && (cause.isEmpty() || causes.stream().anyMatch(one -> one.id().equals(cause)))
          && (words.isBlank() || contains(row));
    }

    private boolean contains(ProblemRow row) {
      String all =
          folded(
              String.join(
                  " ",
                  String.valueOf(row.line()),
                  row.key(),
                  row.name(),
                  row.code(),
                  row.reason()));
      return Arrays.stream(folded(words).split("\\s+")).allMatch(all::contains);
    }

    private static String folded(String text) {
      return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT).strip();
    }
  }

  /**
   * Reads one.
   *
   * @param number of the page, from 0
   */
  static ProblemPage read(
      ProblemIndex index, CorrectionsDraft.Reader corrections, Wanted wanted, int number)
      throws IOException {
    List<Shown> shown = new ArrayList<>();
    long found = 0;
    Map<Cause, Count> causes = new LinkedHashMap<>();
    Map<State, Long> states = new EnumMap<>(State.class);
    try (ProblemIndex.Reader rows = index.read()) {
      for (ProblemRow row = rows.next(); row != null; row = rows.next()) {
        RowCorrection corrected = corrections.of(row.line());
        List<Cause> its = causes(row);
        State state = row.state(corrected);
        if (!row.hint()) {
          states.merge(state, 1L, Long::sum);
        }
        for (Cause cause : its) {
          boolean open = isOpen(row, cause, corrected, state);
          if (causes.containsKey(cause) || cause.at() < 0 || causes.size() < MOST_VALUES) {
            causes.merge(
                cause, new Count(1, open ? 1 : 0), (count, one) -> count.and(one.open() > 0));
          }
        }
        if (wanted.fits(row, its)) {
          if (found / SIZE == number) {
            shown.add(new Shown(row, corrected));
          }
          found++;
        }
      }
    }
    return new ProblemPage(shown, found, causes, states);
  }

  private static boolean isOpen(ProblemRow row, Cause cause, RowCorrection corrected, State state) {
    return cause.at() < 0
        ? state == State.OPEN
        : state != State.LEFT_OUT && row.isStill(cause.at(), corrected);
  }

  /** The causes of a row: its code, and each of its wrong cells that says something. */
  static List<Cause> causes(ProblemRow row) {
    List<Cause> causes = new ArrayList<>();
    causes.add(Cause.of(row.code()));
    if (row.code().equals(DUPLICATE)) {
      return causes; // the same number in all rows would be shared again
    }
    row.wrong()
        .forEach(
            (at, wrong) -> {
              String value = CleanText.of(wrong.value());
              if (!value.isEmpty()) {
                causes.add(new Cause(row.code(), at, value));
              }
            });
    return causes;
  }
}
