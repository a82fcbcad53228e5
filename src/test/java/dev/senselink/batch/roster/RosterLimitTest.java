package dev.senselink.batch.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.senselink.batch.roster.cell.RosterSettingsException;
import dev.senselink.batch.table.TableFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RosterLimitTest {
  private static final int ROWS = 20_000;

  @TempDir private Path folder;

  @Test
  void a_text_above_it_is_refused_before_it_is_read() throws IOException {
    Path file = Files.writeString(folder.resolve("staff.csv"), "name\n" + "Ana\n".repeat(300_000));

    assertThatExceptionOfType(TableFileException.class)
        .isThrownBy(() -> rows(file, "1M"))
        .withMessageStartingWith("NOT_A_ROSTER: staff: it has 1 MB, but at most 1 MB are read")
        .withMessageContaining("--max-roster 2M");
    assertThat(rows(file, "2M")).isEqualTo(300_000);
  }

  @Test
  void of_a_workbook_an_eighth_is_read_unpacked_and_what_to_say_is_said() throws IOException {
    Path file = workbook();

    assertThatExceptionOfType(TableFileException.class)
        .isThrownBy(() -> rows(file, "8M"))
        .withMessageStartingWith("NOT_A_ROSTER: staff: it unpacks to 1 MB, but at most")
        .withMessageContaining("--max-roster 13M");
    assertThat(rows(file, "13M")).isEqualTo(ROWS);
  }

  @Test
  void a_part_that_is_longer_than_the_file_says_is_refused() throws IOException {
    Path file = workbook();
    byte[] bytes = Files.readAllBytes(file);
    String names = new String(bytes, StandardCharsets.ISO_8859_1);
    int entry = names.lastIndexOf("PK\1\2", names.lastIndexOf("sheet1.xml"));
    bytes[entry + 26] = 0; // the third byte of how long it is unpacked
    Files.write(file, bytes);

    assertThatExceptionOfType(TableFileException.class)
        .isThrownBy(() -> rows(file, "8M"))
        .withMessageStartingWith("CORRUPT: staff: ")
        .withMessageContaining("longer than the file says");
  }

  @ParameterizedTest
  @CsvSource({"1M, 1048576", "500m, 524288000", "4G, 4294967296", "' 20MB', 20971520"})
  void it_is_written_in_megabytes_or_gigabytes(String text, long bytes) {
    assertThat(RosterLimit.parse(text).bytes()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0M", "-1M", "500", "much", "1.5G", "9999999999G"})
  void anything_else_is_refused_with_an_example(String text) {
    assertThatExceptionOfType(RosterSettingsException.class)
        .isThrownBy(() -> RosterLimit.parse(text))
        .withMessageContaining("--max-roster: '" + text + "'")
        .withMessageContaining("500M");
  }

  private Path workbook() throws IOException {
    String[] rows = new String[ROWS + 1];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = XlsxFile.texts(i + 1L, List.of(i == 0 ? "name" : "Ana"));
    }
    return new XlsxFile().sheet("Staff", rows).write(folder.resolve("staff.xlsx"));
  }

  private static int rows(Path file, String limit) {
    RosterSettings settings =
        RosterSettings.of(RosterKind.USERS).withLimit(RosterLimit.parse(limit));
    int rows = 0;
    try (Roster roster = Roster.open(file, "staff", settings)) {
      while (roster.next() != null) {
        rows++;
      }
    }
    return rows;
  }
}
