package dev.senselink.batch.job.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.api.records.AccessRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What no server should send goes into a file all the same, and keeps no other record from it. */
class RecordSinkTest {
  private static final String LONG = "n".repeat(40_000);

  @TempDir Path folder;

  private Path write(RecordSink.Format format, String name) throws Exception {
    Path file = folder.resolve("records." + format);
    try (RecordSink sink = RecordSink.create(file, format)) {
      for (int id = 1; id <= 2; id++) {
        sink.write(
            AccessRecord.read(
                JsonMapper.shared().readTree("{\"id\":" + id + ",\"name\":\"" + name + "\"}")));
      }
      sink.finish();
    }
    return file;
  }

  @ParameterizedTest
  @ValueSource(strings = {"half \\ud83d of a pair", "bell \\u0007 and nul \\u0000", "\\ufffe"})
  void a_character_that_is_none_is_no_obstacle(String name) throws Exception {
    Path lines = write(RecordSink.Format.JSONL, name);
    Path csv = write(RecordSink.Format.CSV, name);
    Path book = write(RecordSink.Format.XLSX, name);

    assertThat(Files.readAllLines(lines, StandardCharsets.UTF_8))
        .extracting(line -> JsonMapper.shared().readTree(line).get("id").intValue())
        .containsExactly(1, 2);
    try (CSVParser rows =
        CSVParser.parse(Files.readString(csv, StandardCharsets.UTF_8), CSVFormat.RFC4180)) {
      assertThat(rows.getRecords()).hasSize(3).allSatisfy(row -> assertThat(row).hasSize(23));
    }
    // From a stream: what is opened as a file is written back when it is closed.
    try (var sheets = WorkbookFactory.create(Files.newInputStream(book))) {
      assertThat(sheets.getSheetAt(0).getLastRowNum()).isEqualTo(2);
    }
  }

  @Test
  void a_name_longer_than_a_cell_of_a_workbook_is_cut_there_alone() throws Exception {
    Path lines = write(RecordSink.Format.JSONL, LONG);
    Path book = write(RecordSink.Format.XLSX, LONG);

    assertThat(Files.readAllLines(lines).get(0)).contains(LONG);
    try (var sheets = WorkbookFactory.create(Files.newInputStream(book))) {
      assertThat(sheets.getSheetAt(0).getRow(2).getCell(2).getStringCellValue()).startsWith("nnn");
      assertThat(sheets.getSheetAt(0).getRow(2).getCell(0).getStringCellValue()).isEqualTo("2");
    }
  }
}
