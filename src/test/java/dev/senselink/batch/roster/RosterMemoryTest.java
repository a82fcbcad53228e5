package dev.senselink.batch.roster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RosterMemoryTest {
  private static final int ROWS = 250_000;

  @TempDir private Path folder;

  @Test
  void a_file_three_times_as_large_as_the_memory_is_read_to_its_end() throws Exception {
    Path file = write();
    assertThat(Files.size(file)).isGreaterThan(72L << 20);

    Process reader =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx24m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    CountRows.class.getName(),
                    file.toString()))
            .redirectErrorStream(true)
            .start();
    String output = new String(reader.getInputStream().readAllBytes(), UTF_8);

    assertThat(output.strip()).endsWith("rows " + ROWS);
    assertThat(reader.waitFor()).isZero();
  }

  private Path write() throws IOException {
    Path file = folder.resolve("large.csv");
    try (BufferedWriter out = Files.newBufferedWriter(file, UTF_8)) {
      out.write("姓名,jobNumber,mobile,mail,department,remark\n");
      for (int i = 0; i < ROWS; i++) {
        out.write("莫伟 %d,%07d,138%08d,p%d@example.com,\"Acme/Sales\",".formatted(i, i, i, i));
        out.write("a remark of a usual length, without quotes".replace(",", ";").repeat(6));
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
