package dev.senselink.batch.console.jobs;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.console.command.JobSheet;
import dev.senselink.batch.console.page.TimeText;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.report.ReportParts.Tone;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Jobs in the words of the page. */
final class JobTexts {
  /** Keys that no command has as an option. */
  private static final List<String> OWN = List.of("job", "roster", "dir", "conflicts", "move");

  private static final List<Integer> EVERY = List.of(0, 5, 10, 15, 30, 60, 120, 180, 240, 360);
  private static final int HOUR = 60;
  private static final Duration RECENT = Duration.ofDays(1);
  private static final int SHOWN = 5;

  private final Jobs jobs;
  private final Machine machine;

  JobTexts(Jobs jobs) {
    this.jobs = jobs;
    this.machine = jobs.machine();
  }

  static String address(JobFolder.Job job) {
    return "/jobs/" + job.id();
  }

  private Instant now() {
    return machine.wall().instant();
  }

  private LocalDateTime here() {
    return now().atZone(machine.wall().getZone()).toLocalDateTime();
  }

  private String at(LocalDateTime slot) {
    return TimeText.at(slot.atZone(machine.wall().getZone()).toInstant());
  }

  /** As the list shows it. */
  Map<String, Object> listed(JobFolder.Job job) {
    JobSheet sheet = jobs.sheet(job);
    JobState state = jobs.state(job);
    Map<String, Object> values = new HashMap<>();
    values.put("path", address(job));
    values.put("name", job.name());
    values.put("about", sheet.about());
    values.put("next", when(job, sheet));
    values.put("last", last(job, state));
    String changed = changed(job);
    String asked = changed.isEmpty() ? ask(state) : changed;
    values.put("ask", sheet.wrong().isEmpty() ? asked : words("job.cannot"));
    boolean bad = !sheet.wrong().isEmpty() || !state.ran().succeeded();
    values.put("tone", tone(bad, state).style());
    return values;
  }

  private static Tone tone(boolean bad, JobState state) {
    if (bad) {
      return Tone.BAD;
    }
    return state.ran().exit() == 0 && state.asked().isEmpty() && state.missed().isEmpty()
        ? Tone.GOOD
        : Tone.WARN;
  }

  private String when(JobFolder.Job job, JobSheet sheet) {
    if (sheet.timer()) {
      return words("job.timer");
    }
    if (JobFolder.isUnreadable(job)) {
      return words("job.unreadable");
    }
    Schedule schedule = JobFolder.schedule(job);
    if (schedule != null && !jobs.isMine(schedule)) {
      return words("job.elsewhere");
    }
    return schedule == null
        ? words("job.unscheduled")
        : words("job.next", at(schedule.next(here())));
  }

  private String last(JobFolder.Job job, JobState state) {
    if (jobs.isAtWork(job)) {
      return words("backup.state.work");
    }
    return state.ran().isNever()
        ? words("job.never")
        : words("job.last", ended(state.ran()), age(state.ran()));
  }

  private String age(JobState.Ended ended) {
    return TimeText.age(Instant.parse(ended.at()), now());
  }

  private static String ended(JobState.Ended ended) {
    if (!ended.succeeded()) {
      return words("job.failed");
    }
    return words(ended.exit() == 0 ? "job.done" : "job.attention");
  }

  /** What somebody has to say about a time that was missed; {@code ""} for nothing. */
  String ask(JobState state) {
    if (!state.asked().isEmpty()) {
      return words("job.asked", at(LocalDateTime.parse(state.asked())));
    }
    return state.missed().isEmpty()
        ? ""
        : words("job.missed", at(LocalDateTime.parse(state.missed())));
  }

  /** What somebody has to confirm again; {@code ""} where the schedule is of this very file. */
  String changed(JobFolder.Job job) {
    Schedule schedule = JobFolder.schedule(job);
    boolean stale = schedule != null && jobs.isMine(schedule) && !schedule.isOf(job);
    return stale ? words("job.changed") : "";
  }

