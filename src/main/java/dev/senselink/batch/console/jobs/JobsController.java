package dev.senselink.batch.console.jobs;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.console.command.CommandProgress;
import dev.senselink.batch.console.command.JobSheet;
import dev.senselink.batch.console.command.QueuedCommand;
import dev.senselink.batch.console.page.NoSuchPageException;
import dev.senselink.batch.console.page.PageRenderer;
import dev.senselink.batch.console.page.TypedNumber;
import dev.senselink.batch.console.page.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Job files: shown, tried, run and scheduled. What stands in one is code, and never of a page. */
@RestController
public final class JobsController {
  private static final int ONCE = 24 * 60;

  private final Jobs jobs;
  private final JobInbox inbox;
  private final JobTexts texts;
  private final PageRenderer pages;

  public JobsController(Jobs jobs, JobInbox inbox, PageRenderer pages) {
    this.jobs = jobs;
    this.inbox = inbox;
    this.texts = new JobTexts(jobs);
    this.pages = pages;
  }

  private JobFolder.Job find(String id) {
    return jobs.folder().find(id).orElseThrow(NoSuchPageException::new);
  }

  private static ResponseEntity<String> to(String path) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(path)).build();
  }

  /** All of them, and what lies in the inbox. */
  @GetMapping("/jobs")
  public ResponseEntity<String> all(HttpServletRequest request) {
    Map<String, Object> values = new HashMap<>(inbox.values());
    List<Map<String, Object>> all = jobs.folder().all().stream().map(texts::listed).toList();
    values.put("jobs", all);
    values.put("none", all.isEmpty());
    values.put("noFolder", !jobs.folder().exists());
    return pages.page(HttpStatus.OK, "jobs", "jobs", values, request);
  }

  /** One of them. */
  @GetMapping("/jobs/{id}")
  public ResponseEntity<String> one(@PathVariable("id") String id, HttpServletRequest request) {
    return page(find(id), HttpStatus.OK, "", request);
  }

  private ResponseEntity<String> page(
      JobFolder.Job job, HttpStatus status, String refused, HttpServletRequest request) {
    Map<String, @Nullable Object> values = new HashMap<>(texts.whole(job));
    values.put("title", job.name());
    values.put("refused", refused);
    values.put("holder", jobs.holder());
    values.put("ofJobs", true);
    return pages.page(status, "job", "jobs", values, request);
  }

  /** Somebody else is at work: the page says who. */
  private ResponseEntity<String> held(JobFolder.Job job, HttpServletRequest request) {
    String why = words(jobs.isHeldByJob() ? "job.held" : "import.held");
    return page(job, HttpStatus.CONFLICT, why, request);
  }

  /** Runs it so that it changes nothing. */
  @PostMapping("/jobs/{id}/try")
  public ResponseEntity<String> attempt(@PathVariable("id") String id, HttpServletRequest request)
      throws IOException {
    JobFolder.Job job = find(id);
    JobSheet sheet = jobs.sheet(job);
    if (!sheet.wrong().isEmpty() || sheet.trial().isEmpty()) {
      return page(job, HttpStatus.CONFLICT, words("job.noTrial"), request);
    }
    if (jobs.isHeld()) {
      return held(job, request);
    }
    jobs.attempt(job, sheet);
    return to(JobTexts.address(job) + "/work");
  }

  /** Runs it; one that can delete or restore only for an admin who says how many it is about. */
  @PostMapping("/jobs/{id}/run")
  public ResponseEntity<String> run(
      @PathVariable("id") String id,
      @RequestParam(name = "people", defaultValue = "") String typed,
      HttpServletRequest request) {
    JobFolder.Job job = find(id);
    JobSheet sheet = jobs.sheet(job);
    if (!sheet.wrong().isEmpty()) {
      return page(job, HttpStatus.CONFLICT, words("job.unusable"), request);
    }
    if (sheet.grave() && !Visitor.isAdmin()) {
      return page(job, HttpStatus.FORBIDDEN, words("page.jobGraveAdmin"), request);
    }
    String refused = refused(job, sheet, typed, false);
    if (!refused.isEmpty()) {
      return page(job, HttpStatus.CONFLICT, refused, request);
    }
    if (jobs.isHeld()) {
      return held(job, request);
    }
    OptionalLong most =
        sheet.grave() && sheet.most() >= 0 ? TypedNumber.of(typed) : OptionalLong.empty();
    jobs.runOnce(job, most);
    return to(JobTexts.address(job) + "/work");
  }

  /**
   * Why something grave may not be done: nobody has seen its trial, or the number is another.
   *
   * @param always whether it is to be done again and again, as the file says
   * @return {@code ""} if it may
   */
  private String refused(JobFolder.Job job, JobSheet sheet, String typed, boolean always) {
    if (!sheet.grave()) {
      return "";
    }
    JobState state = jobs.state(job);
    if (!texts.isTried(job, sheet, state)) {
      return words("job.tryFirst");
    }
    if (sheet.most() < 0) {
      boolean right = TypedNumber.is(typed, state.tried().people());
      return right ? "" : words("undo.otherNumber");
    }
    if (always) {
      return TypedNumber.is(typed, sheet.most()) ? "" : words("undo.otherNumber");
    }
    boolean right = TypedNumber.of(typed).orElse(Long.MAX_VALUE) <= sheet.most();
    return right ? "" : words("job.otherLimit", sheet.most());
  }

  /** Whoever was asked does not want what was missed. */
  @PostMapping("/jobs/{id}/leave")
  public ResponseEntity<String> leave(@PathVariable("id") String id) {
    JobFolder.Job job = find(id);
    jobs.change(job, JobState::answered);
    return to(JobTexts.address(job));
  }

  /** Says when it is due. */
  @PostMapping("/jobs/{id}/schedule")
  public ResponseEntity<String> schedule(
      @PathVariable("id") String id,
      @RequestParam(name = "days", defaultValue = "") List<String> days,
      @RequestParam(name = "from", defaultValue = "") String from,
      @RequestParam(name = "to", defaultValue = "") String to,
      @RequestParam(name = "every", defaultValue = "0") int every,
      @RequestParam(name = "people", defaultValue = "") String typed,
      @RequestParam(name = "seen", defaultValue = "") String seen,
      HttpServletRequest request) {
    JobFolder.Job job = find(id);
    JobSheet sheet = jobs.sheet(job);
    if (!sheet.wrong().isEmpty()) {
      return page(job, HttpStatus.CONFLICT, words("job.unusable"), request);
    }
    if (sheet.timer()) {
      return page(job, HttpStatus.CONFLICT, words("job.timerFirst"), request);
    }
    if (seen.isEmpty() || !seen.equals(JobFolder.sha256(job))) {
      return page(job, HttpStatus.CONFLICT, words("job.otherFile"), request);
    }
    String refused = refused(job, sheet, typed, true);
    if (!refused.isEmpty()) {
      return page(job, HttpStatus.CONFLICT, refused, request);
    }
    try {
      LocalTime first = LocalTime.parse(from);
      LocalTime last = every == 0 ? first : LocalTime.parse(to);
      LocalDateTime since = LocalDateTime.now(jobs.machine().wall()).withNano(0);
      int pause = every == 0 ? ONCE : every;
      JobFolder.schedule(
          job, new Schedule(weekdays(days), first, last, pause, since, jobs.owner(), seen));
    } catch (DateTimeException | IllegalArgumentException e) {
      return page(job, HttpStatus.CONFLICT, words("job.noSchedule"), request);
    } catch (IOException e) {
      return page(job, HttpStatus.CONFLICT, words("job.unwritable"), request);
    }
    return to(JobTexts.address(job));
  }

  private static Set<DayOfWeek> weekdays(List<String> days) {
    Set<DayOfWeek> all = EnumSet.noneOf(DayOfWeek.class);
    days.stream().map(DayOfWeek::valueOf).forEach(all::add);
    return all;
  }

  /** From now on it is due at no time. */
  @PostMapping("/jobs/{id}/unschedule")
  public ResponseEntity<String> unschedule(@PathVariable("id") String id) throws IOException {
    JobFolder.Job job = find(id);
    JobFolder.schedule(job, null);
    jobs.change(job, JobState::answered);
    return to(JobTexts.address(job));
  }

  /** It is at work, or tried. */
  @GetMapping("/jobs/{id}/work")
  public ResponseEntity<String> work(@PathVariable("id") String id, HttpServletRequest request) {
    JobFolder.Job job = find(id);
    Optional<QueuedCommand> command = jobs.command(job);
    if (command.isEmpty()) {
      return to(JobTexts.address(job));
    }
    String doing = words(jobs.isAtWork(job) ? "job.doing" : "job.trying");
    return CommandProgress.page(
        jobs.queue(),
        command.get(),
        new CommandProgress.Work("jobs", JobTexts.address(job), job.name(), doing),
        pages,
        request);
  }

  /** How far it has come; the page asks by itself. */
  @GetMapping("/jobs/{id}/progress")
  public ResponseEntity<byte[]> progress(@PathVariable("id") String id) {
    JobFolder.Job job = find(id);
    return CommandProgress.json(jobs.queue(), jobs.command(job), JobTexts.address(job));
  }

  /** Stops it in order. */
  @PostMapping("/jobs/{id}/stop")
  public ResponseEntity<String> stop(@PathVariable("id") String id) {
    JobFolder.Job job = find(id);
    jobs.stop(job);
    return to(JobTexts.address(job) + "/work");
  }
}
