package dev.senselink.batch.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.NeedsBrowser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Job files, from the first look to the schedule. */
@NeedsBrowser
class JobsInBrowserTest {
  @TempDir static Path folder;
  private static ConsoleStory story;

  @BeforeAll
  static void start() throws IOException {
    story =
        new ConsoleStory(
            folder,
            (data, commands) -> {
              Path jobs = Files.createDirectories(folder.resolve("jobs"));
              Path inbox = Files.createDirectories(folder.resolve("inbox"));
              return OpenConsole.on(new ConsoleSettings(data, 0, jobs, inbox), commands);
            });
    story.file("inbox/staff.csv", "name,jobNumber\nAna Lee,E1\nBo Chen,E2\n");
    story.file(
        "jobs/new-staff.yml",
        "job: import-users\nroster: ../inbox/*.csv\nmove: true\nallow-no-photo: true\n"
            + "app-key: ${SENSELINK_APP_KEY}\nmax-failures: 50%\n");
    story.file(
        "jobs/visitors.yml",
        "job: import-guests\nroster: ../inbox/v/*.csv\n" + "remove-ended: true\n");
    story.file("jobs/wrong.yml", "job: import-users\nrooster: x.csv\n");
  }

  @AfterAll
  static void stop() {
    story.close();
  }

  @Test
  void a_job_is_looked_at_tried_run_and_scheduled() throws IOException {
    story.open("/jobs");
    assertThat(story.text("main")).contains("new-staff", "Not scheduled", "staff.csv");
    story.looksWell("jobs");
    story.looksWellInChinese("jobs", "收件文件夹");
    story.tab.value("document.querySelectorAll('[data-test=job]')[0].click(); 0");
    story.until("h1", "new-staff");
    assertThat(story.text(".keys"))
        .contains("max-failures", "50%", "Stop", "The list, or a pattern", "(hidden)");

    story.press("job-try");
    story.until("[data-test=tried]", "staff.csv");
    assertThat(story.text("[data-test=tried]")).contains("valid 2");
    assertThat(story.typed(0, "user", "list", "--json")).doesNotContain("Ana Lee");
    story.press("job-run");
    story.until("[data-test=ran]", "created 2");
    assertThat(story.typed(0, "user", "list", "--json")).contains("Ana Lee");
    assertThat(folder.resolve("inbox/done")).isDirectoryContaining(f -> f.endsWith("staff.csv"));
    assertThat(story.tab.number("document.querySelectorAll('[data-test=ran] a').length"))
        .isEqualTo(1);

    story.tab.value(
        "document.querySelectorAll('[name=days]').forEach((day, n) => day.checked = n < 5); 0");
    story.fill("[name=from]", "06:30");
    story.press("schedule-save");
    story.until("[data-test=job-next]", "6:30");
    assertThat(story.tab.seen("[data-test=job-times] li")).isEqualTo(5);
    assertThat(Files.readString(folder.resolve("jobs/new-staff.yml.schedule"))).contains("06:30");
    story.looksWell("job");
    story.looksWellInChinese("job", "接下来的五次");
    story.open("/");
    assertThat(story.text("main")).contains("new-staff");
    story.looksWell("today-job");
    story.nothingCameFromOutside();
  }

  @Test
  void what_can_delete_is_tried_before_it_is_run() throws IOException {
    story.open("/jobs");
    story.tab.value("document.querySelectorAll('[data-test=job]')[1].click(); 0");
    story.until("h1", "visitors");
    assertThat(story.text("main")).contains("This job can delete people", "Try it first");
    assertThat(story.tab.seen("[data-test=job-run]")).isZero();

    story.press("job-try");
    story.until("main", "A trial does not count the guests");
    story.looksWell("job-grave");
    story.fill("[name=people]", "0");
    story.press("job-run");
    story.until("[data-test=ran]", "Done");
  }

  @Test
  void a_file_that_is_wrong_says_where() throws IOException {
    story.open("/jobs");
    story.tab.value("document.querySelectorAll('[data-test=job]')[2].click(); 0");
    story.until("h1", "wrong");

    assertThat(story.text("[data-test=job-wrong]"))
        .contains("wrong.yml:2")
        .contains("roster")
        .doesNotContain(folder.toString());
    assertThat(story.tab.seen("[data-test=job-run]")).isZero();
    story.looksWell("job-wrong");
  }
}
