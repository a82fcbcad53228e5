package dev.senselink.batch.table.excel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.RosterSettings;
import dev.senselink.batch.roster.WorkbookContract;
import dev.senselink.batch.table.XlsFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.poi.hssf.record.DateWindow1904Record;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XlsWorkbookTest extends WorkbookContract {
  private static final double MARK = 123456.789;

  @TempDir private Path folder;

  @Override
  public Workbook create() {
    return new HSSFWorkbook();
  }

  @Override
  public void countFrom1904(Workbook workbook) {
    DateWindow1904Record window =
        (DateWindow1904Record)
            ((HSSFWorkbook) workbook)
                .getInternalWorkbook()
                .findFirstRecordBySid(DateWindow1904Record.sid);
    window.setWindowing((short) 1);
  }

  /** As programs write it that divide by nothing, or that fill a cell with any bits. */
  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void a_number_that_is_none_is_unreadable_and_the_rest_is_read(double none) throws IOException {
    Path file = folder.resolve("odd.xls");
    try (HSSFWorkbook book = new HSSFWorkbook()) {
      Sheet sheet = book.createSheet();
      for (int line = 0; line < 3; line++) {
        sheet.createRow(line).createCell(0).setCellValue(line == 0 ? "name" : "Ana" + line);
      }
      sheet.getRow(0).createCell(1).setCellValue("jobNumber");
      sheet.getRow(1).createCell(1).setCellValue(MARK);
      sheet.getRow(2).createCell(1).setCellValue(7);
      Files.write(file, replaced(book.getBytes(), none));
    }

    try (Roster roster = Roster.open(file, "odd.xls", RosterSettings.of(RosterKind.USERS))) {
      assertThat(roster.next().faults()).extracting("code").containsExactly("CELL_UNREADABLE");
      assertThat(roster.next().text(RosterColumn.JOB_NUMBER)).isEqualTo("7");
    }
  }

  private static byte[] replaced(byte[] stream, double none) throws IOException {
    ByteBuffer records = ByteBuffer.wrap(stream).order(ByteOrder.LITTLE_ENDIAN);
    int at = 0;
    while (records.getDouble(at) != MARK) {
      at++;
    }
    records.putDouble(at, none);
    return XlsFiles.ofStream("Workbook", stream);
  }
}
