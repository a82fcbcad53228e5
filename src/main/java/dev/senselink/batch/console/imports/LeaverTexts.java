package dev.senselink.batch.console.imports;

import static dev.senselink.batch.console.page.ConsoleMessages.has;
import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.console.plan.PlanView;
import dev.senselink.batch.console.runs.Pager;
import dev.senselink.batch.console.runs.ReportFiles;
import dev.senselink.batch.ledger.plan.PlannedAction;
import dev.senselink.batch.report.ReportParts.Tone;
import dev.senselink.batch.table.csv.GuardedCsvReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** People whom a list names no more, and the brake that leaves them all alone, as a page tells. */
final class LeaverTexts {
  private static final List<String> WANTED =
      List.of("key", "name", "groups", "missingSince", "action", "code", "reason");

  private final PlanView plan;
  private final ReportFiles files;

  /**
   * @param files the report of the check
   */
  LeaverTexts(PlanView plan, ReportFiles files) {
    this.plan = plan;
    this.files = files;
  }

  /** How many people lose their groups, or are deleted. */
  static long leaving(PlanView plan) {
    return plan.of(PlannedAction.REVOKE) + plan.of(PlannedAction.DELETE);
  }

  /**
   * Values of the part that shows them.
   *
   * @param page of them, from 0
   * @param more the address of a further page, but for its number
   */
  Map<String, Object> values(int page, String more) throws IOException {
    long deleted = plan.of(PlannedAction.DELETE);
    long leaving = leaving(plan);
    JsonNode summary = summary();
    String brake = summary.path("leaversBrake").asString("");
    List<Map<String, String>> shown = new ArrayList<>();
    long all = read(page, shown);
    if (!brake.isEmpty()) {
      shown.stream() // it is told once, of all of them
          .filter(leaver -> brake.equals(leaver.get("code")))
          .forEach(leaver -> leaver.put("reason", ""));
    }
    Map<String, Object> values = new HashMap<>();
    values.put("hasLeavers", all > 0 || !brake.isEmpty());
    values.put("leavers", shown);
    values.put("leaversPager", Map.of("pager", new Pager(page, all, more).values()));
    values.put("brake", brake.isEmpty() ? "" : brakeWords(brake));
    values.put("brakeWhy", summary.path("leaversBrakeReason").asString(""));
    if (!brake.isEmpty()) {
      values.put("tone", Tone.WARN.style());
      values.put("sign", Tone.WARN.sign());
    }
    values.put("leaving", leaving == 0 ? "" : words("list.leaving", leaving, deleted));
    return values;
  }

  /** What a person does about it in the console; of a brake of another version its name. */
  private static String brakeWords(String code) {
    return has("brake." + code) ? words("brake." + code) : code;
  }

  private JsonNode summary() throws IOException {
    Optional<Path> file = files.find("summary.json");
    try {
      return file.isEmpty()
          ? JsonMapper.shared().missingNode()
          : JsonMapper.shared().readTree(Files.readString(file.get()));
    } catch (JacksonException e) {
      throw new IOException("summary.json", e);
    }
  }

  /** Reads through all of them; answers how many there are. */
  private long read(int page, List<Map<String, String>> shown) throws IOException {
    Optional<Path> file = files.find("leavers.csv");
    if (file.isEmpty()) {
      return 0;
    }
    long all = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file.get()), 1 << 16);
        GuardedCsvReader csv = GuardedCsvReader.of(in, "leavers.csv")) {
      List<String> header = csv.next();
      for (List<String> cells = csv.next(); cells != null; cells = csv.next()) {
        if (header != null && all / Pager.SIZE == page) {
          shown.add(leaver(header, cells));
        }
        all++;
      }
    }
    return all;
  }

  private static Map<String, String> leaver(List<String> header, List<String> cells) {
    Map<String, String> leaver = new HashMap<>();
    for (String name : WANTED) {
      int place = header.indexOf(name);
      leaver.put(name, place < 0 || place >= cells.size() ? "" : cells.get(place));
    }
    String action = leaver.get("action");
    leaver.put("what", has("leaver." + action) ? words("leaver." + action) : "");
    return leaver;
  }
}
