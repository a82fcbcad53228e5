package dev.senselink.batch.report;

import static dev.senselink.batch.report.ReportMessages.words;

import dev.senselink.batch.ledger.lists.Leaver;
import dev.senselink.batch.table.workbook.SheetColumn;
import dev.senselink.batch.table.workbook.SheetColumn.Kind;
import dev.senselink.batch.table.workbook.SheetPictures;
import dev.senselink.batch.table.workbook.SheetShape;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code leavers.csv} and {@code leavers.xlsx}: whom a list has named and today's roster does not,
 * and what was made of it.
 */
final class LeaversFile {
  static final String TEXT = "leavers.csv";
  static final String BOOK = "leavers.xlsx";

  private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private static final List<SheetColumn> COLUMNS =
      List.of(
          SheetColumn.of("key", Kind.TEXT, 16),
          SheetColumn.of("name", Kind.TEXT, 20),
          SheetColumn.of("personId", Kind.NUMBER, 12),
          SheetColumn.of("groups", Kind.TEXT, 24),
          SheetColumn.of("missingSince", Kind.TEXT, 20),
          SheetColumn.of("action", Kind.WORDS, 12),
          SheetColumn.of("code", Kind.TEXT, 22),
          SheetColumn.of("reason", Kind.WORDS, 80));

  private LeaversFile() {}

  /** Writes both. */
  static void write(ReportFolder folder, List<Leaver> leavers) throws IOException {
    SheetShape shape = SheetShape.of(words("sheet.leavers"), COLUMNS);
    List<String> names = COLUMNS.stream().map(SheetColumn::name).toList();
    try (ReportTable table = ReportTable.create(folder, TEXT, BOOK, names, shape)) {
      for (Leaver one : leavers) {
        table.write(
            List.of(
                one.key(),
                one.name(),
                String.valueOf(one.person()),
                one.groups(),
                shown(one.missingSince()),
                one.state().told().name(),
                one.code(),
                one.reason()));
      }
      table.publishText();
      table.publishBook(
          (book, sheet) -> {
            sheet.end();
            book.finish(new SheetPictures());
          });
    }
  }

  /** Removes what an earlier report of the run told of a list that is forgotten by now. */
  static void remove(ReportFolder folder) throws IOException {
    Files.deleteIfExists(folder.file(TEXT));
    Files.deleteIfExists(folder.file(BOOK));
  }

  /** As cells write it, on this machine's wall; {@code ""} for never. */
  static String shown(@Nullable Instant moment) {
    return moment == null ? "" : SHOWN.format(moment.atZone(ZoneId.systemDefault()));
  }
}
