package dev.senselink.batch.console.jobs;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.console.command.JobSheet;
import dev.senselink.batch.console.page.TimeText;
import dev.senselink.batch.machine.Machine;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Starts jobs when they are due, by whoever has it look every few seconds. Safe between threads.
 */
public final class JobClock {
  /** Between two looks passes no more, unless the machine slept or was off. */
  private static final Duration SLEPT = Duration.ofMinutes(2);

  /** After waking a machine has other things to do first, and no network yet. */
  private static final Duration AFTER_WAKING = Duration.ofMinutes(2);

  /** What is missed by so much is not started any more. */
  private static final Duration LATEST = Duration.ofHours(1);

  /** Every schedule has a time within so many days. */
  private static final int LONGEST_PAUSE = 8;

  private final Jobs jobs;
  private final Machine machine;

  /** Those that are started a little after waking: at which moment. */
  private final Map<String, Instant> soon = new HashMap<>();

  /** Those that were due while they were at work, or another process was. */
  private final Set<String> waiting = new HashSet<>();

  private @Nullable Instant last;

  public JobClock(Jobs jobs) {
    this.jobs = jobs;
    this.machine = jobs.machine();
  }

  /** Looks what is due by now. */
  public synchronized void look() {
    Instant now = machine.wall().instant();
    Instant before = last;
    boolean woke = before == null || before.plus(SLEPT).isBefore(now);
    last = now;
    for (JobFolder.Job job : jobs.folder().all()) {
      Schedule schedule = JobFolder.schedule(job);
      if (schedule == null || !jobs.isMine(schedule)) {
        soon.remove(job.id());
        waiting.remove(job.id());
      } else {
        look(job, schedule, now, woke);
      }
    }
  }

  private void look(JobFolder.Job job, Schedule schedule, Instant now, boolean woke) {
    ZoneId zone = machine.wall().getZone();
    LocalDateTime done = done(job, schedule, now.atZone(zone).toLocalDateTime());
    Optional<LocalDateTime> due =
        schedule.last(done, slot -> !slot.atZone(zone).toInstant().isAfter(now));
    Instant start = soon.get(job.id());
    if (start != null) {
      if (!now.isBefore(start)) {
        soon.remove(job.id());
        due(job, schedule, due.orElse(done));
      }
    } else if (due.isPresent() && woke) {
      missed(job, due.get(), zone, now);
    } else if (due.isPresent()) {
      due(job, schedule, due.get());
    } else if (waiting.contains(job.id()) && !jobs.isAtWork(job) && !jobs.isHeld()) {
      waiting.remove(job.id());
      jobs.run(job);
    }
  }

  /** The last time that was seen to. A clock that was wrong by far must not silence a job. */
  private LocalDateTime done(JobFolder.Job job, Schedule schedule, LocalDateTime now) {
    String said = jobs.state(job).done();
    LocalDateTime done = said.isEmpty() ? schedule.since() : LocalDateTime.parse(said);
    if (done.isBefore(schedule.since())) {
      done = schedule.since();
    }
    if (done.isAfter(now.plusDays(1))) {
      jobs.change(job, state -> state.done(now.toString()));
      return now;
    }
    LocalDateTime longAgo = now.minusDays(LONGEST_PAUSE);
    return done.isBefore(longAgo) ? longAgo : done;
  }

  /** Written down before it is started: whatever happens then, it is not started twice. */
  private void due(JobFolder.Job job, Schedule schedule, LocalDateTime slot) {
    jobs.change(job, now -> now.done(slot.toString()));
    JobSheet sheet = jobs.sheet(job);
    if (sheet.timer()) {
      return; // the system starts it
    }
    if (sheet.grave() && !schedule.grave().equals(JobFolder.sha256(job))) {
      // It was scheduled while it could not delete, or is another file: nobody has said yes to it.
      jobs.change(job, now -> now.asking(slot.toString()));
    } else if (jobs.isAtWork(job) || jobs.isHeld()) {
      waiting.add(job.id());
    } else {
      jobs.run(job);
    }
  }

  private void missed(JobFolder.Job job, LocalDateTime slot, ZoneId zone, Instant now) {
    if (jobs.sheet(job).timer()) {
      return;
    }
    Duration late = Duration.between(slot.atZone(zone).toInstant(), now);
    if (jobs.sheet(job).grave()) {
      jobs.change(job, state -> state.done(slot.toString()).asking(slot.toString()));
    } else if (late.compareTo(LATEST) < 0) {
      soon.put(job.id(), now.plus(AFTER_WAKING));
    } else {
      jobs.change(job, state -> state.done(slot.toString()).missing(slot.toString()));
    }
  }

  /** The job that is due next, and when, in words. */
  public Optional<String> nextText() {
    ZonedDateTime now = machine.wall().instant().atZone(machine.wall().getZone());
    Instant first = Instant.MAX;
    String name = "";
    for (JobFolder.Job job : jobs.folder().all()) {
      Schedule schedule = JobFolder.schedule(job);
      if (schedule != null && jobs.isMine(schedule)) {
        Instant at = schedule.next(now.toLocalDateTime()).atZone(now.getZone()).toInstant();
        name = at.isBefore(first) ? job.name() : name;
        first = at.isBefore(first) ? at : first;
      }
    }
    return name.isEmpty()
        ? Optional.empty()
        : Optional.of(words("today.next", name, TimeText.at(first)));
  }

  /** When the newest backup was finished that a job has made, if there is one. */
  public Optional<Instant> newestBackup() {
    return jobs.newestBackup();
  }

  /** Jobs that somebody has to say something about, or that could not even begin, as tiles. */
  public List<Map<String, String>> todo() {
    List<Map<String, String>> all = new ArrayList<>();
    JobTexts texts = new JobTexts(jobs);
    for (JobFolder.Job job : jobs.folder().all()) {
      JobState state = jobs.state(job);
      boolean failed = !state.ran().succeeded() && !jobs.isAtWork(job);
      String text = failed ? state.ran().wrong() : texts.ask(state);
      if (failed || !state.asked().isEmpty()) {
        String title = words("today.jobOf", job.name());
        String tone = failed ? "bad" : "warn";
        all.add(Map.of("path", JobTexts.address(job), "title", title, "text", text, "tone", tone));
      }
    }
    return all;
  }
}
