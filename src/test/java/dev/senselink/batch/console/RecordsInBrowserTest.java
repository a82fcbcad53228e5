package dev.senselink.batch.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.NeedsBrowser;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody wants to know who passed. */
@NeedsBrowser
class RecordsInBrowserTest {
  @TempDir static Path folder;
  private static ConsoleStory story;

  @BeforeAll
  static void start() throws IOException {
    story = new ConsoleStory(folder, OpenConsole::on);
    Path list = story.file("staff.csv", "name,jobNumber\nAna Lee,E1\n");
    story.typed(
        0, "import", "users", list.toString(), "--allow-no-photo", "--json", "--no-progress");
    long ana = story.person("Ana Lee");
    Instant noon = Instant.parse("2026-03-01T12:00:00Z");
    for (int n = 0; n < 130; n++) {
      story.server().addRecord(ana, noon.plusSeconds(60L * n));
    }
    story.server().addRecord(ana, noon.plusSeconds(3 * 86_400));
  }

  @AfterAll
  static void stop() {
    story.close();
  }

  private static String file(String test) {
    return story.tab.text(
        "fetch(document.querySelector('"
            + ConsoleStory.test(test)
            + "').href).then(a => a.arrayBuffer()).then(b => Array.from(new Uint8Array(b))"
            + ".map(c => String.fromCharCode(c)).join(''))");
  }

  @Test
  void those_of_some_days_are_found_shown_and_kept() throws IOException {
    story.open("/records");
    story.looksWell("records-form");
    story.looksWellInChinese("records-form", "谁通行过");
    story.fill("input[name=from]", "2026-02-28");
    story.fill("input[name=to]", "2026-03-02");
    story.press("records-find");
    story.until("[data-test=records-count]", "130 records");

    assertThat(story.text("main")).contains("from 2026-02-28 · to 2026-03-02", "Ana Lee", "E1");
    assertThat(story.tab.seen("[data-test=record]")).isEqualTo(100);
    assertThat(file("records-csv")).contains("Ana Lee").contains("signTime");
    story.looksWell("records");
    story.looksWellInChinese("records", "130 条记录");
    story.press("records-workbook");
    story.until("[data-test=records-xlsx]", "Download for Excel");
    assertThat(file("records-xlsx")).startsWith("PK");

    story.open(story.tab.text("location.pathname") + "?page=1");
    assertThat(story.tab.seen("[data-test=record]")).isEqualTo(30);
    story.nothingCameFromOutside();
  }
}
