package dev.senselink.batch.roster;

import org.apache.poi.hssf.record.DateWindow1904Record;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Workbook;

class XlsWorkbookTest extends WorkbookContract {
  @Override
  Workbook create() {
    return new HSSFWorkbook();
  }

  @Override
  void countFrom1904(Workbook workbook) {
    DateWindow1904Record window =
        (DateWindow1904Record)
            ((HSSFWorkbook) workbook)
                .getInternalWorkbook()
                .findFirstRecordBySid(DateWindow1904Record.sid);
    window.setWindowing((short) 1);
  }
}
