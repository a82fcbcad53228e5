package dev.senselink.batch.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.console.account.AccountRefusedException;
import dev.senselink.batch.console.account.Accounts;
import dev.senselink.batch.console.account.QuickAccounts;
import dev.senselink.batch.console.account.Role;
import dev.senselink.batch.console.command.CommandRunner;
import dev.senselink.batch.console.command.JobSheet;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.disk.Sha256Digest;
import dev.senselink.batch.fixture.Until;
import dev.senselink.batch.ledger.store.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request may do with a job file, and what none may. */
class JobSafetyTest {
  private static final List<List<String>> TYPED = Collections.synchronizedList(new ArrayList<>());
  private static final String TEXT = "job: import-guests\n";

  /** As a Chinese keyboard may write it. */
  private static final String SEVEN = "%EF%BC%97";

  @TempDir static Path folder;
  private static OpenConsole console;
  private static volatile boolean grave;
  private static volatile boolean timer;
  private static volatile int most = -1;
  private static volatile List<String> trial = List.of("--dry-run=true");
  private static volatile String wrong = "";
  private static volatile int exit;
  private String token;
  private String at;

  /** Knows one job. */
  private static final class Runner implements CommandRunner {
    @Override
    public Ended run(List<String> words, Watcher watcher) {
      TYPED.add(words);
      return new Ended(exit, "{\"runs\":[{\"input\":\"/x/<b>.csv\",\"result\":{\"rows\":7}}]}");
    }

    @Override
    public JobSheet read(Path jobFile) {
      return new JobSheet(
          "import-guests",
          "<i>about",
          List.of(
              new JobSheet.Line("roster", "<b>x", "help"), new JobSheet.Line("app-key", "", "")),
          wrong,
          grave,
          most,
          lists(),
          timer,
          trial,
          false,
          null);
    }
  }

  @BeforeAll
  static void open() throws IOException {
    PrivateFiles.folder(data());
    Files.createDirectories(jobs());
    Files.writeString(folder.resolve("secret.yml"), "secret: x\n");
    Files.createSymbolicLink(jobs().resolve("link.yml"), folder.resolve("secret.yml"));
    console = OpenConsole.on(new ConsoleSettings(data(), 0, jobs(), null), new Runner());
  }

  @AfterAll
  static void close() {
    console.close();
  }

  private static Path data() {
    return folder.resolve("data");
  }

  private static Path jobs() {
    return folder.resolve("jobs");
  }

  private static Path inbox() {
    return folder.resolve("inbox");
  }

