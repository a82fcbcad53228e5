package dev.senselink.batch.roster;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.table.TableFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was said of the columns of lists, by their headers: a proposal for the next list that has
 * the same. A person has to agree each time; a run without one never takes it.
 */
public final class ColumnMemory {
  private static final int MOST = 100;

  /** A list in which no header is found is read once for each; so many are tried. */
  private static final int TRIED = 10;

  private final Path file;

  /**
   * @param dataFolder made when there is something to remember
   */
  public ColumnMemory(Path dataFolder) {
    this.file = dataFolder.resolve("columns");
  }

  /** Where it is kept: headers of lists and what they mean, and nobody in them. */
  public Path file() {
    return file;
  }

  private record Said(String kind, List<String> headers, String columns, String leftWhen) {}

  /** What {@code --columns} said of the headers of a list that says nothing of them itself. */
  public Optional<String> proposal(Path roster, RosterSettings reading) {
    List<Said> all = newest(reading.kind());
    if (!reading.columns().isEmpty() || all.isEmpty()) {
      return Optional.empty();
    }
    try {
      List<String> headers = headers(roster, reading);
      return all.stream()
          .filter(one -> one.headers().equals(headers))
          .findFirst()
          .map(Said::columns);
    } catch (TableFileException e) {
      boolean ofHeader =
          e.code() == TableFileException.Code.HEADER_NOT_FOUND
              || e.code() == TableFileException.Code.HEADER_TWICE;
      return ofHeader
          ? all.stream()
              .limit(TRIED)
              .filter(one -> fits(one, roster, reading))
              .findFirst()
              .map(Said::columns)
          : Optional.empty(); // whoever takes the list in says what is wrong with it
    }
  }

  /** The same of headers that somebody has read. */
  public Optional<String> proposal(RosterKind kind, List<String> headers) {
    List<String> sought = folded(headers);
    return newest(kind).stream()
        .filter(one -> one.headers().equals(sought))
        .findFirst()
        .map(Said::columns);
  }

  /** What was said of lists of that kind, the newest first; as many as are tried. */
  public List<String> tried(RosterKind kind) {
    return newest(kind).stream().limit(TRIED).map(Said::columns).toList();
  }

  /**
   * How to read a list, with the words for somebody who has left that were said of such a one: they
   * hold without being asked about again, for they only ever leave somebody out.
   */
  public RosterSettings withLeftWhen(Path roster, RosterSettings reading) {
    List<Said> all =
        said().stream()
            .filter(one -> one.kind().equals(reading.kind().name()) && !one.leftWhen().isEmpty())
            .toList();
    if (!reading.rows().leftWhen().isEmpty() || all.isEmpty()) {
      return reading;
    }
    try {
      List<String> headers = headers(roster, reading);
      return all.stream()
          .filter(one -> one.headers().equals(headers))
          .findFirst()
          .map(one -> reading.rows().leftWhen(RowChoice.parse(one.leftWhen(), "")))
          .map(reading::withRows)
          .orElse(reading);
    } catch (TableFileException e) {
      return reading; // whoever takes the list in says what is wrong with it
    }
  }

  private List<Said> newest(RosterKind kind) {
    List<Said> all =
        new ArrayList<>(
            said().stream()
                .filter(one -> one.kind().equals(kind.name()) && !one.columns().isEmpty())
                .toList());
    Collections.reverse(all);
    return all;
  }

  private static boolean fits(Said one, Path roster, RosterSettings reading) {
    try {
      return headers(roster, reading.withColumns(one.columns())).equals(one.headers());
    } catch (TableFileException e) {
      return false;
    }
  }

  private static List<String> headers(Path roster, RosterSettings reading) {
    try (Roster open = Roster.open(roster, String.valueOf(roster.getFileName()), reading)) {
      return folded(open.shape().headers());
    }
  }

  /** In any order, and without what our own files add. */
  private static List<String> folded(List<String> headers) {
    return headers.stream()
        .filter(header -> !Roster.isErrorColumn(header))
        .map(HeaderNames::fold)
        .sorted()
        .toList();
  }

  /** Remembers what was said of a list that was taken in; the data folder's lock is held. */
  public void remember(RosterShape shape, RosterSettings reading) {
    String leftWhen = reading.rows().leftWhenOption();
    if (reading.columns().isEmpty() && leftWhen.isEmpty()) {
      return;
    }
    Said now =
        new Said(reading.kind().name(), folded(shape.headers()), reading.columnsOption(), leftWhen);
    List<Said> all = new ArrayList<>(said());
    all.removeIf(one -> one.kind().equals(now.kind()) && one.headers().equals(now.headers()));
    all.add(now);
    StringBuilder lines = new StringBuilder();
    for (Said one : all.subList(Math.max(0, all.size() - MOST), all.size())) {
      lines.append(JsonMapper.shared().writeValueAsString(one)).append('\n');
    }
    try {
      PrivateFiles.write(file, lines.toString());
    } catch (IOException e) {
      // It is said once more then; the import itself needs none of it.
    }
  }

  private List<Said> said() {
    List<Said> all = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        JsonNode one = JsonMapper.shared().readTree(line);
        List<String> headers = new ArrayList<>();
        one.path("headers").forEach(header -> headers.add(header.asString()));
        all.add(
            new Said(
                one.path("kind").asString(),
                headers,
                one.path("columns").asString(),
                one.path("leftWhen").asString("")));
      }
    } catch (IOException | JacksonException e) {
      return List.of(); // none yet, or none that can be read
    }
    return all;
  }
}
