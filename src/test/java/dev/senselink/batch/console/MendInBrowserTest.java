package dev.senselink.batch.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.NeedsBrowser;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cell is corrected while the console takes its time, or refuses. */
@NeedsBrowser
class MendInBrowserTest {
  private static final String CELL = "[data-line='2'] [data-at='2'] [data-test=cell-edit]";

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

  /** Types into the cell, and leaves it. */
  private static void type(String text) {
    story.fill(CELL, text);
    story.tab.value("document.querySelector(`" + CELL + "`).dispatchEvent(new Event('change')); 0");
  }

  private static String typed() {
    return story.tab.text("document.querySelector(`" + CELL + "`).value");
  }

  @Test
  void what_is_typed_is_stored_last_and_a_refusal_is_told_in_its_words() throws IOException {
    Path list = story.file("staff.csv", "name,jobNumber,department\nBea,B1,Moon\nBo,B2,Moon\n");
    story.open("/imports");
    story.click("begin-users");
    story.until("#list", "The list");
    story.tab.choose("[data-test=upload-list]", list);
    story.until("[data-test=list-name]", "staff.csv");
    story.click("check");
    story.until("[data-test=standing]", "rows are left to correct");
    story.tab.value(
        "window.real = fetch; window.held = [];"
            + "window.fetch = (to, how) => String(to).endsWith('/mend/cell')"
            + " ? new Promise((go) => held.push(() => go(real(to, how)))) : real(to, how); 0");

    type("Mars");
    story.until("held.length === 1");
    type("Venus");
    story.tab.value("held[0](); 0");
    story.until("held.length === 2");
    assertThat(typed()).isEqualTo("Venus");
    story.tab.value("held[1](); window.fetch = real; 0");
    story.until("document.querySelector(`" + CELL + "`).closest('form').matches('.stored')");
    assertThat(typed()).isEqualTo("Venus");

    story.tab.value(
        "window.fetch = (to, how) => { if (String(to).endsWith('/mend/cell')) {"
            + " how.headers['X-CSRF-TOKEN'] = 'x'; } return real(to, how); }; 0");
    type("Pluto");
    story.until("[data-refused]", "This is not allowed");
    assertThat(story.text("[data-refused]")).doesNotContain("JSON");
  }
}
