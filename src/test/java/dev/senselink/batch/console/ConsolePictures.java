package dev.senselink.batch.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.console.account.QuickAccounts;
import dev.senselink.batch.console.account.Role;
import dev.senselink.batch.fixture.Browser;
import dev.senselink.batch.fixture.NeedsBrowser;
import dev.senselink.batch.fixture.SmallPng;
import dev.senselink.batch.fleet.state.FleetJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Takes the manuals' pictures of the console anew, one for each page and language, of people who do
 * not exist.
 *
 * <pre>
 * mvn -q test -Dtest=ConsolePictures
 * </pre>
 */
@NeedsBrowser
class ConsolePictures {
  private static final Path PICTURES = Path.of(".github", "pictures", "console");
  private static final int WIDTH = 1000;
  private static final int HIGHEST = 760;
  private static final String PASSWORD = "correct horse battery";

  @TempDir Path folder;
  private ConsoleStory story;
  private MessyOffice office;
  private String language;

  @ParameterizedTest
  @CsvSource({"en", "zh"})
  void every_page(String spoken) throws Exception {
    language = spoken;
    office = new MessyOffice(folder);
    Path jobs = Files.createDirectories(folder.resolve("jobs"));
    Path inbox = Files.createDirectories(folder.resolve("inbox"));
    try (ConsoleStory opened =
        new ConsoleStory(folder, office.withoutServer(jobs, inbox), Browser.withWindows())) {
      story = opened;
      QuickAccounts.in(story.data()).add("maria", Role.ADMIN, PASSWORD);
      signedIn();
      setUp();
      office.lastMonth(story);
      jobs(jobs, inbox);
      importing();
      deciding();
      people();
      backups();
      records();
      page("/audit", "audit");
      page("/account", "account");
      page("/runs", "runs");
      page("/", "today");
      fleet();
    }
  }

  /** Last, for every other page would tell of it. */
  private void fleet() throws IOException {
    FleetRuns runs = new FleetRuns(story.data());
    String id = "F260302063000ABCD";
    FleetJournal journal =
        runs.begun(
            "north", id, "2026-03-02T06:30:00Z", List.of("airport", "harbour", "museum", "works"));
    journal.note(FleetRuns.ended("airport", 0, 40, 0, ""));
    journal.note(FleetRuns.ended("harbour", 3, 38, 2, ""));
    journal.note(FleetRuns.ended("museum", 0, 12, 0, ""));
    page("/runs/fleets/" + id, "fleet");
  }

  private void page(String path, String name) throws IOException {
    story.open(path);
    take(name);
  }

  /** Without a folder or port of this machine. */
  private void take(String name) throws IOException {
    story.tab.size(WIDTH, HIGHEST);
    story.until(
        "document.readyState === 'complete' && [...document.images]"
            + ".every(i => i.complete || i.getBoundingClientRect().top > innerHeight)");
    story.tab.value(
        """
        for (const t = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); t.nextNode();)
          t.currentNode.data = t.currentNode.data.replaceAll('%1$s/home', '/home/maria').replaceAll('%1$s', '/home/maria')
            .replaceAll(/(https?:\\/\\/)?127\\.0\\.0\\.1:\\d+/g, 'https://10.0.0.5');
        for (const field of document.querySelectorAll('input'))
          if (field.value.includes('127.0.0.1')) field.value = 'https://10.0.0.5';
        document.activeElement.blur(); document.documentElement.style.overflow = 'hidden';
        scrollTo(0, 0); 0"""
            .formatted(folder));
    int height =
        story.tab.number("Math.ceil(document.querySelector('footer').getBoundingClientRect().top)");
    story.tab.size(WIDTH, Math.min(HIGHEST, height));
    Files.createDirectories(PICTURES);
    Files.write(
        PICTURES.resolve(name + "." + language + ".png"), SmallPng.of(story.tab.screenshot()));
    story.tab.value("document.documentElement.style.overflow = ''; 0");
  }

  private void signedIn() throws IOException {
    story.click("sign-out");
    story.until("document.querySelector('[data-test=password]')");
    if (language.equals("zh")) {
      story.click("lang");
      story.until("document.documentElement.lang === 'zh-CN'");
    }
    take("sign-in");
    story.fill("[data-test=account]", "maria");
    story.fill("[data-test=password]", PASSWORD);
    story.click("sign-in");
    story.until("document.querySelector('[data-test=own-account]')");
  }

