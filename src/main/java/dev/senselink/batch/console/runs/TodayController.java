package dev.senselink.batch.console.runs;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.console.page.PageRenderer;
import dev.senselink.batch.console.page.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** What needs somebody today. */
@RestController
public final class TodayController {
  private static final int MOST = 10;

  private final RunCatalog runs;
  private final PageRenderer pages;
  private final NextSteps next;
  private final TodayNews news;
  private final FleetCatalog fleets;

  public TodayController(
      RunCatalog runs, FleetCatalog fleets, PageRenderer pages, NextSteps next, TodayNews news) {
    this.fleets = fleets;
    this.runs = runs;
    this.pages = pages;
    this.next = next;
    this.news = news;
  }

  /** Another text once anything of Today is another. */
  private String version(RunCatalog.Snapshot now, String many) {
    return now.version() + many + Objects.hash(news.todo(), news.isChecking());
  }

  /**
   * Whether anything is another than on the page, how far runs have come, and whether somebody else
   * is at work in the data folder; it asks by itself.
   */
  @GetMapping("/today/progress")
  public ResponseEntity<byte[]> progress() {
    RunCatalog.Snapshot now = runs.now();
    Map<String, String> rows =
        now.all().stream()
            .filter(RunCatalog.Entry::isAtWork)
            .collect(Collectors.toMap(RunCatalog.Entry::id, RunTexts::news, (one, other) -> one));
    List<FleetCatalog.Entry> many = fleets.all();
    many.stream()
        .filter(run -> run.state().isAtWork())
        .forEach(run -> rows.put(run.end().id(), FleetTexts.news(run)));
    String versions = FleetCatalog.version(many);
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .body(
            JsonMapper.shared()
                .writeValueAsBytes(
                    Map.of(
                        "version",
                        now.version() + versions,
                        "today",
                        version(now, versions),
                        "news",
                        rows,
                        "held",
                        !next.holder().isEmpty(),
                        "jobsHeld",
                        !next.jobHolder().isEmpty())));
  }

  /** The page. */
  @GetMapping("/")
  public ResponseEntity<String> today(HttpServletRequest request) {
    RunCatalog.Snapshot now = runs.now();
    List<RunCatalog.Entry> all = now.all();
    List<RunCatalog.Entry> todo = now.todo().stream().limit(MOST).toList();
    List<Map<String, Object>> begun = Visitor.isOperator() ? next.begun(now) : List.of();
    Map<String, Object> values = new HashMap<>();
    List<FleetCatalog.Entry> many = fleets.all();
    values.put(
        "atWork",
        Stream.concat(
                many.stream().filter(run -> run.state().isAtWork()).map(FleetTexts::listed),
                all.stream().filter(RunCatalog.Entry::isAtWork).map(RunTexts::listed))
            .toList());
    List<Map<String, Object>> asked =
        Stream.concat(
                many.stream().filter(FleetCatalog.Entry::needsSomebody).map(FleetTexts::listed),
                todo.stream().map(RunTexts::listed))
            .limit(MOST)
            .toList();
    values.put("todo", asked);
    values.put("begun", begun);
    long waiting = now.waiting();
    values.put("decide", waiting == 0 ? "" : words("today.decide", waiting));
    List<Map<String, String>> noted = news.todo();
    values.put("noted", noted);
    values.put("facts", news.facts());
    boolean quiet = asked.isEmpty() && begun.isEmpty() && noted.isEmpty();
    values.put("hasTodo", !quiet);
    values.put("quiet", quiet);
    values.put("isNew", all.isEmpty() && many.isEmpty());
    String holder = next.holder();
    values.put("holder", holder);
    values.put("held", !holder.isEmpty());
    values.put("version", version(now, FleetCatalog.version(many)));
    return pages.page(HttpStatus.OK, "today", "today", values, request);
  }
}
