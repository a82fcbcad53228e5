package dev.senselink.batch.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Until;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An import whose list somebody corrects in the console. */
final class MendedImport {
  static final String PASSWORD = "correct horse battery";

  static final Pattern PROBLEM =
      Pattern.compile("data-test=\"problem\" data-line=\"(\\d+)\" data-hash=\"(r[0-9a-f]+)\"");

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final PracticeConsole practice;
  private final OpenConsole console;
  private String token = "";
  final String at;

  /** One of staff that this account begins. */
  MendedImport(PracticeConsole practice, String account) {
    this.practice = practice;
    this.console = practice.console();
    as(account);
    String form = console.get("/imports").body();
    String id = form.replaceAll("(?s).*name=\"id\" value=\"([A-Z0-9]+)\".*", "$1");
    at = "/imports/" + id;
    post("/imports", "id=" + id + "&who=users");
  }

  /** From now on it is this one who asks. */
  void as(String account) {
    assertThat(console.somebodyElse().signIn(account, PASSWORD, "/runs").statusCode())
        .isEqualTo(303);
    token = console.formToken();
  }

  HttpResponse<String> post(String path, String form) {
    return console.post(path, form + "&_csrf=" + token, "Origin", console.address());
  }

  /** Names and values in turn. */
  HttpResponse<String> mend(String what, Object... values) {
    return post(at + "/mend/" + what, form(values));
  }

  private static String form(Object... values) {
    List<String> form = new ArrayList<>();
    for (int n = 0; n < values.length; n += 2) {
      form.add(values[n] + "=" + URLEncoder.encode(String.valueOf(values[n + 1]), UTF_8));
    }
    return String.join("&", form);
  }

  /** A part of a file of this name, with what its address says of it. */
  HttpResponse<String> send(String kind, String name, byte[] bytes, Object... values) {
    return console.upload(at + "/" + kind + "?" + form(values), name, bytes, token);
  }

  void upload(String kind, String name, byte[] bytes) {
    HttpResponse<String> answer = send(kind, name, bytes, "at", 0, "size", bytes.length);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  void list(String... rows) {
    String list = "name,jobNumber,department,birthday\n" + String.join("", rows);
    upload("list", "staff.csv", list.getBytes(UTF_8));
  }

  /** Checks it, and gives the page back that says what was found. */
  String checked() {
    assertThat(post(at + "/check", "withoutPhoto=true").statusCode()).isEqualTo(303);
    until("data-test=\"plan-count-create\"");
    return page("");
  }

  void start() {
    String plan = page("").replaceAll("(?s).*name=\"plan\" value=\"([A-Z0-9]+)\".*", "$1");
    assertThat(post(at + "/start", "plan=" + plan).statusCode()).isEqualTo(303);
    until("data-test=\"finished\"");
  }

  void until(String text) {
    assertThat(Until.within(PATIENCE, () -> led().contains(text))).as(text).isTrue();
  }

  /** Wherever the import is. */
  String led() {
    HttpResponse<String> now = console.get(at);
    for (int n = 0; n < 5 && now.statusCode() == 303; n++) {
      now = console.get(now.headers().firstValue("Location").orElseThrow());
    }
    return now.body();
  }

  String page(String asked) {
    return console.get(at + "/check" + asked).body();
  }

  /** What is shown of whoever is looked for. */
  String found(String words) {
    return console.search(at + "/check", words).body();
  }

  String news() {
    return console.byItself(at + "/mend/news").body();
  }

  static String hash(String page, long line) {
    Matcher problem = PROBLEM.matcher(page);
    while (problem.find()) {
      if (problem.group(1).equals(String.valueOf(line))) {
        return problem.group(2);
      }
    }
    throw new AssertionError("no problem in line " + line);
  }

  static String cause(String page, String value) {
    Matcher cause =
        Pattern.compile("data-cause=\"([0-9a-f]+)\".{0,200}?<bdi>" + value + "<", Pattern.DOTALL)
            .matcher(page);
    assertThat(cause.find()).as(value).isTrue();
    return cause.group(1);
  }

  /** Its folder. */
  Path own() {
    return practice.data().resolve("console" + at);
  }

  String corrections() throws IOException {
    Path file = own().resolve("corrections.jsonl");
    return Files.exists(file) ? Files.readString(file) : "";
  }
}
