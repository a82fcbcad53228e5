package dev.senselink.batch.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.CommandsOfConsole;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.fixture.Browser;
import dev.senselink.batch.fixture.BrowserTab;
import dev.senselink.batch.fixture.OtherProcess;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.fixture.Until;
import dev.senselink.batch.ledger.HoldingLock;
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

/** Bringing people in, as a person does it in a browser. */
@EnabledIf(
    value = "isThereABrowser",
    disabledReason = "there is no Chromium on this machine (apt: chromium)")
@Tag("slow")
class ImportInBrowserTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

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
    console =
        OpenConsole.on(
            data,
            CommandsOfConsole.with(
                List.of("--data=" + data),
                Map.of(
                    "SENSELINK_SERVER", server.url().toString(),
                    "SENSELINK_APP_KEY", server.appKey(),
                    "SENSELINK_APP_SECRET_FILE", secret.toString(),
                    "SENSELINK_FACE_CHECK", "off")));
    browser = Browser.start();
    tab = browser.tab().withoutCookies().size(1200, 900).open(console.signInAddress());
  }

  @AfterAll
  static void stop() {
    browser.close();
    console.close();
    server.close();
  }

  private static Path file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private static void click(String test) {
    tab.value("document.querySelector('[data-test=" + test + "]').click(); 0");
  }

  private static String text(String selector) {
    return tab.text("(document.querySelector('" + selector + "') ?? {}).textContent ?? ''");
  }

  private static void until(String selector, String text) {
    assertThat(Until.within(PATIENCE, () -> seen(selector, text)))
        .as("%s: %s", selector, text("main"))
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
      try (InputStream axe = ImportInBrowserTest.class.getResourceAsStream("/axe.min.js")) {
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
    for (int width : List.of(320, 390, 1280)) {
      tab.size(width, 900);
      assertThat(tab.number("document.documentElement.scrollWidth"))
          .as(page + " " + width)
          .isLessThanOrEqualTo(width);
      keep(page + "-" + width);
    }
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

  /** Whoever has the data folder is named, and the page returns by itself. */
  private static void waitsForOthers() throws IOException {
    Path data = folder.resolve("data");
    try (OtherProcess other = OtherProcess.start(folder, HoldingLock.class, data.toString())) {
      assertThat(other.line()).as(other::errors).startsWith("locked");
      tab.value("location.reload(); 0");
      until("[data-held]", "in progress since");
      assertThat(tab.is("document.querySelector('[data-test=check]').disabled")).isTrue();
      looksWell("held");
    }
    until("[data-held]", "You can start now");
    assertThat(tab.is("document.querySelector('[data-test=check]').disabled")).isFalse();
  }

  @Test
  void from_an_empty_console_to_people_on_the_server() throws IOException {
    assertThat(text("main")).contains("Nothing has been imported yet");
    click("begin");
    until("h1", "Bring in people");
    looksWell("imports");
    click("begin-users");
    until("#list", "The list");
    looksWell("files-empty");
    assertThat(tab.is("document.querySelector('[data-test=check]').disabled")).isTrue();

    tab.choose("[data-test=upload-list]", file("wrong.xlsx", Portraits.person(1, 100)));
    until("[data-refused]", "this is a picture");
    StringBuilder list = new StringBuilder("name,jobNumber\n");
    Path[] photos = new Path[4];
    for (int n = 0; n < photos.length; n++) {
      list.append("Person ").append(n).append(",E").append(n).append('\n');
      photos[n] = file("E" + n + ".jpg", Portraits.person(n, 700));
    }
    list.append("Without a number,\n");
    tab.choose(
        "[data-test=upload-list]",
        file("staff.csv", list.toString().getBytes(StandardCharsets.UTF_8)));
    until("[data-test=list-name]", "staff.csv");
    tab.choose("[data-test=upload-photos]", photos);
    until("[data-test=photo-count]", "4 photos");
    looksWell("files");
    waitsForOthers();

    click("check");
    until("[data-test=plan-count-create]", "4");
    assertThat(text(".results")).contains("Without a number");
    looksWell("checked");
    click("start");
    until("[data-test=finished]", "One row needs attention");

    assertThat(text("[data-test=count-CREATED]")).isEqualTo("4");
    assertThat(server.people()).hasSizeGreaterThanOrEqualTo(4);
    looksWell("done");
    click("undo");
    until("#question", "The run wrote 4 people");
    looksWell("undo");
    assertThat(tab.requests()).allMatch(url -> url.startsWith(console.address()));
  }
}
