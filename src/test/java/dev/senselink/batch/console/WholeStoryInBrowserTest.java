package dev.senselink.batch.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.NeedsBrowser;
import dev.senselink.batch.fixture.OnDemand;
import dev.senselink.batch.fixture.OtherProcess;
import dev.senselink.batch.fixture.Until;
import dev.senselink.batch.ledger.HoldingLock;
import dev.senselink.batch.sandbox.fault.FaultRule;
import dev.senselink.batch.sandbox.world.PersonView;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole work of an office in one go: an empty console, a messy list, and all taken back. */
@NeedsBrowser
@OnDemand
class WholeStoryInBrowserTest {
  private static final String CANARY = "c4nary-0f-a-secret-that-nobody-sees";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;
  private MessyOffice office;
  private ConsoleStory story;

  @BeforeEach
  void start() throws IOException {
    office = new MessyOffice(folder);
    story = new ConsoleStory(folder, office.withoutServer());
  }

  @AfterEach
  void stop() {
    story.close();
  }

  @Test
  void from_an_empty_console_to_a_messy_list_that_is_done_decided_and_undone() throws IOException {
    theServerIsSetUp();
    office.lastMonth(story);
    List<String> before = people();
    theFilesAreUploaded();
    theColumnsAreChosen();
    theCellsAreMendedByKeyboardAlone();
    theBrakeIsEased();
    String run = theWorkIsWatched();
    whoIsThereIsWhoTheListSays(before);
    theConflictsAreDecided(before);
    everythingIsUndone(run);
    assertThat(people()).isEqualTo(before);
    story.nothingCameFromOutside();
  }

  /** An address, key and secret that are tried before they are kept. */
  private void theServerIsSetUp() throws IOException {
    story.until("h1", "Set up the server");
    story.looksWell("set-up");
    story.looksWellInChinese("set-up", "您使用哪台 SenseLink 服务器");

    server(CANARY);
    story.until("[data-test=failed]", "Not everything is well");
    story.until("[data-test=check-line] .remedy, main", "app secret");
    story.looksWell("set-up-refused");
    assertThat(story.tab.text("document.documentElement.outerHTML")).doesNotContain(CANARY);
    assertThat(value("set-up-address")).isEqualTo(story.server().url().toString());

    server(story.server().appSecret());
    story.until("h1", "Today");
    story.open("/set-up");
    story.until("[data-test=set-up-now]", story.server().url().toString());
    assertThat(value("set-up-secret")).as("what is kept of the form").isEmpty();
    story.looksWell("set-up-other");
    assertThat(story.tab.requests())
        .noneMatch(url -> url.contains(CANARY) || url.contains(story.server().appSecret()));
    story.open("/");
    assertThat(story.text("main")).contains("Nothing has been imported yet");
  }

  private void server(String secret) {
    story.fill("[data-test=set-up-address]", story.server().url().toString());
    story.fill("[data-test=set-up-key]", story.server().appKey());
    story.fill("[data-test=set-up-secret]", secret);
    story.press("set-up");
  }

  private String value(String test) {
    return story.tab.text("document.querySelector('[data-test=" + test + "]').value");
  }

  /** The list and the photos, and that it is a whole list of which somebody may have left. */
  private void theFilesAreUploaded() throws IOException {
    story.open("/");
    story.looksWell("today-quiet");
    story.press("begin");
    story.until("h1", "Bring in people");
    story.looksWell("imports");
    story.press("begin-users");
    story.until("#list", "The list");
    story.looksWell("files-empty");
    assertThat(story.tab.is("document.querySelector('[data-test=check]').disabled")).isTrue();
    story.tab.choose("[data-test=upload-list]", office.list());
    story.until("[data-test=list-name]", "staff.csv");
    story.tab.choose("[data-test=upload-photos]", office.photos());
    story.until("[data-test=photo-count]", "12 photos");
    othersAreWaitedFor();
    story.tab.value(
        "document.querySelector('details').open = true;"
            + "document.querySelector('[data-test=list]').value = 'All staff'; 0");
    story.click("leavers-revoke");
    story.fill("[data-test=max-leavers]", "1");
    story.looksWell("files");
  }

