package dev.senselink.batch.console.runs;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.console.page.TimeText;
import dev.senselink.batch.console.page.Visitor;
import dev.senselink.batch.report.ReportParts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the page of a run shows, wherever its ledger lies: nothing that can be done about it. */
final class RunPage {
  private RunPage() {}

  /**
   * Its values; whoever can do something about the run puts that in.
   *
   * @param address of the page
   * @param typed what its id is followed by where a command is typed: the data folder, if that is
   *     not the console's
   * @param atWork whether it asks by itself how far the run has come
   */
  static Map<String, @Nullable Object> values(
      RunCatalog.Entry run,
      String address,
      String typed,
      boolean atWork,
      ResultRows rows,
      ResultIndexes indexes) {
    ReportParts parts = RunTexts.parts(run);
    ReportFiles files = ReportFiles.of(run);
    Map<String, @Nullable Object> values = new HashMap<>(RunTexts.listed(run));
    values.put("title", words("run.title", parts.job(run.command()), run.rosterName()));
    values.put("sign", RunTexts.tone(run).sign());
    values.put("atWork", atWork);
    values.put("progressAt", address + "/progress");
    values.put("outcomes", run.tally().sum() == 0 ? List.of() : parts.outcomes(run.tally()));
    values.put("done", parts.number(run.done()));
    values.put("doneCount", run.done());
    values.put("allCount", run.rows());
    values.put("all", parts.number(run.rows()));
    values.put("rate", words("page.rate"));
    values.put("facts", facts(run, typed));
    values.put("files", files.links(address + "/files/"));
    values.put("hasFiles", !files.names().isEmpty() && Visitor.isOperator());
    values.putAll(rows.values(files.find("results.csv"), indexes, parts));
    values.putAll(Map.of("fleetAt", "", "fleet", "", "lines", List.of(), "hasLines", false));
    for (String none :
        List.of("said", "stopAt", "continueAt", "planId", "keepAt", "decideAt", "undoAt")) {
      values.put(none, "");
    }
    return values;
  }

  private static List<Map<String, String>> facts(RunCatalog.Entry run, String typed) {
    List<Map<String, String>> facts = new ArrayList<>();
    facts.add(Map.of("name", words("fact.run"), "value", run.id()));
    facts.add(Map.of("name", words("fact.roster"), "value", run.roster()));
    facts.add(Map.of("name", words("fact.server"), "value", run.server()));
    facts.add(Map.of("name", words("fact.company"), "value", run.company()));
    facts.add(Map.of("name", words("fact.started"), "value", TimeText.at(run.started())));
    if (run.finished() != null) {
      facts.add(Map.of("name", words("fact.finished"), "value", TimeText.at(run.finished())));
    }
    if (run.undoUntil() != null) {
      String until = TimeText.at(run.undoUntil());
      facts.add(
          Map.of("name", words("fact.undo"), "value", words("run.undo", until, run.id() + typed)));
    }
    facts.add(Map.of("name", words("fact.report"), "value", run.report()));
    return facts;
  }
}
