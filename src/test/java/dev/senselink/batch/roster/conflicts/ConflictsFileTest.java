package dev.senselink.batch.roster.conflicts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.senselink.batch.table.TableFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people and spreadsheets make of a conflicts file is still read. */
class ConflictsFileTest {
  private static final ConflictLine READ =
      new ConflictLine(2, "R260131093000ABCD", "7", "r0123", "65002", "skip", "");

  @TempDir Path folder;

  private ConflictsFile.Content read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("c.csv"), text);
    return ConflictsFile.read(file, "c.csv");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "runId,line,rowHash,candidateId,decision\nR260131093000ABCD,7,r0123,65002,skip\n",
        "decision;x;Run ID;LINE;row hash;candidate_id\nskip;;R260131093000ABCD;7;r0123;65002\n",
        "runId\tline\trowHash\tcandidateId\tdecision\r\n R260131093000ABCD \t7\tr0123\t65002\tskip",
        "runId,line,rowHash,candidateId,decision\n\"R260131093000ABCD\",\"7\",r0123,65002,\u00a0skip\u00a0\n,,,,\n\n"
      })
  void columns_are_found_by_their_names(String text) throws IOException {
    assertThat(read(text).lines()).containsExactly(READ);
  }

  /** It may lie where anybody can write, and takes no room there. */
  @Test
  void a_file_of_no_end_is_not_read() throws IOException {
    Path file = folder.resolve("conflicts.csv");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[1]), 10L << 30);
    }

    assertThatExceptionOfType(TableFileException.class)
        .isThrownBy(() -> ConflictsFile.read(file, "conflicts.csv"))
        .withMessageContaining("256 MB");
  }

  @Test
  void a_line_that_is_too_short_has_blank_cells() throws IOException {
    assertThat(read("runId,line,rowHash,candidateId,decision\nR1,7\n").lines())
        .containsExactly(new ConflictLine(2, "R1", "7", "", "", "", ""));
  }

  @Test
  void the_digest_is_that_of_the_bytes() throws IOException {
    String header = "runId,line,rowHash,candidateId,decision\n";

    assertThat(read(header).sha256()).hasSize(64).isEqualTo(read(header).sha256());
    assertThat(read(header + "R1,7,r,1,skip\n").sha256()).isNotEqualTo(read(header).sha256());
  }

  @Test
  void an_open_quote_is_told_with_its_line() {
    assertThatExceptionOfType(TableFileException.class)
        .isThrownBy(() -> read("runId,line,rowHash,candidateId,decision\nR1,7,r,1,\"skip\n"))
        .withMessageContaining("line 2");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_workbook_is_read_as_text(boolean xlsx) throws IOException {
    Path file = folder.resolve("c");
    try (Workbook book = xlsx ? new XSSFWorkbook() : new HSSFWorkbook();
        var out = Files.newOutputStream(file)) {
      book.createSheet("notes").createRow(0).createCell(0).setCellValue("hello");
      var sheet = book.createSheet("conflicts");
      var header = sheet.createRow(0);
      var row = sheet.createRow(1);
      String[] names = {"runId", "line", "rowHash", "candidateId", "decision"};
      for (int i = 0; i < names.length; i++) {
        header.createCell(i).setCellValue(names[i]);
      }
      row.createCell(0).setCellValue("R260131093000ABCD");
      row.createCell(1).setCellValue(7);
      row.createCell(2).setCellValue("r0123");
      row.createCell(3).setCellValue(65002);
      row.createCell(4).setCellValue("skip");
      book.write(out);
    }

    assertThat(ConflictsFile.read(file, "c").lines()).containsExactly(READ);
  }

  @Test
  void a_file_of_another_kind_is_refused() {
    assertThatExceptionOfType(TableFileException.class)
        .isThrownBy(() -> read("%PDF-1.4"))
        .matches(e -> e.code() == TableFileException.Code.NOT_A_ROSTER);
    assertThatExceptionOfType(TableFileException.class)
        .isThrownBy(() -> read("name,jobNumber\nAna,E1\n"))
        .matches(e -> e.code() == TableFileException.Code.HEADER_NOT_FOUND);
  }
}
