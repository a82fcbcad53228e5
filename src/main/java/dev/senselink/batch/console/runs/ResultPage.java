package dev.senselink.batch.console.runs;

import dev.senselink.batch.console.page.MaskedText;
import dev.senselink.batch.console.page.Visitor;
import dev.senselink.batch.table.csv.GuardedCsvReader;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A hundred rows of a {@code results.csv}: read where they lie, or, where words are sought, by
 * going through the whole file, so that a run of any size takes no memory.
 *
 * @param rows those of the page
 * @param found how many fit in all
 */
record ResultPage(List<Line> rows, long found) {
  /** How many a page shows. */
  static final int SIZE = 100;

  private static final String NAME = "results.csv";
  private static final List<String> WANTED =
      List.of("line", "key", "name", "outcome", "code", "reason");

  ResultPage {
    rows = List.copyOf(rows);
  }

  /** A row. */
  record Line(String line, String key, String name, String outcome, String code, String reason) {}

  /**
   * Which rows.
   *
   * @param all those too that need nobody
   * @param words what line, key, name, code or reason has to contain, each of them
   */
  record Wanted(boolean all, String words) {
    boolean fits(Line line) {
      return (all || ResultIndex.needsSomebody(line.outcome(), line.code()))
          && Arrays.stream(folded(words).split("\\s+"))
              .allMatch(
                  word ->
                      folded(
                              String.join(
                                  " ",
                                  line.line(),
                                  line.key(),
                                  line.name(),
                                  line.code(),
                                  line.reason()))
                          .contains(word));
    }

    private static String folded(String text) {
      return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT).strip();
    }
  }

  /**
   * Reads one.
   *
   * @param indexes asked only where no words are sought: making one takes as long as a search
   * @param number of the page, from 0
   */
  static ResultPage read(Path results, ResultIndexes indexes, Wanted wanted, int number)
      throws IOException {
    if (!wanted.words().isBlank()) {
      try (GuardedCsvReader csv = GuardedCsvReader.of(Files.newInputStream(results), NAME)) {
        return search(csv, places(csv), wanted, number);
      }
    }
    ResultIndexes.Opened opened = indexes.open(results);
    try (FileChannel file = opened.file().position(0);
        GuardedCsvReader csv = GuardedCsvReader.of(Channels.newInputStream(file), NAME)) {
      int[] places = places(csv);
      ResultIndex index = opened.index();
      long start = index.start(wanted.all(), number);
      List<Line> rows = start < 0 ? List.of() : next(file.position(start), places, wanted);
      return new ResultPage(rows, index.found(wanted.all()));
    }
  }

  private static int[] places(GuardedCsvReader csv) throws IOException {
    List<String> header = csv.next();
    return WANTED.stream().mapToInt(name -> header == null ? -1 : header.indexOf(name)).toArray();
  }

  /** The next ones that fit. */
  private static List<Line> next(FileChannel file, int[] places, Wanted wanted) throws IOException {
    GuardedCsvReader csv = GuardedCsvReader.fromLine(Channels.newInputStream(file), NAME);
    List<Line> rows = new ArrayList<>();
    for (List<String> cells = csv.next(); cells != null && rows.size() < SIZE; cells = csv.next()) {
      Line line = line(cells, places);
      if (wanted.fits(line)) {
        rows.add(line);
      }
    }
    return rows;
  }

  private static ResultPage search(GuardedCsvReader csv, int[] places, Wanted wanted, int number)
      throws IOException {
    List<Line> rows = new ArrayList<>();
    long found = 0;
    for (List<String> cells = csv.next(); cells != null; cells = csv.next()) {
      Line line = line(cells, places);
      if (wanted.fits(line)) {
        if (found / SIZE == number) {
          rows.add(line);
        }
        found++;
      }
    }
    return new ResultPage(rows, found);
  }

  private static Line line(List<String> cells, int[] places) {
    String key = at(cells, places[1]);
    return new Line(
        at(cells, places[0]),
        Visitor.isOperator() ? key : "",
        at(cells, places[2]),
        at(cells, places[3]),
        at(cells, places[4]),
        MaskedText.of(at(cells, places[5]), List.of(key)));
  }

  private static String at(@Nullable List<String> cells, int place) {
    return cells == null || place < 0 || place >= cells.size() ? "" : cells.get(place);
  }
}
