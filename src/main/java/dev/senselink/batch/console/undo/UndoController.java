package dev.senselink.batch.console.undo;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.console.command.CommandProgress;
import dev.senselink.batch.console.command.QueuedCommand;
import dev.senselink.batch.console.page.KeptSearch;
import dev.senselink.batch.console.page.NoSuchPageException;
import dev.senselink.batch.console.page.PageRenderer;
import dev.senselink.batch.console.plan.PlanView;
import dev.senselink.batch.console.runs.Pager;
import dev.senselink.batch.console.runs.ReportFiles;
import dev.senselink.batch.console.runs.ResultIndexes;
import dev.senselink.batch.console.runs.ResultRows;
import dev.senselink.batch.console.runs.RunCatalog;
import dev.senselink.batch.console.runs.RunTexts;
import dev.senselink.batch.report.ReportParts;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Looks what taking back a run would do, shows it, and does that once somebody has confirmed it.
 */
@RestController
public final class UndoController {
  private final RunCatalog runs;
  private final Undos undos;
  private final PageRenderer pages;
  private final ResultIndexes indexes;

  public UndoController(RunCatalog runs, Undos undos, PageRenderer pages, ResultIndexes indexes) {
    this.runs = runs;
    this.undos = undos;
    this.pages = pages;
    this.indexes = indexes;
  }

  /** What an address asks to see of a plan's rows. */
  private record Shown(String show, KeptSearch search, int page, int planned) {
    static final Shown FIRST = new Shown("todo", KeptSearch.of(""), 0, 0);
  }

  private RunCatalog.Entry find(String id) {
    return runs.find(id)
        .filter(run -> run.undoUntil() != null && !run.isAtWork())
        .orElseThrow(NoSuchPageException::new);
  }

  /** One whose last person may just have been put back. */
  private RunCatalog.Entry any(String id) {
    return runs.find(id).orElseThrow(NoSuchPageException::new);
  }

  private static String address(RunCatalog.Entry run) {
    return "/runs/" + run.id() + "/undo";
  }

  private static ResponseEntity<String> to(String path) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(path)).build();
  }

  /** What would be taken back, and the question. */
  @GetMapping("/runs/{id}/undo")
  public ResponseEntity<String> ask(
      @PathVariable("id") String id,
      @RequestParam(name = "show", defaultValue = "todo") String show,
      @RequestParam(name = "page", defaultValue = "0") int page,
      @RequestParam(name = "planned", defaultValue = "0") int planned,
      HttpServletRequest request)
      throws IOException {
    RunCatalog.Entry run = find(id);
    return undos.command(run).isPresent()
        ? to(address(run) + "/work")
        : ask(
            run,
            HttpStatus.OK,
            "",
            new Shown(show, KeptSearch.asked(request), page, planned),
            request);
  }

  private ResponseEntity<String> ask(
      RunCatalog.Entry run, HttpStatus status, String wrong, Shown shown, HttpServletRequest asked)
      throws IOException {
    Map<String, Object> values = new HashMap<>(RunTexts.listed(run));
    values.remove("path"); // the run's: another language is for this page
    Optional<PlanView> plan = undos.planned(run, Pager.page(shown.planned()));
    values.put("at", address(run));
    values.put("wrong", wrong.isEmpty() ? undos.wrong(run) : wrong);
    values.put("holder", undos.holder());
    values.put("ready", plan.isPresent());
    values.put("fresh", plan.filter(now -> undos.isFresh(run, now)).isPresent());
    if (plan.isPresent()) {
      ReportParts parts = RunTexts.parts(run);
      ReportFiles files = undos.files(run);
      values.putAll(UndoTexts.values(plan.get(), files, address(run), shown.planned(), parts));
      values.putAll(
          new ResultRows(address(run), shown.show(), shown.search(), shown.page())
              .values(files.find("results.csv"), indexes, parts));
      values.put("files", files.links(address(run) + "/report/"));
      values.put("hasFiles", !files.names().isEmpty());
    }
    return pages.page(status, "undo", "undo", values, asked);
  }

  /** Looks what would be taken back, anew. */
  @PostMapping("/runs/{id}/undo/plan")
  public ResponseEntity<String> plan(@PathVariable("id") String id, HttpServletRequest request)
      throws IOException {
    RunCatalog.Entry run = find(id);
    if (!undos.holder().isEmpty()) {
      return ask(run, HttpStatus.CONFLICT, words("import.held"), Shown.FIRST, request);
    }
    undos.plan(run);
    return to(address(run) + "/work");
  }

  /** Takes back what was shown. */
  @PostMapping("/runs/{id}/undo")
  public ResponseEntity<String> undo(
      @PathVariable("id") String id,
      @RequestParam("plan") String plan,
      @RequestParam("people") String people,
      HttpServletRequest request)
      throws IOException {
    RunCatalog.Entry run = find(id);
    if (!undos.holder().isEmpty()) {
      return ask(run, HttpStatus.CONFLICT, words("import.held"), Shown.FIRST, request);
    }
    return switch (undos.carryOut(run, plan, people)) {
      case YES -> to(address(run) + "/work");
      case OTHER_PLAN ->
          ask(run, HttpStatus.CONFLICT, words("undo.otherPlan"), Shown.FIRST, request);
      case OTHER_NUMBER ->
          ask(run, HttpStatus.CONFLICT, words("undo.otherNumber"), Shown.FIRST, request);
    };
  }

  /** It is at work; then the plan is shown, or the page of the run that it was. */
  @GetMapping("/runs/{id}/undo/work")
  public ResponseEntity<String> work(@PathVariable("id") String id, HttpServletRequest request) {
    RunCatalog.Entry run = any(id);
    Optional<QueuedCommand> command = undos.command(run);
    if (command.isEmpty()) {
      return to(after(run));
    }
    return CommandProgress.page(
        undos.queue(),
        command.get(),
        new CommandProgress.Work(
            "undo",
            address(run),
            id,
            words(undos.isPlanning(run) ? "undo.planning" : "undo.doing")),
        pages,
        request);
  }

  /** How far it has come; the page asks by itself. */
  @GetMapping("/runs/{id}/undo/progress")
  public ResponseEntity<byte[]> progress(@PathVariable("id") String id) {
    RunCatalog.Entry run = any(id);
    return CommandProgress.json(undos.queue(), undos.command(run), after(run));
  }

  /** Stops it in order. */
  @PostMapping("/runs/{id}/undo/stop")
  public ResponseEntity<String> stop(@PathVariable("id") String id) {
    RunCatalog.Entry run = any(id);
    undos.stop(run);
    return to(address(run) + "/work");
  }

  /** A file of the plan's report, to be kept. */
  @GetMapping("/runs/{id}/undo/report/{name}")
  public ResponseEntity<Resource> file(
      @PathVariable("id") String id, @PathVariable("name") String name) {
    Path file = undos.files(any(id)).find(name).orElseThrow(NoSuchPageException::new);
    return ReportFiles.download(file, "undo-" + name);
  }

  /** Where one is led once nothing is at work: to the run that it was, else back to the plan. */
  private String after(RunCatalog.Entry run) {
    return undos.carriedOut(run).map(its -> "/runs/" + its.id()).orElse(address(run));
  }
}
