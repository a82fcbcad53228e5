package dev.senselink.batch.roster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.ChildJava;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class RosterMemoryTest {
  private static final int ROWS = 20_000;
  private static final int ROWS_OF_A_SHEET = 10_000;

  @TempDir private Path folder;

  @Test
  void a_file_three_times_as_large_as_the_memory_is_read_to_its_end() throws Exception {
    Path file = write();
    assertThat(Files.size(file)).isGreaterThan(48L << 20);

    assertThat(counted(file, "-Xmx16m")).endsWith("rows " + ROWS);
  }

  @Test
  void so_is_a_workbook_whose_texts_alone_are_larger() throws Exception {
    Path file = writeWorkbook();

    assertThat(counted(file, "-Xmx16m")).endsWith("rows " + ROWS_OF_A_SHEET);
  }

  private static String counted(Path file, String memory) throws Exception {
    List<String> command = ChildJava.command(memory, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    command.addAll(List.of(CountRows.class.getName(), file.toString()));
    Process reader = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(reader.getInputStream().readAllBytes(), UTF_8);
    assertThat(reader.waitFor()).as(output).isZero();
    return output.strip();
  }

  /** Every cell a text of its own, as in a list of people. */
  private Path writeWorkbook() throws IOException {
    StringBuilder rows = new StringBuilder("<sheetData>");
    List<String> texts = new ArrayList<>();
    texts.add("<t>name</t>");
    texts.add("<t>remark</t>");
    for (int i = 1; i <= ROWS_OF_A_SHEET + 1; i++) {
      rows.append("<row r='").append(i).append("'>");
      for (int column = 0; column < 2; column++) {
        rows.append("<c t='s'><v>").append(texts.size() - 2 + column).append("</v></c>");
      }
      rows.append("</row>");
      texts.add("<t>莫伟 " + i + "</t>");
      texts.add("<t>" + ("a remark of a usual length of number " + i + "; ").repeat(30) + "</t>");
    }
    return new XlsxFile()
        .sheetOf("Staff", "visible", rows.append("</sheetData>").toString())
        .texts(texts.toArray(String[]::new))
        .write(folder.resolve("large.xlsx"));
  }

  private Path write() throws IOException {
    Path file = folder.resolve("large.csv");
    try (BufferedWriter out = Files.newBufferedWriter(file, UTF_8)) {
      out.write("姓名,jobNumber,mobile,mail,department,remark\n");
      for (int i = 0; i < ROWS; i++) {
        out.write("莫伟 %d,%07d,138%08d,p%d@example.com,\"Acme/Sales\",".formatted(i, i, i, i));
        out.write("a remark of a usual length, without quotes".replace(",", ";").repeat(60));
        out.write('\n');
      }
    }
    return file;
  }

  /** The other process. */
  static final class CountRows {
    public static void main(String[] args) {
      int rows = 0;
      RosterSettings settings = RosterSettings.of(RosterKind.USERS);
      try (Roster roster = Roster.open(Path.of(args[0]), "large.csv", settings)) {
        for (Row row = roster.next(); row != null; row = roster.next()) {
          rows++;
        }
      }
      System.out.println("rows " + rows);
    }
  }
}
