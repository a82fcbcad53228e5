package dev.senselink.batch.cli.practice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.ChildJava;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("slow")
@Timeout(600)
class SandboxCommandTest {
  @TempDir Path folder;

  @Test
  void one_line_says_where_it_is_and_an_interrupt_ends_it_well() throws Exception {
    PipedWriter pipe = new PipedWriter();
    BufferedReader lines = new BufferedReader(new PipedReader(pipe));
    CommandLine command = new CommandLine(new SandboxCommand()).setOut(new PrintWriter(pipe, true));
    FutureTask<Integer> running = new FutureTask<>(() -> command.execute("--latency-median", "5"));
    Thread thread = new Thread(running);
    thread.start();

    JsonNode ready = JsonMapper.shared().readTree(lines.readLine());

    assertThat(ready.propertyNames())
        .containsExactly("server", "wsPort", "appKey", "appSecretFile", "companyId");
    assertThat(ready.get("server").stringValue()).startsWith("http://127.0.0.1:");
    assertThat(ready.get("wsPort").intValue()).isBetween(1, 65_535);
    Path secret = Path.of(ready.get("appSecretFile").stringValue());
    assertThat(Files.readString(secret)).hasSize(32);
    assertThat(statusOf(ready.get("server").stringValue() + "/sandbox/service-times"))
        .isEqualTo(200);
    thread.interrupt();
    assertThat(running.get(120, TimeUnit.SECONDS)).isZero();
    assertThat(secret).doesNotExist();
  }

  private static int statusOf(String url) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "--faults, none.json, none.json: there is no such file",
    "--ws-port, x, --ws-port",
    "--latency-median, -1, latency",
    "--port, x, --port",
    "--port, 65536, --port 65536: a port is a number from 0 to 65535",
    "--ws-port, -1, --ws-port -1: a port is a number from 0 to 65535",
    "--commits, ., cannot be opened",
  })
  void wrong_usage_is_exit_2_and_one_sentence(String option, String value, String message) {
    StringWriter err = new StringWriter();
    CommandLine command = new CommandLine(new SandboxCommand()).setErr(new PrintWriter(err));

    assertThat(command.execute(option, value)).isEqualTo(2);
    assertThat(err.toString()).contains(message).doesNotContain("\tat ");
  }

  @Test
  void on_a_signal_a_process_of_its_own_ends_with_0_and_leaves_nothing() throws Exception {
    List<String> command = ChildJava.command("-XX:TieredStopAtLevel=1");
    command.add(CommandLineMain.class.getName());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      JsonNode ready = JsonMapper.shared().readTree(out.readLine());

      process.destroy();

      assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
      assertThat(Path.of(ready.get("appSecretFile").stringValue()).getParent()).doesNotExist();
    } finally {
      process.destroyForcibly();
    }
  }

  /** The command as a program of its own, for the test of signals. */
  static final class CommandLineMain {
    public static void main(String[] args) {
      System.exit(new CommandLine(new SandboxCommand()).execute(args));
    }
  }
}
