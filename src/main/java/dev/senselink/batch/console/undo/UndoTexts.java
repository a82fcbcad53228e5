package dev.senselink.batch.console.undo;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.console.plan.PlanTexts;
import dev.senselink.batch.console.plan.PlanView;
import dev.senselink.batch.console.runs.Pager;
import dev.senselink.batch.console.runs.ReportFiles;
import dev.senselink.batch.ledger.UnrestoredItem;
import dev.senselink.batch.ledger.plan.PlanHeader;
import dev.senselink.batch.report.ReportParts;
import dev.senselink.batch.report.UnrestoredText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The plan of an undo in the words of its page. */
final class UndoTexts {
  private UndoTexts() {}

  /**
   * Values of all that the plan says.
   *
   * @param page of those who would be changed, from 0
   */
  static Map<String, Object> values(
      PlanView plan, ReportFiles files, String address, int page, ReportParts parts) {
    Map<String, Object> values = new HashMap<>();
    values.putAll(new PlanTexts(plan, parts).values(Pager.page(page), address + "?planned="));
    values.put("news", words("undo.news", plan.people()));
    values.put("lead", words("undo.attention", plan.attention()));
    List<String> beside = beside(plan);
    values.put("beside", beside);
    values.put("hasBeside", !beside.isEmpty());
    List<String> lost = files.find("summary.json").map(UndoTexts::lost).orElse(List.of());
    values.put("lost", lost);
    values.put("hasLost", !lost.isEmpty());
    return values;
  }

  /** What would be done beside people. */
  private static List<String> beside(PlanView plan) {
    PlanHeader header = plan.header();
    List<String> told = new ArrayList<>();
    if (header.decisions() > 0) {
      told.add(words("undo.decisions", header.decisions()));
    }
    if (!header.departments().isEmpty()) {
      told.add(words("undo.departments", header.departments().size()));
    }
    if (plan.others() > 0) {
      told.add(words("undo.others", plan.others()));
    }
    if (!header.lastImport().isEmpty()) {
      told.add(words("undo.list"));
    }
    return told;
  }

  /** What cannot be taken back beside people, with the reason, as the run wrote it down. */
  private static List<String> lost(Path summary) {
    List<String> lost = new ArrayList<>();
    try {
      for (JsonNode one :
          JsonMapper.shared().readTree(Files.readString(summary)).path("notRestorable")) {
        lost.add(
            UnrestoredText.inWords(
                new UnrestoredItem(
                    one.path("what").asString(""),
                    one.path("count").asLong(0),
                    one.path("why").asString(""))));
      }
    } catch (IOException | JacksonException e) {
      lost.add(words("run.unreadable"));
    }
    return lost;
  }
}
