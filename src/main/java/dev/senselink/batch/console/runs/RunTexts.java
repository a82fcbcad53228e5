package dev.senselink.batch.console.runs;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.console.page.TimeText;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.report.ReportParts;
import java.util.Map;

/** Runs in the words of the page. */
public final class RunTexts {
  private RunTexts() {}

  /** As the lists show it. */
  public static Map<String, Object> listed(RunCatalog.Entry run) {
    ReportParts parts = parts(run);
    return Map.of(
        "id", run.id(),
        "path", "/runs/" + run.id(),
        "job", parts.job(run.command()),
        "roster", run.rosterName(),
        "server", run.server(),
        "started", TimeText.at(run.started()),
        "state", words("state." + run.state()),
        "tone", tone(run).style(),
        "rows", parts.number(run.rows()),
        "news", news(run));
  }

  /** The parts of its page. */
  public static ReportParts parts(RunCatalog.Entry run) {
    return new ReportParts(DisplayLanguage.language(), run.command());
  }

  static ReportParts.Tone tone(RunCatalog.Entry run) {
    if (run.isAtWork() || run.state().equals("COMPLETED") && !run.needsSomebody()) {
      return ReportParts.Tone.GOOD;
    }
    return run.isOver() ? ReportParts.Tone.WARN : ReportParts.Tone.BAD;
  }

  /** What a person wants to know first. */
  static String news(RunCatalog.Entry run) {
    if (run.isAtWork()) {
      return words("news.atWork", run.done(), run.rows());
    }
    if (!run.state().equals("COMPLETED")) {
      return words("news." + run.state(), run.done(), run.rows());
    }
    if (run.rows() == 0 && run.roster().isEmpty()) {
      return words("news.carriedOut"); // a command that has no list
    }
    return run.attention() == 0
        ? words("news.done", run.rows())
        : words("news.todo", run.attention());
  }
}
