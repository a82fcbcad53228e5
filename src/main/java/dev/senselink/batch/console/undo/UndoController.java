package dev.senselink.batch.console.undo;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.console.command.CommandProgress;
import dev.senselink.batch.console.command.CommandQueue;
import dev.senselink.batch.console.command.CommandRunner;
import dev.senselink.batch.console.command.QueuedCommand;
import dev.senselink.batch.console.page.NoSuchPageException;
import dev.senselink.batch.console.page.PageRenderer;
import dev.senselink.batch.console.runs.RunCatalog;
import dev.senselink.batch.console.runs.RunTexts;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.outcome.RowEnding;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Takes back what a run has done, once somebody has said of how many people. */
@RestController
public final class UndoController {
  private final RunCatalog runs;
  private final CommandQueue queue;
  private final PageRenderer pages;

  /** How undos of this console have ended, by the run that they undo. */
  private final Map<String, CommandRunner.Ended> ended = new ConcurrentHashMap<>();

  public UndoController(RunCatalog runs, CommandQueue queue, PageRenderer pages) {
    this.runs = runs;
    this.queue = queue;
    this.pages = pages;
  }

  private RunCatalog.Entry find(String id) {
    return runs.find(id)
        .filter(run -> run.undoUntil() != null && !run.isAtWork())
        .orElseThrow(NoSuchPageException::new);
  }

  private static String address(String id) {
    return "/runs/" + id + "/undo";
  }

  private static String key(String id) {
    return "undo-" + id;
  }

  private static ResponseEntity<String> to(String path) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(path)).build();
  }

  /** How many people the run has written, as its rows say. */
  private static long people(RunCatalog.Entry run) {
    return List.of(
            RowEnding.CREATED,
            RowEnding.FORCED,
            RowEnding.UPDATED,
            RowEnding.REMOVED,
            RowEnding.RESTORED)
        .stream()
        .mapToLong(run.tally()::of)
        .sum();
  }

  /** Why an undo led to no run. */
  private static String wrong(CommandRunner.Ended last) {
    String said = CommandProgress.wrong(last);
    return said.isEmpty() ? words("undo.nothing") : said;
  }

  /** What would be taken back, and the question. */
  @GetMapping("/runs/{id}/undo")
  public ResponseEntity<String> ask(@PathVariable("id") String id, HttpServletRequest request) {
    if (queue.find(key(id)).isPresent()) {
      return to(address(id) + "/work");
    }
    return ask(find(id), HttpStatus.OK, "", request);
  }

  private ResponseEntity<String> ask(
      RunCatalog.Entry run, HttpStatus status, String wrong, HttpServletRequest request) {
    Map<String, Object> values = new HashMap<>(RunTexts.listed(run));
    CommandRunner.Ended last = ended.get(run.id());
    values.put("at", address(run.id()));
    values.put("question", words("undo.question", people(run)));
    values.put("wrong", wrong.isEmpty() && last != null ? wrong(last) : wrong);
    String holder = queue.isBusy() ? null : runs.holder();
    values.put("holder", holder == null ? "" : holder);
    values.put("outcomes", RunTexts.parts(run).outcomes(run.tally()));
    return pages.page(status, "undo", "undo", values, request);
  }

  /** Takes it back. */
  @PostMapping("/runs/{id}/undo")
  public ResponseEntity<String> undo(
      @PathVariable("id") String id,
      @RequestParam("people") String typed,
      HttpServletRequest request) {
    RunCatalog.Entry run = find(id);
    if (!typed.strip().equals(String.valueOf(people(run)))) {
      return ask(run, HttpStatus.CONFLICT, words("undo.otherNumber"), request);
    }
    if (!queue.isBusy() && runs.holder() != null) {
      return ask(run, HttpStatus.CONFLICT, words("import.held"), request);
    }
    ended.remove(id);
    queue.start(
        key(id),
        List.of(
            "undo",
            run.id(),
            "--yes",
            "--max-delete=" + people(run),
            "--report=" + runs.reports().resolve("undo-" + run.id()),
            "--json",
            "--no-progress",
            "--lang=" + DisplayLanguage.language().getLanguage()),
        how -> ended.put(id, how));
    return to(address(id) + "/work");
  }

  /** It is at work; then its own run's page has the rest. */
  @GetMapping("/runs/{id}/undo/work")
  public ResponseEntity<String> work(@PathVariable("id") String id, HttpServletRequest request) {
    Optional<QueuedCommand> command = queue.find(key(id));
    if (command.isEmpty()) {
      return to(after(id));
    }
    return CommandProgress.page(
        queue,
        command.get(),
        new CommandProgress.Work("undo", address(id), id, words("undo.doing")),
        pages,
        request);
  }

  /** How far it has come; the page asks by itself. */
  @GetMapping("/runs/{id}/undo/progress")
  public ResponseEntity<byte[]> progress(@PathVariable("id") String id) {
    return CommandProgress.json(queue, queue.find(key(id)), after(id));
  }

  /** Stops it in order. */
  @PostMapping("/runs/{id}/undo/stop")
  public ResponseEntity<String> stop(@PathVariable("id") String id) {
    queue.stop(key(id));
    return to(address(id) + "/work");
  }

  /** Where one is led once it has ended: to the run that it was, else back to the question. */
  private String after(String id) {
    CommandRunner.Ended how = ended.get(id);
    String run = how == null ? "" : CommandProgress.runId(how);
    return run.isEmpty() || runs.find(run).isEmpty() ? address(id) : "/runs/" + run;
  }
}
