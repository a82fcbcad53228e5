package dev.senselink.batch.roster;

import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

class XlsxWorkbookTest extends WorkbookContract {
  @Override
  Workbook create() {
    return new XSSFWorkbook();
  }

  @Override
  void countFrom1904(Workbook workbook) {
    ((XSSFWorkbook) workbook).getCTWorkbook().addNewWorkbookPr().setDate1904(true);
  }
}