  /** Its own page. */
  Map<String, Object> whole(JobFolder.Job job) {
    JobSheet sheet = jobs.sheet(job);
    JobState state = jobs.state(job);
    Map<String, Object> values = new HashMap<>(listed(job));
    boolean usable = sheet.wrong().isEmpty();
    values.put("at", address(job));
    values.put("ask", ask(state));
    values.put("changed", changed(job));
    values.put("seen", JobFolder.sha256(job));
    values.put("sign", tone(!usable || !state.ran().succeeded(), state).sign());
    values.put("job", sheet.job());
    values.put("wrong", sheet.wrong());
    values.put("usable", usable);
    values.put("busy", jobs.command(job).isPresent());
    values.put("tries", usable && !sheet.trial().isEmpty());
    values.put("grave", sheet.grave());
    values.put("mayRun", usable && (!sheet.grave() || isTried(job, sheet, state)));
    String people = words("job.people", state.tried().people());
    values.put("question", sheet.most() < 0 ? people : words("job.limit", sheet.most()));
    values.put("typeText", words(sheet.most() < 0 ? "page.undoType" : "job.typeLimit"));
    values.put("everyRun", sheet.most() < 0 ? people : words("job.everyRun", sheet.most()));
    values.put("lines", sheet.lines().stream().map(JobTexts::line).toList());
    values.put("ran", result(state.ran()));
    values.put("tried", result(state.tried()));
    values.put("timer", sheet.timer());
    values.putAll(schedule(job));
    return values;
  }

  /**
   * Whether somebody has seen today what it would do, by the file and the lists as they are now.
   */
  boolean isTried(JobFolder.Job job, JobSheet sheet, JobState state) {
    return !state.tried().isNever()
        && state.tried().succeeded()
        && Instant.parse(state.tried().at()).isAfter(now().minus(RECENT))
        && state.hasSeen(jobs.sight(job, sheet));
  }

  private static Map<String, Object> line(JobSheet.Line line) {
    String help = OWN.contains(line.key()) ? words("job.key." + line.key()) : line.help();
    String value = line.value().isEmpty() ? words("job.hidden") : line.value();
    return Map.of("key", line.key(), "value", value, "help", help);
  }

  private List<Map<String, Object>> result(JobState.Ended ended) {
    if (ended.isNever()) {
      return List.of();
    }
    return List.of(
        Map.of(
            "news", ended(ended),
            "tone", tone(ended).style(),
            "when", age(ended),
            "wrong", ended.wrong(),
            "runs", ended.runs().stream().map(this::run).toList(),
            "notes", ended.notes()));
  }

  private static Tone tone(JobState.Ended ended) {
    if (ended.exit() == 0) {
      return Tone.GOOD;
    }
    return ended.succeeded() ? Tone.WARN : Tone.BAD;
  }

  private Map<String, Object> run(JobState.Run run) {
    List<String> counts = new ArrayList<>();
    run.counts().forEach((name, count) -> counts.add(words("job.count." + name, count)));
    boolean there = !run.id().isEmpty() && jobs.runs().find(run.id()).isPresent();
    return Map.of(
        "input", run.input().isEmpty() ? words("job.whole") : run.input(),
        "counts", String.join(" · ", counts),
        "path", there ? "/runs/" + run.id() : "");
  }

  private Map<String, Object> schedule(JobFolder.Job job) {
    Schedule schedule = JobFolder.schedule(job);
    Map<String, Object> values = new HashMap<>();
    values.put("scheduled", schedule != null);
    values.put("days", days(schedule));
    values.put("from", schedule == null ? "" : schedule.from());
    values.put("to", schedule == null || isOnce(schedule) ? "" : schedule.to());
    int every = schedule == null || isOnce(schedule) ? 0 : schedule.every();
    values.put("everies", EVERY.stream().map(minutes -> every(minutes, every)).toList());
    values.put(
        "times",
        schedule == null
            ? List.of()
            : schedule.next(here(), SHOWN).stream().map(this::at).toList());
    Locale language = DisplayLanguage.language();
    ZoneId zone = machine.wall().getZone();
    values.put("zone", words("job.zone", zone.getDisplayName(TextStyle.FULL, language), zone));
    return values;
  }

  private static boolean isOnce(Schedule schedule) {
    return schedule.from().equals(schedule.to());
  }

  private static List<Map<String, Object>> days(@Nullable Schedule schedule) {
    return Arrays.stream(DayOfWeek.values())
        .map(
            day ->
                Map.<String, Object>of(
                    "value", day.name(),
                    "name", day.getDisplayName(TextStyle.SHORT, DisplayLanguage.language()),
                    "on", schedule != null && schedule.days().contains(day)))
        .toList();
  }

  private static Map<String, Object> every(int minutes, int chosen) {
    String name;
    if (minutes == 0) {
      name = words("job.every.once");
    } else {
      name =
          minutes < HOUR
              ? words("job.every.minutes", minutes)
              : words("job.every.hours", minutes / HOUR);
    }
    return Map.of("value", minutes, "name", name, "chosen", minutes == chosen);
  }
}
