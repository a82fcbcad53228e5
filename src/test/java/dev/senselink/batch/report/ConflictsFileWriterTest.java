package dev.senselink.batch.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.outcome.ConflictCandidate;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.photo.PhotoLimits;
import dev.senselink.batch.roster.Row;
import dev.senselink.batch.roster.Rows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFPicture;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many conflicts: faces for the first, words for all. */
class ConflictsFileWriterTest {
  private static final int ROWS = 502;

  @TempDir Path temp;

  private final ReportPictures pictures =
      new ReportPictures() {
        @Override
        public byte @Nullable [] ofPhoto(String path, PhotoLimits limits) {
          return path.equals("1.jpg") ? "no picture".getBytes() : Portraits.person(1, 24);
        }

        @Override
        public byte @Nullable [] ofPerson(long id, PhotoLimits limits) {
          return null;
        }
      };

  private static Outcome review(Row row) {
    int number = row.ref().number();
    return Outcome.of(row.ref(), RowEnding.REVIEW, "30002", "because")
        .withPhoto(number + ".jpg")
        .withCandidates(List.of(new ConflictCandidate(number, "Somebody", "K", true)));
  }

  /** The server offers it of somebody who is gone, and nobody can be forced past them. */
  @Test
  void a_row_can_be_forced_only_where_resolve_would_do_it() throws IOException {
    List<ConflictCandidate> somebody = List.of(new ConflictCandidate(1, "S", "", true));
    try (ReportTable table =
        ConflictsFileWriter.begin(ReportFolder.prepare(temp.resolve("r"), "import-users", "R1"))) {
      ConflictsFileWriter lines = ConflictsFileWriter.of("R1", table, false, new ReportFaces());
      for (Row row : Rows.ofUsers("name,jobNumber\nA,1\nB,2\n")) {
        String code = row.ref().number() == 1 ? "30002" : "SIMILAR_GONE";
        lines.add(
            row, Outcome.of(row.ref(), RowEnding.REVIEW, code, "because").withCandidates(somebody));
      }
      table.publishText();
    }

    try (CSVParser parser =
        CSVParser.parse(
            temp.resolve("r/conflicts.csv"),
            StandardCharsets.UTF_8,
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get())) {
      assertThat(parser.stream().map(line -> line.get("canForce"))).containsExactly("1", "0");
    }
  }

  /** A word that {@code resolve} would refuse is not offered. */
  @Test
  void each_row_offers_what_can_be_decided_about_it() throws IOException {
    List<List<ConflictCandidate>> candidates =
        List.of(
            List.of(new ConflictCandidate(1, "", "", true)),
            List.of(
                new ConflictCandidate(2, "", "", false), new ConflictCandidate(3, "", "", false)),
            List.of(),
            List.of(new ConflictCandidate(4, "", "", true)));
    try (ReportTable table =
        ConflictsFileWriter.begin(ReportFolder.prepare(temp.resolve("r"), "import-users", "R1"))) {
      ConflictsFileWriter lines = ConflictsFileWriter.of("R1", table, false, new ReportFaces());
      for (Row row : Rows.ofUsers("name,jobNumber\nA,1\nB,2\nC,3\nD,4\n")) {
        List<ConflictCandidate> some = candidates.get(row.ref().number() - 1);
        lines.add(
            row, Outcome.of(row.ref(), RowEnding.REVIEW, "30002", "because").withCandidates(some));
      }
      ReportThumbnails none =
          ReportThumbnails.of(
              new ReportFaces(), new ReportFaces(), ReportPictures.none(), Duration.ZERO);
      table.publishText();
      table.publishBook((book, sheet) -> lines.finish(book, sheet, none));
    }

    try (XSSFWorkbook book =
        new XSSFWorkbook(Files.newInputStream(temp.resolve("r/conflicts.xlsx")))) {
      assertThat(
              book.getSheetAt(0).getDataValidations().stream()
                  .collect(
                      Collectors.toMap(
                          rule -> List.of(rule.getValidationConstraint().getExplicitListValues()),
                          rule ->
                              Arrays.stream(rule.getRegions().getCellRangeAddresses())
                                  .map(CellRangeAddress::formatAsString)
                                  .toList())))
          .isEqualTo(
              Map.of(
                  List.of("skip", "update", "force"), List.of("C3", "C7"),
                  List.of("skip", "update"), List.of("C4:C5"),
                  List.of("skip"), List.of("C6")));
    }
  }

  @Test
  void the_first_500_lines_have_faces_as_far_as_there_are_any() throws IOException {
    String roster =
        IntStream.rangeClosed(1, ROWS)
            .mapToObj(n -> "P" + n + ",E" + n)
            .collect(Collectors.joining("\n", "name,jobNumber\n", "\n"));
    ReportFaces faces = new ReportFaces();
    try (ReportTable table =
        ConflictsFileWriter.begin(ReportFolder.prepare(temp.resolve("r"), "import-users", "R1"))) {
      ConflictsFileWriter lines = ConflictsFileWriter.of("R1", table, true, faces);
      for (Row row : Rows.ofUsers(roster)) {
        lines.add(row, review(row));
      }
      ReportThumbnails made =
          ReportThumbnails.of(new ReportFaces(), faces, pictures, Duration.ofSeconds(60));
      table.publishText();
      table.publishBook((book, sheet) -> lines.finish(book, sheet, made));
    }

    assertThat(faces.photos()).hasSize(500);
    assertThat(faces.people()).hasSize(500);
    try (XSSFWorkbook book =
        new XSSFWorkbook(Files.newInputStream(temp.resolve("r/conflicts.xlsx")))) {
      XSSFSheet sheet = book.getSheetAt(0);
      assertThat(sheet.getLastRowNum()).isEqualTo(ROWS + 1);
      // What is no JPEG would make the whole workbook one that Excel must repair.
      assertThat(sheet.getDrawingPatriarch().getShapes())
          .hasSize(499)
          .extracting(shape -> ((XSSFPicture) shape).getClientAnchor().getRow1())
          .startsWith(3)
          .endsWith(501);
      assertThat(sheet.getRow(501).getHeightInPoints()).isEqualTo(75f);
      assertThat(sheet.getRow(502).getHeightInPoints()).isLessThan(20f);
    }
  }
}
