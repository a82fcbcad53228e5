package dev.senselink.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where people write numbers with other digits, files are as everywhere. */
@Tag("slow")
@Timeout(600)
class DigitsTest {
  private final Locale before = Locale.getDefault(Locale.Category.FORMAT);

  @TempDir Path folder;

  @AfterEach
  void countAsBefore() {
    Locale.setDefault(Locale.Category.FORMAT, before);
  }

  @Test
  void workbooks_can_be_opened_and_ids_read() throws IOException {
    try (Shell shell = Shell.in(folder)) {
      Path roster = shell.staff(2);
      Locale.setDefault(Locale.Category.FORMAT, Locale.forLanguageTag("ar-EG"));

      Shell.Told told = shell.importing(roster);

      assertThat(told.exit()).as(told.all()).isZero();
      assertThat(Locale.getDefault(Locale.Category.FORMAT).getCountry()).isEqualTo("EG");
      assertThat(shell.summary().path("runId").asString()).matches("R[0-9]{12}[A-Z0-9]+");
      for (String book : List.of("report.xlsx", "rejected.xlsx", "conflicts.xlsx")) {
        try (InputStream in = Files.newInputStream(shell.report().resolve(book));
            XSSFWorkbook read = new XSSFWorkbook(in)) {
          assertThat(read.getSheetAt(0).getRow(0).getCell(0).getStringCellValue()).isNotBlank();
        }
      }
      assertThat(told.all() + Files.readString(shell.report().resolve("report.html")))
          .doesNotContainPattern("[\u0660-\u0669]");
    }
  }
}
