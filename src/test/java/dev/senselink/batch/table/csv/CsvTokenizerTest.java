package dev.senselink.batch.table.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.senselink.batch.table.TableFileException;
import dev.senselink.batch.table.TableLine;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

class CsvTokenizerTest {
  private static final String LETTERS = "\",;\r\n ab莫";

  @Test
  void what_commons_csv_writes_and_reads_is_read_the_same() throws IOException {
    Random random = new Random(42);
    for (int i = 0; i < 500; i++) {
      String text = table(random);

      assertThat(read(text)).isEqualTo(commons(text));
    }
  }

  @Test
  void what_DOS_programs_end_a_text_with_is_no_row() throws IOException {
    for (String end : List.of("\u001a", "\n\u001a", "\r\n\u001a\u001a\u001a", "\n\u001a\n")) {
      assertThat(read("a,b\n1,2" + end)).containsExactly(List.of("a", "b"), List.of("1", "2"));
    }
    assertThat(read("a\u001a\nb")).containsExactly(List.of("a\u001a"), List.of("b"));
  }

  @Test
  void a_cell_of_1_mb_is_read_and_a_longer_one_names_its_line() throws IOException {
    String most = "x".repeat(CsvTokenizer.MOST_CHARS_OF_A_CELL);

    assertThat(read("a\n\"" + most + "\"").get(1)).containsExactly(most);
    assertThatExceptionOfType(TableFileException.class)
        .isThrownBy(() -> read("a\n\"" + most + "\ny"))
        .withMessageStartingWith("UNCLOSED_QUOTE: x.csv, line 2:");
    assertThatExceptionOfType(TableFileException.class)
        .isThrownBy(() -> read("a\n\n" + most + "y"))
        .withMessageStartingWith("UNCLOSED_QUOTE: x.csv, line 3:");
    assertThatExceptionOfType(TableFileException.class)
        .isThrownBy(() -> read(" ".repeat(CsvTokenizer.MOST_CHARS_OF_A_CELL + 1) + "\"a\""))
        .withMessageStartingWith("UNCLOSED_QUOTE: x.csv, line 1:");
  }

  @Test
  void a_line_without_end_is_not_held_in_memory() {
    assertThatExceptionOfType(TableFileException.class)
        .isThrownBy(() -> read("a\n" + ",".repeat(CsvTokenizer.MOST_CELLS)))
        .withMessageStartingWith("CORRUPT: x.csv, line 2:");
    String wide = "x".repeat(1 << 20) + ",";
    assertThatExceptionOfType(TableFileException.class)
        .isThrownBy(() -> read(wide.repeat(17)))
        .withMessageStartingWith("CORRUPT: x.csv, line 1:");
  }

  private static List<List<String>> read(String text) throws IOException {
    List<List<String>> lines = new ArrayList<>();
    try (CsvTokenizer tokens = new CsvTokenizer(new StringReader(text), ',', "x.csv", 1)) {
      for (TableLine line = tokens.next(); line != null; line = tokens.next()) {
        lines.add(line.cells());
      }
    }
    return lines;
  }

  private static List<List<String>> commons(String text) throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).get();
    try (CSVParser parser = format.parse(new StringReader(text))) {
      return StreamSupport.stream(parser.spliterator(), false).map(CSVRecord::toList).toList();
    }
  }

  private static String table(Random random) throws IOException {
    StringWriter text = new StringWriter();
    try (CSVPrinter printer = new CSVPrinter(text, CSVFormat.RFC4180)) {
      for (int row = random.nextInt(5); row > 0; row--) {
        List<String> cells = new ArrayList<>();
        for (int cell = 1 + random.nextInt(4); cell > 0; cell--) {
          cells.add(odd(random));
        }
        printer.printRecord(cells);
      }
    }
    return text.toString();
  }

  private static String odd(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(5); i > 0; i--) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }
}
