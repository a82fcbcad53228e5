package dev.senselink.batch.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.console.Typing;
import dev.senselink.batch.fixture.ChildJava;
import dev.senselink.batch.fixture.Until;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** {@code senselink console} as it is typed. */
@Tag("slow")
class ConsoleCommandTest {
  @TempDir Path folder;

  private record Told(int exit, String out, String err) {}

  private Told type(String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--data", folder.resolve("data").toString()));
    int exit = Typing.run(all, out, err);
    return new Told(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private Process start(List<String> options, Path out, String... words) throws IOException {
    List<String> java = new ArrayList<>(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    java.addAll(options);
    List<String> command = ChildJava.command(java);
    command.add("dev.senselink.batch.Main");
    command.addAll(List.of(words));
    command.addAll(List.of("--data", folder.resolve("data").toString()));
    return new ProcessBuilder(command)
        .redirectOutput(out.toFile())
        .redirectError(folder.resolve("err").toFile())
        .start();
  }

  private static int status(String address) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--jobs", "--inbox"})
  void whoever_practises_has_no_real_jobs(String option) {
    Told told = type("console", "--sandbox", option, folder.toString());

    assertThat(told.exit()).isEqualTo(2);
    assertThat(told.err()).contains("--sandbox", option);
  }

  @Test
  void it_says_where_it_is_is_found_by_others_and_ends_in_order()
      throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Process process = start(List.of(), out, "console", "--port", "0", "--json");
    try {
      assertThat(Until.within(Duration.ofSeconds(120), () -> text(out).endsWith("\n"))).isTrue();
      String address = JsonMapper.shared().readTree(text(out)).path("url").asString();
      Told url = type("console", "url", "--json");
      Told second = type("console", "--json");

      assertThat(status(address)).isEqualTo(303);
      for (Told other : List.of(url, second)) {
        assertThat(other.exit()).as(other.err()).isZero();
        String its = JsonMapper.shared().readTree(other.out()).path("url").asString();
        assertThat(its).startsWith(address.replaceFirst("=.*", "=")).isNotEqualTo(address);
        assertThat(status(its)).isEqualTo(303);
      }
      process.destroy();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
      assertThat(text(folder.resolve("err"))).doesNotContain("token").doesNotContain("Exception");
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void when_it_is_opened_the_checks_are_made() throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Process process = start(List.of(), out, "console", "--sandbox", "--port", "0", "--json");
    try {
      assertThat(Until.within(Duration.ofSeconds(120), () -> text(out).endsWith("\n"))).isTrue();
      String address = JsonMapper.shared().readTree(text(out)).path("url").asString();
      HttpClient browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
      page(browser, address);
      String checks = address.replaceFirst("/sign-in.*", "/checks");

      assertThat(
              Until.within(
                  Duration.ofSeconds(120), () -> page(browser, checks).contains("check-line")))
          .as(page(browser, checks))
          .isTrue();
    } finally {
      process.destroyForcibly();
    }
  }

  private static String page(HttpClient browser, String address) {
    try {
      HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
      return browser.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_folder_of_jobs_that_is_not_there_is_a_mistake() {
    Told told = type("console", "--jobs", folder.resolve("nowhere").toString());

    assertThat(told.exit()).isEqualTo(2);
    assertThat(told.err()).contains("--jobs", "there is no such folder");
  }

  private static String text(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      return "";
    }
  }

  @Test
  void without_a_console_there_is_no_address() {
    Told told = type("console", "url");

    assertThat(told.exit()).isEqualTo(2);
    assertThat(told.err()).contains("no console is running on the data folder");
  }

  @Test
  void a_port_that_cannot_be_is_a_mistake() {
    assertThat(type("console", "--port", "70000").exit()).isEqualTo(2);
  }

  @Test
  void no_other_command_loads_anything_of_it() throws IOException, InterruptedException {
    Path loaded = folder.resolve("loaded");
    String log = "-Xlog:class+load:file=" + loaded;

    Process process = start(List.of(log), folder.resolve("out"), "runs");

    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(text(loaded))
        .contains("dev.senselink.batch.cli.roster.RunsCommand")
        .doesNotContain(
            "dev.senselink.batch.console.",
            "org.eclipse.jetty.",
            "jakarta.servlet.",
            "org.springframework.web.",
            "org.springframework.security.");
  }
}
