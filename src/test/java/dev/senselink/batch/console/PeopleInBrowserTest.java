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

/** Looking for somebody, and doing something about them, as a person does it in a browser. */
@EnabledIf(
    value = "isThereABrowser",
    disabledReason = "there is no Chromium on this machine (apt: chromium)")
@Tag("slow")
class PeopleInBrowserTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int ENTER = 13;

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
    Path list = Files.createDirectories(folder.resolve("list"));
    Files.write(list.resolve("E1.jpg"), Portraits.person(1, 700));
    Path file =
        Files.writeString(
            list.resolve("staff.csv"),
            "name,jobNumber,position\nمحمد عبد الله بن عبد العزيز,E1,Engineer\n");
    commands.run(
        List.of(
            "import",
            "users",
            file.toString(),
            "--groups=1",
            "--report=" + folder.resolve("report"),
            "--json",
            "--no-progress"),
        NobodyWatches.HERE);
    console = OpenConsole.on(data, commands);
    browser = Browser.start();
    tab = browser.tab().withoutCookies().size(1200, 900).open(console.signInAddress());
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

  private static void until(String selector, String text) {
    assertThat(Until.within(PATIENCE, () -> seen(selector, text)))
        .as("%s: %s: %s", selector, text, text("main"))
        .isTrue();
  }

  private static boolean seen(String selector, String text) {
    try {
      return tab.is("document.readyState === 'complete'") && text(selector).contains(text);
    } catch (IllegalStateException e) {
      return false; // while one page gives way to another there is nothing to be asked
    }
  }

  private static void looksWell(String page) throws IOException {
    for (String scheme : List.of("light", "dark")) {
      tab.scheme(scheme);
      try (InputStream axe = PeopleInBrowserTest.class.getResourceAsStream("/axe.min.js")) {
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
      tab.size(width, width < 700 ? 2200 : 1500);
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

  private static void focus(String selector) {
    tab.value("document.querySelector('" + selector + "').focus(); 0");
  }

  @Test
  void from_the_search_to_nobody_left_by_keyboard_alone() throws IOException {
    tab.open(console.address() + "/people");
    looksWell("people");
    focus("[data-test=search]");
    tab.type("E1").press("Enter", ENTER);
    until("[data-test=person]", "محمد");
    until("[data-test=mention]", "Import of staff");
    looksWell("people-found");
    focus("[data-test=person] a");
    tab.press("Enter", ENTER);
    until("h1", "محمد");
    assertThat(text("[data-test=deed]")).contains("Created");
    assertThat(
            Until.within(
                PATIENCE, () -> tab.is("document.querySelector('figure img').naturalWidth > 200")))
        .isTrue();
    looksWell("person");

    tab.value("document.querySelector('[name=group]').click(); 0");
    focus("form[action$=remove] [name=typed]");
    tab.type("somebody else").press("Enter", ENTER);
    until("[data-test=refused]", "not the name");
    looksWell("person-refused");
    tab.value("document.querySelector('[name=group]').click(); 0");
    focus("form[action$=remove] [name=typed]");
    tab.type("محمد عبد الله بن عبد العزيز").press("Enter", ENTER);
    until("[data-test=finished]", "Done");
    until("[data-test=no-groups]", "In no group");
    focus("form[action$=delete] [name=typed]");
    tab.type("محمد عبد الله بن عبد العزيز").press("Enter", ENTER);
    until("main", "not on the server any more");
    looksWell("person-gone");
    assertThat(server.people()).noneMatch(person -> person.jobNumber().equals("E1"));

    tab.value("document.querySelector('[data-test=lang]').click(); 0");
    until("h1", "人员");
    looksWell("person-zh");
    tab.open(console.address() + "/people?q=E1");
    looksWell("people-zh");
    assertThat(tab.complaints()).allMatch(line -> line.matches(".*status of 40[49].*"));
    assertThat(tab.requests()).allMatch(url -> url.startsWith(console.address()));
  }
}
