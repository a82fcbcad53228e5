package dev.senselink.batch.console.runs;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.console.page.MaskedText;
import dev.senselink.batch.console.page.TimeText;
import dev.senselink.batch.console.runs.FleetCatalog.State;
import dev.senselink.batch.fleet.report.SiteAdvice;
import dev.senselink.batch.fleet.state.FleetEnd;
import dev.senselink.batch.fleet.state.SiteState;
import dev.senselink.batch.fleet.state.SiteState.Phase;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.report.ReportParts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs of fleets in the words of the page: counts, never people. */
final class FleetTexts {
  /** More is no page any more. */
  static final int MOST_SITES = 500;

  private static final List<String> SUMS =
      List.of(
          "created",
          "updated",
          "unchanged",
          "forced",
          "skipped",
          "review",
          "rejected",
          "failed",
          "notAttempted",
          "valid");

  private FleetTexts() {}

  /** As the lists show it, with the names that they have for a run. */
  static Map<String, Object> listed(FleetCatalog.Entry run) {
    FleetEnd end = run.end();
    ReportParts parts = parts(run);
    return Map.of(
        "id", end.id(),
        "path", path(run),
        "job", words("fleet.job", parts.job(end.job())),
        "roster", end.fleet(),
        "server", words("fleet.sites", end.sites().size()),
        "started", TimeText.at(end.begun()),
        "state", words("fleet.state." + run.state()),
        "tone", tone(run).style(),
        "rows", parts.number(run.facts().rows()),
        "news", news(run));
  }

  static String path(FleetCatalog.Entry run) {
    return "/runs/fleets/" + run.end().id();
  }

  static ReportParts parts(FleetCatalog.Entry run) {
    return new ReportParts(DisplayLanguage.language(), run.end().job());
  }

  static ReportParts.Tone tone(FleetCatalog.Entry run) {
    State state = run.state();
    boolean well = run.facts().attention() == 0 && run.end().unknownRows() == 0;
    if (state.isAtWork() || state == State.OVER) {
      return well ? ReportParts.Tone.GOOD : ReportParts.Tone.WARN;
    }
    return ReportParts.Tone.BAD;
  }

  /** What a person wants to know first. */
  static String news(FleetCatalog.Entry run) {
    FleetCatalog.Facts facts = run.facts();
    if (run.state().isAtWork()) {
      return words("fleet.progress", facts.done(), facts.sites(), facts.attention());
    }
    if (run.state() != State.OVER) {
      return words("fleet.news." + run.state(), facts.done(), facts.sites());
    }
    return facts.attention() == 0
        ? words("fleet.well", facts.sites())
        : words("fleet.todo", facts.attention());
  }

  /** What else there is to say of how it stands, {@code ""} for nothing. */
  static String said(FleetCatalog.Entry run) {
    return switch (run.state()) {
      case PAUSED -> words("fleet.said.PAUSED");
      case WAITING -> words("fleet.said.WAITING");
      case STOPPED, LEFT, ENDED -> MaskedText.of(run.end().stopped());
      case RUNNING, OVER -> "";
    };
  }

  /** Facts of it, as they are listed beside the counts. */
  static List<Map<String, String>> facts(FleetCatalog.Entry run) {
    FleetEnd end = run.end();
    List<Map<String, String>> facts = new ArrayList<>();
    facts.add(fact(words("fact.run"), end.id()));
    facts.add(fact(words("fact.started"), TimeText.at(end.begun())));
    if (run.over() != null) {
      facts.add(fact(words("fact.finished"), TimeText.at(run.over())));
      facts.add(fact(words("fleet.fact.exit"), String.valueOf(end.exitCode())));
    }
    for (Phase phase : Phase.values()) {
      if (end.count(phase) > 0) {
        facts.add(fact(words("fleet.phase." + phase), words("fleet.sites", end.count(phase))));
      }
    }
    facts.add(fact(words("fact.report"), end.report().toString()));
    return facts;
  }

  /** What came of the rows of all sites together: what is none is left out. */
  static List<Map<String, String>> sums(FleetCatalog.Entry run) {
    FleetEnd end = run.end();
    ReportParts parts = parts(run);
    List<Map<String, String>> sums = new ArrayList<>();
    for (String key : SUMS) {
      if (end.sum(key) > 0) {
        sums.add(fact(words("fleet.sum." + key), parts.number(end.sum(key))));
      }
    }
    if (end.unknownRows() > 0) {
      sums.add(fact(words("fleet.sum.unknown"), parts.number(end.unknownRows())));
    }
    return sums;
  }

  private static Map<String, String> fact(String name, String value) {
    return Map.of("name", name, "value", value);
  }

  /** Its sites, first those that somebody has to look at. */
  static List<Map<String, Object>> sites(FleetCatalog.Entry run) {
    return run.end().sites().values().stream()
        .sorted(Comparator.comparingInt(FleetTexts::urgency))
        .limit(MOST_SITES)
        .map(site -> site(run, site))
        .toList();
  }

  private static int urgency(SiteState site) {
    return switch (site.phase()) {
      case STOPPED -> 0;
      case UNREACHABLE -> 1;
      case ENDED -> FleetEnd.isWell(site) ? 6 : 2;
      case NO_ROWS -> 3;
      case RUNNING -> 4;
      case WAITING -> 5;
    };
  }

  private static Map<String, Object> site(FleetCatalog.Entry run, SiteState site) {
    ReportParts parts = parts(run);
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("site", site.site());
    row.put("path", hasRun(run, site) ? path(run) + "/sites/" + site.site() : "");
    row.put("state", words("fleet.phase." + site.phase()));
    row.put("tone", tone(site));
    row.put("code", site.code() < 0 ? "" : String.valueOf(site.code()));
    row.put("rows", parts.number(site.count("rows")));
    row.put("done", parts.number(site.count("created") + site.count("updated")));
    row.put("review", parts.number(site.count("review")));
    row.put("wrong", parts.number(site.count("rejected") + site.count("failed")));
    boolean open = site.phase() == Phase.WAITING || site.phase() == Phase.RUNNING;
    row.put("why", MaskedText.of(SiteAdvice.reason(site)));
    row.put("next", open && run.state().isAtWork() ? "" : SiteAdvice.next(site, run.mayBeTried()));
    return row;
  }

  /** Whether the site's own list of runs lies here: one that a worker worked has it elsewhere. */
  private static boolean hasRun(FleetCatalog.Entry run, SiteState site) {
    Path list = run.place().site(site.site()).resolve("runs.json");
    return !site.summary().getOrDefault("runId", "").isEmpty() && Files.isRegularFile(list);
  }

  private static String tone(SiteState site) {
    return switch (site.phase()) {
      case STOPPED, UNREACHABLE -> "bad";
      case NO_ROWS -> "warn";
      case ENDED -> FleetEnd.isWell(site) ? "good" : "warn";
      case RUNNING -> "good";
      case WAITING -> "";
    };
  }
}
