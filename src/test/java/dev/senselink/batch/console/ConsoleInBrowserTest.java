package dev.senselink.batch.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.fixture.Browser;
import dev.senselink.batch.fixture.BrowserTab;
import dev.senselink.batch.fixture.NeedsBrowser;
import dev.senselink.batch.ledger.store.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person meets who opens the console in a browser. */
@NeedsBrowser
class ConsoleInBrowserTest {
  private static final String RUN = "R261128010203ABCD";

  /** A quarter of a page of rows, which are all alike. */
  private static final String LAST_ROWS = "/runs/" + RUN + "?page=1";

  private static final String HEADING = "document.querySelector('h1')?.textContent";

  @TempDir static Path folder;
  private static OpenConsole console;
  private ConsolePage page;
  private BrowserTab tab;

  @BeforeAll
  static void start() throws IOException {
    PrivateFiles.folder(data());
    console = OpenConsole.on(data());
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @BeforeEach
  void open() throws IOException {
    Path report = Files.createDirectories(folder.resolve("report"));
    Files.writeString(
        report.resolve("summary.json"), "{\"job\":\"import-users\",\"runId\":\"" + RUN + "\"}");
    StringBuilder rows = new StringBuilder("\ufeffline,key,name,outcome,code,reason\r\n");
    for (int n = 0; n < 250; n++) {
      String end = n % 2 == 0 ? "REJECTED_ROW,BAD_DATE,birthday is no date" : "CREATED,,";
      String name = "Person with a rather long name ".repeat(3).strip();
      rows.append("%d,10%d,%s,%s\r\n".formatted(n + 2, n, name, end));
    }
    Files.writeString(report.resolve("results.csv"), rows);
    Files.writeString(data().resolve("runs.json"), "[" + run("COMPLETED", 125) + "]");
    page = new ConsolePage(console, console.signInAddress());
    tab = page.tab;
  }

  private static Path data() {
    return folder.resolve("data");
  }

  private String run(String status, int created) {
    return """
        {"id":"%s","command":"import-users","status":"%s","server":"10.0.0.5:443",
        "company":"Acme","roster":"/lists/staff.csv","startedAt":"2026-11-28T01:02:03Z",
        "finishedAt":"","rows":250,"outcomes":{"CREATED":%d,"REJECTED_ROW":125},
        "attention":125,"report":"%s"}"""
        .formatted(RUN, status, created, folder.resolve("report"));
  }

  /** Whatever was done, the page neither complained nor asked for anything outside. */
  @AfterEach
  void nothing_comes_from_outside() {
    assertThat(tab.complaints()).isEmpty();
    page.onlyTheConsoleWasAsked();
    page.close();
  }

  private BrowserTab at(String path) {
    return tab.open(console.address() + path);
  }

  private String text(String selector) {
    return page.text(selector);
  }

  @Test
  void the_printed_address_leads_to_what_needs_somebody_and_from_there_to_the_run() {
    assertThat(tab.text("location.pathname")).isEqualTo("/");
    assertThat(text("h1")).isEqualTo("Today");
    assertThat(text(".tile")).contains("staff.csv", "125 rows need attention");

    at(tab.text("document.querySelector('.tile a').getAttribute('href')"));

    assertThat(text("[data-test=finished]")).contains("125 rows need attention");
    assertThat(text("[data-test=count-CREATED]")).isEqualTo("125");
    assertThat(tab.number("document.querySelectorAll('.results > li').length")).isEqualTo(100);
  }

  @Test
  void rows_are_found_by_words_and_shown_a_hundred_a_page() {
    at("/runs/" + RUN + "?show=all&page=2");
    assertThat(tab.number("document.querySelectorAll('.results > li').length")).isEqualTo(50);
    assertThat(text(".find [role=status]")).isEqualTo("250 rows");

    page.focus("[data-test=search]");
    tab.type("10249").press("Enter", ConsolePage.ENTER);
    page.until(".find [role=status]", "One row");

    assertThat(text(".results")).contains("line 251").doesNotContain("line 250");
    assertThat(tab.text("location.href")).doesNotContain("10249");
  }

  @Test
  void the_language_is_the_persons() {
    page.click("lang");

    page.until("h1", "今天");
    at("/runs");
    assertThat(tab.text("document.documentElement.lang")).isEqualTo("zh-CN");
    assertThat(text("main")).contains("需要处理").contains("staff.csv");
  }

  @Test
  void a_run_at_work_is_followed_without_loading_the_page_again() throws IOException {
    try (DataFolder busy = DataFolder.lock(data(), "import users")) {
      assertThat(busy.path()).exists();
      Files.writeString(data().resolve("runs.json"), "[" + run("RUNNING", 10) + "]");
      at("/runs/" + RUN);
      assertThat(text("[data-test=done-count]")).isEqualTo("135");
      tab.value("window.same = true; 0");

      Files.writeString(data().resolve("runs.json"), "[" + run("RUNNING", 100) + "]");

      page.until("[data-test=done-count]", "225");
      assertThat(tab.is("window.same === true")).isTrue();
      assertThat(text("[data-test=count-CREATED]")).isEqualTo("100");
      at("/");
      assertThat(text("main")).contains("225 of 250 rows are done");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/runs"})
  void a_list_that_is_another_by_now_is_shown_so(String path) throws IOException {
    at(path);
    assertThat(text("main")).contains("125 rows need attention");

    tab.value("window.same = true; document.querySelector('main a').focus(); 0");
    String at = tab.text("document.activeElement.getAttribute('href')");

    Files.writeString(data().resolve("runs.json"), "[" + run("STOPPED", 10) + "]");

    page.until("main", "Stopped after 135 of 250");
    assertThat(tab.is("window.same === true")).as("whoever is at work on it stays there").isTrue();
    assertThat(tab.text("document.activeElement.getAttribute('href')")).isEqualTo(at);
  }

  @Test
  void at_the_end_of_a_session_the_page_goes_with_every_name_on_it() {
    at(LAST_ROWS); // a page that asks nothing
    staysAlmostEightHours();
    console.passes(Duration.ofSeconds(200)); // of eight hours 100 seconds are left
    BrowserTab other = page.another().hurried(50).open(console.address() + "/runs/" + RUN);
    try {
      assertThat(other.text("document.body.textContent")).contains("with a rather long name");

      console.passes(Duration.ofSeconds(100));

      assertThat(other.says(Duration.ofSeconds(30), HEADING, "Sign in")).isTrue();
      assertThat(other.text("document.body.textContent")).doesNotContain("rather long name");
    } finally {
      other.close();
    }
  }

  /** Somebody who asks for something every 25 minutes. */
  private void staysAlmostEightHours() {
    for (int i = 0; i < 19; i++) {
      console.passes(Duration.ofMinutes(25));
      tab.value("fetch('/session').then(a => a.text())");
    }
  }

  @Test
  void it_is_worked_by_keyboard_alone() {
    tab.press("Tab", ConsolePage.TAB);
    assertThat(tab.text("document.activeElement.className")).isEqualTo("skip");
    tab.press("Enter", ConsolePage.ENTER);
    tab.press("Tab", ConsolePage.TAB);

    assertThat(tab.text("document.activeElement.closest('main').id")).isEqualTo("content");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/runs", LAST_ROWS})
  void everybody_can_use_it(String path) throws IOException {
    at(path);

    page.looksWell(path.replaceAll("\\W", "-"));
  }

  @Test
  void a_local_file_opens_the_console_once() throws IOException {
    Path file = console.signInFile();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (Browser browser = Browser.start()) {
      BrowserTab other = browser.tab().open(file);
      assertThat(other.says(Duration.ofSeconds(60), HEADING, "Today")).isTrue();
      assertThat(other.text("location.href")).isEqualTo(console.address() + "/");
    }
  }

  @Test
  void two_minutes_before_the_end_one_is_asked_to_stay() {
    staysAlmostEightHours();
    at("/");
    assertThat(tab.is("document.getElementById('ending').open")).isFalse();
    console.passes(Duration.ofSeconds(200)); // of eight hours 100 seconds are left

    at("/runs");

    page.until("document.getElementById('ending').open");
    assertThat(text("#ending")).contains("signed out in two minutes");
  }

  @Test
  void whoever_stays_has_half_an_hour_again() {
    assertThat(tab.text("document.body.dataset.left")).isEqualTo("1800");
    console.passes(Duration.ofMinutes(29));

    int left = tab.number("fetch('/session').then(a => a.json()).then(told => told.left)");
    console.passes(Duration.ofMinutes(29));

    assertThat(left).isEqualTo(1800);
    at("/runs");
    assertThat(text("h1")).isEqualTo("Runs");
  }

  @Test
  void without_script_it_is_read_all_the_same() {
    tab.withoutScript();
    at("/runs/" + RUN);

    assertThat(text("[data-test=finished]")).contains("125 rows need attention");
    assertThat(tab.seen(".results > li")).isEqualTo(100);
  }
}
