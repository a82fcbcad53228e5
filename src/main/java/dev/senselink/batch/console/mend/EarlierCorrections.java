package dev.senselink.batch.console.mend;

import dev.senselink.batch.console.mend.ProblemPage.Shown;
import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.RosterShape;
import dev.senselink.batch.roster.corrections.CorrectionsDraft;
import dev.senselink.batch.table.CleanText;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the same wrong cells were corrected into in other lists: of this import before, and of other
 * imports of this console as long as they are kept. It is offered, never applied by itself. What is
 * somebody's own (a number, a date) is offered for the same row only.
 */
final class EarlierCorrections {
  /** What many people have: what was right for one is right for all. */
  private static final Set<RosterColumn> SHARED =
      Set.of(
          RosterColumn.DEPARTMENT,
          RosterColumn.GROUPS,
          RosterColumn.GENDER,
          RosterColumn.POSITION,
          RosterColumn.LOCATION,
          RosterColumn.HOST);

  /** Of more imports nobody remembers how they were corrected. */
  private static final int MOST_FILES = 50;

  private final RosterShape shape;
  private final Map<String, String> found = new HashMap<>();

  private EarlierCorrections(RosterShape shape) {
    this.shape = shape;
  }

  /** Those for the cells of a page, and for what is counted on it. */
  static EarlierCorrections of(
      MendPlace place, RosterShape shape, Collection<Shown> rows, Collection<Cause> causes)
      throws IOException {
    EarlierCorrections all = new EarlierCorrections(shape);
    causes.forEach(cause -> all.wants(all.key(cause.at(), "", cause.value())));
    for (Shown one : rows) {
      one.row()
          .wrong()
          .forEach(
              (at, wrong) -> {
                all.wants(all.key(at, "", wrong.value()));
                all.wants(all.key(at, one.row().rowHash(), wrong.value()));
              });
    }
    if (!all.found.isEmpty()) {
      for (Path file : files(place)) {
        CorrectionsDraft.cells(file, all::take);
      }
    }
    return all;
  }

  private static List<Path> files(MendPlace place) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> imports =
        Files.newDirectoryStream(place.folder().resolveSibling(""))) {
      for (Path folder : imports) {
        if (!folder.getFileName().equals(place.folder().getFileName())) {
          files.add(MendPlace.corrections(folder));
        }
      }
    }
    files.add(MendPlace.earlier(place.folder())); // the nearest has the last word
    files.removeIf(file -> !Files.isRegularFile(file));
    return files.subList(Math.max(0, files.size() - MOST_FILES), files.size());
  }

  private void wants(String key) {
    if (!key.isEmpty()) {
      found.put(key, "");
    }
  }

  private void take(String rowHash, String column, String from, String to) {
    String header = folded(column);
    for (String key : List.of(key(header, "", from), key(header, rowHash, from))) {
      found.computeIfPresent(key, (known, before) -> to);
    }
  }

  /** What is looked for; {@code ""} for nothing. */
  private String key(int at, String rowHash, String value) {
    if (at < 0 || at >= shape.headers().size() || rowHash.isEmpty() && !isShared(at)) {
      return "";
    }
    return key(folded(shape.headers().get(at)), rowHash, value);
  }

  private boolean isShared(int at) {
    return SHARED.stream()
        .anyMatch(column -> Integer.valueOf(at).equals(shape.columns().get(column)));
  }

  private static String key(String header, String rowHash, String value) {
    return header + "\n" + rowHash + "\n" + CleanText.of(value);
  }

  private static String folded(String header) {
    return CleanText.of(header).toLowerCase(Locale.ROOT);
  }

  /** That for a cell of a row. */
  Optional<String> of(ProblemRow row, int at, String value) {
    return found(key(at, row.rowHash(), value)).or(() -> found(key(at, "", value)));
  }

  /** That for all cells with the same content. */
  Optional<String> of(Cause cause) {
    return found(key(cause.at(), "", cause.value()));
  }

  private Optional<String> found(String key) {
    return Optional.of(found.getOrDefault(key, "")).filter(to -> !to.isEmpty());
  }
}
