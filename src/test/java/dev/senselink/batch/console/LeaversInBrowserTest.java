package dev.senselink.batch.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.NeedsBrowser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has left a list, the brake, and the import that is kept as a job, as people see them. */
@NeedsBrowser
class LeaversInBrowserTest {
  @TempDir Path folder;

  private static String list(int people, String remark) {
    StringBuilder list = new StringBuilder("name,jobNumber,remark\n");
    for (int n = 1; n <= people; n++) {
      list.append("A person with a rather long name " + n + ",E" + n + "," + remark + "\n");
    }
    return list.toString();
  }

  @Test
  void from_the_brake_to_the_job() throws IOException {
    Path jobs = Files.createDirectories(folder.resolve("jobs"));
    Path inbox = Files.createDirectories(folder.resolve("inbox"));
    try (ConsoleStory story =
        new ConsoleStory(
            folder,
            (data, commands) ->
                OpenConsole.on(new ConsoleSettings(data, 0, jobs, inbox), commands))) {
      story.typed(
          0,
          "import",
          "users",
          story.file("first.csv", list(8, "")).toString(),
          "--list=Alle Mitarbeiter",
          "--new-list",
          "--allow-no-photo",
          "--report=" + folder.resolve("report"),
          "--json");
      OpenConsole console = story.console().somebodyElse().signedIn();
      ImportSteps staff = ImportSteps.of(console, list(6, "a"));
      story.open(staff.at() + "/files");
      story.until("h1", "Bring in people");
      story.click("list"); // it is there before the part is opened
      story.tab.value("document.querySelector('details').open = true; 0");
      story.looksWell("whose");
      story.looksWellInChinese("whose", "这是一份完整名单吗");
      story.tab.value(
          "document.querySelector('[name=withoutPhoto]').checked = true;"
              + "document.querySelector('details').open = true;"
              + "document.querySelector('[data-test=list]').value = 'Alle Mitarbeiter'; 0");
      story.click("leavers-revoke");
      story.fill("[data-test=max-leavers]", "1");
      story.press("check");
      story.until("[data-test=brake]", "2 people of a list of 8");
      story.looksWell("brake");
      story.looksWellInChinese("brake", "保护限制生效");

      story.press("back");
      story.until("[data-test=check]", "Check");
      assertThat(story.tab.is("document.querySelector('[data-test=leavers-revoke]').checked"))
          .isTrue();
      story.fill("[data-test=max-leavers]", "2");
      story.press("check");
      story.until("[data-test=leaving]", "2 people lose all groups");
      story.looksWell("leavers");
      story.looksWellInChinese("leavers", "名单中缺少的人员");
      story.fill("[data-test=people]", "2");
      story.press("start");
      story.until("[data-test=finished]", "well");
      story.until("[data-test=keep]", "Keep as a job");
      story.looksWell("finished-keep");

      story.press("keep");
      story.until("h1", "Keep as a job");
      story.looksWell("keep-job");
      story.looksWellInChinese("keep-job", "保存为作业");
      story.fill("[data-test=keep-name]", "staff");
      story.fill("[data-test=keep-lists]", "../x.csv");
      story.press("confirm");
      story.until("[data-test=failed]", "No folder can be named");
      story.looksWell("keep-job-refused");
      story.fill("[data-test=keep-lists]", "*.csv");
      story.press("confirm");
      story.until("h1", "staff");
      story.looksWell("kept-job");
      assertThat(jobs.resolve("staff.yml"))
          .content()
          .contains("leavers: 'revoke'")
          .as("a brake was eased for one list that somebody has looked at")
          .doesNotContain("max-leavers");
      story.nothingCameFromOutside();
    }
  }
}
