package dev.senselink.batch.console.mend;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.report.WrongCells;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.Row;
import dev.senselink.batch.roster.RowCorrection;
import dev.senselink.batch.roster.corrections.CorrectionsDraft;
import dev.senselink.batch.table.csv.GuardedCsvReader;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rows of a list that need somebody, found out once after each check: what the check said, and
 * what the list says. Read line by line, so that any number of them takes no memory.
 */
final class ProblemIndex {
  private static final String HINTS = "hints";

  private final MendPlace place;

  ProblemIndex(MendPlace place) {
    this.place = place;
  }

  /** Whether there was a check that has something to say of rows. */
  boolean exists() {
    return Files.exists(place.results());
  }

  /** Begins to read it; the first time it is made. */
  Reader read() throws IOException {
    synchronized (ProblemIndex.class) {
      if (!Files.exists(place.problems())) {
        make();
      }
    }
    return new Reader(Files.newBufferedReader(place.problems(), StandardCharsets.UTF_8));
  }

  /** Reads the rows in the order of the list. */
  static final class Reader implements Closeable {
    private final BufferedReader in;

    private Reader(BufferedReader in) {
      this.in = in;
    }

    @Nullable ProblemRow next() throws IOException {
      String line = in.readLine();
      return line == null ? null : JsonMapper.shared().readValue(line, ProblemRow.class);
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  /** One of its rows. */
  Optional<ProblemRow> find(long line) throws IOException {
    try (Reader rows = read()) {
      for (ProblemRow row = rows.next(); row != null; row = rows.next()) {
        if (row.line() == line) {
          return Optional.of(row);
        }
      }
    }
    return Optional.empty();
  }

  private void make() throws IOException {
    Path part = place.problems().resolveSibling("problems.part");
    try (GuardedCsvReader results =
            GuardedCsvReader.of(Files.newInputStream(place.results()), MendPlace.RESULTS);
        Roster list = place.open();
        CorrectionsDraft.Reader corrections =
            new CorrectionsDraft(place.corrections(), list.shape()).read();
        Writer out =
            new BufferedWriter(
                Channels.newWriter(PrivateFiles.replace(part), StandardCharsets.UTF_8))) {
      Map<String, Integer> header = places(results.next());
      Row row = list.next();
      for (List<String> cells = results.next(); cells != null; cells = results.next()) {
        Said said = new Said(cells, header);
        if (!said.needsSomebody()) {
          continue;
        }
        while (row != null && row.ref().line() < said.line()) {
          row = list.next();
        }
        if (row != null && row.ref().line() == said.line()) {
          ProblemRow problem = problem(said, row, list, corrections.of(said.line()));
          out.write(JsonMapper.shared().writeValueAsString(problem) + "\n");
        }
      }
    }
    Files.move(part, place.problems(), StandardCopyOption.ATOMIC_MOVE);
  }

  private ProblemRow problem(Said said, Row row, Roster list, RowCorrection corrected) {
    Row now = corrected.isEmpty() ? row : row.corrected(corrected);
    Map<Integer, ProblemRow.Wrong> wrong = new HashMap<>();
    if (!said.isLeftOut()) {
      WrongCells.of(now, list.shape(), place.look().faults(), said.code(), said.get("reason"))
          .forEach((at, why) -> wrong.put(at, new ProblemRow.Wrong(now.cells().get(at), why)));
    }
    return new ProblemRow(
        said.line(),
        row.hash(),
        said.get("key"),
        said.get("name"),
        said.get("outcome"),
        said.code(),
        said.get("reason"),
        said.get("photo"),
        corrected.photo() == null ? "" : corrected.photo(),
        said.isHint(),
        said.isLeftOut(),
        row.cells(),
        wrong);
  }

  private static Map<String, Integer> places(@Nullable List<String> header) {
    Map<String, Integer> places = new HashMap<>();
    for (int at = 0; header != null && at < header.size(); at++) {
      places.put(header.get(at), at);
    }
    return places;
  }

  /** What the check says of a row. */
  private record Said(List<String> cells, Map<String, Integer> header) {
    String get(String column) {
      int at = header.getOrDefault(column, -1);
      return at < 0 || at >= cells.size() ? "" : cells.get(at);
    }

    long line() {
      String line = get("line");
      return line.isEmpty() ? 0 : Long.parseLong(line);
    }

    boolean isLeftOut() {
      return get("outcome").equals(RowEnding.SKIPPED_LEFT_OUT.name());
    }

    private boolean isRefused() {
      for (RowEnding ending : RowEnding.values()) {
        if (ending.name().equals(get("outcome"))) {
          return ending.needsAttention();
        }
      }
      return false;
    }

    boolean isHint() {
      return !isRefused() && !isLeftOut();
    }

    boolean needsSomebody() {
      return line() > 0 && (isRefused() || isLeftOut() || !get(HINTS).isEmpty());
    }

    /** Of a row whose photo only is doubtful, the worst doubt. */
    String code() {
      if (isLeftOut()) {
        return "LEFT_OUT";
      }
      String code = get("code");
      return isHint()
          ? get(HINTS).replaceFirst("[ ;].*", "")
          : code.isEmpty() ? get("outcome") : code;
    }
  }
}
