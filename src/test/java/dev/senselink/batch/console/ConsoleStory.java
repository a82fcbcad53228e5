package dev.senselink.batch.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.CommandsOfConsole;
import dev.senselink.batch.console.command.CommandRunner;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.fixture.Browser;
import dev.senselink.batch.fixture.BrowserTab;
import dev.senselink.batch.fixture.Until;
import dev.senselink.batch.sandbox.Sandbox;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A console with a practice server, and somebody who works in it with a browser. */
final class ConsoleStory implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Path folder;
  private final Browser browser;
  private final Sandbox server;
  private final OpenConsole console;
  private final CommandRunner commands;
  final BrowserTab tab;

  ConsoleStory(Path folder, Story story) throws IOException {
    this.folder = folder;
    Path data = PrivateFiles.folder(folder.resolve("data"));
    server = Sandbox.start();
    Path secret = folder.resolve("secret");
    PrivateFiles.write(secret, server.appSecret() + "\n");
    commands =
        CommandsOfConsole.with(
            List.of("--data=" + data),
            Map.of(
                "SENSELINK_SERVER", server.url().toString(),
                "SENSELINK_APP_KEY", server.appKey(),
                "SENSELINK_APP_SECRET_FILE", secret.toString(),
                "SENSELINK_FACE_CHECK", "off"));
    console = story.open(data, commands);
    browser = Browser.start();
    tab = browser.tab().withoutCookies().size(1280, 900).open(console.signInAddress());
  }

  /** How the console of a story is opened. */
  interface Story {
    OpenConsole open(Path data, CommandRunner commands) throws IOException;
  }

  OpenConsole console() {
    return console;
  }

  Sandbox server() {
    return server;
  }

  /** A file beside the data folder. */
  Path file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  /** Has a command run as if it were typed; gives its result back. */
  String typed(int exit, String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    CommandRunner.Ended ended = commands.run(all, new Nobody());
    assertThat(ended.exit()).as("%s: %s", all, ended.result()).isEqualTo(exit);
    return ended.result();
  }

  /** The server's id of a member of staff. */
  long person(String name) {
    for (JsonNode one : JsonMapper.shared().readTree(typed(0, "user", "list", "--json")).values()) {
      if (one.path("name").asString("").equals(name)) {
        return one.path("id").asLong();
      }
    }
    throw new AssertionError(name);
  }

  private static final class Nobody implements CommandRunner.Watcher {
    @Override
    public void begins(Runnable stop) {
      // It runs to its end.
    }

    @Override
    public void says(String line) {
      // Nobody reads it.
    }

    @Override
    public void rows(long done, long total) {
      // Nobody counts.
    }
  }

  void open(String path) {
    tab.open(console.address() + path);
  }

  static String test(String name) {
    return "[data-test=" + name + "]";
  }

  /** Goes to a button as a keyboard does, and presses it there. */
  void press(String test) {
    tab.value("document.querySelector('" + test(test) + "').focus(); 0");
    assertThat(tab.text("document.activeElement.dataset.test")).isEqualTo(test);
    tab.press("Enter", 13);
  }

  void fill(String selector, String text) {
    tab.value("document.querySelector('" + selector + "').value = '" + text + "'; 0");
  }

  String text(String selector) {
    return tab.text("(document.querySelector('" + selector + "') ?? {}).textContent ?? ''");
  }

  void until(String selector, String text) {
    assertThat(Until.within(PATIENCE, () -> seen(selector, text)))
        .as("%s: %s", selector, text("main"))
        .isTrue();
  }

  /** While one page gives way to another there is nothing to be asked. */
  private boolean seen(String selector, String text) {
    try {
      return tab.is("document.readyState === 'complete'") && text(selector).contains(text);
    } catch (IllegalStateException e) {
      return false;
    }
  }

  /** Whoever uses it can: no violation, nothing wider than the window, in light and dark. */
  void looksWell(String page) throws IOException {
    for (String scheme : List.of("light", "dark")) {
      tab.scheme(scheme);
      try (InputStream axe = ConsoleStory.class.getResourceAsStream("/axe.min.js")) {
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
  private void keep(String name) throws IOException {
    String pictures = System.getProperty("pictures", "");
    if (!pictures.isEmpty()) {
      for (String scheme : List.of("light", "dark")) {
        tab.scheme(scheme);
        int height = tab.number("Math.min(4000, document.documentElement.scrollHeight)");
        int width = tab.number("document.documentElement.clientWidth");
        tab.size(width, Math.max(900, height));
        Files.write(Path.of(pictures, name + "-" + scheme + ".png"), tab.screenshot());
        tab.size(width, 900);
      }
    }
  }

  /** The same page in Chinese, and back again. */
  void looksWellInChinese(String page, String says) throws IOException {
    tab.value("document.querySelector('" + test("lang") + "').click(); 0");
    until("main", says);
    looksWell(page + "-zh");
    tab.value("document.querySelector('" + test("lang") + "').click(); 0");
    until("html[lang=en] footer", "Sign out");
  }

  /** The page neither complained, refusals aside, nor asked for anything outside. */
  void nothingCameFromOutside() {
    assertThat(tab.complaints()).allMatch(told -> told.contains("a status of 409 (Conflict)"));
    assertThat(tab.requests()).allMatch(url -> url.startsWith(console.address()));
  }

  @Override
  public void close() {
    browser.close();
    console.close();
    server.close();
  }
}
