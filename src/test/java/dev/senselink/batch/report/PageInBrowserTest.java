package dev.senselink.batch.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Browser;
import dev.senselink.batch.fixture.BrowserTab;
import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.NeedsBrowser;
import dev.senselink.batch.fixture.Until;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.sandbox.fault.FaultRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person meets who opens the page: with the mouse, the keyboard, a phone, on paper. */
@NeedsBrowser
class PageInBrowserTest {
  private static final int TAB = 9;
  private static final int ENTER = 13;
  private static final int ESCAPE = 27;

  @RegisterExtension final World world = new World();

  @TempDir static Path folder;

  private static Browser browser;

  @BeforeAll
  static void start() {
    browser = Browser.start();
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  private BrowserTab tab;

  /** The page of a run with one of everything: done, photo, row, conflict, to be tried again. */
  private BrowserTab everything() {
    return show(everythingsPage());
  }

  /** Made once, by the first test that wants it. */
  private Path everythingsPage() {
    Path kept = folder.resolve("report.html");
    if (!Files.exists(kept)) {
      world.alreadyWithFace(3, "Yi Similar", "jobNumber", "X77");
      world.rows(2);
      world.row("Similar Face", "E3").anotherPictureOf(3);
      world.row("Without Photo", "E4").withoutPhoto();
      world.row("Broken Photo", "E5").photo("broken.jpg", new byte[] {'n', 'o'});
      world.row("Bad Birthday", "E6").with("birthday", "31.31.31");
      world.row("Unlucky One", "E9");
      world.fault(FaultRule.on("createUser").where("jobNumber", "E9").status(500));
      Path made = page(world.run("--tries", "1", "--outage-wait", "1"));
      try {
        Files.copy(made, kept);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return kept;
  }

  private BrowserTab show(Path page) {
    tab = browser.tab().size(1200, 900).open(page);
    return tab;
  }

  private static Path page(Imported run) {
    return run.report().resolve("report.html");
  }

  /** Whatever was done with the page, it neither complained nor asked for anything outside. */
  @AfterEach
  void nothing_leaves_the_file() {
    if (tab != null) {
      assertThat(tab.complaints()).isEmpty();
      assertThat(tab.requests())
          .allMatch(url -> url.startsWith("file:") && url.endsWith("report.html"));
      tab.close();
    }
  }

  @Test
  void rows_are_grouped_by_what_to_do_and_shown_with_line_name_and_reason() {
    everything();

    assertThat(tab.text("document.querySelector('#verdict').textContent"))
        .isEqualTo("5 rows need attention.");
    assertThat(
            tab.value("Array.from(document.querySelectorAll('.todo')).map(e => e.id)").toString())
        .isEqualTo("[\"photo\",\"row\",\"decide\",\"again\"]");
    String conflict = tab.text("document.querySelector('#decide li').textContent");
    assertThat(conflict).contains("Similar Face", "E3", "line 4", "Yi Similar", "X77");
    assertThat(tab.text("document.querySelector('#row li').textContent"))
        .contains("Bad Birthday", "line 7", "birthday");
  }

  @Test
  void a_conflict_shows_both_faces() {
    everything();

    assertThat(tab.number("document.querySelectorAll('#decide li img').length")).isEqualTo(2);
    assertThat(
            tab.is(
                "Array.from(document.querySelectorAll('img')).every(i => i.complete &&"
                    + " i.naturalWidth >= 48 && i.alt !== '')"))
        .isTrue();
  }

  @Test
  void a_tall_photo_is_shown_whole() {
    everything();

    assertThat(
            tab.is(
                "Array.from(document.querySelectorAll('#decide .face img')).every(i =>"
                    + " i.naturalHeight > i.naturalWidth && i.clientHeight <="
                    + " i.parentElement.clientHeight)"))
        .isTrue();
  }

  @Test
  void a_face_is_enlarged_by_a_click_and_by_a_key_beside_the_one_it_is_compared_with() {
    everything();

    tab.number("(document.querySelector('#decide li img').click(), 1)");

    assertThat(tab.is("document.getElementById('large').open")).isTrue();
    assertThat(tab.number("document.querySelectorAll('#large img').length")).isEqualTo(2);
    assertThat(tab.number("Math.round(document.querySelector('#large img').clientWidth)"))
        .isGreaterThan(300);

    tab.press("Escape", ESCAPE);

    assertThat(tab.is("document.getElementById('large').open")).isFalse();
    tab.number("(document.querySelector('#decide li img').focus(), 1)");
    tab.press("Enter", ENTER);
    assertThat(tab.is("document.getElementById('large').open")).isTrue();
  }

  @Test
  void the_search_leaves_the_rows_that_hold_all_words_and_says_how_many() {
    everything();

    search("broken PHOTO");

    assertThat(tab.seen(".rows > li")).isEqualTo(1);
    assertThat(tab.seen(".todo")).isEqualTo(1);
    assertThat(tab.text("document.querySelector('#shown').textContent"))
        .isEqualTo("1 of 5 rows shown");
    search("nobody of this name");
    assertThat(tab.seen(".rows > li")).isZero();
    assertThat(tab.text("document.querySelector('#shown').textContent"))
        .startsWith("No rows match");
  }

  @ParameterizedTest
  @CsvSource({"Unlucky, 1", "E6, 1", "birthday, 1", "PHOTO_NOT_FOUND, 1", "X77, 1"})
  void it_is_found_by_name_key_line_code_and_candidate(String words, int rows) {
    everything();

    search(words);

    assertThat(tab.seen(".rows > li")).isEqualTo(rows);
  }

  private void search(String words) {
    tab.value(
        "(() => { const f = document.querySelector('#find'); f.value = '"
            + words
            + "'; f.dispatchEvent(new Event('input')); })()");
  }

  @Test
  void the_filter_shows_one_kind_and_all_again() {
    everything();

    tab.value("document.querySelector('[data-show=decide]').click()");

    assertThat(tab.seen(".rows > li")).isEqualTo(1);
    assertThat(tab.text("document.querySelector('[aria-pressed=true]').dataset.show"))
        .isEqualTo("decide");
    tab.value("document.querySelector('[data-show=\"\"]').click()");
    assertThat(tab.seen(".rows > li")).isEqualTo(5);
  }

  @Test
  void everything_can_be_reached_and_used_by_the_keyboard() {
    everything();

    tab.press("Tab", TAB);
    assertThat(tab.text("document.activeElement.className")).isEqualTo("skip");
    assertThat(tab.is("document.activeElement.getBoundingClientRect().left >= 0")).isTrue();
    tab.press("Enter", ENTER);
    assertThat(tab.text("location.hash")).isEqualTo("#attention");
    tab.type("/").type("bad");
    assertThat(tab.text("document.activeElement.id")).isEqualTo("find");
    assertThat(tab.text("document.activeElement.value")).isEqualTo("bad");
    assertThat(tab.seen(".rows > li")).isEqualTo(1);
    tab.press("Escape", ESCAPE);
    assertThat(tab.seen(".rows > li")).isEqualTo(5);
    tab.press("Tab", TAB).press("Tab", TAB).press("Enter", ENTER);
    assertThat(tab.text("document.querySelector('[aria-pressed=true]').dataset.show"))
        .isEqualTo("photo");
    assertThat(tab.text("getComputedStyle(document.activeElement).outlineStyle"))
        .isEqualTo("solid");
  }

  @Test
  void without_script_everything_is_there_but_the_tools() {
    // The page's own script may not run; what the test asks is not the page's.
    BrowserTab plain = browser.tab().withoutScript().open(everythingsPage());

    assertThat(plain.seen(".rows > li")).isEqualTo(5);
    assertThat(plain.seen(".tools")).isZero();
    assertThat(plain.seen("button.copy")).isZero();
    assertThat(plain.seen(".jumps a")).isPositive();
  }

  @Test
  void the_next_command_can_be_copied() {
    everything();

    assertThat(tab.seen("button.copy")).isPositive();
    String command = tab.text("document.querySelector('.command code').textContent");
    assertThat(command)
        .startsWith("senselink import users ")
        .contains("roster.csv")
        .contains("--photos");
    tab.value("document.querySelector('button.copy').click()");
    assertThat(tab.text("getSelection().toString()")).isEqualTo(command);
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void contrast_labels_and_structure_pass_the_accessibility_checker(String scheme) {
    everything();
    tab.scheme(scheme);

    assertThat(tab.violations()).isEmpty();
  }

  @Test
  void so_does_the_page_of_a_good_run() {
    world.rows(3);
    show(page(world.run()));

    assertThat(tab.text("document.querySelector('#verdict').textContent"))
        .isEqualTo("Nothing is left to do. All 3 rows are done.");
    assertThat(tab.violations()).isEmpty();
  }

  /** Chinese letters take more room in a line, and a line can break nearly anywhere. */
  @Test
  void in_chinese_it_fits_a_phone_and_passes_the_accessibility_checker_too() {
    world.row("李娜", "X1").withoutPhoto();
    world.row("王伟", "X2").with("birthday", "31.31.31");
    world.rows(1);
    show(page(world.run("--lang", "zh")));
    tab.size(320, 800);

    assertThat(tab.text("document.querySelector('#verdict').textContent")).isEqualTo("有 2 行需要您处理。");
    assertThat(tab.text("document.documentElement.lang")).isEqualTo("zh-CN");
    assertThat(tab.number("document.documentElement.scrollWidth")).isLessThanOrEqualTo(320);
    search("王伟");
    assertThat(tab.text("document.querySelector('#shown').textContent")).isEqualTo("显示 1 行，共 2 行");
    assertThat(tab.violations()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {320, 390, 700, 1200})
  void nothing_is_wider_than_the_window(int width) {
    everything();
    tab.size(width, 800);

    assertThat(tab.number("document.documentElement.scrollWidth")).isLessThanOrEqualTo(width);
  }

  @Test
  void on_paper_it_has_all_rows_and_no_tools() {
    try (Browser printing = Browser.withWindows()) {
      byte[] pdf = printing.tab().open(everythingsPage()).pdf();

      assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
    }
  }

  /** If ever something slipped through as markup, the page's own policy would still stop it. */
  @Test
  void what_is_put_into_the_page_afterwards_does_not_run() {
    BrowserTab spoilt = browser.tab().open(everythingsPage());

    spoilt.value(
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.ran=1\">')");

    assertThat(Until.within(Duration.ofSeconds(120), () -> !spoilt.complaints().isEmpty()))
        .isTrue();
    assertThat(spoilt.complaints().toString()).contains("Content Security Policy");
    assertThat(spoilt.is("window.ran === undefined")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>window.ran=1</script>",
        "<img src=x onerror=window.ran=1>",
        "\"'><svg onload=window.ran=1>",
        "</li></ul></style><b>bold</b>",
        "{{t.skip}} {{{style}}}",
        "<!-- --><iframe srcdoc='<script>parent.ran=1</script>'>",
        "javascript:window.ran=1",
        "=HYPERLINK(1)",
      })
  void whatever_a_cell_holds_is_shown_as_text_and_nothing_runs(String payload) {
    String small = payload.length() > 40 ? payload.substring(0, 40) : payload;
    world
        .row(small, small)
        .with("birthday", payload)
        .with("department", payload)
        .with("groups", payload)
        .with("mail", payload)
        .with("remark", payload)
        .with("photo", payload)
        .with(payload, "an unknown column");
    Imported run = world.run();
    assertThat(run.exit()).isEqualTo(3);
    show(page(run));

    assertThat(tab.is("window.ran === undefined")).isTrue();
    assertThat(tab.seen("iframe, svg[onload], img[src=x], b > b, .who b + script")).isZero();
    assertThat(tab.number("document.querySelectorAll('script').length")).isEqualTo(1);
    assertThat(tab.text("document.querySelector('.who b').textContent")).isEqualTo(small);
  }
}
