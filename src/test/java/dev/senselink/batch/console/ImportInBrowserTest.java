package dev.senselink.batch.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.NeedsBrowser;
import dev.senselink.batch.fixture.OtherProcess;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.ledger.HoldingLock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bringing people in, as a person does it in a browser. */
@NeedsBrowser
class ImportInBrowserTest {
  @TempDir static Path folder;
  private static ConsoleStory story;

  @BeforeAll
  static void start() throws IOException {
    story = new ConsoleStory(folder, OpenConsole::on);
  }

  @AfterAll
  static void stop() {
    story.close();
  }

  private static Path file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  /** Whoever has the data folder is named, and the page returns by itself. */
  private static void waitsForOthers() throws IOException {
    String data = story.data().toString();
    try (OtherProcess other = OtherProcess.start(folder, HoldingLock.class, data)) {
      assertThat(other.line()).as(other::errors).startsWith("locked");
      story.tab.value("location.reload(); 0");
      story.until("[data-held]", "in progress since");
      assertThat(story.tab.is("document.querySelector('[data-test=check]').disabled")).isTrue();
      story.looksWell("held");
    }
    story.until("[data-held]", "You can start now");
    assertThat(story.tab.is("document.querySelector('[data-test=check]').disabled")).isFalse();
  }

  @Test
  void from_an_empty_console_to_people_on_the_server() throws IOException {
    assertThat(story.text("main")).contains("Nothing has been imported yet");
    story.click("begin");
    story.until("h1", "Bring in people");
    story.looksWell("imports");
    story.click("begin-users");
    story.until("#list", "The list");
    story.looksWell("files-empty");
    assertThat(story.tab.is("document.querySelector('[data-test=check]').disabled")).isTrue();

    story.tab.choose("[data-test=upload-list]", file("wrong.xlsx", Portraits.person(1, 100)));
    story.until("[data-refused]", "this is a picture");
    StringBuilder list = new StringBuilder("name,jobNumber\n");
    Path[] photos = new Path[4];
    for (int n = 0; n < photos.length; n++) {
      list.append("Person ").append(n).append(",E").append(n).append('\n');
      photos[n] = file("E" + n + ".jpg", Portraits.person(n, 700));
    }
    list.append("Without a number,\n");
    story.tab.choose(
        "[data-test=upload-list]",
        file("staff.csv", list.toString().getBytes(StandardCharsets.UTF_8)));
    story.until("[data-test=list-name]", "staff.csv");
    story.tab.choose("[data-test=upload-photos]", photos);
    story.until("[data-test=photo-count]", "4 photos");
    story.looksWell("files");
    waitsForOthers();

    story.click("check");
    story.until("[data-test=plan-count-create]", "4");
    assertThat(story.text(".results")).contains("Without a number");
    story.looksWell("checked");
    story.click("start");
    story.until("[data-test=finished]", "One row needs attention");

    assertThat(story.text("[data-test=count-CREATED]")).isEqualTo("4");
    assertThat(story.server().people()).hasSizeGreaterThanOrEqualTo(4);
    story.looksWell("done");
    story.press("undo");
    story.until("#verdict", "4 people would be changed or deleted");
    assertThat(story.text("[data-test=plan-count-delete]")).isEqualTo("4");
    story.looksWell("undo");
    story.looksWellInChinese("undo", "将更改或删除 4 人");
    story.fill("[name=people]", "4");
    story.press("confirm");
    story.until("[data-test=finished]", "4");
    assertThat(story.server().people())
        .extracting(person -> person.name())
        .noneMatch(name -> name.startsWith("Person"));
    story.onlyTheConsoleWasAsked();
  }
}
