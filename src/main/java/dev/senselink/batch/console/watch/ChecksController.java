package dev.senselink.batch.console.watch;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.console.page.PageRenderer;
import dev.senselink.batch.console.page.TimeText;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** All that the checks found, and the button that has them made again. */
@RestController
public final class ChecksController {
  private final Checks checks;
  private final PageRenderer pages;

  public ChecksController(Checks checks, PageRenderer pages) {
    this.checks = checks;
    this.pages = pages;
  }

  /** What was found last; looking at it asks nobody. */
  @GetMapping("/checks")
  public ResponseEntity<String> page(HttpServletRequest request, HttpServletResponse response) {
    if (checks.isAsking()) {
      response.setHeader("Refresh", "3"); // until there is something to be seen
    }
    Map<String, Object> values = new HashMap<>();
    Checks.Found found = checks.found();
    values.put("asking", checks.isAsking());
    values.put("never", found == null);
    values.put("when", found == null ? "" : TimeText.at(found.at()));
    values.put("wrong", found == null ? "" : found.wrong());
    values.put(
        "lines",
        found == null
            ? List.of()
            : found.lines().stream()
                .map(line -> line(line.level(), line.found(), line.remedy()))
                .toList());
    return pages.page(HttpStatus.OK, "checks", "checks", values, request);
  }

  /**
   * What a probe found, as pages show it.
   *
   * @param level ok, warn or bad
   */
  public static Map<String, String> line(String level, String found, String remedy) {
    return Map.of(
        "level",
        words("checks." + level),
        "tone",
        level.equals("ok") ? "good" : level,
        "found",
        found,
        "remedy",
        remedy);
  }

  /** Has them made again. */
  @PostMapping("/checks")
  public ResponseEntity<String> again() {
    checks.ask();
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create("/checks")).build();
  }
}
