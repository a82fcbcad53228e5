package dev.senselink.batch.console.imports;

import dev.senselink.batch.console.jobs.JobRefusedException;
import dev.senselink.batch.console.jobs.NewJobs;
import dev.senselink.batch.console.page.NoSuchPageException;
import dev.senselink.batch.console.page.PageRenderer;
import dev.senselink.batch.console.runs.RunCatalog;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * "Keep as a job": the settings of an import that was carried out, in a job file. For admins alone:
 * whoever scheduled it would have it done again and again with nobody who looks at the plan.
 */
@RestController
public final class KeepController {
  private final Imports imports;
  private final NewJobs jobs;
  private final PageRenderer pages;

  public KeepController(Imports imports, NewJobs jobs, PageRenderer pages) {
    this.imports = imports;
    this.jobs = jobs;
    this.pages = pages;
  }

  /** One whose run has come to its end: what it did is known. */
  private ImportDraft find(String id) {
    ImportDraft draft = imports.drafts().find(id).orElseThrow(NoSuchPageException::new);
    if (imports.run(draft).filter(RunCatalog.Entry::isOver).isEmpty()) {
      throw new NoSuchPageException();
    }
    return draft;
  }

  /** What would stand in it. */
  @GetMapping("/imports/{id}/keep")
  public ResponseEntity<String> show(@PathVariable("id") String id, HttpServletRequest request) {
    ImportDraft draft = find(id);
    return page(draft, HttpStatus.OK, "", "", lists(draft), request);
  }

  /** All lists of the same kind. */
  private static String lists(ImportDraft draft) {
    return "*" + draft.list().substring(draft.list().lastIndexOf('.'));
  }

  private ResponseEntity<String> page(
      ImportDraft draft,
      HttpStatus status,
      String wrong,
      String name,
      String lists,
      HttpServletRequest request) {
    Map<String, Object> values = new HashMap<>();
    values.put("at", Imports.address(draft));
    values.put("list", draft.list());
    values.put("possible", jobs.arePossible());
    values.put("wrong", wrong);
    values.put("jobName", name);
    values.put("lists", lists);
    values.put("job", draft.command());
    List<Map<String, String>> settings =
        imports.settings(draft).entrySet().stream()
            .map(one -> Map.of("key", one.getKey(), "value", one.getValue()))
            .toList();
    values.put("settings", settings);
    return pages.page(status, "keep-job", "keepJob", values, request);
  }

  /** Writes it. */
  @PostMapping("/imports/{id}/keep")
  public ResponseEntity<String> keep(
      @PathVariable("id") String id,
      @RequestParam(name = "name", defaultValue = "") String name,
      @RequestParam(name = "lists", defaultValue = "") String lists,
      HttpServletRequest request) {
    ImportDraft draft = find(id);
    try {
      return ImportsController.to(
          jobs.keep(name.strip(), lists.strip(), draft.command(), imports.settings(draft)));
    } catch (JobRefusedException e) {
      String why = String.valueOf(e.getMessage());
      return page(draft, HttpStatus.CONFLICT, why, name, lists, request);
    }
  }
}
