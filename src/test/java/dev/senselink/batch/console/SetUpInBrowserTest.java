package dev.senselink.batch.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.CommandsOfConsole;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.fixture.NeedsBrowser;
import dev.senselink.batch.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A console without a server, as people see it. */
@NeedsBrowser
class SetUpInBrowserTest {
  private static final String CANARY = "c4nary-0f-a-secret-that-nobody-sees";

  @TempDir Path folder;

  @Test
  void from_an_empty_console_to_today_by_keyboard_alone() throws IOException {
    Path data = PrivateFiles.folder(folder.resolve("data"));
    try (Sandbox server = Sandbox.start();
        OpenConsole console =
            OpenConsole.on(
                data,
                CommandsOfConsole.with(
                    List.of("--data=" + data), Map.of("HOME", folder.resolve("home").toString())));
        ConsolePage page = new ConsolePage(console, console.signInAddress())) {
      page.until("h1", "Set up the server");
      page.looksWell("set-up");
      page.looksWellInChinese("set-up", "您使用哪台 SenseLink 服务器");

      fill(page, server.url().toString(), server.appKey(), CANARY);
      page.until("[data-test=failed]", "Not everything is well");
      page.until("[data-test=check-line] .remedy, main", "app secret");
      page.looksWell("set-up-refused");
      assertThat(page.tab.text("document.documentElement.outerHTML")).doesNotContain(CANARY);
      assertThat(page.tab.text("document.querySelector('[data-test=set-up-address]').value"))
          .isEqualTo(server.url().toString());

      fill(page, server.url().toString(), server.appKey(), server.appSecret());
      page.until("h1", "Today");
      page.open("/set-up");
      page.until("[data-test=set-up-now]", server.url().toString());
      assertThat(page.tab.text("document.querySelector('[data-test=set-up-secret]').value"))
          .as("what is kept of the form")
          .isEmpty();
      page.looksWell("set-up-other");
      assertThat(page.tab.requests())
          .noneMatch(url -> url.contains(CANARY) || url.contains(server.appSecret()));
      page.nothingCameFromOutside();
    }
  }

  private static void fill(ConsolePage page, String address, String key, String secret) {
    page.fill("[data-test=set-up-address]", address);
    page.fill("[data-test=set-up-key]", key);
    page.fill("[data-test=set-up-secret]", secret);
    page.press("set-up");
  }
}
