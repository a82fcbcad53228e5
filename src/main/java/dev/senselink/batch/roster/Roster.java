package dev.senselink.batch.roster;

import dev.senselink.batch.table.FileKind;
import dev.senselink.batch.table.TableFileException;
import dev.senselink.batch.table.csv.GuardedCsvWriter;
import dev.senselink.batch.table.excel.PicturesOfSheet;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A roster file opened for reading once, from top to bottom. Not for several threads.
 *
 * <pre>{@code
 * try (Roster roster = Roster.open(copy, "staff.csv", RosterSettings.of(RosterKind.USERS))) {
 *   for (Row row = roster.next(); row != null; row = roster.next()) { ... }
 * }
 * }</pre>
 */
public interface Roster extends AutoCloseable {
  /**
   * Opens the file; kind, encoding, delimiter or sheet, and header are known when it returns.
   *
   * @param file where the bytes are; their name does not matter
   * @param displayName what messages call the file
   * @throws TableFileException if it is no roster
   */
  static Roster open(Path file, String displayName, RosterSettings settings) {
    FileKind kind = FileKind.of(file, displayName);
    kind.requireTable(displayName);
    settings.limit().check(file, displayName);
    Roster roster =
        kind == FileKind.TEXT
            ? CsvRoster.open(file, displayName, settings)
            : ExcelRoster.open(file, kind, displayName, settings);
    RowLines lines = settings.lines();
    return lines == null ? roster : new PartRoster(roster, lines);
  }

  /**
   * Opens a file that {@link GuardedCsvWriter} has written: nothing about it has to be found out,
   * and its cells may hold what no roster does, a NUL too.
   *
   * @param displayName what messages call the file
   * @throws TableFileException if it is none
   */
  static Roster openOwn(Path file, String displayName, RosterSettings settings) {
    return CsvRoster.openOwn(file, displayName, settings);
  }

  /** Whether a header is one of the two that our {@code rejected.csv} adds, however it is spelt. */
  public static boolean isErrorColumn(String header) {
    return HeaderNames.isError(HeaderNames.fold(header));
  }

  /**
   * What was found out about the file before its first row, and which lines among those read so far
   * were passed over.
   */
  RosterShape shape();

  /**
   * The next filled row, or null at the end.
   *
   * @throws TableFileException if the file cannot be read further
   */
  @Nullable Row next();

  /** The pictures that lie in its cells; none where it is no workbook that holds them. */
  default PicturesOfSheet pictures() {
    return new PicturesOfSheet(List.of(), Map.of());
  }

  @Override
  void close();
}
