package dev.senselink.batch.console.jobs;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.console.command.JobSheet;
import dev.senselink.batch.console.page.TimeText;
import dev.senselink.batch.disk.DefectTrace;
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
import org.slf4j.LoggerFactory;

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

  /** Those of which nobody knows by now what becomes of them. */
  private final Set<String> unknown = new HashSet<>();

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
      try {
        look(job, now, woke);
        unknown.remove(job.id());
      } catch (RuntimeException e) {
        if (unknown.add(job.id())) { // the others go on
          String kept = DefectTrace.keep(jobs.data(), now, e);
          LoggerFactory.getLogger(JobClock.class).error("failed: {}", kept);
        }
      }
    }
  }

  private void look(JobFolder.Job job, Instant now, boolean woke) {
    Schedule schedule = JobFolder.schedule(job);
    if (schedule == null || !jobs.isMine(schedule)) {
      soon.remove(job.id());
      return;
    }
    ZoneId zone = machine.wall().getZone();
    LocalDateTime done = done(job, schedule, now.atZone(zone).toLocalDateTime());
    Optional<LocalDateTime> due =
        schedule.last(done, slot -> !slot.atZone(zone).toInstant().isAfter(now));
    if (jobs.isAtWork(job)) {
      due.ifPresent(slot -> jobs.change(job, state -> state.taken(slot.toString())));
      return;
    }
    String begun = jobs.state(job).pending();
    if (woke || due.isEmpty() && begun.isEmpty()) {
      soon.remove(job.id());
    }
    if (due.isPresent() || !begun.isEmpty()) {
      LocalDateTime slot = due.orElseGet(() -> LocalDateTime.parse(begun));
      Duration late = Duration.between(slot.atZone(zone).toInstant(), now);
      begin(job, schedule, new Due(slot, late, woke), now);
    }
  }

  /**
   * A time at which a job is or was due.
   *
   * @param woke whether the machine slept or was off until now
   */
  private record Due(LocalDateTime slot, Duration late, boolean woke) {}

  private void begin(JobFolder.Job job, Schedule schedule, Due due, Instant now) {
    String slot = due.slot().toString();
    JobSheet sheet = jobs.sheet(job);
    if (sheet.timer()) {
      jobs.change(job, state -> state.done(slot)); // the system starts it
    } else if (due.woke() || !soon.containsKey(job.id()) && isTooLate(due)) {
      missed(job, sheet, due, now);
    } else if (!schedule.isOf(job)) { // nobody has said yes to this file
      jobs.change(job, state -> state.asking(slot));
    } else if (!now.isBefore(soon.getOrDefault(job.id(), now))) {
      soon.remove(job.id());
      // Written down before it is started: whatever happens then, it is not started twice.
      jobs.change(job, state -> state.taken(slot));
      if (!jobs.isHeld()) {
        jobs.run(job, slot);
      }
    }
  }

  /** The last time that was seen to. A clock that was wrong by far must not silence a job. */
  private LocalDateTime done(JobFolder.Job job, Schedule schedule, LocalDateTime now) {
    String said = jobs.state(job).done();
    LocalDateTime since = schedule.since();
    LocalDateTime latest = now.plusDays(1);
    LocalDateTime done = said.isEmpty() ? since : LocalDateTime.parse(said);
    if (done.isAfter(latest)) {
      jobs.change(job, state -> state.done(now.toString()));
      return now;
    }
    if (done.isBefore(since) && !since.isAfter(latest)) {
      done = since;
    }
    LocalDateTime longAgo = now.minusDays(LONGEST_PAUSE);
    return done.isBefore(longAgo) ? longAgo : done;
  }

  private static boolean isTooLate(Due due) {
    return due.late().compareTo(LATEST) >= 0;
  }

  private void missed(JobFolder.Job job, JobSheet sheet, Due due, Instant now) {
    String slot = due.slot().toString();
    if (sheet.grave()) {
      jobs.change(job, state -> state.asking(slot));
    } else if (!isTooLate(due)) {
      soon.put(job.id(), now.plus(AFTER_WAKING));
      jobs.change(job, state -> state.taken(slot));
    } else {
      jobs.change(job, state -> state.missing(slot));
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
      String title = words("today.jobOf", job.name());
      String path = JobTexts.address(job);
      if (JobFolder.isUnreadable(job) || isUnknown(job)) {
        String text = words("job.unreadable");
        all.add(Map.of("path", path, "title", title, "text", text, "tone", "bad"));
        continue;
      }
      JobState state = jobs.state(job);
      boolean failed = !state.ran().succeeded() && !jobs.isAtWork(job);
      String said = texts.changed(job);
      String asked = said.isEmpty() ? texts.ask(state) : said;
      String text = failed ? state.ran().wrong() : asked;
      if (failed || !text.isEmpty()) {
        String tone = failed ? "bad" : "warn";
        all.add(Map.of("path", path, "title", title, "text", text, "tone", tone));
      }
    }
    return all;
  }

  private synchronized boolean isUnknown(JobFolder.Job job) {
    return unknown.contains(job.id());
  }
}
