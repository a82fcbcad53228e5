package dev.senselink.batch.console.audit;

import static dev.senselink.batch.console.page.ConsoleMessages.has;
import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.console.page.PageRenderer;
import dev.senselink.batch.console.page.TimeText;
import dev.senselink.batch.console.runs.Pager;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who did what, the newest first, a hundred a page. */
@RestController
public final class AuditController {
  private final AuditLog log;
  private final PageRenderer pages;

  public AuditController(AuditLog log, PageRenderer pages) {
    this.log = log;
    this.pages = pages;
  }

  /** The page. */
  @GetMapping("/audit")
  public ResponseEntity<String> all(
      @RequestParam(name = "page", defaultValue = "0") int page, HttpServletRequest request)
      throws IOException {
    AuditLog.Part part = log.read(Pager.page(page), Pager.SIZE);
    List<Map<String, Object>> entries = part.entries().stream().map(AuditController::row).toList();
    Map<String, Object> values = new HashMap<>();
    values.put("entries", entries);
    values.put("none", part.all() == 0);
    values.put("pager", new Pager(page, part.all(), "/audit?page=").values());
    return pages.page(HttpStatus.OK, "audit", "audit", values, request);
  }

  private static Map<String, Object> row(AuditEntry entry) {
    List<Map<String, String>> about =
        entry.about().entrySet().stream()
            .map(one -> Map.of("name", words("about." + one.getKey()), "value", one.getValue()))
            .toList();
    return Map.of(
        "time", TimeText.at(entry.at()),
        "account", entry.account(),
        "what", what(entry.what()),
        "about", about,
        "refused", entry.refused() == 0 ? "" : words("audit.refused"));
  }

  /** In words; of a page that has none, and of another version, as it was written. */
  private static String what(String what) {
    return has("audit.done." + what) ? words("audit.done." + what) : what;
  }
}
