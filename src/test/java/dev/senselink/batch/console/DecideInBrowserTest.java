package dev.senselink.batch.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.BrowserTab;
import dev.senselink.batch.fixture.NeedsBrowser;
import dev.senselink.batch.fixture.Portraits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deciding, as a person does it in a browser, by keyboard alone where that is quicker. */
@NeedsBrowser
class DecideInBrowserTest {
  @TempDir static Path folder;
  private static ConsoleStory story;

  @BeforeAll
  static void start() throws IOException {
    story = new ConsoleStory(folder, OpenConsole::on);
    imported();
  }

  /** By face: F1, F2. By number: N1, N2, N3. */
  private static void imported() throws IOException {
    Path list = Files.createDirectories(folder.resolve("list"));
    StringBuilder roster = new StringBuilder("name,jobNumber,position,department\n");
    for (int n = 1; n <= 2; n++) {
      story
          .server()
          .addPerson(
              1,
              Map.of("name", "Maria Gonzalez " + n, "groups", "1", "position", "Engineer"),
              Portraits.person(n, 700));
      Files.write(list.resolve("F" + n + ".jpg"), Portraits.person(n, 900));
      roster.append("María González Fernández ").append(n).append(",F").append(n).append(",,\n");
    }
    for (int n = 1; n <= 3; n++) {
      story
          .server()
          .addPerson(
              1,
              Map.of("name", "Li Wei " + n, "jobNumber", "N" + n, "groups", "1"),
              Portraits.person(20 + n, 700));
      Files.write(list.resolve("N" + n + ".jpg"), Portraits.person(10 + n, 900));
      roster.append("王伟 ").append(n).append(",N").append(n).append(",Head of sales,\n");
    }
    Path file = story.file("list/staff.csv", roster.toString());
    String report = "--report=" + folder.resolve("report");
    story.typed(3, "import", "users", file.toString(), report, "--json", "--no-progress");
  }

  @AfterAll
  static void stop() {
    story.close();
  }

  @Test
  void from_what_needs_somebody_to_what_is_done_by_keyboard_alone() throws IOException {
    BrowserTab tab = story.tab;
    story.open("/");
    story.until("[data-test=decide]", "5 rows wait for your decision");
    story.click("decide");
    story.until("h2", "5 rows wait for a decision, 0 decided");
    assertThat(story.text("[data-test=conflict] h2")).contains("María González");
    story.until(
        "[...document.querySelectorAll('.faces img')].length === 2"
            + " && [...document.querySelectorAll('.faces img')]"
            + ".every(i => i.complete && i.naturalWidth > 200)");
    story.looksWell("decide-face");

    // Creating despite a similar face has no key, not even with the box ticked.
    story.focus("[data-test=sure]");
    tab.press(" ", ConsolePage.SPACE).type("f");
    tab.value("document.activeElement.blur(); 0");
    tab.type("f");
    assertThat(story.text("h2")).contains("0 decided");

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
    story.focus("[data-keys]");
    tab.type("s");
    assertThat(story.text("h2")).contains("0 decided");
    tab.value("document.querySelector('[data-keys]').click(); document.activeElement.blur(); 0");
    tab.type("s");
    story.open("/conflicts");
    tab.type("s");
    assertThat(tab.is("document.querySelector('[data-keys]').checked")).isFalse();
    assertThat(story.text("h2")).contains("0 decided");
    tab.value("document.querySelector('[data-keys]').click(); document.activeElement.blur(); 0");

    tab.type("s");
    story.until("h2", "1 decided");
    assertThat(tab.text("document.activeElement.id")).as("the next one is told").isEqualTo("who");
    story.click("sure");
    story.click("decide-force");
    story.until("h2", "2 decided");
    assertThat(story.text("[data-test=conflict] h2")).contains("王伟");
    assertThat(story.text(".compare")).contains("differs", "Li Wei", "Head of sales");
    story.looksWell("decide-number");
    story.looksWellInChinese("decide-number", "决定");
    tab.type("u");
    story.until("h2", "3 decided");
    story.looksWell("decide-one");
    story.click("skip-all");
    story.until("h2", "5 decided");
    story.looksWell("decide-all");

    story.click("carry-out");
    story.until("#question", "Carry this out?");
    assertThat(story.text("main")).contains("Skip 3 rows", "Update one person", "Carry out 5");
    story.looksWell("carry-out");
    story.press("confirm");
    story.until("[data-test=finished]", "The decisions were carried out");
    story.looksWell("carried-out");
    story.open("/conflicts");
    story.until("h2", "There is nothing to decide");
    story.looksWell("decide-none");
    assertThat(story.server().people()).anyMatch(person -> person.name().equals("王伟 1"));
    assertThat(tab.complaints()).isEmpty();
    story.onlyTheConsoleWasAsked();
    tab.press("Tab", ConsolePage.TAB);
    assertThat(tab.text("document.activeElement.className")).isEqualTo("skip");
  }
}
