package dev.senselink.batch.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.console.command.CommandRunner;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.fixture.NeedsBrowser;
import dev.senselink.batch.fixture.Until;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Today says beside the runs. */
@NeedsBrowser
class TodayInBrowserTest {
  private static final String GOOD =
      line("licence", "ok", "valid until 2099-12-31", "") + "," + line("tls", "ok", "fine", "");
  private static final String BAD =
      line("licence", "warn", "valid until 2026-12-01 (3 days)", "Ask for a new licence")
          + ","
          + line("clock", "bad", "the clocks are 40 minutes apart", "Set the clock")
          + ","
          + line("photos", "warn", "a slower photo engine", "Install the other one");

  @TempDir static Path folder;
  private static ConsoleStory story;
  private static volatile String said = GOOD;

  private static String line(String check, String level, String found, String remedy) {
    return "{\"check\":\"%s\",\"level\":\"%s\",\"found\":\"%s\",\"remedy\":\"%s\"}"
        .formatted(check, level, found, remedy);
  }

  private static CommandRunner.Ended type(List<String> words, CommandRunner.Watcher watcher) {
    if (words.get(0).equals("export")) {
      manifest(Path.of(words.get(1)));
      return new CommandRunner.Ended(0, "{}");
    }
    return new CommandRunner.Ended(0, "{\"checks\":[" + said + "]}");
  }

  private static void manifest(Path backup) {
    try {
      PrivateFiles.folder(backup);
      PrivateFiles.write(
          backup.resolve("manifest.json"),
          "{\"format\":\"senselink-backup\",\"version\":1,\"finishedAt\":\"2026-01-01T00:00:00Z\"}");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeAll
  static void start() throws IOException {
    story =
        new ConsoleStory(
            folder, (data, commands) -> OpenConsole.on(data, TodayInBrowserTest::type));
  }

  @AfterAll
  static void stop() {
    story.close();
  }

  private static void check() {
    story.open("/checks");
    story.anew(() -> story.press("check-again"));
    assertThat(
            Until.within(
                Duration.ofSeconds(30),
                () -> {
                  story.open("/checks");
                  return story.tab.seen("[data-test=check-line]")
                      == said.split("\"check\"", -1).length - 1;
                }))
        .isTrue();
  }

  @Test
  void a_green_tick_and_one_button_until_something_is_found() throws IOException {
    check();
    story.open("/");
    assertThat(story.text("main .verdict.good")).contains("Nothing");
    assertThat(story.tab.seen("main button, main a.button")).isEqualTo(1);
    assertThat(story.text("main")).contains("Licencevalid until 2099-12-31", "Last backupnot yet");
    story.looksWell("today-good");

    said = BAD;
    check();
    story.looksWell("checks");
    story.looksWellInChinese("checks", "问题");
    story.open("/");
    assertThat(story.tab.seen(".verdict.good")).isZero();
    assertThat(story.tab.seen("[data-test=noted]")).isEqualTo(2);
    assertThat(story.text(".tiles"))
        .contains("3 days", "Ask for a new licence", "40 minutes apart")
        .doesNotContain("slower");
    assertThat(story.text("main")).contains("one note").doesNotContain("days ago");
    story.looksWell("today-bad");
    story.looksWellInChinese("today-bad", "上次备份");

    story.open("/backups");
    story.press("backup-now");
    story.until("[data-test=backup-age]", "days ago");
    story.open("/");
    assertThat(story.text("main")).contains("days ago");
    story.nothingCameFromOutside();
  }
}