  /** Whoever has the data folder is named, and the page returns by itself. */
  private void othersAreWaitedFor() throws IOException {
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

  private void theColumnsAreChosen() throws IOException {
    story.press("next");
    story.until("h1", "What was understood");
    story.looksWell("columns-of-staff");
    story.tab.value(
        "(e => { e.value = 'position';"
            + " e.dispatchEvent(new Event('change', {bubbles: true})); })"
            + "(document.querySelector('[data-test=column-5]')); 0");
    story.until("document.querySelector('[data-again-shown]').textContent !== ''");
    story.until("main:not(:has([data-test=note])) [data-test=check]", "Check");
    story.press("check");
  }

  private static String of(int line, String test) {
    return "[data-line=\"" + line + "\"] [data-test=" + test + "]";
  }

  /** From here to the next check nothing but keys, but for the file of a photo. */
  private void theCellsAreMendedByKeyboardAlone() throws IOException {
    story.until("[data-test=standing]", "rows are left to correct");
    story.looksWell("mend");
    story.looksWellInChinese("mend", "有哪些问题");
    story.tabTo(of(MessyOffice.DATE, "cell-edit"));
    story.tab.type("1990-02-31");
    story.until(of(MessyOffice.DATE, "cell-why"), "birthday");
    story.tab.press("Backspace", ConsolePage.BACKSPACE).press("Backspace", ConsolePage.BACKSPACE);
    story.tab.type("28");
    story.until(
        "document.querySelector(`" + of(MessyOffice.DATE, "cell-why") + "`).textContent === ''");
    story.tab.press("Enter", ConsolePage.ENTER);
    story.until(
        "document.querySelector(`"
            + of(MessyOffice.DATE, "cell-edit")
            + "`).form.matches('.stored')");
    assertThat(story.tab.is("document.querySelector('[data-test=start]').disabled")).isTrue();

    story.tabTo(of(MessyOffice.TWICE, "leave-out"));
    story.tab.press("Enter", ConsolePage.ENTER);
    story.until("[data-test=standing]", "1 left out");
    story.tabTo("[data-test=cause-edit][value=Sales]");
    story.tab.type("Sales Dept").press("Enter", ConsolePage.ENTER);
    story.until(
        "document.querySelector(`"
            + of(MessyOffice.DEPARTMENT, "cell-edit")
            + "`)?.value"
            + " === 'Sales Dept'");
    for (int quarter = 1; quarter < 4; quarter++) {
      story.tabTo(of(MessyOffice.ASLEEP, "photo-turn"));
      story.anew(() -> story.tab.press("Enter", ConsolePage.ENTER));
    }
    story.tabTo(of(MessyOffice.NO_PHOTO, "photo-replace"));
    story.tab.choose(of(MessyOffice.NO_PHOTO, "photo-replace"), office.missingPhoto());
    story.until("document.querySelector(`" + of(MessyOffice.NO_PHOTO, "photo-now") + "`)");
    story.looksWell("mended");
    story.tabTo("[data-test=check]");
    story.tab.press("Enter", ConsolePage.ENTER);
  }

  /** Two of eight are too many until somebody says how many. */
  private void theBrakeIsEased() throws IOException {
    story.until("[data-test=brake]", "2 people of a list of 8");
    story.looksWell("story-brake");
    story.press("back");
    story.until("[data-test=check]", "Check");
    story.fill("[data-test=max-leavers]", "2");
    story.press("check");
    story.until("[data-test=leaving]", "2 people lose all groups");
    assertThat(story.text("[data-test=plan-count-leave]")).isEqualTo("2");
    story.looksWell("planned");
  }

  /** Whoever goes away stops nothing, and sees at once how far it is on coming back. */
  private String theWorkIsWatched() throws IOException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch seen = new CountDownLatch(1);
    story
        .server()
        .script(
            FaultRule.on("createUser")
                .when(
                    fields -> {
                      begun.countDown();
                      Until.within(PATIENCE, () -> seen.getCount() == 0);
                      return false;
                    })
                .build());
    story.fill("[data-test=people]", "2");
    story.press("start");
    assertThat(Until.within(PATIENCE, () -> begun.getCount() == 0)).isTrue();
    story.until("[data-test=progress]", " / ");
    story.until("document.querySelector('[data-test=stop]')");
    story.looksWell("progress");
    String run = story.tab.text("location.pathname");
    story.open("/");
    story.until("[data-news]", "rows are done");
    story.looksWell("today-at-work");
    story.open(run);
    seen.countDown();
    story.until("[data-test=finished]", "need attention");
    story.server().clearFaults();
    assertThat(story.text("[data-test=count-CREATED]")).isEqualTo("5");
    story.looksWell("done");
    return run;
  }

