package dev.senselink.batch.job.privacy;

import dev.senselink.batch.check.NameMentions;
import dev.senselink.batch.job.intake.BackupSheet;
import dev.senselink.batch.job.intake.RosterInput;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.RosterShape;
import dev.senselink.batch.roster.Row;
import dev.senselink.batch.roster.RowCorrection;
import dev.senselink.batch.table.TableFileException;
import dev.senselink.batch.table.csv.GuardedCsvWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A run's copy of a roster, written anew without some of its rows' cells. Every other row stands at
 * the line it had, and the erased ones are still rows, so that reports and sums stay whole.
 */
final class RosterCopyEraser {
  /** What an erased row holds instead, in its first cell. */
  static final String MARK = "(erased)";

  private RosterCopyEraser() {}

  /**
   * Replaces the copy.
   *
   * @param rows their numbers in the run
   * @param mentions tells which cells of other rows speak of them, such as a visitor's host; what
   *     says who somebody else is stays
   * @return how the new copy is read
   * @throws IOException if it cannot be written; the old one is then as it was
   */
  static RosterInput replace(RosterInput input, BitSet rows, NameMentions mentions)
      throws IOException {
    Path part = input.file().resolveSibling("roster.part");
    try (Roster roster = plain(input);
        GuardedCsvWriter out = GuardedCsvWriter.create(part)) {
      Set<Integer> own = own(input, roster);
      long line = 1;
      line = writeAt(out, line, roster.shape().headerLine(), roster.shape().headers());
      for (Row row = roster.next(); row != null; row = roster.next()) {
        List<String> cells = input.ofBackup() ? row.cells() : inOneLine(roster, row);
        List<String> left =
            rows.get(row.ref().number())
                ? erased(input, cells)
                : withoutMentions(cells, own, mentions);
        line = writeAt(out, line, row.ref().line(), left);
      }
    }
    if (input.corrections() != null) {
      Files.deleteIfExists(input.corrections().path()); // the new copy has them in its cells
    }
    Files.move(
        part, input.file(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    return new RosterInput(
        input.file(),
        input.displayName(),
        input.settings().withEncoding(null).withSheet(null),
        input.ofBackup(),
        null);
  }

  /** Whether a copy speaks of somebody in other people's rows. */
  static boolean speaksOf(RosterInput input, NameMentions mentions) {
    try (Roster roster = plain(input)) {
      Set<Integer> own = own(input, roster);
      for (Row row = roster.next(); row != null; row = roster.next()) {
        if (!withoutMentions(row.cells(), own, mentions).equals(row.cells())
            || correctionSpeaks(row, mentions)) {
          return true;
        }
      }
      return false;
    } catch (TableFileException e) {
      return false; // whoever searched the copies has told it
    }
  }

  /** What a row was before, and the name of its photo. */
  private static boolean correctionSpeaks(Row row, NameMentions mentions) {
    RowCorrection correction = row.correction();
    if (correction == null) {
      return false;
    }
    String photo = correction.photo();
    return photo != null && mentions.in(photo)
        || correction.cells().stream().anyMatch(cell -> mentions.in(cell.from()));
  }

  /** A sheet of a backup is read as the file it is: its rows say themselves where they stand. */
  private static Roster plain(RosterInput input) {
    return new RosterInput(
            input.file(),
            input.displayName(),
            input.settings().withLines(null), // as they stand in the copy
            false,
            input.corrections())
        .open();
  }

  private static long writeAt(GuardedCsvWriter out, long line, long at, List<String> cells)
      throws IOException {
    for (long blank = line; blank < at; blank++) {
      out.write(List.of());
    }
    out.write(cells);
    return at + 1 + cells.stream().mapToLong(RosterCopyEraser::breaks).sum();
  }

  private static long breaks(String cell) {
    return cell.replace("\r\n", "\n").chars().filter(c -> c == '\n' || c == '\r').count();
  }

  /** In a workbook a cell of several lines is one row; in a text it would move all below it. */
  private static List<String> inOneLine(Roster roster, Row row) {
    return roster.shape().encoding().isEmpty()
        ? row.cells().stream().map(cell -> cell.replaceAll("\\R", " ")).toList()
        : row.cells();
  }

  private static List<String> erased(RosterInput input, List<String> cells) {
    List<String> left = new ArrayList<>();
    int kept = input.ofBackup() ? BackupSheet.Cell.NAME.ordinal() : 0;
    for (int at = 0; at < cells.size(); at++) {
      left.add(at < kept ? cells.get(at) : at == kept ? MARK : lines(cells.get(at)));
    }
    return left;
  }

  /** The cells that say who the person of a row is, or where the row stands. */
  private static Set<Integer> own(RosterInput input, Roster roster) {
    if (input.ofBackup()) {
      return IntStream.rangeClosed(0, BackupSheet.Cell.MAIL.ordinal())
          .boxed()
          .collect(Collectors.toSet());
    }
    RosterShape shape = roster.shape();
    Stream<Integer> telling = PersonSearch.TELLING.stream().map(shape.columns()::get);
    return Stream.concat(telling.filter(Objects::nonNull), shape.nameParts().stream())
        .collect(Collectors.toSet());
  }

  private static List<String> withoutMentions(
      List<String> cells, Set<Integer> own, NameMentions mentions) {
    List<String> left = new ArrayList<>(cells);
    for (int at = 0; at < cells.size(); at++) {
      if (!own.contains(at) && mentions.in(cells.get(at))) {
        left.set(at, MARK + lines(cells.get(at)));
      }
    }
    return left;
  }

  /** Only its line breaks, so that what follows stays where it is. */
  private static String lines(String cell) {
    return cell.replaceAll("[^\r\n]", "");
  }
}
