package dev.senselink.batch.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.CommandsOfConsole;
import dev.senselink.batch.console.command.CommandRunner;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.fixture.Browser;
import dev.senselink.batch.fixture.BrowserTab;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.fixture.Until;
import dev.senselink.batch.sandbox.Sandbox;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Deciding, as a person does it in a browser, by keyboard alone where that is quicker. */
@EnabledIf(
    value = "isThereABrowser",
    disabledReason = "there is no Chromium on this machine (apt: chromium)")
@Tag("slow")
class DecideInBrowserTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int TAB = 9;
  private static final int ENTER = 13;
  private static final int SPACE = 32;

  @TempDir static Path folder;
  private static Browser browser;
  private static Sandbox server;
  private static OpenConsole console;
  private static BrowserTab tab;

  static boolean isThereABrowser() {
    return Browser.program().isPresent();
  }

  @BeforeAll
  static void start() throws IOException {
    Path data = PrivateFiles.folder(folder.resolve("data"));
    server = Sandbox.start();
    Path secret = folder.resolve("secret");
    PrivateFiles.write(secret, server.appSecret() + "\n");
    CommandRunner commands =
        CommandsOfConsole.with(
            List.of("--data=" + data),
            Map.of(
                "SENSELINK_SERVER", server.url().toString(),
                "SENSELINK_APP_KEY", server.appKey(),
                "SENSELINK_APP_SECRET_FILE", secret.toString(),
                "SENSELINK_FACE_CHECK", "off"));
    imported(commands);
    console = OpenConsole.on(data, commands);
    browser = Browser.start();
    tab = browser.tab().withoutCookies().size(1200, 900).open(console.signInAddress());
  }

  /** By face: F1, F2. By number: N1, N2, N3. */
  private static void imported(CommandRunner commands) throws IOException {
    Path list = Files.createDirectories(folder.resolve("list"));
    StringBuilder roster = new StringBuilder("name,jobNumber,position,department\n");
    for (int n = 1; n <= 2; n++) {
      server.addPerson(
          1,
          Map.of("name", "Maria Gonzalez " + n, "groups", "1", "position", "Engineer"),
          Portraits.person(n, 700));
      Files.write(list.resolve("F" + n + ".jpg"), Portraits.person(n, 900));
      roster.append("María González Fernández ").append(n).append(",F").append(n).append(",,\n");
    }
    for (int n = 1; n <= 3; n++) {
      server.addPerson(
          1,
          Map.of("name", "Li Wei " + n, "jobNumber", "N" + n, "groups", "1"),
          Portraits.person(20 + n, 700));
      Files.write(list.resolve("N" + n + ".jpg"), Portraits.person(10 + n, 900));
      roster.append("王伟 ").append(n).append(",N").append(n).append(",Head of sales,\n");
    }
    Path file = Files.writeString(list.resolve("staff.csv"), roster);
    commands.run(
        List.of(
            "import",
            "users",
            file.toString(),
            "--report=" + folder.resolve("report"),
            "--json",
            "--no-progress"),
        NobodyWatches.HERE);
  }

  @AfterAll
  static void stop() {
    browser.close();
    console.close();
    server.close();
  }

  private static String text(String selector) {
    return tab.text("(document.querySelector('" + selector + "') ?? {}).textContent ?? ''");
  }

  private static void click(String test) {
    tab.value("document.querySelector('[data-test=" + test + "]').click(); 0");
  }

  private static void until(String selector, String text) {
    assertThat(Until.within(PATIENCE, () -> seen(selector, text)))
        .as("%s: %s: %s", selector, text, text("main"))
        .isTrue();
  }

  /** While one page gives way to another there is nothing to be asked. */
  private static boolean seen(String selector, String text) {
    try {
      return tab.is("document.readyState === 'complete'") && text(selector).contains(text);
    } catch (IllegalStateException e) {
      return false;
    }
  }

  /** Whoever uses it can: no violation, nothing wider than the window, in light and dark. */
  private static void looksWell(String page) throws IOException {
    for (String scheme : List.of("light", "dark")) {
      tab.scheme(scheme);
      try (InputStream axe = DecideInBrowserTest.class.getResourceAsStream("/axe.min.js")) {
        tab.value(new String(axe.readAllBytes(), StandardCharsets.UTF_8) + "; 0");
      }
      assertThat(
              tab.value(
                      "axe.run().then(r => r.violations.map(v => v.id + ': ' + v.nodes[0].html +"
                          + " v.nodes[0].failureSummary))")
                  .values())
          .as(page + " " + scheme)
          .isEmpty();
    }
    for (int width : List.of(320, 390, 1200)) {
      tab.size(width, width < 700 ? 2400 : 1500);
      assertThat(tab.number("document.documentElement.scrollWidth"))
          .as("%s %s: %s", page, width, tooWide())
          .isLessThanOrEqualTo(width);
      keep(page + "-" + width);
    }
  }

  /** What sticks out. */
  private static String tooWide() {
    return tab.text(
        "[...document.querySelectorAll('body *')]"
            + ".filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth)"
            + ".slice(-4).map(e => e.outerHTML.slice(0, 90)).join('\\n')");
  }

  /** A picture, where one is asked for. */
  private static void keep(String name) throws IOException {
    String pictures = System.getProperty("pictures", "");
    if (!pictures.isEmpty()) {
      for (String scheme : List.of("light", "dark")) {
        tab.scheme(scheme);
        Files.write(Path.of(pictures, name + "-" + scheme + ".png"), tab.screenshot());
      }
    }
  }

  private static void at(String path) {
    tab.open(console.address() + path);
  }

  @Test
  void from_what_needs_somebody_to_what_is_done_by_keyboard_alone() throws IOException {
    until("[data-test=decide]", "5 rows wait for your decision");
    click("decide");
    until("h2", "5 rows wait for a decision, 0 decided");
    assertThat(text("[data-test=conflict] h2")).contains("María González");
    assertThat(
            Until.within(
                PATIENCE,
                () ->
                    tab.is(
                        "[...document.querySelectorAll('.faces img')].length === 2"
                            + " && [...document.querySelectorAll('.faces img')]"
                            + ".every(i => i.complete && i.naturalWidth > 200)")))
        .as("both faces are there, and large")
        .isTrue();
    looksWell("decide-face");

    // Creating despite a similar face has no key, not even with the box ticked.
    tab.value("document.querySelector('[data-test=sure]').focus(); 0");
    tab.press(" ", SPACE).type("f");
    tab.value("document.activeElement.blur(); 0");
    tab.type("f");
    assertThat(text("h2")).contains("0 decided");

    // A held key goes on into the next page: it counts for nothing there.
    String key =
        "(repeat => { let sent = 0; const count = e => { sent++; e.preventDefault(); };"
            + " addEventListener('submit', count);"
            + " document.body.dispatchEvent("
            + "new KeyboardEvent('keydown', {key: 's', repeat, bubbles: true}));"
            + " removeEventListener('submit', count); return sent; })";
    assertThat(tab.number(key + "(true)")).isZero();
    assertThat(tab.number(key + "(false)")).isEqualTo(1);

    // Keys are dead in fields, and where they are switched off.
    tab.value("document.querySelector('[data-keys]').focus(); 0");
    tab.type("s");
    assertThat(text("h2")).contains("0 decided");
    tab.value("document.querySelector('[data-keys]').click(); document.activeElement.blur(); 0");
    tab.type("s");
    at("/conflicts");
    tab.type("s");
    assertThat(tab.is("document.querySelector('[data-keys]').checked")).isFalse();
    assertThat(text("h2")).contains("0 decided");
    tab.value("document.querySelector('[data-keys]').click(); document.activeElement.blur(); 0");

    tab.type("s");
    until("h2", "1 decided");
    assertThat(tab.text("document.activeElement.id")).as("the next one is told").isEqualTo("who");
    click("sure");
    click("decide-force");
    until("h2", "2 decided");
    assertThat(text("[data-test=conflict] h2")).contains("王伟");
    assertThat(text(".compare")).contains("differs", "Li Wei", "Head of sales");
    looksWell("decide-number");
    click("lang");
    until("h1", "决定");
    looksWell("decide-number-zh");
    click("lang");
    until("h1", "Decide");
    tab.type("u");
    until("h2", "3 decided");
    looksWell("decide-one");
    click("skip-all");
    until("h2", "5 decided");
    looksWell("decide-all");

    click("carry-out");
    until("#question", "Carry this out?");
    assertThat(text("main")).contains("Skip 3 rows", "Update one person", "Carry out 5");
    looksWell("carry-out");
    tab.value("document.querySelector('[data-test=confirm]').focus(); 0");
    tab.press("Enter", ENTER);
    until("[data-test=finished]", "The decisions were carried out");
    looksWell("carried-out");
    at("/conflicts");
    until("h2", "There is nothing to decide");
    looksWell("decide-none");
    assertThat(server.people()).anyMatch(person -> person.name().equals("王伟 1"));
    assertThat(tab.complaints()).isEmpty();
    assertThat(tab.requests()).allMatch(url -> url.startsWith(console.address()));
    tab.press("Tab", TAB);
    assertThat(tab.text("document.activeElement.className")).isEqualTo("skip");
  }
}
