package dev.senselink.batch.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Browser;
import dev.senselink.batch.fixture.BrowserTab;
import dev.senselink.batch.fixture.Until;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who works in a console with a browser, and what everybody must be able to. */
class ConsolePage implements AutoCloseable {
  static final int BACKSPACE = 8;
  static final int TAB = 9;
  static final int ENTER = 13;
  static final int SPACE = 32;

  /** Where pictures go, if any are asked for. */
  private static final String PICTURES = System.getProperty("pictures", "");

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int HEIGHT = 900;
  private static final int WIDEST = 1280;

  /** No page has more to go through by keyboard. */
  private static final int FARTHEST = 300;

  private final OpenConsole console;
  private final Browser browser;
  final BrowserTab tab;

  /** Somebody who has never been here opens this address of the console. */
  ConsolePage(OpenConsole console, String address) {
    this(console, address, PICTURES.isEmpty() ? Browser.start() : Browser.withWindows());
  }

  ConsolePage(OpenConsole console, String address, Browser browser) {
    this.console = console;
    this.browser = browser;
    tab = browser.tab().size(WIDEST, HEIGHT).open(address);
  }

  OpenConsole console() {
    return console;
  }

  void open(String path) {
    tab.open(console.address() + path);
  }

  /** Another tab of the same person. */
  BrowserTab another() {
    return browser.tab();
  }

  /** The selector of an element that a test knows by this name. */
  static String test(String name) {
    return "[data-test=" + name + "]";
  }

  private static String quoted(String text) {
    return JsonMapper.shared().writeValueAsString(text);
  }

  private static String element(String selector) {
    return "document.querySelector(" + quoted(selector) + ")";
  }

  void focus(String selector) {
    tab.value(element(selector) + ".focus(); 0");
  }

  void click(String test) {
    tab.value(element(test(test)) + ".click(); 0");
  }

  /** Goes to a button as a keyboard does, and presses it there. */
  void press(String test) {
    focus(test(test));
    assertThat(tab.text("document.activeElement.dataset.test")).isEqualTo(test);
    tab.press("Enter", ENTER);
  }

  /** Goes to an element by the one key that leads everywhere. */
  void tabTo(String selector) {
    String there = "document.activeElement.matches(" + quoted(selector) + ")";
    for (int n = 0; n < FARTHEST && !tab.is(there); n++) {
      tab.press("Tab", TAB);
    }
    assertThat(tab.is(there)).as("the keyboard leads to %s", selector).isTrue();
  }

  void fill(String selector, String text) {
    tab.value(element(selector) + ".value = " + quoted(text) + "; 0");
  }

  String text(String selector) {
    return tab.text(element(selector) + "?.textContent ?? ''");
  }

  /** Waits until an element holds a text. */
  void until(String selector, String text) {
    String there =
        "document.readyState === 'complete' && (%s?.textContent ?? '').includes(%s)"
            .formatted(element(selector), quoted(text));
    assertThat(Until.within(PATIENCE, () -> isNow(there)))
        .as("%s: %s: %s", selector, text, text("main"))
        .isTrue();
  }

  /** Waits until an expression is true, or until what it looks for is there. */
  void until(String expression) {
    assertThat(Until.within(PATIENCE, () -> isNow("!!(" + expression + ")")))
        .as("%s: %s", expression, text("main"))
        .isTrue();
  }

  /** Waits until what is done has brought a page of its own, be it the same anew. */
  void anew(Runnable what) {
    tab.value("window.before = true; 0");
    what.run();
    until("document.readyState === 'complete' && !('before' in window)");
  }

  /** While one page gives way to another there is nothing to be asked. */
  private boolean isNow(String expression) {
    try {
      return tab.is(expression);
    } catch (IllegalStateException e) {
      return false;
    }
  }

  /** Whoever uses it can: no violation, nothing wider than the window, in light and dark. */
  void looksWell(String page) throws IOException {
    tab.scheme("dark");
    assertThat(tab.faintLetters()).as(page + " dark").isEmpty();
    tab.scheme("light");
    assertThat(tab.violations()).as(page + " light").isEmpty();
    isNarrowEnough(page);
  }

  private void isNarrowEnough(String page) throws IOException {
    for (int width : List.of(320, 390, WIDEST)) {
      tab.size(width, HEIGHT);
      assertThat(tab.number("document.documentElement.scrollWidth"))
          .as(() -> "%s %d: %s".formatted(page, width, tooWide()))
          .isLessThanOrEqualTo(width);
      keep(page + "-" + width);
    }
  }

  /** What sticks out. */
  private String tooWide() {
    return tab.text(
        "[...document.querySelectorAll('body *')]"
            + ".filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth)"
            + ".slice(-4).map(e => e.outerHTML.slice(0, 90)).join('\\n')");
  }

  /** A picture, where one is asked for. */
  private void keep(String name) throws IOException {
    if (!PICTURES.isEmpty()) {
      for (String scheme : List.of("light", "dark")) {
        tab.scheme(scheme);
        int height = tab.number("Math.min(4000, document.documentElement.scrollHeight)");
        int width = tab.number("document.documentElement.clientWidth");
        tab.size(width, Math.max(HEIGHT, height));
        Files.write(Path.of(PICTURES, name + "-" + scheme + ".png"), tab.screenshot());
        tab.size(width, HEIGHT);
      }
    }
  }

  /** The same page in Chinese, whose colours are the same, and back again. */
  void looksWellInChinese(String page, String says) throws IOException {
    click("lang");
    until("main", says);
    assertThat(tab.wrongStructure()).as(page + "-zh").isEmpty();
    isNarrowEnough(page + "-zh");
    click("lang");
    until("html[lang=en] footer", "Sign out");
  }

  /** The page neither complained, refusals aside, nor asked for anything outside. */
  void nothingCameFromOutside() {
    assertThat(tab.complaints()).allMatch(told -> told.contains("a status of 409 (Conflict)"));
    onlyTheConsoleWasAsked();
  }

  void onlyTheConsoleWasAsked() {
    assertThat(tab.requests()).isNotEmpty().allMatch(url -> url.startsWith(console.address()));
  }

  @Override
  public void close() {
    browser.close();
  }
}
