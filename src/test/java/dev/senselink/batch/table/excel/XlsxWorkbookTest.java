package dev.senselink.batch.table.excel;

import dev.senselink.batch.roster.WorkbookContract;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

class XlsxWorkbookTest extends WorkbookContract {
  @Override
  public Workbook create() {
    return new XSSFWorkbook();
  }

  @Override
  public void countFrom1904(Workbook workbook) {
    ((XSSFWorkbook) workbook).getCTWorkbook().addNewWorkbookPr().setDate1904(true);
  }
}
