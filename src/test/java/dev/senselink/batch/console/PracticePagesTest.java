package dev.senselink.batch.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.practice.DemoSample;
import dev.senselink.batch.disk.PrivateFiles;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A console on a practice server says so on each page, and has a list to begin with. */
class PracticePagesTest {
  private static final String SAYS_SO = "data-test=\"practice\"";

  @TempDir Path folder;

  private Path data() throws IOException {
    return PrivateFiles.folder(folder.resolve("data"));
  }

  private static String newId(OpenConsole console) {
    return console
        .get("/imports")
        .body()
        .replaceAll("(?s).*name=\"id\" value=\"([A-Z0-9]+)\".*", "$1");
  }

  private static HttpResponse<String> begin(OpenConsole console) {
    String form = "id=" + newId(console) + "&_csrf=" + console.formToken();
    return console.post("/imports/sample", form, "Origin", console.address());
  }

  private static long photos(Path below) throws IOException {
    try (Stream<Path> all = Files.walk(below)) {
      return all.filter(file -> file.toString().endsWith(".jpg")).count();
    }
  }

  @Test
  void each_page_says_that_it_is_practice_and_the_sample_list_is_ready() throws IOException {
    Path sample = PrivateFiles.folder(folder.resolve("sample"));
    DemoSample.unpack(sample);
    try (OpenConsole console = OpenConsole.onSample(data(), sample)) {
      console.signedIn();

      for (String page : List.of("/", "/imports", "/runs", "/nowhere")) {
        assertThat(console.get(page).body()).as(page).contains(SAYS_SO, "This is practice");
      }
      assertThat(console.get("/imports").body()).contains("data-test=\"begin-sample\"");
      HttpResponse<String> begun = begin(console);

      assertThat(begun.statusCode()).as(begun.body()).isEqualTo(303);
      String at = begun.headers().firstValue("Location").orElseThrow();
      String files = console.get(at + "/files").body();
      assertThat(files).contains("roster.csv", photos(sample) + " photos");
    }
  }

  @Test
  void a_console_on_a_real_server_has_neither() throws IOException {
    try (OpenConsole console = OpenConsole.on(data())) {
      console.signedIn();

      assertThat(console.get("/imports").body()).doesNotContain(SAYS_SO, "begin-sample");
      assertThat(begin(console).statusCode()).isEqualTo(404);
    }
  }
}