  /** Everybody with their number, place and groups, in the order of their names. */
  private List<String> people() {
    return story.server().people().stream()
        .map(one -> one.name() + " " + one.jobNumber() + " " + position(one) + " " + one.groups())
        .sorted()
        .toList();
  }

  /** The server knows no way back from a blank one to none. */
  private static String position(PersonView one) {
    String position = one.position();
    return position == null || position.isEmpty() ? "-" : position;
  }

  /**
   * Each once; whoever has left opens no door, and whom a person is to decide about is as before.
   */
  private void whoIsThereIsWhoTheListSays(List<String> before) {
    List<String> after = new ArrayList<>(before);
    after.replaceAll(
        one -> MessyOffice.left().anyMatch(one::startsWith) ? one.replace("[1]", "[]") : one);
    after.addAll(MessyOffice.NEW);
    assertThat(people()).containsExactlyInAnyOrderElementsOf(after);
    assertThat(story.server().people())
        .filteredOn(one -> one.departmentId() != 0)
        .extracting(PersonView::jobNumber)
        .containsExactlyInAnyOrder("B1", "B2");
  }

  /** Not the same face after all, and another name for the same person. */
  private void theConflictsAreDecided(List<String> before) throws IOException {
    story.tabTo("[data-test=decide]");
    story.tab.press("Enter", ConsolePage.ENTER);
    story.until("h2", "2 rows wait for a decision, 0 decided");
    assertThat(story.text("[data-test=conflict] h2")).contains(MessyOffice.LOOKS_LIKE_ANOTHER);
    story.until(
        "[...document.querySelectorAll('.faces img')].every(i => i.complete && i.naturalWidth > 0)");
    story.looksWell("story-decide");
    story.tabTo("[data-test=sure]");
    story.tab.press(" ", ConsolePage.SPACE);
    story.tabTo("[data-test=decide-force]");
    story.tab.press("Enter", ConsolePage.ENTER);
    story.until("h2", "1 decided");
    assertThat(story.text("[data-test=conflict] h2")).contains(MessyOffice.HAS_ANOTHERS_NUMBER);
    story.tabTo("[data-test=decide-update]");
    story.tab.press("Enter", ConsolePage.ENTER);
    story.until("h2", "2 decided");
    assertThat(people()).as("nothing is sent by a decision").doesNotContain(MessyOffice.DECIDED);
    story.tabTo("[data-test=carry-out]");
    story.tab.press("Enter", ConsolePage.ENTER);
    story.until("#question", "Carry this out?");
    story.tabTo("[data-test=confirm]");
    story.tab.press("Enter", ConsolePage.ENTER);
    story.until("[data-test=finished]", "The decisions were carried out");
    assertThat(people()).contains(MessyOffice.DECIDED).hasSize(before.size() + 6);
    assertThat(people()).doesNotContain(MessyOffice.HAD_THE_NUMBER);
    story.open("/");
    assertThat(story.text("main .verdict.good")).contains("Nothing needs attention");
    assertThat(story.tab.seen("main button, main a.button")).isEqualTo(1);
    story.looksWell("today-done");
  }

  /** What was decided, then the import: each by its own plan. */
  private void everythingIsUndone(String run) throws IOException {
    story.open("/runs");
    String decided = story.tab.text("document.querySelectorAll('main a')[0].getAttribute('href')");
    undo(decided, 2);
    assertThat(people()).contains(MessyOffice.HAD_THE_NUMBER).doesNotContain(MessyOffice.DECIDED);
    undo(run, 7);
  }

  private void undo(String run, int people) throws IOException {
    story.open(run);
    story.press("undo");
    story.until("#verdict", people + " people would be changed or deleted");
    story.looksWell("undo-" + people);
    story.looksWellInChinese("undo-" + people, "将更改或删除 " + people + " 人");
    story.fill("[name=people]", String.valueOf(people));
    story.press("confirm");
    story.until("[data-test=finished]", String.valueOf(people));
  }
}
