package dev.senselink.batch.console.runs;

import dev.senselink.batch.console.page.KeptSearch;
import dev.senselink.batch.console.page.MaskedText;
import dev.senselink.batch.console.page.NoSuchPageException;
import dev.senselink.batch.console.page.PageRenderer;
import dev.senselink.batch.console.page.Visitor;
import dev.senselink.batch.outcome.RowEnding;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** All runs, and one of them: while it is at work and after. */
@RestController
public final class RunsController {
  private final RunCatalog runs;
  private final PageRenderer pages;
  private final NextSteps next;
  private final ResultIndexes indexes;
  private final FleetCatalog fleets;

  public RunsController(
      RunCatalog runs,
      FleetCatalog fleets,
      PageRenderer pages,
      NextSteps next,
      ResultIndexes indexes) {
    this.fleets = fleets;
    this.indexes = indexes;
    this.runs = runs;
    this.pages = pages;
    this.next = next;
  }

  /** The list, the newest first, a hundred a page: a run of a fleet is one line. */
  @GetMapping("/runs")
  public ResponseEntity<String> all(
      @RequestParam(name = "page", defaultValue = "0") int page, HttpServletRequest request) {
    RunCatalog.Snapshot now = runs.now();
    List<FleetCatalog.Entry> many = fleets.all();
    List<Listed> all = listed(now.all(), many);
    int first = Pager.page(page) * ResultPage.SIZE;
    Map<String, Object> values = new HashMap<>();
    values.put(
        "runs",
        all.stream().skip(first).limit(ResultPage.SIZE).map(run -> run.line().get()).toList());
    values.put("none", all.isEmpty());
    values.put("version", now.version() + FleetCatalog.version(many));
    values.put("pager", new Pager(page, all.size(), "/runs?page=").values());
    return pages.page(HttpStatus.OK, "runs", "runs", values, request);
  }

  /** A line of the list. */
  private record Listed(Instant started, Supplier<Map<String, Object>> line) {}

  private static List<Listed> listed(List<RunCatalog.Entry> runs, List<FleetCatalog.Entry> fleets) {
    List<Listed> all = new ArrayList<>();
    runs.forEach(run -> all.add(new Listed(run.started(), () -> RunTexts.listed(run))));
    fleets.forEach(run -> all.add(new Listed(run.end().begun(), () -> FleetTexts.listed(run))));
    if (!fleets.isEmpty()) { // else they are in order already
      all.sort(Comparator.comparing(Listed::started).reversed());
    }
    return all;
  }

  /** One run. */
  @GetMapping("/runs/{id}")
  public ResponseEntity<String> one(
      @PathVariable("id") String id,
      @RequestParam(name = "show", defaultValue = "todo") String show,
      @RequestParam(name = "page", defaultValue = "0") int page,
      HttpServletRequest request) {
    RunCatalog.Snapshot now = runs.now();
    RunCatalog.Entry run = now.find(id).orElseThrow(NoSuchPageException::new);
    Map<String, String> steps = next.of(run, now);
    boolean atWork = isAtWork(run, steps);
    ResultRows rows = new ResultRows("/runs/" + run.id(), show, KeptSearch.asked(request), page);
    Map<String, @Nullable Object> values =
        RunPage.values(run, "/runs/" + run.id(), "", atWork, rows, indexes);
    List<String> lines = Visitor.isOperator() ? next.lines(run) : List.of();
    values.put("lines", lines);
    values.put("hasLines", !lines.isEmpty());
    values.putAll(steps);
    values.put("said", MaskedText.of(steps.getOrDefault("said", "")));
    if (!Visitor.isOperator()) {
      values.putAll(Map.of("stopAt", "", "continueAt", ""));
    }
    if (!Visitor.isAdmin()) {
      values.put("keepAt", "");
    }
    boolean decidable =
        !atWork
            && Visitor.isOperator()
            && now.toDecide().stream().anyMatch(one -> one.id().equals(id));
    values.put("decideAt", decidable ? "/conflicts" : "");
    boolean undoable = run.undoUntil() != null && !atWork && Visitor.isAdmin();
    values.put("undoAt", undoable ? "/runs/" + run.id() + "/undo" : "");
    return pages.page(HttpStatus.OK, "run", "runs", values, request);
  }

  /** Until its command has ended nothing else can be done about it. */
  private static boolean isAtWork(RunCatalog.Entry run, Map<String, String> steps) {
    return run.isAtWork() || !steps.getOrDefault("stopAt", "").isEmpty();
  }

  /** How far it has come; the page asks by itself. */
  @GetMapping("/runs/{id}/progress")
  public ResponseEntity<byte[]> progress(@PathVariable("id") String id) {
    RunCatalog.Snapshot now = runs.now();
    RunCatalog.Entry run = now.find(id).orElseThrow(NoSuchPageException::new);
    Map<String, Object> outcomes = new LinkedHashMap<>();
    for (RowEnding ending : RowEnding.values()) {
      if (run.tally().of(ending) > 0 && ending != RowEnding.NOT_ATTEMPTED) {
        outcomes.put(ending.name(), run.tally().of(ending));
      }
    }
    Map<String, Object> progress = new LinkedHashMap<>();
    progress.put("atWork", isAtWork(run, next.of(run, now)));
    progress.put("rows", run.rows());
    progress.put("done", run.done());
    progress.put("outcomes", outcomes);
    progress.put("news", RunTexts.news(run));
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .body(JsonMapper.shared().writeValueAsBytes(progress));
  }

  /** A file of its report, to be kept: it is never shown within the console. */
  @GetMapping("/runs/{id}/files/{name}")
  public ResponseEntity<Resource> file(
      @PathVariable("id") String id, @PathVariable("name") String name) {
    RunCatalog.Entry run = runs.find(id).orElseThrow(NoSuchPageException::new);
    Path file = ReportFiles.of(run).find(name).orElseThrow(NoSuchPageException::new);
    return ReportFiles.download(file, id + "-" + name);
  }
}
