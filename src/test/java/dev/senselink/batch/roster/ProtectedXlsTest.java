package dev.senselink.batch.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.senselink.batch.table.TableFileException;
import dev.senselink.batch.table.XlsFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.poi.hssf.record.crypto.Biff8EncryptionKey;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.crypt.Decryptor;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.ss.usermodel.Sheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Workbooks of Excel 97 to 2003 whose records are encrypted: under the password that Excel knows by
 * itself, as it does where only the structure is protected, and under somebody's own.
 */
class ProtectedXlsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(
      value = EncryptionMode.class,
      names = {"xor", "binaryRC4", "cryptoAPI"})
  void what_Excel_opens_without_asking_is_read(EncryptionMode mode) throws IOException {
    Path file = written(mode, Decryptor.DEFAULT_PASSWORD);

    assertThat(names(file, null)).containsExactly("Ana", "王小明");
    assertThat(names(file, "Others")).containsExactly("Bo", "李娜");
  }

  @ParameterizedTest
  @EnumSource(
      value = EncryptionMode.class,
      names = {"xor", "binaryRC4", "cryptoAPI"})
  void what_asks_for_a_password_is_told_as_that(EncryptionMode mode) throws IOException {
    Path file = written(mode, "abc");

    assertThatExceptionOfType(TableFileException.class)
        .isThrownBy(() -> names(file, null))
        .withMessageStartingWith("ENCRYPTED: staff.xls: ")
        .withMessageContaining("password");
  }

  @Test
  void a_protected_sheet_hides_nothing() throws IOException {
    Path file = folder.resolve("staff.xls");
    try (HSSFWorkbook book = book()) {
      book.getSheetAt(0).protectSheet("abc");
      save(book, file);
    }

    assertThat(names(file, null)).containsExactly("Ana", "王小明");
  }

  @ParameterizedTest
  @CsvSource({"2f00, ENCRYPTED, password", "2b00, NOT_A_ROSTER, before Excel 97"})
  void one_of_an_older_Excel_is_told_by_what_keeps_it_shut(String record, String code, String says)
      throws IOException {
    Path file = folder.resolve("staff.xls");
    String records = "0908 0800 0005 0500 0000 0000" + record + "0200 0000" + "0a00 0000";
    byte[] book = HexFormat.of().parseHex(records.replace(" ", ""));
    Files.write(file, XlsFiles.ofStream("Book", book));

    assertThatExceptionOfType(TableFileException.class)
        .isThrownBy(() -> names(file, null))
        .withMessageStartingWith(code + ": staff.xls: ")
        .withMessageContaining(says);
  }

  private Path written(EncryptionMode mode, String password) throws IOException {
    Path file = folder.resolve("staff.xls");
    Biff8EncryptionKey.setCurrentUserPassword(password);
    try (HSSFWorkbook book = book()) {
      book.setEncryptionMode(mode);
      save(book, file);
    } finally {
      Biff8EncryptionKey.setCurrentUserPassword(null);
    }
    return file;
  }

  private static HSSFWorkbook book() {
    HSSFWorkbook book = new HSSFWorkbook();
    fill(book.createSheet("Staff"), "Ana", "王小明");
    fill(book.createSheet("Others"), "Bo", "李娜");
    return book;
  }

  private static void fill(Sheet sheet, String... names) {
    sheet.createRow(0).createCell(0).setCellValue("name");
    sheet.getRow(0).createCell(1).setCellValue("jobNumber");
    for (int i = 0; i < names.length; i++) {
      sheet.createRow(i + 1).createCell(0).setCellValue(names[i]);
      sheet.getRow(i + 1).createCell(1).setCellValue(1000.0 + i);
    }
  }

  private static void save(HSSFWorkbook book, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      book.write(out);
    }
  }

  private static List<String> names(Path file, String sheet) {
    List<String> names = new ArrayList<>();
    RosterSettings settings = RosterSettings.of(RosterKind.USERS).withSheet(sheet);
    try (Roster roster = Roster.open(file, "staff.xls", settings)) {
      for (Row row = roster.next(); row != null; row = roster.next()) {
        assertThat(row.text(RosterColumn.JOB_NUMBER))
            .isEqualTo(String.valueOf(1000 + names.size()));
        names.add(row.text(RosterColumn.NAME));
      }
    }
    return names;
  }
}
