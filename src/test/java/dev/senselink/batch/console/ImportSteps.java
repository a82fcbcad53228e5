package dev.senselink.batch.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Until;
import java.net.http.HttpResponse;
import java.time.Duration;

/** An import of staff as its pages do it, one step after the other, without a browser. */
final class ImportSteps {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final OpenConsole console;
  private final String at;

  private ImportSteps(OpenConsole console, String at) {
    this.console = console;
    this.at = at;
  }

  /** One of whoever is signed in, with its list. */
  static ImportSteps of(OpenConsole console, String list) {
    String id =
        console
            .get("/imports")
            .body()
            .replaceAll("(?s).*name=\"id\" value=\"([A-Z0-9]+)\".*", "$1");
    console.submit("/imports", "id=" + id + "&who=users");
    ImportSteps its = new ImportSteps(console, "/imports/" + id);
    byte[] bytes = list.getBytes(UTF_8);
    HttpResponse<String> answer =
        console.upload(
            its.at + "/list?at=0&size=" + bytes.length, "staff.csv", bytes, console.formToken());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return its;
  }

  /** The address of its pages. */
  String at() {
    return at;
  }

  HttpResponse<String> post(String step, String form) {
    return console.submit(at + "/" + step, form);
  }

  /** Has it checked, and waits for what comes of it. */
  ImportSteps checked(String form) {
    HttpResponse<String> answer = post("check", "withoutPhoto=true&" + form);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    until("id=\"verdict\"");
    return this;
  }

  /** Has it carried out, and waits for its end. */
  ImportSteps started(String form) {
    HttpResponse<String> answer = start(form);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    until("data-test=\"finished\"");
    return this;
  }

  HttpResponse<String> start(String form) {
    return post("start", "plan=" + planId() + "&" + form);
  }

  private String planId() {
    return page().replaceAll("(?s).*name=\"plan\" value=\"([A-Z0-9]+)\".*", "$1");
  }

  /** Wherever it is now. */
  String page() {
    HttpResponse<String> now = console.get(at);
    for (int n = 0; n < 5 && now.statusCode() == 303; n++) {
      now = console.get(now.headers().firstValue("Location").orElseThrow());
    }
    return now.body();
  }

  void until(String text) {
    assertThat(Until.within(PATIENCE, () -> page().contains(text)))
        .as("%s: %s", text, page())
        .isTrue();
  }

  /** What stands in an element that is named for tests. */
  String counted(String test) {
    return page().replaceAll("(?s).*data-test=\"" + test + "\"[^>]*>([^<]*)<.*", "$1");
  }
}
