package dev.senselink.batch.report;

import static dev.senselink.batch.report.ReportMessages.words;

import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.outcome.ConflictCandidate;
import dev.senselink.batch.outcome.Decision;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.Row;
import dev.senselink.batch.roster.conflicts.ConflictLine;
import dev.senselink.batch.table.workbook.SheetColumn;
import dev.senselink.batch.table.workbook.SheetColumn.Kind;
import dev.senselink.batch.table.workbook.SheetPictures;
import dev.senselink.batch.table.workbook.SheetShape;
import dev.senselink.batch.table.workbook.XlsxSheetWriter;
import dev.senselink.batch.table.workbook.XlsxWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code conflicts.csv} and {@code conflicts.xlsx}: a line for each row and candidate that a person
 * may decide about; in the workbook with both faces and a list of the words to choose from.
 */
final class ConflictsFileWriter {
  static final String TEXT = "conflicts.csv";
  static final String BOOK = "conflicts.xlsx";

  private static final int FACE_WIDTH = 15;
  private static final List<SheetColumn> COLUMNS =
      List.of(
          SheetColumn.of("runId", Kind.TEXT, 20),
          SheetColumn.of("line", Kind.TEXT, 8),
          SheetColumn.of("rowHash", Kind.TEXT, 23),
          SheetColumn.of("key", Kind.TEXT, 14),
          SheetColumn.of("name", Kind.TEXT, 18),
          SheetColumn.of("code", Kind.TEXT, 12),
          SheetColumn.of("reason", Kind.WRAPPED, 40),
          SheetColumn.of("candidateId", Kind.TEXT, 14),
          SheetColumn.of("candidateName", Kind.TEXT, 18),
          SheetColumn.of("candidateKey", Kind.TEXT, 14),
          SheetColumn.of("canForce", Kind.TEXT, 10),
          SheetColumn.of("decision", Kind.CHOICE, 12),
          SheetColumn.of("rosterFace", Kind.PICTURE, FACE_WIDTH),
          SheetColumn.of("serverFace", Kind.PICTURE, FACE_WIDTH));
  private static final int ROSTER_FACE = 12;
  private static final int SERVER_FACE = 13;

  /** A line that is to have pictures. */
  private record Pictured(int row, String line, String photo, @Nullable Long person) {}

  private final String runId;
  private final ReportTable table;
  private final boolean anyPictures;
  private final ReportFaces faces;
  private final List<Pictured> pictured = new ArrayList<>();

  private ConflictsFileWriter(
      String runId, ReportTable table, boolean anyPictures, ReportFaces faces) {
    this.runId = runId;
    this.table = table;
    this.anyPictures = anyPictures;
    this.faces = faces;
  }

  /** Begins both files. */
  static ReportTable begin(ReportFolder folder) throws IOException {
    SheetShape shape = SheetShape.of(words("sheet.conflicts"), COLUMNS);
    return ReportTable.create(folder, TEXT, BOOK, shape);
  }

  /**
   * Fills both files.
   *
   * @param anyPictures whether pictures can be had at all
   * @param faces is told which
   */
  static ConflictsFileWriter of(
      String runId, ReportTable table, boolean anyPictures, ReportFaces faces) {
    return new ConflictsFileWriter(runId, table, anyPictures, faces);
  }

  void add(Row row, Outcome outcome) throws IOException {
    if (outcome.ending() != RowEnding.REVIEW && outcome.ending() != RowEnding.SKIPPED_SIMILAR) {
      return;
    }
    List<@Nullable ConflictCandidate> candidates = new ArrayList<>(outcome.candidates());
    if (candidates.isEmpty()) {
      candidates.add(null);
    }
    for (ConflictCandidate candidate : candidates) {
      boolean tall = isPictured(outcome, candidate);
      table.write(cells(row, outcome, candidate), tall, decisions(candidate));
      if (tall && table.sheet().onFirstSheet()) {
        note(String.valueOf(row.ref().line()), outcome.photo(), candidate);
      }
    }
  }

  /** What {@code resolve} would take: no update of nobody, and force where it is offered. */
  private static List<String> decisions(@Nullable ConflictCandidate candidate) {
    Stream<Decision> possible =
        candidate == null
            ? Stream.of(Decision.SKIP, Decision.CREATE)
            : Stream.of(Decision.values())
                .filter(decision -> decision != Decision.FORCE || candidate.canForce());
    return possible.map(Decision::word).toList();
  }

  private boolean isPictured(Outcome outcome, @Nullable ConflictCandidate candidate) {
    return anyPictures
        && pictured.size() < ReportPage.PICTURED
        && (candidate != null || !outcome.photo().isEmpty());
  }

  private void note(String line, String photo, @Nullable ConflictCandidate candidate) {
    Long person = candidate == null ? null : candidate.id();
    table.sheet().holdsPictures(true);
    pictured.add(new Pictured(table.sheet().row() - 1, line, photo, person));
    faces.addPhoto(photo);
    if (person != null) {
      faces.addPerson(person);
    }
  }

  /** Ends the workbook with its pictures, as far as there are any. */
  void finish(XlsxWriter book, XlsxSheetWriter sheet, ReportThumbnails thumbnails)
      throws IOException {
    SheetPictures pictures = new SheetPictures();
    for (Pictured line : pictured) {
      byte[] photo = thumbnails.photo(line.photo());
      if (photo != null) {
        pictures.put(photo, line.row(), ROSTER_FACE, words("picture.roster", line.line()));
      }
      byte[] person = line.person() == null ? null : thumbnails.person(line.person());
      if (person != null) {
        pictures.put(person, line.row(), SERVER_FACE, words("picture.server", line.person()));
      }
    }
    sheet.holdsPictures(!pictures.isEmpty());
    sheet.end();
    book.finish(pictures);
  }

  private List<String> cells(Row row, Outcome outcome, @Nullable ConflictCandidate candidate) {
    return List.of(
        runId,
        String.valueOf(row.ref().line()),
        ConflictLine.markedHash(row.hash(), outcome.mark()),
        KeyRules.shown(row),
        row.text(RosterColumn.NAME),
        outcome.code(),
        outcome.reason(),
        candidate == null ? "" : String.valueOf(candidate.id()),
        candidate == null ? "" : candidate.name(),
        candidate == null ? "" : candidate.key(),
        candidate == null ? "" : candidate.canForce() ? "1" : "0",
        "");
  }
}