  private static List<Path> lists() {
    try (Stream<Path> all = Files.list(inbox())) {
      return all.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path file() {
    return jobs().resolve("visitors.yml");
  }

  @BeforeEach
  void begin() throws IOException {
    grave = false;
    timer = false;
    most = -1;
    trial = List.of("--dry-run=true");
    wrong = "";
    exit = 0;
    PrivateFiles.remove(inbox());
    Files.createDirectories(inbox());
    Files.writeString(inbox().resolve("a.csv"), "name\n");
    PrivateFiles.remove(data().resolve("console/jobs"));
    Files.deleteIfExists(schedule());
    Files.writeString(file(), TEXT);
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
    Files.setLastModifiedTime(file(), FileTime.from(Instant.now().minus(Duration.ofDays(1))));
    console.somebodyElse().signedIn();
    token = console.formToken();
    at = console.get("/jobs").body().replaceAll("(?s).*href=\"(/jobs/[0-9a-f]+)\".*", "$1");
    assertThat(at).startsWith("/jobs/");
    TYPED.clear();
  }

  private static Path schedule() {
    return jobs().resolve("visitors.yml.schedule");
  }

  private HttpResponse<String> post(String path, String form) {
    return console.post(path, form + "&_csrf=" + token, "Origin", console.address());
  }

  /** What the page was opened with. */
  private String seen() {
    String page = console.get(at).body();
    return "&seen=" + page.replaceAll("(?s).*name=\"seen\" value=\"(\\w*)\".*", "$1");
  }

  private void idle() {
    assertThat(
            Until.within(
                Duration.ofSeconds(20),
                () -> console.get(at + "/progress").body().contains("\"go\"")))
        .isTrue();
  }

  private void attempt() {
    assertThat(post(at + "/try", "").statusCode()).isEqualTo(303);
    idle();
    TYPED.clear();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/jobs", "AT", "AT/work", "AT/progress"})
  void nobody_sees_it_without_a_sign_in(String path) {
    console.somebodyElse();

    HttpResponse<String> answer = console.get(path.replace("AT", at));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).doesNotContain("visitors");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AT/try",
        "AT/run",
        "AT/schedule",
        "AT/unschedule",
        "AT/leave",
        "AT/stop",
        "/checks"
      })
  void nothing_is_done_without_the_forms_token_and_our_origin(String path) throws IOException {
    PrivateFiles.write(schedule(), "as it was");
    String post = path.replace("AT", at);
    String form = "days=MONDAY&from=06:00&people=7";

    assertThat(console.post(post, form, "Origin", console.address()).statusCode()).isEqualTo(403);
    assertThat(console.post(post, form + "&_csrf=" + token).statusCode()).isEqualTo(403);
    assertThat(
            console
                .post(post, form + "&_csrf=" + token, "Origin", "http://evil.example")
                .statusCode())
        .isEqualTo(403);

    assertThat(TYPED).isEmpty();
    assertThat(schedule()).hasContent("as it was");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"visitors", "visitors.yml", "..%2fsecret.yml", "link", "0123456789abcdef0123"})
  void a_job_is_named_by_its_id_never_by_a_path(String id) {
    assertThat(console.get("/jobs/" + id).statusCode()).isGreaterThanOrEqualTo(400);
    assertThat(post("/jobs/" + id + "/run", "").statusCode()).isGreaterThanOrEqualTo(400);

    assertThat(TYPED).isEmpty();
  }

  @Test
  void a_link_is_no_job() {
    assertThat(console.get("/jobs").body()).contains(">visitors<").doesNotContain(">link<");
  }

  @Test
  void what_is_typed_is_of_the_consoles_own_making() {
    String evil =
        "server=https://evil.example&data=/tmp&config=/x&heic-converter=rm&file=/etc/passwd"
            + "&roster=/etc/passwd&job=restore&reports=/x&log-file=/x";
    post(at + "/try", evil);
    idle();
    post(at + "/run", evil);
    idle();

    assertThat(TYPED)
        .containsExactly(
            List.of(
                "run", file().toString(), "--dry-run=true", "--json", "--no-progress", "--lang=en"),
            List.of("run", file().toString(), "--json", "--no-progress", "--lang=en"));
  }

  @Test
  void a_job_file_is_never_changed_here() throws IOException {
    attempt();
    post(at + "/run", "job=x&text=x&content=x");
    post(at + "/schedule", "days=MONDAY&from=06:00&every=0" + seen());
    idle();

    assertThat(file()).hasContent(TEXT.strip());
    assertThat(schedule()).exists();
    assertThat(post(at, "job=restore").statusCode()).isGreaterThanOrEqualTo(400);
    assertThat(post("/jobs", "name=x.yml").statusCode()).isGreaterThanOrEqualTo(400);
  }

  @Test
  void what_can_delete_is_tried_first() {
    grave = true;

    HttpResponse<String> answer = post(at + "/run", "people=7");

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("Try the job first");
    assertThat(TYPED).isEmpty();
  }

