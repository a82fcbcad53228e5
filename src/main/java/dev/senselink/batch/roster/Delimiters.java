package dev.senselink.batch.roster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells the character between cells: what a first line {@code sep=X} says, else what fits best. */
final class Delimiters {
  /** How much of the text is looked at. */
  static final int SAMPLE = 1 << 16;

  private static final String CANDIDATES = ",;\t|";
  private static final Pattern SEP =
      Pattern.compile("(?i)\"?sep=([^\"\\r\\n\\p{Alnum}])\"?[ \\t]*(?:\\r\\n?|\\n|$)");

  private final RosterSettings settings;
  private final String file;

  Delimiters(RosterSettings settings, String file) {
    this.settings = settings;
    this.file = file;
  }

  /**
   * What was found.
   *
   * @param skip how many characters the line {@code sep=X} takes at the beginning; 0 without one
   */
  record Found(char delimiter, int skip) {}

  /** Looks at the text without moving on in it. */
  Found find(BufferedReader text) throws IOException {
    text.mark(SAMPLE);
    char[] sample = new char[SAMPLE];
    int length = 0;
    for (int n = 0; n >= 0 && length < SAMPLE; n = text.read(sample, length, SAMPLE - length)) {
      length += n;
    }
    text.reset();
    return find(new String(sample, 0, length));
  }

  Found find(String sample) throws IOException {
    Matcher sep = SEP.matcher(sample);
    if (sep.lookingAt()) {
      return new Found(sep.group(1).charAt(0), sep.end());
    }
    Fit best = fit(sample, CANDIDATES.charAt(0));
    for (int i = 1; i < CANDIDATES.length(); i++) {
      Fit next = fit(sample, CANDIDATES.charAt(i));
      best = Fit.ORDER.compare(next, best) > 0 ? next : best;
    }
    return new Found(best.delimiter(), 0);
  }

  /** How well a delimiter fits; a header that is understood counts before all else. */
  private record Fit(char delimiter, boolean header, int known, boolean sound, int cells) {
    static final Comparator<Fit> ORDER =
        Comparator.comparing(Fit::header)
            .thenComparing(Fit::known)
            .thenComparing(Fit::sound)
            .thenComparing(Fit::cells);
  }

  private Fit fit(String sample, char delimiter) throws IOException {
    List<List<String>> lines = new ArrayList<>();
    boolean sound = true;
    try (CsvTokens tokens = new CsvTokens(new StringReader(sample), delimiter, file, 1)) {
      CsvTokens.Line line = tokens.next();
      while (line != null && lines.size() < HeaderSearch.FILLED_LINES) {
        if (!HeaderSearch.isBlank(line)) {
          lines.add(line.cells());
        }
        line = tokens.next();
      }
    } catch (RosterException wrongHere) {
      // With the right delimiter the real reading meets the same fault and tells it.
      sound = false;
    }
    HeaderRow best = new HeaderRow(List.of(), settings);
    int cells = 0;
    for (List<String> line : lines) {
      HeaderRow row = new HeaderRow(line.stream().map(FormulaGuard::unguard).toList(), settings);
      best = row.known() > best.known() ? row : best;
      cells = Math.max(cells, line.size());
    }
    return new Fit(delimiter, best.holdsRequired(), best.known(), sound, cells);
  }
}
