package dev.senselink.batch.console.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.console.command.CommandQueue;
import dev.senselink.batch.console.command.CommandRunner;
import dev.senselink.batch.console.command.JobSheet;
import dev.senselink.batch.console.runs.RunCatalog;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.fixture.OtherMachine;
import dev.senselink.batch.fixture.Until;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a job is started by itself; time passes when a test says so. */
class JobClockTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @TempDir Path folder;

  private final AtomicInteger started = new AtomicInteger();
  private volatile CountDownLatch atWork = new CountDownLatch(0);
  private volatile boolean grave;
  private volatile int exit;
  private volatile boolean timer;
  private volatile Instant now = Instant.EPOCH;

  /** States that would have survived a power cut. */
  private final List<String> safe = Collections.synchronizedList(new ArrayList<>());

  private volatile List<String> safeAtStart = List.of();

  private final Machine machine =
      new OtherMachine() {
        @Override
        public Clock wall() {
          return Clock.fixed(now, BERLIN);
        }

        @Override
        public void force(Path file) throws IOException {
          super.force(file);
          safe.add(Files.readString(file));
        }
      };

  private final CommandRunner runner =
      new CommandRunner() {
        @Override
        public Ended run(List<String> words, Watcher watcher) {
          started.incrementAndGet();
          safeAtStart = List.copyOf(safe);
          try {
            atWork.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return new Ended(exit, "{}");
        }

        @Override
        public JobSheet read(Path jobFile) {
          return new JobSheet(
              "export", "", List.of(), "", grave, -1, List.of(), timer, List.of(), false, null);
        }
      };

  private CommandQueue queue;
  private Jobs jobs;
  private JobFolder.Job job;
  private JobClock clock;

  @BeforeEach
  void open() throws IOException {
    Path files = PrivateFiles.folder(folder.resolve("jobs"));
    Files.writeString(files.resolve("night.yml"), "job: export\n");
    Path data = folder.resolve("data");
    queue = new CommandQueue(runner, machine, data);
    jobs = new Jobs(data, files, queue, runner, new RunCatalog(data), machine);
    job = jobs.folder().all().get(0);
    restart();
  }

  private void restart() {
    clock = new JobClock(jobs);
  }

  @AfterEach
  void close() {
    atWork.countDown();
    queue.close();
  }

  /** Every day from one time to another. */
  private void due(String from, String to, int every, String since) throws IOException {
    JobFolder.schedule(
        job,
        new Schedule(
            EnumSet.allOf(DayOfWeek.class),
            LocalTime.parse(from),
            LocalTime.parse(to),
            every,
            LocalDateTime.parse(since),
            jobs.owner(),
            JobFolder.sha256(job)));
  }

  private void dailyAtSix() throws IOException {
    due("06:00", "06:00", 1440, "2026-03-02T12:00");
  }

  private void at(String local) {
    now = LocalDateTime.parse(local).atZone(BERLIN).toInstant();
    look();
  }

  private void look() {
    clock.look();
    if (atWork.getCount() == 0) {
      assertThat(Until.within(Duration.ofSeconds(20), () -> !jobs.isAtWork(job))).isTrue();
    }
  }

  @Test
  void it_is_started_when_it_is_due_and_once() throws IOException {
    dailyAtSix();
    at("2026-03-03T05:59:50");
    assertThat(started).hasValue(0);

    at("2026-03-03T06:00:00");
    at("2026-03-03T06:00:10");
    at("2026-03-03T06:00:20");

    assertThat(started).hasValue(1);
    assertThat(jobs.state(job).ran().exit()).isZero();
  }

  @Test
  void that_it_is_started_survives_a_power_cut_before_it_is() throws IOException {
    dailyAtSix();
    at("2026-03-03T05:59:50");
    at("2026-03-03T06:00:00");

    assertThat(started).hasValue(1);
    assertThat(safeAtStart).last().asString().contains("\"done\":\"2026-03-03T06:00\"");
  }

  @Test
  void a_time_before_it_was_scheduled_is_none() throws IOException {
    due("06:00", "06:00", 1440, "2026-03-03T06:30");
    at("2026-03-03T06:30:10");
    at("2026-03-03T06:40:10");

    assertThat(started).hasValue(0);
  }

  @Test
  void what_was_missed_by_less_than_an_hour_starts_once_two_minutes_after_waking()
      throws IOException {
    dailyAtSix();
    at("2026-03-03T06:59:50");
    at("2026-03-03T07:01:40");
    assertThat(started).hasValue(0);

    at("2026-03-03T07:01:50");
    at("2026-03-03T07:02:00");
    at("2026-03-03T07:03:00");

    assertThat(started).hasValue(1);
  }

  @Test
  void what_was_missed_by_more_is_told_and_not_started() throws IOException {
    dailyAtSix();
    at("2026-03-03T07:00:00");
    at("2026-03-03T07:02:00");
    at("2026-03-03T07:03:00");

    assertThat(started).hasValue(0);
    assertThat(jobs.state(job).missed()).isEqualTo("2026-03-03T06:00");
    assertThat(clock.todo()).singleElement().asString().contains("too long ago");
  }

  @Test
  void what_waits_after_waking_is_judged_anew_when_the_machine_sleeps_again() throws IOException {
    dailyAtSix();
    at("2026-03-03T06:10:00");
    at("2026-03-03T12:00:00");
    at("2026-03-03T12:00:10");
    at("2026-03-03T12:02:10");

    assertThat(started).hasValue(0);
    assertThat(jobs.state(job).missed()).isEqualTo("2026-03-03T06:00");
  }

  @Test
  void one_that_can_delete_and_waits_is_not_started_after_a_sleep() throws IOException {
    grave = true;
    dailyAtSix();
    at("2026-03-03T05:59:55");
    try (DataFolder busy = DataFolder.lock(folder.resolve("data"), "import users")) {
      assertThat(busy.path()).exists();
      at("2026-03-03T06:00:05");
    }
    at("2026-03-03T14:00:00");
    at("2026-03-03T14:00:10");

    assertThat(started).hasValue(0);
    assertThat(jobs.state(job).asked()).isEqualTo("2026-03-03T06:00");
  }

  @Test
  void what_waits_is_not_lost_with_the_console() throws IOException {
    dailyAtSix();
    at("2026-03-03T05:59:55");
    try (DataFolder busy = DataFolder.lock(folder.resolve("data"), "import users")) {
      assertThat(busy.path()).exists();
      at("2026-03-03T06:00:05");
    }
    restart();
    at("2026-03-03T06:10:00");
    at("2026-03-03T06:12:00");
    at("2026-03-03T06:12:10");

    assertThat(started).hasValue(1);
  }

  @Test
  void what_somebody_runs_while_it_waits_is_not_run_again() throws IOException {
    dailyAtSix();
    at("2026-03-03T06:01:00");
    jobs.run(job);
    look();
    at("2026-03-03T06:03:00");
    at("2026-03-03T06:03:10");

    assertThat(started).hasValue(1);
  }

  @Test
  void what_is_due_while_another_process_runs_a_job_waits_and_runs_once() throws IOException {
    dailyAtSix();
    at("2026-03-03T05:59:55");
    try (DataFolder busy = DataFolder.lock(folder.resolve("data/jobs"), "run x.yml")) {
      assertThat(busy.path()).exists();
      at("2026-03-03T06:00:05");
      at("2026-03-03T06:01:05");
      assertThat(started).hasValue(0);
    }
    at("2026-03-03T06:02:05");
    at("2026-03-03T06:03:05");

    assertThat(started).hasValue(1);
  }

  @Test
  void what_another_process_was_faster_than_is_started_again() throws IOException {
    dailyAtSix();
    exit = 4; // as a command ends that finds the folder held
    atWork = new CountDownLatch(1);
    at("2026-03-03T05:59:55");
    at("2026-03-03T06:00:05");
    assertThat(Until.within(Duration.ofSeconds(20), () -> started.get() == 1)).isTrue();
    try (DataFolder busy = DataFolder.lock(folder.resolve("data"), "import users")) {
      assertThat(busy.path()).exists();
      atWork.countDown();
      assertThat(Until.within(Duration.ofSeconds(20), () -> !jobs.isAtWork(job))).isTrue();
      at("2026-03-03T06:01:05");
      assertThat(started).hasValue(1);
      assertThat(jobs.state(job).ran().isNever()).isTrue();
    }
    exit = 0;
    at("2026-03-03T06:02:05");
    at("2026-03-03T06:03:05");

    assertThat(started).hasValue(2);
  }

  @Test
  void a_schedule_made_while_the_clock_was_wrong_by_a_year_is_no_silent_one() throws IOException {
    due("06:00", "06:00", 1440, "2027-03-03T12:00");
    at("2026-03-03T05:59:50");
    at("2026-03-03T06:00:00");
    at("2026-03-03T06:00:10");

    assertThat(started).hasValue(1);
  }

  @Test
  void a_schedule_that_cannot_be_read_is_told() throws IOException {
    Files.writeString(folder.resolve("jobs/night.yml.schedule"), "x");
    at("2026-03-03T06:00:00");

    assertThat(started).hasValue(0);
    assertThat(clock.todo()).singleElement().asString().contains("cannot be read");
  }

  @Test
  void one_of_which_nobody_knows_what_became_of_it_stops_no_other() throws IOException {
    Files.writeString(folder.resolve("jobs/broken.yml"), "job: export\n");
    JobFolder.Job broken = jobs.folder().all().get(0);
    dailyAtSix();
    Files.copy(
        folder.resolve("jobs/night.yml.schedule"), folder.resolve("jobs/broken.yml.schedule"));
    PrivateFiles.write(folder.resolve("data/console/jobs/" + broken.id() + ".json"), "x");
    at("2026-03-03T05:59:50");
    at("2026-03-03T06:00:00");

    assertThat(started).hasValue(1);
    assertThat(clock.todo()).singleElement().asString().contains("broken", "cannot be read");
  }

  @Test
  void a_machine_that_slept_wakes_like_one_that_was_off() throws IOException {
    dailyAtSix();
    at("2026-03-03T05:55:00");
    at("2026-03-03T06:20:00");
    assertThat(started).hasValue(0);
    at("2026-03-03T06:21:00");
    assertThat(started).hasValue(0);

    at("2026-03-03T06:22:00");

    assertThat(started).hasValue(1);
  }

  @Test
  void of_many_times_that_were_missed_one_is_made_up() throws IOException {
    due("00:00", "23:55", 5, "2026-03-01T12:00");
    at("2026-03-03T06:02:00");
    at("2026-03-03T06:03:00");
    at("2026-03-03T06:04:00");
    assertThat(started).hasValue(1);

    at("2026-03-03T06:04:30");
    assertThat(started).hasValue(1);
    at("2026-03-03T06:05:00");
    assertThat(started).hasValue(2);
  }

  @Test
  void one_that_can_delete_is_never_made_up_somebody_is_asked() throws IOException {
    grave = true;
    dailyAtSix();
    at("2026-03-03T06:01:00");
    at("2026-03-03T06:03:00");
    at("2026-03-03T06:04:00");

    assertThat(started).hasValue(0);
    assertThat(clock.todo()).singleElement().asString().contains("Decide");
    assertThat(jobs.state(job).asked()).isEqualTo("2026-03-03T06:00");

    jobs.run(job);
    look();
    assertThat(clock.todo()).isEmpty();
    for (int second = 0; second < 60; second += 10) {
      at("2026-03-04T05:59:" + (second == 0 ? "00" : second));
    }
    at("2026-03-04T06:00:00");
    assertThat(started).as("on time it is started like any").hasValue(2);
  }

  @Test
  void what_is_due_while_it_is_at_work_waits_and_runs_once() throws IOException {
    due("06:00", "08:00", 10, "2026-03-02T12:00");
    atWork = new CountDownLatch(1);
    at("2026-03-03T05:59:55");
    at("2026-03-03T06:00:05");
    assertThat(Until.within(Duration.ofSeconds(20), () -> started.get() == 1)).isTrue();

    for (int minute = 1; minute <= 25; minute++) {
      at("2026-03-03T06:%02d:05".formatted(minute));
    }
    assertThat(started).hasValue(1);
    atWork.countDown();
    assertThat(Until.within(Duration.ofSeconds(20), () -> !jobs.isAtWork(job))).isTrue();
    at("2026-03-03T06:26:05");
    at("2026-03-03T06:27:05");

    assertThat(started).hasValue(2);
  }

  @Test
  void what_is_due_while_another_process_has_the_data_folder_waits_and_runs_once()
      throws IOException {
    dailyAtSix();
    at("2026-03-03T05:59:55");
    try (DataFolder busy = DataFolder.lock(folder.resolve("data"), "import users")) {
      assertThat(busy.path()).exists();
      at("2026-03-03T06:00:05");
      at("2026-03-03T06:01:05");
      assertThat(started).hasValue(0);
    }
    at("2026-03-03T06:02:05");
    at("2026-03-03T06:03:05");

    assertThat(started).hasValue(1);
  }

  @Test
  void a_console_that_is_opened_again_starts_nothing_twice() throws IOException {
    dailyAtSix();
    at("2026-03-03T05:59:50");
    at("2026-03-03T06:00:00");
    restart();
    at("2026-03-03T06:00:05");
    at("2026-03-03T06:02:10");

    assertThat(started).hasValue(1);
  }

  @Test
  void an_hour_that_comes_twice_starts_nothing_twice() throws IOException {
    due("01:00", "04:00", 30, "2026-10-24T12:00");
    now = LocalDateTime.parse("2026-10-25T00:30").atZone(BERLIN).toInstant();
    for (int minute = 0; minute < 300; minute++) {
      look();
      now = now.plus(Duration.ofMinutes(1));
    }

    assertThat(started).hasValue(7);
  }

  @Test
  void a_time_that_the_clocks_jump_over_comes_all_the_same() throws IOException {
    due("02:30", "02:30", 1440, "2026-03-28T12:00");
    now = LocalDateTime.parse("2026-03-29T01:30").atZone(BERLIN).toInstant();
    for (int minute = 0; minute < 180; minute++) {
      look();
      now = now.plus(Duration.ofMinutes(1));
    }

    assertThat(started).hasValue(1);
  }

  @Test
  void a_clock_that_is_put_back_starts_nothing_twice() throws IOException {
    dailyAtSix();
    at("2026-03-03T05:59:50");
    at("2026-03-03T06:00:00");
    at("2026-03-03T05:30:00");
    for (int minute = 30; minute < 60; minute++) {
      at("2026-03-03T05:%02d:00".formatted(minute));
    }
    at("2026-03-03T06:00:00");
    at("2026-03-03T06:01:00");

    assertThat(started).hasValue(1);
  }

  @Test
  void a_clock_that_was_wrong_by_a_year_silences_nothing() throws IOException {
    dailyAtSix();
    at("2027-03-03T05:59:50");
    at("2027-03-03T06:00:00");
    assertThat(started).hasValue(1);
    at("2026-03-04T05:59:50");
    at("2026-03-04T06:00:00");

    assertThat(started).hasValue(2);
  }

  @Test
  void what_a_timer_of_the_system_starts_is_not_started_here() throws IOException {
    timer = true;
    dailyAtSix();
    at("2026-03-03T05:59:50");
    at("2026-03-03T06:00:00");
    restart();
    at("2026-03-04T06:10:00");
    at("2026-03-04T06:12:00");

    assertThat(started).hasValue(0);
  }

  @Test
  void one_that_a_version_before_has_scheduled_without_its_bytes_is_asked_for() throws IOException {
    dailyAtSix();
    Path schedule = folder.resolve("jobs/night.yml.schedule");
    String old = Files.readString(schedule).replaceAll("\"sha256\":\"\\w+\"", "\"grave\":\"\"");
    assertThat(old).contains("grave");
    Files.writeString(schedule, old);
    at("2026-03-03T05:59:50");
    at("2026-03-03T06:00:00");

    assertThat(started).hasValue(0);
    assertThat(jobs.state(job).asked()).isEqualTo("2026-03-03T06:00");
  }

  /** Red before: only jobs that can delete were bound to their bytes (L29). */
  @Test
  void one_that_was_changed_since_it_was_scheduled_asks_to_be_confirmed_again() throws IOException {
    dailyAtSix();
    Files.writeString(job.file(), "job: export\nheic-converter: /tmp/evil\n");
    at("2026-03-03T05:59:50");
    at("2026-03-03T06:00:00");

    assertThat(started).hasValue(0);
    assertThat(clock.todo()).singleElement().asString().contains("save the schedule again");
    dailyAtSix();
    at("2026-03-04T05:59:50");
    at("2026-03-04T06:00:00");
    assertThat(started).as("confirmed again").hasValue(1);
  }

  @Test
  void one_that_others_may_write_is_not_started_and_says_why() throws IOException {
    dailyAtSix();
    Files.setPosixFilePermissions(job.file(), PosixFilePermissions.fromString("rw-rw-rw-"));
    at("2026-03-03T05:59:50");
    at("2026-03-03T06:00:00");

    assertThat(started).hasValue(0);
    assertThat(jobs.state(job).ran().wrong()).startsWith("NOT_YOURS");
    assertThat(clock.todo()).singleElement().asString().contains("NOT_YOURS", "chmod go-w");
    assertThat(jobs.refused()).singleElement().asString().contains("night.yml: NOT_YOURS");
  }

  @Test
  void one_whose_folder_others_may_write_is_not_started() throws IOException {
    dailyAtSix();
    Path files = job.file().getParent();
    Files.setPosixFilePermissions(files, PosixFilePermissions.fromString("rwxrwxrwx"));
    at("2026-03-03T05:59:50");
    at("2026-03-03T06:00:00");

    assertThat(started).hasValue(0);
    assertThat(jobs.sheet(job).wrong()).contains("NOT_YOURS").doesNotContain(files.toString());
  }

  @Test
  void what_became_another_file_while_it_waited_in_line_is_not_run() throws IOException {
    atWork = new CountDownLatch(1);
    queue.start("other", List.of("backup"), ended -> {});
    assertThat(Until.within(Duration.ofSeconds(20), () -> started.get() == 1)).isTrue();
    jobs.run(job);
    Files.writeString(job.file(), "job: export\nheic-converter: /tmp/evil\n");
    atWork.countDown();

    assertThat(Until.within(Duration.ofSeconds(20), () -> !jobs.isAtWork(job))).isTrue();
    assertThat(started).hasValue(1);
    assertThat(jobs.state(job).ran().wrong()).contains("was changed after this start");
  }

  @Test
  void one_that_can_delete_and_is_another_than_was_scheduled_is_asked_for() throws IOException {
    grave = true;
    dailyAtSix();
    Files.writeString(job.file(), "job: restore\n");
    at("2026-03-03T05:59:50");
    at("2026-03-03T06:00:00");

    assertThat(started).hasValue(0);
    assertThat(jobs.state(job).asked()).isEqualTo("2026-03-03T06:00");
  }

  @Test
  void of_two_consoles_on_one_folder_of_jobs_the_one_that_scheduled_it_starts_it()
      throws IOException {
    dailyAtSix();
    Path data = folder.resolve("other");
    Path files = folder.resolve("jobs");
    JobClock other =
        new JobClock(new Jobs(data, files, queue, runner, new RunCatalog(data), machine));
    for (String second : List.of("05:59:50", "06:00:00", "06:00:10")) {
      at("2026-03-03T" + second);
      other.look();
    }

    assertThat(Until.within(Duration.ofSeconds(20), () -> !jobs.isAtWork(job))).isTrue();
    assertThat(started).hasValue(1);
    assertThat(clock.nextText()).isPresent();
    assertThat(other.nextText()).isEmpty();
  }

  @Test
  void one_that_fails_is_told() throws IOException {
    jobs.change(
        job,
        state ->
            state.ran(
                new JobState.Ended(now.toString(), 2, "no list", 0, List.of(), List.of()), ""));

    assertThat(clock.todo()).singleElement().asString().contains("no list", "bad");
  }
}
