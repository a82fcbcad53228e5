package dev.senselink.batch.console.runs;

import dev.senselink.batch.console.page.PageRenderer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  public TodayController(RunCatalog runs, PageRenderer pages, NextSteps next) {
    this.runs = runs;
    this.pages = pages;
    this.next = next;
  }

  /** Whether anything is another than on the page; the page asks by itself. */
  @GetMapping("/today/progress")
  public ResponseEntity<byte[]> progress() {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .body(JsonMapper.shared().writeValueAsBytes(Map.of("version", runs.version())));
  }

  /** The page. */
  @GetMapping("/")
  public ResponseEntity<String> today(HttpServletRequest request) {
    List<RunCatalog.Entry> all = runs.all();
    List<RunCatalog.Entry> todo =
        all.stream().filter(RunCatalog.Entry::needsSomebody).limit(MOST).toList();
    Map<String, Object> values = new HashMap<>();
    values.put(
        "atWork", all.stream().filter(RunCatalog.Entry::isAtWork).map(RunTexts::listed).toList());
    values.put("todo", todo.stream().map(RunTexts::listed).toList());
    values.put("begun", next.begun());
    values.put("hasTodo", !todo.isEmpty() || !next.begun().isEmpty());
    values.put("quiet", todo.isEmpty() && next.begun().isEmpty());
    values.put("isNew", all.isEmpty());
    String holder = next.holder();
    values.put("holder", holder == null ? "" : holder);
    values.put("held", holder != null);
    values.put("version", runs.version());
    return pages.page(HttpStatus.OK, "today", "today", values, request);
  }
}
