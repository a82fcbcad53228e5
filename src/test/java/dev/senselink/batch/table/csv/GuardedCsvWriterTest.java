package dev.senselink.batch.table.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.RosterSettings;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GuardedCsvWriterTest {
  private static final String LETTERS = "''=+-@＝＋－＠\t\r\n\",; |a1é莫\u00a0\ufeff";

  @TempDir private Path folder;

  static List<String[]> guarded() {
    return List.of(
        new String[] {"=1+1", "'=1+1"},
        new String[] {"+49 30", "'+49 30"},
        new String[] {"-", "'-"},
        new String[] {"@x", "'@x"},
        new String[] {"\tx", "'\tx"},
        new String[] {"\rx", "'\rx"},
        new String[] {"'=x", "''=x"},
        new String[] {"''=x", "'''=x"},
        new String[] {"'", "'"},
        new String[] {"''", "''"},
        new String[] {"'a", "'a"},
        new String[] {"", ""},
        new String[] {" =x", " =x"},
        new String[] {"\n=1+1", "'\n=1+1"},
        new String[] {"＝1+1", "'＝1+1"},
        new String[] {"＋1", "'＋1"},
        new String[] {"－1", "'－1"},
        new String[] {"＠SUM(A1)", "'＠SUM(A1)"},
        new String[] {"'＝x", "''＝x"},
        new String[] {"a=1", "a=1"});
  }

  @ParameterizedTest
  @MethodSource("guarded")
  void the_guard_goes_on_and_comes_off(String value, String cell) {
    assertThat(GuardedCsvWriter.guard(value)).isEqualTo(cell);
    assertThat(GuardedCsvWriter.unguard(cell)).isEqualTo(value);
  }

  /** Whoever may write the folder lays it there before the file is made. */
  @Test
  void a_link_of_that_name_is_replaced_and_not_followed() throws IOException {
    Path target = Files.writeString(folder.resolve("target"), "theirs");
    Path file = Files.createSymbolicLink(folder.resolve("results.csv"), target);

    try (GuardedCsvWriter csv = GuardedCsvWriter.create(file)) {
      csv.write(List.of("Ana"));
    }

    assertThat(target).hasContent("theirs");
    assertThat(file).isRegularFile().content().contains("Ana");
    assertThat(Files.isSymbolicLink(file)).isFalse();
  }

  @Test
  void ten_thousand_odd_values_survive_the_guard() {
    Random random = new Random(20_261_125);
    for (int i = 0; i < 10_000; i++) {
      String value = odd(random);
      assertThat(GuardedCsvWriter.unguard(GuardedCsvWriter.guard(value))).isEqualTo(value);
      assertThat(GuardedCsvWriter.guard(value)).doesNotMatch("(?s)^[=+\\-@＝＋－＠\t\r\n].*");
    }
  }

  @Test
  void ten_thousand_odd_values_survive_a_file() throws IOException {
    Random random = new Random(4711);
    List<List<String>> table = new ArrayList<>();
    for (int i = 0; i < 2_500; i++) {
      table.add(List.of("x" + i, odd(random), odd(random), odd(random)));
    }
    Path file = folder.resolve("odd.csv");
    write(file, List.of("name", "-a", "=b", "''@c"), table);

    try (Roster roster = Roster.open(file, "odd.csv", RosterSettings.of(RosterKind.USERS))) {
      assertThat(roster.shape().headers()).containsExactly("name", "-a", "=b", "''@c");
      for (List<String> line : table) {
        assertThat(roster.next().cells()).isEqualTo(line);
      }
      assertThat(roster.next()).isNull();
    }
  }

  @Test
  void a_plain_line_is_written_as_the_printer_writes_it() throws IOException {
    Random random = new Random(77);
    StringWriter ours = new StringWriter();
    StringWriter printers = new StringWriter();
    try (GuardedCsvWriter csv = GuardedCsvWriter.to(ours);
        CSVPrinter printer = new CSVPrinter(printers, CSVFormat.RFC4180)) {
      for (int i = 0; i < 5_000; i++) {
        List<String> line = List.of(some(random), some(random), some(random));
        csv.write(line);
        printer.printRecord(line.stream().map(GuardedCsvWriter::guard));
      }
    }
    assertThat(ours.toString()).isEqualTo("\ufeff" + printers);
  }

  /** Mostly plain. */
  private static String some(Random random) {
    String odd = odd(random);
    return switch (random.nextInt(6)) {
      case 0 -> odd;
      case 1 -> "";
      case 2 -> "a b" + (random.nextInt(9) == 0 ? odd : "");
      case 3 -> random.nextInt(9) == 0 ? " a" : "莫";
      case 4 -> random.nextInt(9) == 0 ? "a " : "#$%&a".substring(random.nextInt(5));
      default -> String.valueOf((char) random.nextInt(130)) + (char) random.nextInt(130);
    };
  }

  @Test
  void a_file_is_utf_8_with_mark_crlf_and_commas() throws IOException {
    Path file = folder.resolve("a.csv");
    write(file, List.of("name", "-x"), List.of(List.of("a,b", "say \"é\""), List.of("", "=1")));

    assertThat(Files.readString(file, UTF_8))
        .isEqualTo("\ufeffname,'-x\r\n\"a,b\",\"say \"\"é\"\"\"\r\n\"\",'=1\r\n");
  }

  @Test
  void only_the_owner_may_read_it_even_if_it_was_there_before() throws IOException {
    Assumptions.assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
    Path before = Files.writeString(folder.resolve("before.csv"), "a very long old content");
    Files.setPosixFilePermissions(before, PosixFilePermissions.fromString("rw-r--r--"));
    Path fresh = folder.resolve("fresh.csv");

    write(before, List.of("a"), List.of());
    write(fresh, List.of("a"), List.of());

    for (Path file : List.of(before, fresh)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertThat(Files.readString(file)).isEqualTo("\ufeffa\r\n");
    }
  }

  @Test
  void half_a_surrogate_pair_becomes_the_replacement_character() throws IOException {
    Path file = folder.resolve("half.csv");
    write(file, List.of("a\ud83d", "b"), List.of(List.of("莫\ud842\udfb7", "\udfb7\ud842")));

    assertThat(Files.readString(file, UTF_8))
        .isEqualTo("\ufeffa\ufffd,b\r\n莫\ud842\udfb7,\ufffd\ufffd\r\n");
  }

  @Test
  void a_line_may_be_longer_than_any_before() throws IOException {
    Path file = folder.resolve("long.csv");
    write(file, List.of("a", "b"), List.of(List.of("x".repeat(70_000), "莫".repeat(70_000))));

    assertThat(Files.readString(file, UTF_8))
        .isEqualTo("\ufeffa,b\r\n" + "x".repeat(70_000) + "," + "莫".repeat(70_000) + "\r\n");
  }

  private static void write(Path file, List<String> header, List<List<String>> rows)
      throws IOException {
    try (GuardedCsvWriter csv = GuardedCsvWriter.create(file)) {
      csv.write(header);
      for (List<String> row : rows) {
        csv.write(row);
      }
    }
  }

  private static String odd(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(7); i > 0; i--) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }
}
