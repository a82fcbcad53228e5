package dev.senselink.batch.cli.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.Shell;
import dev.senselink.batch.cli.console.CommandWatch;
import dev.senselink.batch.fixture.HttpReceiver;
import dev.senselink.batch.fixture.HttpReceiver.Answer;
import dev.senselink.batch.fixture.HttpReceiver.Received;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.ledger.store.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sun.misc.Signal;
import sun.misc.SignalHandler;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whoever was not there is told how a run ended: once, after it, and without anybody in it. */
@Tag("slow")
class NotifyStoriesTest {
  @TempDir Path folder;
  private Shell shell;
  private final HttpReceiver receiver = HttpReceiver.start();

  @BeforeEach
  void open() {
    shell = Shell.in(folder);
    secret("hook.txt", receiver.url("hook"));
    secret("ping.txt", receiver.url("start"), receiver.url("end"), receiver.url("fail"));
  }

  @AfterEach
  void close() {
    shell.close();
    receiver.close();
  }

  private Path secret(String name, String... lines) {
    try {
      Path file = shell.write(name, String.join("\n", lines) + "\n");
      Files.setPosixFilePermissions(
          file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
      return file;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Shell.Told job(String... lines) {
    List<String> all = new ArrayList<>(Arrays.asList(lines));
    all.add("notify-webhook-file: hook.txt");
    Path job = shell.write("staff-sync.yml", String.join("\n", all) + "\n");
    return noSecret(shell.run("run", job.toString()));
  }

  private static Shell.Told noSecret(Shell.Told told) {
    assertThat(told.all()).doesNotContain(HttpReceiver.TOKEN);
    return told;
  }

  private List<String> paths() {
    return receiver.received().stream().map(Received::path).toList();
  }

  private JsonNode sent() {
    assertThat(receiver.received()).hasSize(1);
    return JsonMapper.shared().readTree(receiver.received().get(0).body());
  }

  @Test
  void one_message_is_sent_after_the_report_is_written_and_the_lock_is_free() {
    shell.staff(2);
    shell.write("roster.csv", "jobNumber,name\nE1,Person 1\nE2,Person 2\n,Zhang Wei 13912345678\n");
    List<String> seen = new ArrayList<>();
    receiver.answering(
        got -> {
          seen.add("report " + Files.exists(shell.report().resolve("report.html")));
          seen.add("run " + DataFolder.isLocked(shell.data()));
          seen.add("job " + DataFolder.isLocked(shell.data().resolve("jobs")));
          return new Answer(200, "ok");
        });

    Shell.Told told = job("job: import-users", "roster: roster.csv", "report: report");

    assertThat(told.exit()).as(told.all()).isEqualTo(3);
    assertThat(told.err()).contains("told: webhook at 127.0.0.1");
    assertThat(seen).containsExactly("report true", "run false", "job false");
    JsonNode sent = sent();
    assertThat(sent.path("title").asString())
        .isEqualTo("SenseLink: staff-sync (import users): needs attention");
    assertThat(sent.path("level").asString()).isEqualTo("attention");
    JsonNode run = sent.path("runs").path(0);
    assertThat(run.path("sentence").asString()).contains("1 row needs attention", "created 2");
    assertThat(run.path("counts").path("rejected").asLong()).isEqualTo(1);
    assertThat(run.path("report").asString()).isEqualTo(shell.report().toString());
    assertThat(run.path("next").asString()).startsWith("senselink run ");
    assertThat(sent.path("text").asString())
        .contains("report: " + shell.report(), "next:\n  senselink run ");
    assertThat(receiver.received().get(0).body())
        .as("nobody is in it")
        .doesNotContain("Person", "Zhang", "13912345678", "E1", "notify", "hook.txt");
  }

  @Test
  void a_job_of_several_lists_is_one_message_and_one_heartbeat() {
    shell.staff(3);
    shell.write("a.csv", "jobNumber,name\nE1,Person 1\n");
    shell.write("b.csv", "jobNumber,name\nE2,Person 2\n,Nobody\n");

    Shell.Told told =
        job(
            "job: import-users",
            "roster: \"{a,b}.csv\"",
            "photos: photos",
            "report: report",
            "notify-heartbeat-file: ping.txt");

    assertThat(told.exit()).as(told.all()).isEqualTo(3);
    assertThat(paths()).hasSize(3).startsWith("start").contains("hook", "end");
    JsonNode sent = hook();
    assertThat(sent.path("runs").size()).isEqualTo(2);
    assertThat(sent.path("text").asString()).contains("a.csv", "b.csv");
  }

  @ParameterizedTest
  @CsvSource({
    "always,done,true", "attention,done,false", "failure,done,false",
    "always,look,true", "attention,look,true", "failure,look,false",
    "always,away,true", "attention,away,true", "failure,away,true"
  })
  void how_bad_it_must_be_is_said(String when, String end, boolean expected) {
    shell.staff(1);
    if (end.equals("look")) {
      shell.write("roster.csv", "jobNumber,name\nE1,Person 1\n,Nobody\n");
    } else if (end.equals("away")) {
      shell.with("SENSELINK_SERVER", "http://127.0.0.1:1");
    }

    job(
        "job: import-users",
        "roster: roster.csv",
        "report: report",
        "outage-wait: 0",
        "notify-when: " + when,
        "notify-heartbeat-file: ping.txt");

    List<String> beats = List.of("start", end.equals("away") ? "fail" : "end");
    assertThat(paths().stream().filter(path -> !path.equals("hook")).toList()).isEqualTo(beats);
    assertThat(paths().contains("hook")).isEqualTo(expected);
  }

  @Test
  void a_run_that_failed_says_why() {
    shell.staff(1);
    shell.with("SENSELINK_SERVER", "http://127.0.0.1:1");

    Shell.Told told =
        job("job: import-users", "roster: roster.csv", "report: report", "outage-wait: 0");

    assertThat(told.exit()).isEqualTo(4);
    assertThat(sent().path("level").asString()).isEqualTo("failure");
    assertThat(sent().path("exitCode").asInt()).isEqualTo(4);
    assertThat(sent().path("runs").path(0).path("sentence").asString()).startsWith("Failed: ");
    assertThat(sent().path("text").asString())
        .contains("senselink doctor", "senselink run ", "staff-sync.yml");
  }

  /** Systemd starts it again every five minutes: two hours are 24 starts. */
  @Test
  void a_job_that_finds_another_one_at_work_is_told_once_and_puts_off_no_alarm() {
    shell.staff(1);
    String[] lines = {"job: import-users", "roster: roster.csv", "notify-heartbeat-file: ping.txt"};

    try (DataFolder other = DataFolder.lock(shell.data().resolve("jobs"), "another")) {
      for (int n = 0; n < 3; n++) {
        Shell.Told told = job(lines);
        assertThat(told.exit()).as(told.all()).isEqualTo(4);
        assertThat(told.err().contains("people are not told again")).isEqualTo(n > 0);
      }
    }

    assertThat(paths()).containsExactly("hook");
    JsonNode sent = hook();
    assertThat(sent.path("level").asString()).isEqualTo("failure");
    assertThat(sent.path("runs").path(0).path("input").asString()).isEmpty();
    assertThat(sent.path("runs").path(0).path("next").asString())
        .startsWith("when that run has ended, run: senselink run ")
        .contains("staff-sync.yml");
  }

  @Test
  void a_typed_command_at_work_holds_a_job_up_in_the_same_way() {
    shell.staff(1);
    String[] lines = {
      "job: import-users", "roster: roster.csv", "report: report", "notify-heartbeat-file: ping.txt"
    };

    try (DataFolder other = DataFolder.lock(shell.data(), "import users")) {
      assertThat(job(lines).exit()).isEqualTo(4);
      assertThat(job(lines).exit()).isEqualTo(4);
    }

    assertThat(paths()).containsExactly("hook");
    assertThat(job(lines).exit()).isZero();
    assertThat(paths()).containsExactly("hook", "start", "end");
  }

  /** The one that is at work will tell how it ended. */
  @Test
  void a_job_that_finds_itself_at_work_tells_nobody() {
    shell.staff(1);

    try (DataFolder same = DataFolder.lock(shell.data().resolve("jobs"), "run staff-sync.yml")) {
      assertThat(
              job("job: import-users", "roster: roster.csv", "notify-heartbeat-file: ping.txt")
                  .exit())
          .isEqualTo(4);
    }

    assertThat(paths()).isEmpty();
  }

  @Test
  void why_a_job_stopped_is_told_once_a_day_until_it_comes_to_its_end() {
    shell.staff(1);
    String there = shell.sandbox().url().toString();
    String[] lines = {
      "job: import-users",
      "roster: roster.csv",
      "report: report",
      "outage-wait: 0",
      "notify-heartbeat-file: ping.txt"
    };
    shell.with("SENSELINK_SERVER", "http://127.0.0.1:1");

    assertThat(job(lines).exit()).isEqualTo(4);
    assertThat(job(lines).exit()).isEqualTo(4);
    assertThat(paths())
        .as("a watchdog hears of each")
        .containsExactlyInAnyOrder("start", "hook", "fail", "start", "fail");

    shell.with("SENSELINK_SERVER", there);
    assertThat(job(lines).exit()).isZero();
    shell.with("SENSELINK_SERVER", "http://127.0.0.1:1");
    shell.staff(2);
    receiver.forget();
    assertThat(job(lines).exit()).isEqualTo(4);
    assertThat(paths()).as("it is news again").contains("hook");
  }

  @Test
  void what_is_wrong_with_the_metrics_keeps_nobody_from_being_told() throws IOException {
    shell.staff(1);
    Files.createDirectories(shell.data().resolve("last-runs"));
    shell.write(
        "data/last-runs/broken.json",
        "{\"command\":\"x\",\"jobFile\":\"y\",\"exitCode\":0,\"counts\":{}}");

    Shell.Told told =
        job(
            "job: import-users",
            "roster: roster.csv",
            "report: report",
            "notify-when: always",
            "metrics-file: senselink.prom");

    assertThat(told.exit()).as(told.all()).isZero();
    assertThat(told.err()).contains("the metrics file was not updated, because of a bug");
    assertThat(paths()).containsExactly("hook");
  }

  @Test
  void who_could_not_be_told_is_told_the_next_time() {
    shell.staff(1);
    shell.with("SENSELINK_SERVER", "http://127.0.0.1:1");
    String[] lines = {"job: import-users", "roster: roster.csv", "outage-wait: 0"};
    receiver.answering(404, "");

    job(lines);
    job(lines);

    assertThat(paths()).containsExactly("hook", "hook");
  }

  @Test
  void practice_by_the_settings_tells_nobody_either() throws IOException {
    shell.staff(1);
    shell.with("SENSELINK_DATA", null);
    Path metrics = shell.write("senselink.prom", "of the real jobs\n");
    Path settings =
        secret(
            "senselink.yml",
            "sandbox: true",
            "notify-webhook-file: hook.txt",
            "notify-heartbeat-file: ping.txt",
            "notify-when: always",
            "metrics-file: senselink.prom");

    assertThat(
            shell
                .run(
                    "import",
                    "users",
                    folder.resolve("roster.csv").toString(),
                    "--report",
                    folder + "/r1",
                    "--config",
                    settings.toString())
                .exit())
        .isZero();

    assertThat(paths()).isEmpty();
    assertThat(metrics).hasContent("of the real jobs\n");
  }

  @Test
  void practice_with_a_real_jobs_file_tells_nobody() {
    shell.staff(1);
    shell.with("SENSELINK_DATA", null);
    Path metrics = shell.write("senselink.prom", "of the real jobs\n");
    Path job =
        shell.write(
            "staff-sync.yml",
            "job: import-users\nroster: roster.csv\nnotify-when: always\n"
                + "notify-webhook-file: hook.txt\nmetrics-file: senselink.prom\n");

    assertThat(shell.run("run", job.toString(), "--sandbox=true", "--report=" + folder + "/r1"))
        .satisfies(told -> assertThat(told.exit()).as(told.all()).isZero());

    assertThat(paths()).isEmpty();
    assertThat(metrics).hasContent("of the real jobs\n");
    String hook = folder.resolve("hook.txt").toString();
    shell.run(
        "run",
        job.toString(),
        "--sandbox=true",
        "--report=" + folder + "/r2",
        "--notify-when=always",
        "--notify-webhook-file=" + hook);
    assertThat(paths()).as("unless that is typed too").containsExactly("hook");
  }

  @Test
  void a_plan_puts_off_no_alarm_unless_it_is_what_the_job_is_for() {
    shell.staff(1);
    String[] lines = {"job: import-users", "roster: roster.csv", "report: report"};
    List<String> planned = new ArrayList<>(Arrays.asList(lines));
    planned.addAll(List.of("plan: staff.plan", "notify-heartbeat-file: ping.txt"));

    assertThat(job(planned.toArray(String[]::new)).exit()).isZero();
    assertThat(paths()).containsExactly("start", "end");
    receiver.forget();

    Path job =
        shell.write("night.yml", String.join("\n", lines) + "\nnotify-heartbeat-file: ping.txt\n");
    assertThat(
            shell
                .run(
                    "run",
                    job.toString(),
                    "--plan=" + folder + "/other.plan",
                    "--report=" + folder + "/r")
                .exit())
        .isZero();
    assertThat(paths()).as("who looks first in the morning").isEmpty();
    assertThat(
            shell
                .run("run", job.toString(), "--plan=" + folder + "/no/x.plan", "--groupz=A")
                .exit())
        .isEqualTo(2);
    assertThat(paths()).as("nor does one that could not begin").isEmpty();
  }

  @Test
  void who_only_looks_at_a_list_puts_off_no_alarm() {
    shell.staff(1);
    shell.with("SENSELINK_NOTIFY_HEARTBEAT_FILE", folder.resolve("ping.txt").toString());
    String roster = folder.resolve("roster.csv").toString();
    String photos = folder.resolve("photos").toString();

    shell.run("validate", "users", roster, "--photos", photos, "--report", folder + "/r1");
    shell.run("photos", "check", photos, "--offline", "--report", folder + "/r2");
    assertThat(paths()).isEmpty();

    assertThat(
            job(
                    "job: validate-users",
                    "roster: roster.csv",
                    "report: report",
                    "notify-heartbeat-file: ping.txt")
                .exit())
        .isZero();
    assertThat(paths()).as("unless that is the job").containsExactly("start", "end");
  }

  private JsonNode hook() {
    return receiver.received().stream()
        .filter(got -> got.path().equals("hook"))
        .map(got -> JsonMapper.shared().readTree(got.body()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_list_that_needs_attention_is_told_with_its_numbers() {
    shell.staff(6);
    String[] lines = {
      "job: import-users", "roster: roster.csv", "photos: photos", "list: staff", "leavers: report"
    };
    shell.write("first.yml", String.join("\n", lines) + "\n");
    Shell.Told first = shell.run("run", folder + "/first.yml", "--new-list=true");
    assertThat(first.exit()).as(first.all()).isZero();
    shell.roster("jobNumber,name", "E1,Person 1");

    Shell.Told told = job(lines);

    assertThat(told.exit()).as(told.all()).isEqualTo(3);
    JsonNode run = sent().path("runs").path(0);
    assertThat(run.path("sentence").asString())
        .contains("skipped 1 of 1 row", "The list needs attention: missing from it 5")
        .contains(
            "Nothing was done about anybody who is missing from the list, because the list is much"
                + " shorter than at its last complete import.");
    assertThat(run.path("counts").path("leavers").asLong()).isEqualTo(5);
  }

  @Test
  void where_a_console_is_named_its_page_is_told_in_place_of_the_folder() {
    shell.staff(1);

    Shell.Told told =
        job(
            "job: import-users",
            "roster: roster.csv",
            "report: report",
            "notify-when: always",
            "notify-console: https://console.example.com/");

    assertThat(told.exit()).as(told.all()).isZero();
    assertThat(sent().path("text").asString())
        .containsPattern("report: https://console\\.example\\.com/runs/R\\S+")
        .doesNotContain(shell.report().toString());
  }

  @Test
  void a_dry_run_puts_off_no_alarm() {
    shell.staff(1);

    Shell.Told told =
        job(
            "job: import-users",
            "roster: roster.csv",
            "report: report",
            "dry-run: true",
            "notify-when: always",
            "notify-heartbeat-file: ping.txt");

    assertThat(told.exit()).as(told.all()).isZero();
    assertThat(paths()).containsExactly("hook");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void of_what_is_tried_in_the_console_nobody_else_is_told(boolean tried) {
    shell.staff(1);
    CommandWatch console =
        new CommandWatch() {
          @Override
          protected void begins(StopSwitch stop) {}

          @Override
          protected void rows(long done, long total) {}
        };

    int exit =
        console.over(
            () ->
                job(
                        "job: import-users",
                        "roster: roster.csv",
                        "report: report",
                        "dry-run: " + tried,
                        "notify-when: always")
                    .exit());

    assertThat(exit).isZero();
    assertThat(paths()).isEqualTo(tried ? List.of() : List.of("hook"));
  }

  @Test
  void of_a_dry_run_the_folder_is_told_for_no_console_has_its_page() {
    shell.staff(1);

    job(
        "job: import-users",
        "roster: roster.csv",
        "report: report",
        "dry-run: true",
        "notify-when: always",
        "notify-console: https://console.example.com/");

    assertThat(sent().path("text").asString())
        .contains("report: " + shell.report())
        .doesNotContain("console.example.com");
  }

  @Test
  void a_stray_word_does_not_silence_what_is_typed_beside_it() {
    shell.staff(1);
    Path job = shell.write("staff-sync.yml", "job: import-users\nroster: roster.csv\n");

    Shell.Told told =
        shell.run(
            "run", job.toString(), "stray", "--notify-webhook-file=" + folder.resolve("hook.txt"));

    assertThat(told.exit()).as(told.all()).isEqualTo(2);
    assertThat(sent().path("text").asString()).contains("stray");
  }

  @Test
  void authorities_that_cannot_be_read_do_not_silence_who_needs_none() {
    shell.staff(1);
    secret("empty.pem", "");

    Shell.Told told =
        job("job: import-users", "roster: roster.csv", "groupz: A", "notify-ca-file: empty.pem");

    assertThat(told.exit()).as(told.all()).isEqualTo(2);
    assertThat(told.err()).contains("told: webhook at 127.0.0.1").doesNotContain("bug");
    assertThat(paths()).containsExactly("hook");
  }

  @Test
  void of_a_job_file_that_cannot_be_read_the_settings_and_what_is_typed_say_whom_to_tell() {
    Path job = shell.write("staff-sync.yml", "job: [import-users\n");
    String hook = folder.resolve("hook.txt").toString();

    assertThat(shell.run("run", job.toString(), "--notify-webhook-file=" + hook).exit())
        .isEqualTo(2);
    assertThat(sent().path("title").asString()).contains("staff-sync", "failed");
    receiver.forget();

    shell.with("SENSELINK_NOTIFY_WEBHOOK_FILE", hook);
    assertThat(shell.run("run", job.toString()).exit()).isEqualTo(2);
    assertThat(sent().path("title").asString()).contains("staff-sync", "failed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "notify-mail: hr",
        "notify-when: sometimes",
        "notify-heartbeat-file: none.txt",
        "notify-attach: report"
      })
  void one_key_that_is_wrong_does_not_silence_the_others(String line) {
    shell.staff(1);

    Shell.Told told = job("job: import-users", "roster: roster.csv", line);

    assertThat(told.exit()).as(told.all()).isEqualTo(2);
    assertThat(sent().path("text").asString()).contains(line.split(":")[0]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"groupz: Office", "app-secret-file: none.txt"})
  void a_job_that_could_not_begin_is_told_too(String mistake) {
    shell.staff(1);

    Shell.Told told =
        job("job: import-users", "roster: roster.csv", mistake, "notify-heartbeat-file: ping.txt");

    assertThat(told.exit()).as(told.all()).isEqualTo(2);
    assertThat(paths()).hasSize(3).startsWith("start").contains("hook", "fail");
    JsonNode sent = hook();
    assertThat(sent.path("title").asString()).contains("staff-sync (import users)", "failed");
    assertThat(sent.path("text").asString())
        .contains(mistake.split(":")[0], "correct what is wrong, then run: senselink run ");
  }

  @Test
  void of_a_list_that_cannot_be_read_no_cell_is_told() {
    shell.write("roster.csv", "Zhang Wei,13912345678\nLi Na,13812345678\n");

    Shell.Told told = job("job: import-users", "roster: roster.csv", "report: report");

    assertThat(told.exit()).as(told.all()).isIn(2, 5);
    assertThat(receiver.received().get(0).body()).doesNotContain("Zhang", "12345678", "Li Na");
  }

  /** Ten minutes are long for whoever waits at the terminal, or shuts the machine down. */
  @Test
  void a_signal_ends_the_waiting_and_not_the_runs_exit_code() {
    shell.staff(1);
    Signal terminate = new Signal("TERM");
    SignalHandler before = Signal.handle(terminate, signal -> {});
    AtomicInteger asked = new AtomicInteger();
    receiver.answering(
        got -> {
          asked.incrementAndGet();
          Signal.raise(terminate);
          return new Answer(503, "later");
        });
    try {
      Shell.Told told =
          job("job: import-users", "roster: roster.csv", "report: report", "notify-when: always");

      assertThat(told.exit()).as(told.all()).isZero();
      assertThat(told.err()).contains("not told: webhook at 127.0.0.1");
      assertThat(asked).hasValue(1);
    } finally {
      Signal.handle(terminate, before);
    }
  }

  @Test
  void who_cannot_be_told_changes_no_exit_code() {
    shell.staff(1);
    receiver.answering(404, "no");

    Shell.Told told =
        job("job: import-users", "roster: roster.csv", "report: report", "notify-when: always");

    assertThat(told.exit()).as(told.all()).isZero();
    assertThat(told.err()).contains("not told: webhook at 127.0.0.1", "404");
    assertThat(receiver.received()).hasSize(1);
  }

  @Test
  void a_typed_command_and_the_configuration_are_obeyed_too() {
    shell.staff(1);
    Path settings =
        secret(
            "senselink.yml",
            "notify-webhook-file: hook.txt",
            "notify-format: slack",
            "notify-when: always");

    Shell.Told told =
        noSecret(
            shell.importing(
                folder.resolve("roster.csv"),
                "--config",
                settings.toString(),
                "--lang",
                "zh",
                "--log-level",
                "trace"));

    assertThat(told.exit()).as(told.all()).isZero();
    assertThat(sent().path("text").asString()).startsWith("SenseLink：import users：已完成");
    receiver.forget();
    assertThat(shell.run("company", "--config", settings.toString()).exit()).isZero();
    assertThat(receiver.received()).as("of a question nobody is told").isEmpty();
  }

  @Test
  void practice_tells_nobody_unless_it_is_asked_for() {
    shell.staff(1);
    shell
        .with("SENSELINK_DATA", null)
        .with("SENSELINK_NOTIFY_WHEN", "always")
        .with("SENSELINK_NOTIFY_WEBHOOK_FILE", folder.resolve("hook.txt").toString());
    String roster = folder.resolve("roster.csv").toString();

    assertThat(shell.run("import", "users", roster, "--sandbox", "--report", folder + "/r1").exit())
        .isZero();
    assertThat(receiver.received()).isEmpty();

    shell.run(
        "import",
        "users",
        roster,
        "--sandbox",
        "--report",
        folder + "/r2",
        "--notify-when",
        "always");
    assertThat(receiver.received()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "notify-mail: hr@example.com|--notify-from",
        "notify-mail: hr|not a mail address",
        "notify-webhook-file: none.txt|--notify-webhook-file: there is no such file",
        "notify-webhook-file: hooks.example.com/T0KEN-nobody-may-see|there is no such file",
        "notify-heartbeat-file: T0KEN-nobody-may-see|there is no such file",
        "'notify-webhook-file: \"https://h/T0KEN-nobody-may-see\\0\"'|It is not shown here",
        "notify-webhook-file: empty.txt|empty.txt",
        "notify-webhook-file: no-address.txt|must be an address",
        "notify-smtp: mail:25|smtp://HOST:PORT",
        "notify-smtp: smtp://mail:65536|smtp://HOST:PORT",
        "notify-webhook-file: no-port.txt|must be an address",
        "notify-webhook-file: https://hooks.example.com/T0KEN-nobody-may-see|wants the name of a file",
        "notify-heartbeat-file: http://ping.example.com/T0KEN-nobody-may-see|wants the name of a file",
        "notify-console: console|https://console.example.com",
        "notify-console: https://hr:T0KEN-nobody-may-see@console.example.com|without user, password",
        "notify-console: https://console.example.com/?token=T0KEN-nobody-may-see|without user, password",
        "notify-attach: report|--notify-mail",
        "notify-when: sometimes|notify-when",
        "notify-format: teams|notify-format",
        "notify-ca-file: empty.txt|empty.txt"
      })
  void what_could_never_be_told_is_refused_before_anything_is_sent(String line, String said) {
    shell.staff(1);
    secret("empty.txt", "");
    secret("no-address.txt", "hooks/" + HttpReceiver.TOKEN);
    secret("no-port.txt", "https://hooks.example.com:65536/" + HttpReceiver.TOKEN);

    Path job =
        shell.write(
            "job.yml", String.join("\n", "job: import-users", "roster: roster.csv", line) + "\n");
    Shell.Told told = noSecret(shell.run("run", job.toString()));

    assertThat(told.exit()).as(told.all()).isEqualTo(2);
    assertThat(told.err()).contains(said);
    assertThat(shell.sandbox().people()).isEmpty();
  }

  @Test
  void a_password_in_place_of_its_file_is_not_repeated() {
    shell.staff(1);
    Path job =
        shell.write(
            "job.yml",
            String.join(
                    "\n",
                    "job: import-users",
                    "roster: roster.csv",
                    "notify-mail: hr@example.com",
                    "notify-from: senselink@example.com",
                    "notify-smtp: smtp://mail:587",
                    "notify-smtp-user: senselink",
                    "notify-smtp-password-file: " + HttpReceiver.TOKEN)
                + "\n");

    Shell.Told told = noSecret(shell.run("run", job.toString()));

    assertThat(told.exit()).as(told.all()).isEqualTo(2);
    assertThat(told.err()).contains("--notify-smtp-password-file", "there is no such file");
    Path settings =
        secret(
            "senselink.yml",
            "notify-webhook-file: \"https://h/" + HttpReceiver.TOKEN + "\\0\""); // as on Windows
    assertThat(
            noSecret(shell.importing(folder.resolve("roster.csv"), "--config", settings.toString()))
                .exit())
        .as("what can be no path is wrong settings, and no bug")
        .isEqualTo(2);
    assertThat(
            noSecret(
                    shell.importing(
                        folder.resolve("roster.csv"),
                        "--notify-webhook-file",
                        "https://hooks.example.com/" + HttpReceiver.TOKEN))
                .exit())
        .isEqualTo(2);
  }

  @Test
  void a_test_message_tries_what_a_job_file_says() {
    Path job =
        shell.write(
            "staff-sync.yml",
            "job: import-users\nroster: roster.csv\nnotify-webhook-file: hook.txt\n"
                + "notify-format: slack\n");

    assertThat(noSecret(shell.run("notify", "test", job.toString())))
        .satisfies(told -> assertThat(told.exit()).as(told.all()).isZero())
        .satisfies(told -> assertThat(told.out()).contains("delivered: webhook at 127.0.0.1"));
    assertThat(sent().has("mrkdwn")).as("in the form that the job file wants").isTrue();
    receiver.forget();

    shell.run("notify", "test", job.toString(), "--notify-format", "json");
    assertThat(sent().has("program")).as("what is typed wins").isTrue();

    assertThat(shell.run("notify", "test", folder + "/none.yml").exit()).isEqualTo(2);
  }

  @Test
  void a_test_message_says_whether_it_arrived() {
    String hook = folder.resolve("hook.txt").toString();
    String[] typed = {"notify", "test", "--notify-webhook-file", hook};

    assertThat(noSecret(shell.run(typed)))
        .satisfies(told -> assertThat(told.exit()).isZero())
        .satisfies(told -> assertThat(told.out()).contains("delivered: webhook at 127.0.0.1"));
    assertThat(sent().path("text").asString()).contains("This is a test");

    receiver.answering(401, "");
    assertThat(
            noSecret(
                shell.run(
                    Stream.concat(Stream.of(typed), Stream.of("--json")).toArray(String[]::new))))
        .satisfies(told -> assertThat(told.exit()).isEqualTo(3))
        .satisfies(
            told ->
                assertThat(told.json().path("told").path(0).path("delivered").asBoolean())
                    .isFalse());
    assertThat(shell.run("notify", "test"))
        .satisfies(told -> assertThat(told.exit()).isEqualTo(2))
        .satisfies(told -> assertThat(told.err()).contains("nobody to tell"));
  }
}
