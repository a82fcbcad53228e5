package dev.senselink.batch.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.NeedsBrowser;
import dev.senselink.batch.fixture.Portraits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong in a list is mended, as a person does it in a browser, by the keyboard alone. */
@NeedsBrowser
class MendInBrowserTest {
  @TempDir static Path folder;
  private static ConsoleStory story;

  @BeforeAll
  static void start() throws IOException {
    story = new ConsoleStory(folder, OpenConsole::on);
    story.typed(0, "department", "create", "Sales Dept");
  }

  @AfterAll
  static void stop() {
    story.close();
  }

  private static Path photo(int n) throws IOException {
    return Files.write(folder.resolve("B" + n + ".jpg"), Portraits.person(n, 300));
  }

  private static void type(String selector, String text) {
    story.focus(selector);
    story.fill(selector, text);
    story.tab.value(
        "document.querySelector(`" + selector + "`).dispatchEvent(new Event('input')); 0");
  }

  @Test
  void a_messy_list_is_mended_and_imported() throws IOException {
    Path list =
        story.file(
            "staff.csv",
            "name,jobNumber,department,birthday\n"
                + "Bea,B1,Sales,\nBob,B2,Sales,\nBen,B3,,31/02/1990\nDouble,B1,,\n"
                + "\u0639\u0627\u0626\u0634\u0629 A very long name indeed,B5,Moon base,\n");
    story.open("/imports");
    story.press("begin-users");
    story.until("#list", "The list");
    story.tab.choose("[data-test=upload-list]", list);
    story.until("[data-test=list-name]", "staff.csv");
    story.tab.choose(
        "[data-test=upload-photos]",
        photo(2),
        photo(3),
        Files.write(folder.resolve("B5.jpg"), Portraits.turned(5, 500, 1)));
    story.until("[data-test=photo-count]", "3 photos");
    story.press("check");
    story.until("[data-test=standing]", "rows are left to correct");
    story.looksWell("mend");
    story.looksWellInChinese("mend", "有哪些问题");

    String birthday = "[data-line=\"4\"] [data-at=\"3\"] [data-test=cell-edit]";
    type(birthday, "1990-02-31");
    story.until("[data-line=\"4\"] [data-test=cell-why]", "birthday");
    type(birthday, "1990-02-28");
    story.tab.press("Enter", ConsolePage.ENTER);
    story.until("document.querySelector('[data-line=\"4\"] [data-at=\"3\"]').matches('.stored')");
    assertThat(story.tab.is("document.querySelector('[data-test=start]').disabled")).isTrue();

    story.press("leave-out");
    story.until("[data-test=standing]", "1 left out");
    story.press("cause-mend");
    story.until("main", "corrected, not checked yet");
    story.looksWell("mended");
    story.press("check");
    story.until("[data-test=plan-count-create]", "");
    story.looksWell("checked-again");
    story.nothingCameFromOutside();
  }
}