  @Test
  void what_can_delete_is_run_by_admins_alone() throws IOException, AccountRefusedException {
    Accounts accounts = QuickAccounts.in(data());
    accounts.add("maria", Role.OPERATOR, "correct horse battery");
    try {
      console.somebodyElse().signIn("maria", "correct horse battery", "/runs");
      token = console.formToken();
      attempt();
      assertThat(post(at + "/run", "").statusCode()).as("any other job").isEqualTo(303);
      idle();
      TYPED.clear();

      grave = true;
      attempt();
      HttpResponse<String> answer = post(at + "/run", "people=7");

      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body())
          .contains("Only an admin can run")
          .doesNotContain("data-test=\"job-run\"");
      assertThat(TYPED).isEmpty();
    } finally {
      accounts.remove("maria");
    }
  }

  @Test
  void what_can_delete_is_tried_again_once_its_file_is_another() throws IOException {
    grave = true;
    attempt();
    Files.writeString(file(), "job: restore\n");
    Files.setLastModifiedTime(file(), FileTime.from(Instant.now().minus(Duration.ofDays(1))));

    assertThat(post(at + "/run", "people=7").body()).contains("Try the job first");
    assertThat(TYPED).isEmpty();
  }

  @Test
  void what_can_delete_is_tried_again_once_its_lists_are_others() throws IOException {
    grave = true;
    attempt();
    Files.writeString(inbox().resolve("b.csv"), "name\n");
    assertThat(post(at + "/run", "people=7").body()).contains("Try the job first");

    Files.delete(inbox().resolve("b.csv"));
    FileTime before = Files.getLastModifiedTime(inbox().resolve("a.csv"));
    Files.writeString(inbox().resolve("a.csv"), "Name\n");
    Files.setLastModifiedTime(
        inbox().resolve("a.csv"), FileTime.fromMillis(before.toMillis() + 1_000));
    assertThat(post(at + "/run", "people=7").body())
        .as("of the same size")
        .contains("Try the job first");
    Files.setLastModifiedTime(inbox().resolve("a.csv"), before);
    Files.writeString(inbox().resolve("a.csv"), "name\nB\n");
    assertThat(post(at + "/run", "people=7").body()).contains("Try the job first");
    assertThat(TYPED).isEmpty();
  }

  @Test
  void a_trial_is_good_for_one_run() {
    grave = true;
    attempt();
    assertThat(post(at + "/run", "people=7").statusCode()).isEqualTo(303);
    idle();

    assertThat(post(at + "/run", "people=7").body()).contains("Try the job first");
    assertThat(TYPED).hasSize(1);
  }

  @Test
  void what_can_delete_is_scheduled_only_by_whoever_has_tried_it_and_says_the_number()
      throws IOException {
    grave = true;
    String form = "days=MONDAY&from=06:00&every=0" + seen() + "&people=";
    assertThat(post(at + "/schedule", form + "7").body()).contains("Try the job first");
    attempt();
    assertThat(post(at + "/schedule", form + "6").body()).contains("not the number of people");
    assertThat(schedule()).doesNotExist();

    assertThat(post(at + "/schedule", form + SEVEN).statusCode()).isEqualTo(303);
    assertThat(Files.readString(schedule()))
        .contains(Sha256Digest.hexOf(Files.readAllBytes(file())));
  }

  @Test
  void where_no_trial_counts_the_run_keeps_to_the_number_that_was_typed() {
    grave = true;
    most = 2000;
    attempt();
    for (String typed : List.of("", "2001", "2,001", "12,34", "-1", "07", "all")) {
      HttpResponse<String> answer = post(at + "/run", "people=" + typed);
      assertThat(answer.statusCode()).as(typed).isEqualTo(409);
      assertThat(answer.body()).contains("a number up to 2,000");
    }
    String form = "days=MONDAY&from=06:00&every=0" + seen() + "&people=";
    assertThat(post(at + "/schedule", form + "1999").statusCode()).isEqualTo(409);
    assertThat(post(at + "/schedule", form + "2,000").statusCode()).isEqualTo(303);
    assertThat(TYPED).isEmpty();

    assertThat(post(at + "/run", "people=1,003").statusCode()).isEqualTo(303);
    idle();
    assertThat(TYPED.get(0)).contains("--max-delete=1003");
  }

  @Test
  void a_trial_by_a_plan_counts_whom_the_plan_deletes_and_nobody_else() {
    grave = true;
    trial = List.of("--plan=");
    assertThat(post(at + "/try", "").statusCode()).isEqualTo(303);
    idle();
    assertThat(TYPED.get(0))
        .anyMatch(word -> word.startsWith("--plan=" + data()) && word.endsWith(".plan"));

    assertThat(post(at + "/run", "people=7").body()).contains("not the number of people");
    assertThat(post(at + "/run", "people=0").statusCode()).isEqualTo(303);
  }

  @Test
  void a_trial_that_has_failed_does_not_count() {
    grave = true;
    exit = 2;
    attempt();

    assertThat(post(at + "/run", "people=7").body()).contains("Try the job first");
    assertThat(TYPED).isEmpty();
  }

  @Test
  void what_has_no_trial_is_not_tried() {
    trial = List.of();

    HttpResponse<String> answer = post(at + "/try", "");

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("cannot be tried").doesNotContain("data-test=\"job-try\"");
    assertThat(TYPED).isEmpty();
  }

  @Test
  void a_trial_of_the_day_before_does_not_count() {
    grave = true;
    attempt();
    console.passes(Duration.ofHours(25));
    console.somebodyElse().signedIn();
    token = console.formToken();

    assertThat(post(at + "/run", "people=7").body()).contains("Try the job first");
    assertThat(TYPED).isEmpty();
  }

  @Test
  void what_was_missed_and_can_delete_is_asked_for_until_somebody_answers() throws IOException {
    grave = true;
    String id = at.substring("/jobs/".length());
    PrivateFiles.folder(data().resolve("console/jobs"));
    PrivateFiles.write(
        data().resolve("console/jobs/" + id + ".json"),
        "{\"done\":\"2026-03-03T06:00\",\"asked\":\"2026-03-03T06:00\",\"missed\":\"\","
            + "\"ran\":{\"at\":\"\",\"exit\":0,\"wrong\":\"\",\"people\":0,\"runs\":[],\"notes\":[]},"
            + "\"tried\":{\"at\":\"\",\"exit\":0,\"wrong\":\"\",\"people\":0,\"runs\":[],"
            + "\"notes\":[]}}");
    assertThat(console.get("/").body()).contains("Job: visitors", "Decide whether to run it now");

    assertThat(post(at + "/leave", "").statusCode()).isEqualTo(303);

    assertThat(console.get("/").body()).doesNotContain("Job: visitors");
    assertThat(TYPED).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "6", "07", "yes"})
  void what_can_delete_asks_for_the_number_of_people(String typed) {
    grave = true;
    attempt();

    HttpResponse<String> answer = post(at + "/run", "people=" + typed);

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("That is not the number of people");
    assertThat(TYPED).isEmpty();

    assertThat(post(at + "/run", "people=" + SEVEN).statusCode()).isEqualTo(303);
  }

  /** A job has a lock of its own, from its first list to its last. */
  @Test
  void while_another_job_is_at_work_nothing_is_started_and_the_page_says_whose_it_is()
      throws IOException {
    grave = true;
    attempt();
    String free = console.get(at).body();
    assertThat(free)
        .containsPattern("data-test=\"job-run\">")
        .doesNotContain("data-waits", "data-held");
    assertThat(progress()).contains("\"jobsHeld\":false");
    try (DataFolder busy = DataFolder.lock(PrivateFiles.folder(data().resolve("jobs")), "run")) {
      assertThat(busy.path()).exists();
      for (boolean can : new boolean[] {true, false}) {
        grave = can;
        String page = console.get(at).body();
        assertThat(page)
            .containsPattern("data-test=\"job-run\" disabled data-waits")
            .containsPattern("data-test=\"job-try\" disabled data-waits")
            .containsPattern("data-held=\"[^\"]+\" data-jobs>run of ");
      }
      assertThat(progress()).contains("\"jobsHeld\":true", "\"held\":false");
      grave = true;
      for (String step : List.of("/run", "/try")) {
        HttpResponse<String> answer = post(at + step, "people=7");
        assertThat(answer.statusCode()).as(step).isEqualTo(409);
        assertThat(answer.body()).contains("Another job is in progress", "run of ");
      }
    }
    assertThat(TYPED).isEmpty();
    assertThat(post(at + "/run", "people=7").statusCode()).as("the trial counts").isEqualTo(303);
  }

  private static String progress() {
    return console.get("/today/progress").body();
  }

  @Test
  void a_file_that_is_wrong_is_neither_run_nor_tried() {
    wrong = "line 2: <u>no</u>";

    assertThat(post(at + "/run", "").statusCode()).isEqualTo(409);
    assertThat(post(at + "/try", "").statusCode()).isEqualTo(409);
    assertThat(console.get(at).body()).contains("&lt;u&gt;no").doesNotContain("job-run");
    assertThat(TYPED).isEmpty();
  }

  @Test
  void what_a_timer_of_the_system_starts_is_not_scheduled_here() {
    timer = true;

    HttpResponse<String> answer = post(at + "/schedule", "days=MONDAY&from=06:00&every=0" + seen());

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body())
        .contains("A timer of this computer runs this job")
        .doesNotContain("data-test=\"schedule\"");
    assertThat(schedule()).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from=06:00&every=0",
        "days=MONDAY&every=0",
        "days=MONDAY&from=6&every=0",
        "days=MOONDAY&from=06:00&every=0",
        "days=MONDAY&from=06:00&every=30",
        "days=MONDAY&from=06:00&to=05:00&every=30",
        "days=MONDAY&from=06:00&to=07:00&every=1",
        "days=MONDAY&from=06:00&to=07:00&every=-30",
      })
  void what_is_no_schedule_is_refused(String form) {
    HttpResponse<String> answer = post(at + "/schedule", form + seen());

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("Choose at least one day and a time");
    assertThat(schedule()).doesNotExist();
  }

  @Test
  void what_a_file_says_is_shown_as_text() {
    String page = console.get(at).body();

    assertThat(page).contains("&lt;b&gt;x", "&lt;i&gt;about", "(hidden)");
  }

  /** Red before: it was shown, run and scheduled (L29). */
  @Test
  void a_file_that_others_may_write_is_neither_shown_tried_run_nor_scheduled() throws IOException {
    String seen = seen();
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-rw-rw-"));

    for (String step : List.of("/try", "/run", "/schedule")) {
      HttpResponse<String> answer = post(at + step, "days=MONDAY&from=06:00&every=0" + seen);
      assertThat(answer.statusCode()).as(step).isEqualTo(409);
    }
    assertThat(console.get(at).body())
        .contains("NOT_YOURS", "other users can change it")
        .doesNotContain("job-run", "&lt;b&gt;x", "data-test=\"schedule\"");
    assertThat(schedule()).doesNotExist();
    assertThat(TYPED).isEmpty();
  }

  @Test
  void a_file_that_was_changed_since_the_page_was_opened_is_not_scheduled() throws IOException {
    String seen = seen();
    Files.writeString(file(), TEXT + "heic-converter: /tmp/evil\n");

    HttpResponse<String> answer = post(at + "/schedule", "days=MONDAY&from=06:00&every=0" + seen);

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("was changed since this page was opened");
    assertThat(schedule()).doesNotExist();
  }

  @Test
  void looking_at_pages_makes_no_checks() {
    console.get("/");
    console.get("/checks");
    console.byItself("/today/progress");
    assertThat(TYPED).isEmpty();

    assertThat(post("/checks", "").statusCode()).isEqualTo(303);
    assertThat(Until.within(Duration.ofSeconds(20), () -> !TYPED.isEmpty())).isTrue();
    assertThat(TYPED).containsExactly(List.of("doctor", "--json", "--lang=en"));
  }
}
