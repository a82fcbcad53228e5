package dev.senselink.batch.console.runs;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.console.page.KeptSearch;
import dev.senselink.batch.console.page.NoSuchPageException;
import dev.senselink.batch.console.page.PageRenderer;
import dev.senselink.batch.fleet.state.SiteState;
import dev.senselink.batch.language.ShellWord;
import dev.senselink.batch.report.ReportParts;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
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

/** A run of a fleet with its sites below, and what each of them did. It only shows. */
@RestController
public final class FleetsController {
  private final FleetCatalog fleets;
  private final PageRenderer pages;
  private final ResultIndexes indexes;

  public FleetsController(FleetCatalog fleets, PageRenderer pages, ResultIndexes indexes) {
    this.fleets = fleets;
    this.pages = pages;
    this.indexes = indexes;
  }

  /** One run: while it is at work and after. */
  @GetMapping("/runs/fleets/{id}")
  public ResponseEntity<String> one(@PathVariable("id") String id, HttpServletRequest request) {
    FleetCatalog.Entry run = fleets.find(id).orElseThrow(NoSuchPageException::new);
    ReportParts parts = FleetTexts.parts(run);
    FleetCatalog.Facts facts = run.facts();
    Map<String, @Nullable Object> values = new HashMap<>(FleetTexts.listed(run));
    values.put("title", words("fleet.title", run.end().fleet(), parts.job(run.end().job())));
    values.put("sign", FleetTexts.tone(run).sign());
    values.put("atWork", run.state().isAtWork());
    values.put("progressAt", FleetTexts.path(run) + "/progress");
    values.put("done", parts.number(facts.done()));
    values.put("doneCount", facts.done());
    values.put("allCount", facts.sites());
    values.put("all", words("fleet.sites", facts.sites()));
    values.put("rate", "");
    values.put("stand", run.stand());
    values.put("said", FleetTexts.said(run));
    values.put("facts", FleetTexts.facts(run));
    values.put("sums", FleetTexts.sums(run));
    values.put("sites", FleetTexts.sites(run));
    long more = facts.sites() - FleetTexts.MOST_SITES;
    values.put("more", more > 0 ? words("fleet.more", more) : "");
    return pages.page(HttpStatus.OK, "fleet", "runs", values, request);
  }

  /** How far it has come, in sites; the page asks by itself. */
  @GetMapping("/runs/fleets/{id}/progress")
  public ResponseEntity<byte[]> progress(@PathVariable("id") String id) {
    FleetCatalog.Entry run = fleets.find(id).orElseThrow(NoSuchPageException::new);
    Map<String, Object> progress = new LinkedHashMap<>();
    progress.put("atWork", run.state().isAtWork());
    progress.put("rows", run.facts().sites());
    progress.put("done", run.facts().done());
    progress.put("outcomes", Map.of());
    progress.put("news", FleetTexts.news(run));
    progress.put("stand", run.stand());
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .body(JsonMapper.shared().writeValueAsBytes(progress));
  }

  /** The run of one site, of the ledger that the site has for itself. */
  @GetMapping("/runs/fleets/{id}/sites/{site}")
  public ResponseEntity<String> site(
      @PathVariable("id") String id,
      @PathVariable("site") String site,
      @RequestParam(name = "show", defaultValue = "todo") String show,
      @RequestParam(name = "page", defaultValue = "0") int page,
      HttpServletRequest request) {
    FleetCatalog.Entry fleet = fleets.find(id).orElseThrow(NoSuchPageException::new);
    String address = FleetTexts.path(fleet) + "/sites/" + site;
    ResultRows rows = new ResultRows(address, show, KeptSearch.asked(request), page);
    Map<String, @Nullable Object> values =
        RunPage.values(run(fleet, site), address, typed(fleet, site), false, rows, indexes);
    values.put("title", words("fleet.site", site, fleet.end().fleet()));
    values.put("fleetAt", FleetTexts.path(fleet));
    values.put("fleet", fleet.end().fleet());
    return pages.page(HttpStatus.OK, "run", "runs", values, request);
  }

  private static String typed(FleetCatalog.Entry fleet, String site) {
    return String.join(" ", "", "--data", ShellWord.quoted(fleet.place().site(site).toString()));
  }

  /** A file of the site's report, to be kept. */
  @GetMapping("/runs/fleets/{id}/sites/{site}/files/{name}")
  public ResponseEntity<Resource> file(
      @PathVariable("id") String id,
      @PathVariable("site") String site,
      @PathVariable("name") String name) {
    FleetCatalog.Entry fleet = fleets.find(id).orElseThrow(NoSuchPageException::new);
    Path file = ReportFiles.of(run(fleet, site)).find(name).orElseThrow(NoSuchPageException::new);
    return ReportFiles.download(file, site + "-" + name);
  }

  private static RunCatalog.Entry run(FleetCatalog.Entry fleet, String site) {
    SiteState state = fleet.end().sites().get(site); // so that a name is one of a site
    if (state == null) {
      throw new NoSuchPageException();
    }
    return new RunCatalog(fleet.place().site(site))
        .find(state.summary().getOrDefault("runId", ""))
        .orElseThrow(NoSuchPageException::new);
  }
}
