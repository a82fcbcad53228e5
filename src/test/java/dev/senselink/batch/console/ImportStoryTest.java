package dev.senselink.batch.console;

import static java.lang.Character.UnicodeScript.HAN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.fixture.Until;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.sandbox.Sandbox;
import dev.senselink.batch.sandbox.fault.FaultRule;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An import from its files to its run, with the program's own commands and a server. */
@Tag("slow")
class ImportStoryTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Pattern REASON =
      Pattern.compile("class=\"outcome\">[^\\n]*</p><p class=\"lead\">([^<]*)</p>");

  @TempDir static Path folder;
  private static PracticeConsole practice;
  private static Sandbox server;
  private static OpenConsole console;
  private static int people;
  private String token;
  private String at;

  @BeforeAll
  static void open() throws IOException {
    practice = new PracticeConsole(folder);
    server = practice.server();
    console = practice.console();
  }

  @AfterAll
  static void close() {
    practice.close();
  }

  @BeforeEach
  void begin() {
    server.clearFaults();
    console.somebodyElse().signedIn();
    token = console.formToken();
    String id =
        console
            .get("/imports")
            .body()
            .replaceAll("(?s).*name=\"id\" value=\"([A-Z0-9]+)\".*", "$1");
    at = "/imports/" + id;
    post("/imports", "id=" + id + "&who=users");
  }

  private HttpResponse<String> post(String path, String form) {
    return console.post(path, form + "&_csrf=" + token, "Origin", console.address());
  }

  private void upload(String kind, String name, byte[] bytes) {
    String path = at + "/" + kind + "?at=0&size=" + bytes.length;
    HttpResponse<String> answer = console.upload(path, name, bytes, token);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  /** So many people nobody has seen yet, each with a photo. */
  private void files(int count) {
    StringBuilder list = new StringBuilder("name,jobNumber\n");
    for (int n = 0; n < count; n++) {
      people++;
      list.append("P").append(people).append(",E").append(people).append('\n');
      upload("photos", "E" + people + ".jpg", Portraits.person(people, 200));
    }
    upload("list", "staff.csv", list.toString().getBytes(UTF_8));
  }

  private HttpResponse<String> led() {
    HttpResponse<String> now = console.get(at);
    for (int n = 0; n < 5 && now.statusCode() == 303; n++) {
      now = console.get(now.headers().firstValue("Location").orElseThrow());
    }
    return now;
  }

  private void until(String text) {
    assertThat(Until.within(PATIENCE, () -> led().body().contains(text)))
        .as("%s: %s", text, led().body())
        .isTrue();
  }

  private static String counted(String page, String test) {
    return page.replaceAll("(?s).*data-test=\"" + test + "\"[^>]*>([^<]*)<.*", "$1");
  }

  private String planId() {
    return led().body().replaceAll("(?s).*name=\"plan\" value=\"([A-Z0-9]+)\".*", "$1");
  }

  @Test
  void what_was_shown_is_what_is_done() {
    files(3);
    post(at + "/check", "");
    until("data-test=\"start\"");
    assertThat(counted(led().body(), "plan-count-create")).isEqualTo("3");
    int before = server.people().size();

    assertThat(post(at + "/start", "plan=" + planId()).statusCode()).isEqualTo(303);

    until("data-test=\"finished\"");
    assertThat(led().body()).contains("All 3 rows are well", "Plan carried out");
    assertThat(counted(led().body(), "count-CREATED")).isEqualTo("3");
    assertThat(server.people()).hasSize(before + 3);
    assertThat(console.get("/").body()).doesNotContain(at);
  }

  @Test
  void what_is_wrong_in_a_list_is_told_before_anything_is_sent() {
    files(1);
    upload("list", "staff.csv", "name,jobNumber\nNobody,E999\nAna,\n".getBytes(UTF_8));
    int before = server.people().size();

    post(at + "/check", "");

    until("MISSING_KEY");
    assertThat(led().body()).contains("PHOTO_NOT_FOUND", "Nothing will be changed");
    assertThat(led().body()).containsPattern("data-test=\"start\" disabled");
    assertThat(server.people()).hasSize(before);
    String rejected = console.get(at + "/report/rejected.csv").body();
    assertThat(rejected).contains("Nobody");
  }

  /** Whose work it is, is told in the own language by all that works for them. */
  @Test
  void whoever_works_in_chinese_is_told_so_by_a_console_that_speaks_english() {
    console.submit("/language", "lang=zh&back=/runs");
    files(1);
    server.addPerson(1, Map.of("name", "Other", "groups", "1"), Portraits.person(78, 300));
    upload("photos", "Z1.jpg", Portraits.person(78, 200));
    String rows = "name,jobNumber\nSomebody,E" + people + "\nNobody,E999\nAna,\nAnother,Z1\n";
    upload("list", "staff.csv", rows.getBytes(UTF_8));
    post(at + "/check", "");
    until("MISSING_KEY");
    assertThat(reasons()).isNotEmpty().allMatch(ImportStoryTest::isChinese);

    post(at + "/start", "plan=" + planId());

    until("data-test=\"finished\"");
    assertThat(led().body()).contains("PHOTO_NOT_FOUND", "MISSING_KEY", "30002");
    assertThat(reasons()).hasSizeGreaterThan(1).allMatch(ImportStoryTest::isChinese);
  }

  /** Why rows are not done, as the page says it. */
  private List<String> reasons() {
    return REASON.matcher(led().body()).results().map(found -> found.group(1)).toList();
  }

  private static boolean isChinese(String text) {
    return text.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == HAN);
  }

  @Test
  void a_list_that_cannot_be_read_says_so() {
    upload("list", "staff.csv", "name,jobNumber\n".getBytes(UTF_8));

    post(at + "/check", "");

    until("data-test=\"problem\"");
    assertThat(led().body()).contains("staff.csv").doesNotContain("data-test=\"start\"");
  }

  @Test
  void another_check_closes_the_plan_that_was_shown_before() {
    files(1);
    post(at + "/check", "");
    until("data-test=\"start\"");
    String old = planId();
    post(at + "/check", "existing=update");
    until("data-test=\"start\"");
    assertThat(planId()).isNotEqualTo(old);

    assertThat(post(at + "/start", "plan=" + old).statusCode()).isEqualTo(409);
    String shown = planId();
    upload("photos", "more.jpg", Portraits.person(999, 100));
    assertThat(post(at + "/start", "plan=" + shown).statusCode()).isEqualTo(409);
  }

  @Test
  void while_another_command_holds_the_folder_nothing_is_started() {
    files(1);
    try (DataFolder busy = DataFolder.lock(practice.data(), "a nightly import")) {
      assertThat(busy.path()).exists();

      assertThat(console.get(at + "/files").body()).contains("a nightly import");
      assertThat(post(at + "/check", "").statusCode()).isEqualTo(409);
    }

    post(at + "/check", "");
    until("data-test=\"start\"");
    try (DataFolder busy = DataFolder.lock(practice.data(), "a nightly import")) {
      assertThat(busy.path()).exists();
      assertThat(led().body()).containsPattern("data-test=\"start\" disabled");
      assertThat(post(at + "/start", "plan=" + planId()).statusCode()).isEqualTo(409);
    }
  }

  @Test
  void a_run_is_stopped_in_order_and_continued_with_the_rows_that_are_left() {
    files(6);
    post(at + "/check", "");
    until("data-test=\"start\"");
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    server.script(
        FaultRule.on("createUser")
            .when(
                fields -> {
                  begun.countDown();
                  Until.within(PATIENCE, () -> stopped.getCount() == 0);
                  return false;
                })
            .build());
    int before = server.people().size();
    post(at + "/start", "plan=" + planId());
    assertThat(Until.within(PATIENCE, () -> begun.getCount() == 0)).isTrue();
    until("data-test=\"done-count\"");
    assertThat(led().body()).contains("data-test=\"stop\"");

    post(at + "/stop", "");
    stopped.countDown();

    until("data-test=\"finished\"");
    server.clearFaults();
    assertThat(server.people()).hasSizeLessThan(before + 6);
    String page = led().body();
    assertThat(page).contains("data-test=\"start\"", "of 6 rows");
    assertThat(counted(page, "said")).as("why it has ended").isNotBlank().doesNotContain("<");
    post(at + "/start", "plan=" + planId());
    until("All 6 rows are well");
    assertThat(led().body()).doesNotContain("data-test=\"said\"");
    assertThat(server.people()).hasSize(before + 6);
  }

  @Test
  void an_import_that_has_begun_is_not_changed_by_its_files_page() throws IOException {
    files(1);
    post(at + "/check", "");
    until("data-test=\"start\"");
    post(at + "/start", "plan=" + planId());
    until("data-test=\"finished\"");

    HttpResponse<String> answer =
        console.upload(at + "/list?at=0&size=1", "other.csv", new byte[1], token);
    post(at + "/remove", "");
    post(at + "/photos/remove", "");
    post(at + "/check", "");

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(led().body()).contains("data-test=\"finished\"", "staff.csv");
    Path own = practice.data().resolve("console" + at);
    assertThat(own.resolve("photos")).isNotEmptyDirectory();
    assertThat(Files.exists(own.resolve("plan"))).isTrue();
  }
}
