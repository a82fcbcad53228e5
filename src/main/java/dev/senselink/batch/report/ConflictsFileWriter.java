package dev.senselink.batch.report;

import static dev.senselink.batch.report.ReportMessages.words;

import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.outcome.ConflictCandidate;
import dev.senselink.batch.outcome.Decision;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.PossibleDecisions;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.Row;
import dev.senselink.batch.roster.conflicts.ConflictHeaders;
import dev.senselink.batch.roster.conflicts.ConflictLine;
import dev.senselink.batch.table.workbook.SheetChoice;
import dev.senselink.batch.table.workbook.SheetColumn;
import dev.senselink.batch.table.workbook.SheetColumn.Kind;
import dev.senselink.batch.table.workbook.SheetPictures;
import dev.senselink.batch.table.workbook.SheetShape;
import dev.senselink.batch.table.workbook.XlsxSheetWriter;
import dev.senselink.batch.table.workbook.XlsxWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code conflicts.csv} and {@code conflicts.xlsx}: a line for each row and candidate that a person
 * may decide about; in the workbook with both faces and a list of the words to choose from.
 */
final class ConflictsFileWriter {
  static final String TEXT = "conflicts.csv";
  static final String BOOK = "conflicts.xlsx";

  private static final int FACE_WIDTH = 15;

  /** In the workbook what is compared and decided stands in front, what programs need behind. */
  private static final List<String> IN_BOOK =
      List.of(
          "decision",
          "name",
          "candidateName",
          "key",
          "candidateKey",
          "reason",
          "code",
          "line",
          "candidateId",
          "canForce",
          "runId",
          "rowHash");

  private static final int ROSTER_FACE = 0;
  private static final int SERVER_FACE = 1;

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
    List<SheetColumn> columns = new ArrayList<>();
    columns.add(SheetColumn.of(words("conflicts.rosterFace"), Kind.PICTURE, FACE_WIDTH));
    columns.add(SheetColumn.of(words("conflicts.serverFace"), Kind.PICTURE, FACE_WIDTH));
    for (String name : IN_BOOK) {
      columns.add(SheetColumn.of(ConflictHeaders.shown(name), kind(name), width(name)).named(name));
    }
    SheetShape shape = SheetShape.of(words("sheet.conflicts"), columns);
    return ReportTable.create(folder, TEXT, BOOK, ConflictHeaders.NAMES, shape);
  }

  private static Kind kind(String column) {
    return switch (column) {
      case "decision" -> Kind.CHOICE;
      case "reason" -> Kind.WRAPPED;
      default -> Kind.TEXT;
    };
  }

  private static int width(String column) {
    return switch (column) {
      case "reason" -> 60;
      case "rowHash", "runId" -> 23;
      case "name", "candidateName" -> 18;
      case "line", "canForce" -> 10;
      default -> 14;
    };
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
      Map<String, String> cells = cells(row, outcome, candidate);
      table.writeText(ConflictHeaders.NAMES.stream().map(cells::get).toList());
      List<String> line = new ArrayList<>(List.of("", ""));
      IN_BOOK.forEach(name -> line.add(cells.get(name)));
      table.sheet().write(line, tall, choices(outcome, candidate));
      if (tall && table.sheet().onFirstSheet()) {
        note(String.valueOf(row.ref().line()), outcome.photo(), candidate);
      }
    }
  }

  private static List<SheetChoice> choices(Outcome outcome, @Nullable ConflictCandidate candidate) {
    boolean chinese = DisplayLanguage.language().equals(Locale.CHINESE);
    return PossibleDecisions.of(outcome, candidate).stream()
        .map(
            decision ->
                new SheetChoice(
                    chinese ? decision.chinese() : decision.word(),
                    words("choice." + decision.word())))
        .toList();
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

  private Map<String, String> cells(
      Row row, Outcome outcome, @Nullable ConflictCandidate candidate) {
    Map<String, String> cells = new HashMap<>();
    ConflictHeaders.NAMES.forEach(name -> cells.put(name, ""));
    cells.put("runId", runId);
    cells.put("line", row.ref().shownLine());
    cells.put("rowHash", ConflictLine.markedHash(row.hash(), outcome.mark()));
    cells.put("key", KeyRules.shown(row));
    cells.put("name", row.text(RosterColumn.NAME));
    cells.put("code", outcome.code());
    cells.put("reason", outcome.reason());
    if (candidate != null) {
      cells.put("candidateId", String.valueOf(candidate.id()));
      cells.put("candidateName", candidate.name());
      cells.put("candidateKey", candidate.key());
      // The server may offer it of somebody who is gone; then resolve refuses it all the same.
      boolean force = PossibleDecisions.of(outcome, candidate).contains(Decision.FORCE);
      cells.put("canForce", force ? "1" : "0");
    }
    return cells;
  }
}