  private void setUp() throws IOException {
    page("/set-up", "set-up");
    story.fill("[data-test=set-up-address]", story.server().url().toString());
    story.fill("[data-test=set-up-key]", story.server().appKey());
    story.fill("[data-test=set-up-secret]", story.server().appSecret());
    story.press("set-up");
    story.until("document.querySelector('[data-today]')");
    page("/checks", "checks");
  }

  private void jobs(Path jobs, Path inbox) throws IOException {
    Files.writeString(inbox.resolve("staff.csv"), "name,jobNumber\nJo Park,J1\n");
    Files.writeString(
        jobs.resolve("new-staff.yml"),
        "job: import-users\nroster: ../inbox/*.csv\nmove: true\nallow-no-photo: true\n");
    Files.writeString(
        jobs.resolve("visitors.yml"),
        "job: import-guests\nroster: ../inbox/visitors/*.csv\nremove-ended: true\n");
    story.open("/jobs");
    story.tab.value("document.querySelectorAll('[data-test=job]')[0].click(); 0");
    story.until("document.querySelector('[data-test=job-try]')");
    story.tab.value(
        "document.querySelectorAll('[name=days]').forEach((day, n) => day.checked = n < 5); 0");
    story.fill("[name=from]", "06:30");
    story.press("schedule-save");
    story.until("document.querySelector('[data-test=job-times] li')");
    take("job");
    page("/jobs", "jobs");
  }

  private void importing() throws IOException {
    page("/imports", "imports");
    story.press("begin-users");
    story.until("document.readyState === 'complete' && document.querySelector('#list')");
    story.tab.choose("[data-test=upload-list]", office.list());
    story.until("[data-test=list-name]", "staff.csv");
    story.tab.choose("[data-test=upload-photos]", office.photos());
    story.until("[data-test=photo-count]", "12");
    take("import-files");
    story.tab.value("document.querySelector('[data-test=list]').value = 'All staff'; 0");
    story.click("leavers-revoke");
    story.press("next");
    story.until("document.querySelector('[data-test=preview-row]')");
    take("import-columns");
    story.press("check");
    story.until("document.querySelector('[data-test=standing]')");
    take("import-check");
    story.fill("[data-test=people]", "2");
    story.press("start");
    story.until("document.querySelector('[data-test=finished]')");
    take("run");
    String run = story.tab.text("location.pathname");
    story.press("undo");
    story.until("document.querySelector('[data-test=confirm]')");
    take("undo");
    story.open(run);
    story.press("keep");
    story.until("document.querySelector('[data-test=keep-name]')");
    take("keep-job");
  }

  private void deciding() throws IOException {
    story.open("/conflicts");
    story.until("document.querySelectorAll('.faces img').length === 2");
    take("decide");
    story.tab.type("s");
    story.until("h2", "1");
    story.click("carry-out");
    story.until("document.querySelector('#question')");
    take("carry-out");
  }

  private void people() throws IOException {
    story.open("/people");
    story.focus("[data-test=search]");
    story.tab.type("E1").press("Enter", ConsolePage.ENTER);
    story.until("document.querySelector('[data-test=person]')");
    take("people");
    story.tab.value("document.querySelector('[data-test=person] a').click(); 0");
    story.until("document.querySelector('.person-page')");
    take("person");
  }

  private void backups() throws IOException {
    story.open("/backups");
    story.press("backup-now");
    story.until("document.querySelector('[data-test=verify]')");
    story.press("verify");
    story.until("document.querySelector('[data-test=verified]')");
    take("backup");
    page("/backups", "backups");
  }

  private void records() throws IOException {
    Instant morning = LocalDate.of(2026, 3, 2).atTime(8, 2).toInstant(ZoneOffset.UTC);
    int n = 0;
    for (var one : story.server().people()) {
      story.server().addRecord(one.id(), morning.plusSeconds(95L * n++));
    }
    page("/records", "records");
    story.fill("input[name=from]", "2026-03-01");
    story.fill("input[name=to]", "2026-03-03");
    story.press("records-find");
    story.until("document.querySelector('[data-test=record]')");
    assertThat(story.tab.seen("[data-test=record]")).isPositive();
    take("records-found");
  }
}
