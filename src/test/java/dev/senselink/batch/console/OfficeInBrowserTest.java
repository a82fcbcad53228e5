package dev.senselink.batch.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.console.account.QuickAccounts;
import dev.senselink.batch.console.account.Role;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.fixture.NeedsBrowser;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing in with a password, the own account, and the audit, as people see them. */
@NeedsBrowser
class OfficeInBrowserTest {
  private static final String PASSWORD = "correct horse battery";
  private static final String OTHER = "another horse battery";

  @TempDir static Path folder;
  private static OpenConsole console;
  private static ConsolePage page;

  @BeforeAll
  static void start() throws Exception {
    Path data = PrivateFiles.folder(folder.resolve("data"));
    QuickAccounts.in(data).add("maria", Role.ADMIN, PASSWORD);
    QuickAccounts.in(data).add("a-viewer-with-a-rather-long-name", Role.VIEWER, PASSWORD);
    console = OpenConsole.on(data);
    page = new ConsolePage(console, console.address() + "/audit");
  }

  @AfterAll
  static void stop() {
    page.close();
    console.close();
  }

  private static void type(String test, String text) {
    page.fill(ConsolePage.test(test), text);
  }

  private static void signIn(String account, String password) {
    type("account", account);
    type("password", password);
    page.click("sign-in");
  }

  @Test
  void from_the_sign_in_to_another_password() throws IOException {
    page.until("h1", "Sign in");
    page.looksWell("sign-in");
    signIn("maria", "wrong horse battery");
    page.until("[data-test=failed]", "Account or password is wrong");
    page.looksWell("sign-in-wrong");
    signIn("maria", PASSWORD);
    page.until("h1", "Audit"); // where one wanted to be
    assertThat(page.text("[data-test=audit-entry]")).contains("maria", "Signed in");
    page.looksWell("audit");

    page.click("own-account");
    page.until("#own", "maria");
    page.looksWell("account");
    type("password", PASSWORD);
    type("password-next", OTHER);
    type("password-again", OTHER + "x");
    page.click("confirm");
    page.until("[data-test=failed]", "typed differently");
    page.looksWell("account-refused");
    type("password", PASSWORD);
    type("password-next", OTHER);
    type("password-again", OTHER);
    page.click("confirm");
    page.until("h1", "Sign in");
    signIn("maria", OTHER);
    page.until("#own", "maria");

    page.click("lang");
    page.until("h1", "您的账户");
    page.looksWell("account-zh");
    page.open("/audit");
    page.looksWell("audit-zh");
    page.click("lang");
    page.until("h1", "Audit");
    page.click("sign-out");
    page.until("h1", "Sign in");
    signIn("a-viewer-with-a-rather-long-name", PASSWORD);
    page.until("h1", "Today");
    page.looksWell("viewer");
    assertThat(page.text("nav")).contains("Runs").doesNotContain("Audit", "Bring in people");
    page.open("/audit");
    page.until("h1", "This is not allowed");
    page.looksWell("not-allowed");
    page.onlyTheConsoleWasAsked();
  }
}
