package dev.senselink.batch.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.BrowserTab;
import dev.senselink.batch.fixture.NeedsBrowser;
import dev.senselink.batch.fixture.Portraits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looking for somebody, and doing something about them, as a person does it in a browser. */
@NeedsBrowser
class PeopleInBrowserTest {
  @TempDir static Path folder;
  private static ConsoleStory story;

  @BeforeAll
  static void start() throws IOException {
    story = new ConsoleStory(folder, OpenConsole::on);
    Path list =
        story.file(
            "list/staff.csv", "name,jobNumber,position\nمحمد عبد الله بن عبد العزيز,E1,Engineer\n");
    Files.write(list.resolveSibling("E1.jpg"), Portraits.person(1, 700));
    String report = "--report=" + folder.resolve("report");
    story.typed(
        0, "import", "users", list.toString(), "--groups=1", report, "--json", "--no-progress");
  }

  @AfterAll
  static void stop() {
    story.close();
  }

  @Test
  void from_the_search_to_nobody_left_by_keyboard_alone() throws IOException {
    BrowserTab tab = story.tab;
    story.open("/people");
    story.looksWell("people");
    story.focus("[data-test=search]");
    tab.type("E1").press("Enter", ConsolePage.ENTER);
    story.until("[data-test=person]", "محمد");
    story.until("[data-test=mention]", "Import of staff");
    story.looksWell("people-found");
    story.focus("[data-test=person] a");
    tab.press("Enter", ConsolePage.ENTER);
    story.until("h1", "محمد");
    assertThat(story.text("[data-test=deed]")).contains("Created");
    story.until("document.querySelector('figure img').naturalWidth > 200");
    story.looksWell("person");

    tab.value("document.querySelector('[name=group]').click(); 0");
    story.focus("form[action$=remove] [name=typed]");
    tab.type("somebody else").press("Enter", ConsolePage.ENTER);
    story.until("[data-test=refused]", "not the name");
    story.looksWell("person-refused");
    tab.value("document.querySelector('[name=group]').click(); 0");
    story.focus("form[action$=remove] [name=typed]");
    tab.type("محمد عبد الله بن عبد العزيز").press("Enter", ConsolePage.ENTER);
    story.until("[data-test=finished]", "Done");
    story.until("[data-test=no-groups]", "In no group");
    story.focus("form[action$=delete] [name=typed]");
    tab.type("محمد عبد الله بن عبد العزيز").press("Enter", ConsolePage.ENTER);
    story.until("main", "not on the server any more");
    story.looksWell("person-gone");
    assertThat(story.server().people()).noneMatch(person -> person.jobNumber().equals("E1"));

    story.click("lang");
    story.until("h1", "人员");
    story.looksWell("person-zh");
    story.open("/people");
    story.focus("[data-test=search]");
    tab.type("E1").press("Enter", ConsolePage.ENTER);
    story.until("h2", "名单");
    story.looksWell("people-zh");
    assertThat(tab.complaints()).allMatch(line -> line.matches(".*status of 40[49].*"));
    story.onlyTheConsoleWasAsked();
  }
}
