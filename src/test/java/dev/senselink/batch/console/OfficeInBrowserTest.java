package dev.senselink.batch.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.console.account.Accounts;
import dev.senselink.batch.console.account.Role;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.fixture.Browser;
import dev.senselink.batch.fixture.BrowserTab;
import dev.senselink.batch.fixture.Until;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Signing in with a password, the own account, and the audit, as people see them. */
@EnabledIf(
    value = "isThereABrowser",
    disabledReason = "there is no Chromium on this machine (apt: chromium)")
@Tag("slow")
class OfficeInBrowserTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String PASSWORD = "correct horse battery";
  private static final String OTHER = "another horse battery";

  @TempDir static Path folder;
  private static OpenConsole console;
  private static Browser browser;
  private static BrowserTab tab;

  static boolean isThereABrowser() {
    return Browser.program().isPresent();
  }

  @BeforeAll
  static void start() throws Exception {
    Path data = PrivateFiles.folder(folder.resolve("data"));
    new Accounts(data).add("maria", Role.ADMIN, PASSWORD);
    new Accounts(data).add("a-viewer-with-a-rather-long-name", Role.VIEWER, PASSWORD);
    console = OpenConsole.on(data);
    browser = Browser.start();
    tab = browser.tab().withoutCookies().size(1200, 900).open(console.address() + "/audit");
  }

  @AfterAll
  static void stop() {
    browser.close();
    console.close();
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

  private static void type(String test, String text) {
    tab.value("document.querySelector('[data-test=" + test + "]').value = '" + text + "'; 0");
  }

  private static void click(String test) {
    tab.value("document.querySelector('[data-test=" + test + "]').click(); 0");
  }

  private static void signIn(String account, String password) {
    type("account", account);
    type("password", password);
    click("sign-in");
  }

  /** Whoever uses it can: no violation, nothing wider than the window, in light and dark. */
  private static void looksWell(String page) throws IOException {
    for (String scheme : List.of("light", "dark")) {
      tab.scheme(scheme);
      try (InputStream axe = OfficeInBrowserTest.class.getResourceAsStream("/axe.min.js")) {
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

  @Test
  void from_the_sign_in_to_another_password() throws IOException {
    until("h1", "Sign in");
    looksWell("sign-in");
    signIn("maria", "wrong horse battery");
    until("[data-test=failed]", "Account or password is wrong");
    looksWell("sign-in-wrong");
    signIn("maria", PASSWORD);
    until("h1", "Audit"); // where one wanted to be
    assertThat(text("[data-test=audit-entry]")).contains("maria", "Signed in");
    looksWell("audit");

    click("own-account");
    until("#own", "maria");
    looksWell("account");
    type("password", PASSWORD);
    type("password-next", OTHER);
    type("password-again", OTHER + "x");
    click("confirm");
    until("[data-test=failed]", "typed differently");
    looksWell("account-refused");
    type("password", PASSWORD);
    type("password-next", OTHER);
    type("password-again", OTHER);
    click("confirm");
    until("h1", "Sign in");
    signIn("maria", OTHER);
    until("#own", "maria");

    click("lang");
    until("h1", "您的账户");
    looksWell("account-zh");
    tab.open(console.address() + "/audit");
    looksWell("audit-zh");
    click("lang");
    until("h1", "Audit");
    click("sign-out");
    until("h1", "Sign in");
    signIn("a-viewer-with-a-rather-long-name", PASSWORD);
    until("h1", "Today");
    looksWell("viewer");
    assertThat(text("nav")).contains("Runs").doesNotContain("Audit", "Bring in people");
    tab.open(console.address() + "/audit");
    until("h1", "This is not allowed");
    looksWell("not-allowed");
    assertThat(tab.requests()).allMatch(url -> url.startsWith(console.address()));
  }
}
