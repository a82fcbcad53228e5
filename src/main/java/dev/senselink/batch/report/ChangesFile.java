package dev.senselink.batch.report;

import static dev.senselink.batch.report.ReportMessages.words;

import dev.senselink.batch.ledger.OutcomeCursor;
import dev.senselink.batch.ledger.plan.PlanFile;
import dev.senselink.batch.ledger.plan.PlanLine;
import dev.senselink.batch.ledger.plan.PlannedChange;
import dev.senselink.batch.ledger.plan.PlannedPhoto;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.table.workbook.SheetColumn;
import dev.senselink.batch.table.workbook.SheetColumn.Kind;
import dev.senselink.batch.table.workbook.SheetPictures;
import dev.senselink.batch.table.workbook.SheetShape;
import java.io.IOException;
import java.util.List;

/**
 * {@code changes.csv} and {@code changes.xlsx}: what a plan would change, a line for each field of
 * each person.
 */
final class ChangesFile {
  static final String TEXT = "changes.csv";
  static final String BOOK = "changes.xlsx";

  private static final List<SheetColumn> COLUMNS =
      List.of(
          SheetColumn.of("line", Kind.NUMBER, 8),
          SheetColumn.of("key", Kind.TEXT, 16),
          SheetColumn.of("name", Kind.TEXT, 20),
          SheetColumn.of("personId", Kind.NUMBER, 12),
          SheetColumn.of("action", Kind.WORDS, 12),
          SheetColumn.of("field", Kind.TEXT, 16),
          SheetColumn.of("from", Kind.TEXT, 40),
          SheetColumn.of("to", Kind.TEXT, 40));

  private final ReportTable table;

  private ChangesFile(ReportTable table) {
    this.table = table;
  }

  /**
   * Writes both.
   *
   * @param outcomes of the same rows, whose photos the plan may not name in full
   * @param page is told each line too
   */
  static void write(
      ReportFolder folder, PlanFile plan, OutcomeCursor outcomes, PlannedChangesPage page)
      throws IOException {
    SheetShape shape = SheetShape.of(words("sheet.changes"), COLUMNS);
    List<String> names = COLUMNS.stream().map(SheetColumn::name).toList();
    try (ReportTable table = ReportTable.create(folder, TEXT, BOOK, names, shape);
        PlanFile.Lines lines = plan.lines()) {
      ChangesFile file = new ChangesFile(table);
      for (PlanLine line = lines.next(); line != null; line = lines.next()) {
        if (line.action().changes()) {
          file.write(line);
          page.add(line, photo(line, outcomes));
        }
      }
      table.publishText();
      table.publishBook(
          (book, sheet) -> {
            sheet.end();
            book.finish(new SheetPictures());
          });
    }
  }

  /** The path of the photo that is to be sent, {@code ""} for none; one of no file goes by row. */
  private static String photo(PlanLine line, OutcomeCursor outcomes) {
    Integer row = line.row();
    PlannedPhoto photo = line.photo();
    if (row == null || photo == null) {
      return "";
    }
    return photo.file().isEmpty()
        ? ReportPictures.ofRow(row)
        : outcomes.at(row).map(Outcome::photo).orElse("");
  }

  private void write(PlanLine line) throws IOException {
    for (PlannedChange change : line.changes()) {
      write(line, change.shown());
    }
    PlannedPhoto photo = line.photo();
    if (photo != null) {
      String file = photo.file().isEmpty() ? PlannedChange.HIDDEN : photo.file();
      write(line, new PlannedChange(PlannedChangesPage.PHOTO, "", file));
    }
    if (line.changes().isEmpty() && photo == null) {
      write(line, new PlannedChange("", "", ""));
    }
  }

  private void write(PlanLine line, PlannedChange change) throws IOException {
    Long person = line.personId();
    table.write(
        List.of(
            line.line() == 0 ? "" : String.valueOf(line.line()),
            line.key(),
            line.name(),
            person == null ? "" : person.toString(),
            line.action().word(),
            change.field(),
            change.from(),
            change.to()));
  }
}
