package dev.senselink.batch.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.console.command.CommandRunner;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.fixture.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request may ask of the records, and what none may. */
class RecordSafetyTest {
  private static final List<List<String>> TYPED = Collections.synchronizedList(new ArrayList<>());
  private static final String ID = "ABCDEFGHJKLMNPQRSTUV";
  private static final String OTHER = "VUTSRQPNMLKJHGFEDCBA";

  @TempDir static Path folder;
  private static OpenConsole console;
  private String token;

  private static CommandRunner.Ended type(List<String> words, CommandRunner.Watcher watcher) {
    TYPED.add(words);
    String output =
        words.stream().filter(word -> word.startsWith("--output=")).findFirst().orElse("");
    try {
      PrivateFiles.write(
          Path.of(output.substring("--output=".length())),
          "\ufeffid,name,type,sn,signTime\r\n1,<b>Ana,1,SN1,1767225600\r\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new CommandRunner.Ended(0, "{\"records\":1}");
  }

  @BeforeAll
  static void open() throws IOException {
    PrivateFiles.folder(data());
    console = OpenConsole.on(data(), RecordSafetyTest::type);
  }

  @AfterAll
  static void close() {
    console.close();
  }

  private static Path data() {
    return folder.resolve("data");
  }

  private static Path records() {
    return data().resolve("console/records");
  }

  @BeforeEach
  void ask() throws IOException {
    PrivateFiles.remove(records());
    console.somebodyElse().signedIn();
    token = console.formToken();
    assertThat(post("/records", "id=" + ID).statusCode()).isEqualTo(303);
    idle(ID);
    TYPED.clear();
  }

  private void idle(String id) {
    assertThat(
            Until.within(
                Duration.ofSeconds(20),
                () -> console.get("/records/" + id + "/progress").body().contains("\"go\"")))
        .isTrue();
  }

  private HttpResponse<String> post(String path, String form) {
    return console.post(path, form + "&_csrf=" + token, "Origin", console.address());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/records", "AT", "AT/work", "AT/progress", "AT/files/csv"})
  void nobody_sees_them_without_a_sign_in(String path) {
    console.somebodyElse();

    HttpResponse<String> answer = console.get(path.replace("AT", "/records/" + ID));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).doesNotContain("Ana");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/records", "AT/workbook", "AT/stop"})
  void nothing_is_done_without_the_forms_token_and_our_origin(String path) {
    String post = path.replace("AT", "/records/" + ID);
    String form = "id=" + OTHER;

    assertThat(console.post(post, form, "Origin", console.address()).statusCode()).isEqualTo(403);
    assertThat(console.post(post, form + "&_csrf=" + token).statusCode()).isEqualTo(403);
    assertThat(
            console
                .post(post, form + "&_csrf=" + token, "Origin", "http://evil.example")
                .statusCode())
        .isEqualTo(403);

    assertThat(TYPED).isEmpty();
    assertThat(records().resolve(OTHER)).doesNotExist();
  }

  @Test
  void what_is_typed_is_of_the_consoles_own_making() {
    post(
        "/records",
        "id="
            + OTHER
            + "&from=2026-01-01&to=2026-01-31&type=guest&device=SN-1&server=https://evil.example"
            + "&output=/etc/passwd&data=/tmp&since-last=true&config=/x&lang=xx");
    idle(OTHER);

    assertThat(TYPED)
        .containsExactly(
            List.of(
                "records",
                "export",
                "--from=2026-01-01",
                "--to=2026-01-31",
                "--type=guest",
                "--device=SN-1",
                "--output=" + records().resolve(OTHER + "/records.csv"),
                "--json",
                "--no-progress",
                "--lang=en"));
  }

  @ParameterizedTest
  @CsvSource({
    "from,2026-01-01 --server=x",
    "from,yesterday",
    "to,${HOME}",
    "type,everybody",
    "device,${SENSELINK_APP_SECRET}",
    "device,../../x y",
  })
  void a_filter_is_what_it_says(String field, String value) {
    HttpResponse<String> answer =
        post(
            "/records",
            "id=" + OTHER + "&" + field + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("is not valid");
    assertThat(TYPED).isEmpty();
    assertThat(records().resolve(OTHER)).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"other", "search.json", "..%2fsearch.json", "json", "csv.part"})
  void only_what_was_found_is_given_out(String name) throws IOException {
    Files.writeString(records().resolve(ID + "/records.other"), "not found by anybody");
    assertThat(console.get("/records/" + ID + "/files/csv").body()).contains("Ana");

    assertThat(console.get("/records/" + ID + "/files/" + name).statusCode())
        .isGreaterThanOrEqualTo(400);
  }

  @Test
  void a_link_is_not_followed() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "secret");
    Files.createSymbolicLink(records().resolve(ID + "/records.xlsx"), secret);

    assertThat(console.get("/records/" + ID + "/files/xlsx").statusCode()).isEqualTo(404);
  }

  @Test
  void names_are_shown_as_text() {
    assertThat(console.get("/records/" + ID).body()).contains("&lt;b&gt;Ana");
  }

  @Test
  void the_same_form_is_the_same_question() {
    post("/records", "id=" + ID + "&type=guest");
    idle(ID);

    assertThat(TYPED).isEmpty();
  }

  @Test
  void what_was_found_a_day_ago_is_shown_to_nobody() throws IOException {
    assertThat(console.get("/records/" + ID).statusCode()).isEqualTo(200);
    Files.setLastModifiedTime(
        records().resolve(ID), FileTime.from(Instant.now().minus(Duration.ofHours(25))));

    assertThat(console.get("/records/" + ID).statusCode()).isEqualTo(404);
  }

  @Test
  void what_was_found_goes_after_a_day() throws IOException {
    Files.setLastModifiedTime(
        records().resolve(ID), FileTime.from(Instant.now().minus(Duration.ofHours(25))));
    post("/records", "id=" + OTHER);
    idle(OTHER);

    assertThat(records().resolve(ID)).doesNotExist();
    assertThat(records().resolve(OTHER)).exists();
  }
}
