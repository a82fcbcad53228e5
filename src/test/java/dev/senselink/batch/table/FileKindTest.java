package dev.senselink.batch.table;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.RosterSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileKindTest {
  private static final String OLE = "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "%PDF-1.7, PDF",
    "{\\rtf1, RTF",
    "'\u00ef\u00bb\u00bf \n<html><table>', HTML",
    "<?xml version='1.0'?>, HTML",
    "<TABLE>, HTML",
    "'<!DOCTYPE html>', HTML",
    "\u00ff\u00d8\u00ff\u00e0, picture",
    "\u0089PNG, picture",
    "GIF89a, picture",
    "'\u001f\u008b', compressed",
    "7z\u00bc\u00af, compressed",
    "'Rar!\u001a', compressed",
  })
  void is_told_by_its_first_bytes(String bytes, String word) throws IOException {
    assertRefused(write(bytes), "NOT_A_ROSTER", word);
  }

  @Test
  void a_text_is_read_whatever_its_name_says() throws IOException {
    Path file = Files.writeString(folder.resolve("roster.xls"), "name\nAna\n");

    assertThat(FileKind.of(file, "roster.xls")).isEqualTo(FileKind.TEXT);
  }

  @Test
  void a_workbook_that_is_not_read_is_told_how_to_save_it() throws IOException {
    assertRefused(zip("xl/workbook.bin"), "NOT_A_ROSTER", "(.xlsb)");
    assertRefused(zip("mimetype", "content.xml"), "NOT_A_ROSTER", "OpenDocument");
    for (String excel2to4 : new String[] {"\t\0\4\0", "\t\2\6\0", "\t\4\6\0"}) {
      assertRefused(write(excel2to4 + "x"), "NOT_A_ROSTER", "before Excel 97");
    }
  }

  @Test
  void what_only_begins_like_a_workbook_is_damaged() throws IOException {
    assertRefused(zip("xl/workbook.xml"), "CORRUPT", "does not say where its sheets are");
    assertRefused(write(OLE + "x".repeat(100_000)), "CORRUPT", "damaged");
  }

  @Test
  void a_workbook_with_a_password_is_told_apart_wherever_the_mark_stands() throws IOException {
    String mark = new String("EncryptedPackage".getBytes(UTF_16LE), ISO_8859_1);
    for (int before : new int[] {0, 4080, 4088, 69_620, 200_000}) {
      assertRefused(write(OLE + "x".repeat(before) + mark + "y"), "ENCRYPTED", "password");
    }
  }

  @Test
  void a_zip_is_told_from_a_workbook_and_from_a_damaged_one() throws IOException {
    assertRefused(zip("staff.csv"), "NOT_A_ROSTER", "zip archive");
    byte[] whole = Files.readAllBytes(zip("xl/workbook.xml"));
    Path cut = Files.write(folder.resolve("cut"), java.util.Arrays.copyOf(whole, 40));
    assertRefused(cut, "CORRUPT", "damaged");
  }

  @Test
  void what_cannot_be_opened_is_told_without_a_path() throws IOException {
    assertRefused(folder.resolve("nowhere.csv"), "NOT_A_ROSTER", "does not exist");
    assertRefused(folder, "NOT_A_ROSTER", "folder");
    assertRefused(write(""), "EMPTY", "empty");
  }

  private static void assertRefused(Path file, String code, String word) {
    RosterSettings settings = RosterSettings.of(RosterKind.USERS);
    assertThatExceptionOfType(TableFileException.class)
        .isThrownBy(() -> Roster.open(file, "staff", settings).close())
        .withMessageStartingWith(code + ": staff")
        .withMessageContaining(word)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(file.toString()));
  }

  private Path write(String bytes) throws IOException {
    return Files.write(Files.createTempFile(folder, "kind", ".csv"), bytes.getBytes(ISO_8859_1));
  }

  private Path zip(String... entries) throws IOException {
    Path file = Files.createTempFile(folder, "kind", ".csv");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (String entry : entries) {
        zip.putNextEntry(new ZipEntry(entry));
        zip.write(new byte[1000]);
      }
    }
    return file;
  }
}
