package dev.senselink.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Until;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code records watch} as it is typed; what becomes of the records is {@code RecordWatchTest}. */
@Timeout(600)
class RecordsWatchTest {
  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void open() {
    shell = Shell.in(folder);
    shell.with("SENSELINK_WS_PORT", "" + shell.sandbox().wsPort());
  }

  @AfterEach
  void close() {
    shell.close();
  }

  /** A reader that has had enough after so many lines. */
  private static final class Reader extends Writer {
    private final StringBuilder read = new StringBuilder();
    private final int most;

    Reader(int most) {
      this.most = most;
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
      if (lines().size() >= most) {
        throw new IOException("gone");
      }
      read.append(text, from, length);
    }

    List<String> lines() {
      return read.toString().lines().toList();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @Test
  void without_a_file_each_record_is_a_line_until_nobody_reads_any_more() throws Exception {
    Reader reader = new Reader(2);
    CompletableFuture<Integer> exit =
        CompletableFuture.supplyAsync(
            () ->
                Cli.run(
                    new String[] {"records", "watch"},
                    shell.environment(),
                    new PrintWriter(reader),
                    new PrintWriter(new StringWriter())));
    Duration patience = Duration.ofSeconds(120);
    assertThat(Until.within(patience, () -> shell.sandbox().push().connections() > 0)).isTrue();
    List<Long> seen = new ArrayList<>();
    assertThat(
            Until.within(
                patience,
                () -> {
                  seen.add(shell.sandbox().addRecord(0, Instant.now()));
                  return exit.isDone();
                }))
        .isTrue();

    assertThat(exit.get(120, TimeUnit.SECONDS)).isZero();
    assertThat(reader.lines().stream().map(JsonMapper.shared()::readTree))
        .extracting(node -> node.get("id").longValue())
        .isEqualTo(seen.subList(0, 2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-o records.csv | 2 | .jsonl",
        "-o records.XLSX | 2 | records export",
        "-o FOLDER | 2 | not a file that can be opened",
        "-o DEEPER | 2 | no such file or folder",
        "--ws-silence 0 | 2 | --ws-silence",
        "--ws-port 0 | 2 | --ws-port",
        "--ws-port many | 2 | --ws-port",
        "--app-key other | 4 | 10001",
        "--server http://127.0.0.1:9 --outage-wait 0 | 4 | doctor",
        "--ws-port 9 --outage-wait 0 | 4 | nothing listens at port 9",
      })
  void what_cannot_be_watched_is_told_and_leaves_no_file(String options, int exit, String words) {
    Map<String, Path> files =
        Map.of("FOLDER", folder, "DEEPER", folder.resolve("none/records.jsonl"));

    Shell.Told told = shell.typed("records watch " + options, files);

    assertThat(told.exit()).as(told.err()).isEqualTo(exit);
    assertThat(told.err()).contains(words).doesNotContain("\tat ");
    assertThat(shell.files()).noneMatch(name -> name.startsWith("records"));
    assertThat(Path.of("records.csv")).doesNotExist();
  }

  /** A pipe stands for a device: its mode is not ours to change. */
  @Test
  void what_is_not_a_file_is_not_even_opened() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", "-m", "644", pipe.toString()).start().waitFor())
        .isZero();
    Process reader = new ProcessBuilder("cat", pipe.toString()).start();
    try {
      assertThat(shell.run("records", "watch", "-o", pipe.toString()).exit()).isEqualTo(2);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(pipe)))
          .isEqualTo("rw-r--r--");
    } finally {
      reader.destroyForcibly();
    }
  }

  @Test
  void a_file_that_goes_on_is_for_its_owner_only() throws Exception {
    Path file = Files.writeString(folder.resolve("records.jsonl"), "{\"id\":5}\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    shell.run("records", "watch", "-o", file.toString(), "--ws-port", "9", "--outage-wait", "0");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    JsonNode line = JsonMapper.shared().readTree(Files.readString(file));
    assertThat(line.get("id").longValue()).isEqualTo(5);
  }
}
