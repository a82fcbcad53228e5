package dev.senselink.batch.roster;

import dev.senselink.batch.table.TableFileException;
import dev.senselink.batch.table.TableLine;
import dev.senselink.batch.table.csv.CsvTokenizer;
import dev.senselink.batch.table.csv.FormulaGuard;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells the character between cells: what a first line {@code sep=X} says, else what fits best. */
final class DelimiterDetector {
  /** How much of the text is looked at. */
  static final int SAMPLE = 1 << 16;

  private static final String CANDIDATES = ",;\t|";
  private static final Pattern SEP =
      Pattern.compile("(?i)\"?sep=([^\"\\r\\n\\p{Alnum}])\"?[ \\t]*(?:\\r\\n?|\\n|$)");

  private final RosterSettings settings;
  private final String file;

  DelimiterDetector(RosterSettings settings, String file) {
    this.settings = settings;
    this.file = file;
  }

  /** Looks at the text, passes over a line {@code sep=X} and gives the lines that follow. */
  CsvTokenizer open(BufferedReader text) throws IOException {
    String sample = sample(text);
    Matcher sep = SEP.matcher(sample);
    if (!sep.lookingAt()) {
      return new CsvTokenizer(text, bestFor(sample), file, 1);
    }
    for (int i = 0; i < sep.end(); i++) {
      text.read();
    }
    return new CsvTokenizer(text, sep.group(1).charAt(0), file, 2);
  }

  private static String sample(BufferedReader text) throws IOException {
    text.mark(SAMPLE);
    char[] sample = new char[SAMPLE];
    int length = 0;
    for (int n = 0; n >= 0 && length < SAMPLE; n = text.read(sample, length, SAMPLE - length)) {
      length += n;
    }
    text.reset();
    return new String(sample, 0, length);
  }

  private char bestFor(String sample) throws IOException {
    Fit best = fit(sample, CANDIDATES.charAt(0));
    boolean oneCell = sample.indexOf(best.delimiter()) < 0;
    for (int i = 1; i < CANDIDATES.length(); i++) {
      char delimiter = CANDIDATES.charAt(i);
      boolean absent = sample.indexOf(delimiter) < 0;
      if (absent && (oneCell || best.header())) {
        continue; // it fits as the first that does not occur, or no better than a header does
      }
      oneCell |= absent;
      Fit next = fit(sample, delimiter);
      best = Fit.ORDER.compare(next, best) > 0 ? next : best;
    }
    return best.delimiter();
  }

  /**
   * How well a delimiter fits. Where one leaves no cell filled the file is blank; else a header
   * that is understood counts most.
   */
  private record Fit(char delimiter, boolean blank, boolean header, int known, int cells) {
    static final Comparator<Fit> ORDER =
        Comparator.comparing(Fit::blank)
            .thenComparing(Fit::header)
            .thenComparing(Fit::known)
            .thenComparing(Fit::cells);
  }

  private Fit fit(String sample, char delimiter) throws IOException {
    List<List<String>> lines = new ArrayList<>();
    boolean sound = true;
    try (CsvTokenizer tokens = new CsvTokenizer(new StringReader(sample), delimiter, file, 1)) {
      TableLine line = tokens.next();
      while (line != null && lines.size() < HeaderSearch.FILLED_LINES) {
        if (!HeaderSearch.isBlank(line)) {
          lines.add(line.cells());
        }
        line = tokens.next();
      }
    } catch (TableFileException wrongHere) {
      // With the right delimiter the real reading meets the same fault and tells it.
      sound = false;
    }
    HeaderRow best = new HeaderRow(List.of(), settings);
    int widest = 0;
    for (List<String> line : lines) {
      HeaderRow row = new HeaderRow(line.stream().map(FormulaGuard::unguard).toList(), settings);
      best = row.known() > best.known() ? row : best;
      widest = Math.max(widest, line.size());
    }
    int cells = best.known() > 0 ? best.headers().size() : widest;
    return new Fit(delimiter, sound && lines.isEmpty(), best.holdsRequired(), best.known(), cells);
  }
}
