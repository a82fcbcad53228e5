package dev.senselink.batch.ledger;

import static dev.senselink.batch.ledger.store.LedgerMessages.words;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.ledger.before.ChangeFolder;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.outcome.OutcomeTally;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.outcome.ToldCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A file that lists the runs, so that they can be looked at while an import holds the database.
 * Rewritten whole at each change, never half.
 */
public final class RunIndexFile {
  private static final JsonMapper JSON = new JsonMapper();

  /** By which it is known whether a run's rows are to be counted again. */
  private static final String STANDING = "standing";

  /** What of a run is counted. */
  private static final List<String> COUNTED =
      List.of("counts", "countsText", "outcomes", "attention", "decidedInVain");

  private final Path file;

  public RunIndexFile(Path dataFolder) {
    this.file = dataFolder.resolve("runs.json");
  }

  /**
   * A run as the list shows it.
   *
   * @param counts the counts in words
   * @param report the report folder
   * @param undoUntil until when something of it can be undone; blank where nothing can
   */
  public record Entry(
      String id,
      String command,
      String status,
      String server,
      String company,
      String roster,
      String startedAt,
      String finishedAt,
      long rows,
      String counts,
      String report,
      String undoUntil) {}

  /**
   * Writes the list anew from the ledger. How the rows of a run stand is counted once it has ended
   * and not again at each later change, unless they may stand otherwise since: there may be
   * millions of rows, of hundreds of nights.
   */
  public void write(RunStore runs, OutcomeStore outcomes) {
    Map<String, ObjectNode> before = before();
    ListedRuns listed = runs.listed(before.values());
    ArrayNode list = JSON.createArrayNode();
    Map<String, Instant> undoable = listed.undoable();
    Map<String, String> unsettled = listed.unsettled();
    List<ObjectNode> nodes = new ArrayList<>();
    Map<String, Run> all = new HashMap<>();
    for (Run run : listed.all()) {
      all.put(run.id(), run);
      String standing = standing(run, unsettled.getOrDefault(run.id(), ""));
      ObjectNode node = node(run);
      ObjectNode counted = before.get(run.id());
      if (counted != null && isOver(run) && standing.equals(counted.path(STANDING).asString(""))) {
        COUNTED.forEach(name -> node.set(name, counted.path(name)));
      } else {
        count(node, outcomes.tally(run.id(), run.rosterRows()));
        node.put("decidedInVain", outcomes.decidedInVain(run.id()));
      }
      node.put(STANDING, standing);
      nodes.add(node);
    }
    for (ListedRuns.Decided decided : listed.decided()) {
      Run about = all.get(decided.ofRun());
      if (about != null) {
        nodes.add(node(about, decided, outcomes.decided(decided.id(), decided.rows())));
      }
    }
    nodes.sort(Comparator.comparing(node -> Instant.parse(node.path("startedAt").asString())));
    for (ObjectNode node : nodes) {
      Instant until = undoable.get(node.path("id").asString());
      node.put("undoUntil", until == null ? "" : until.toString());
      list.add(node);
    }
    write(list);
  }

  /** What was listed last, by id; nothing where that cannot be read, for it is written anew. */
  private Map<String, ObjectNode> before() {
    Map<String, ObjectNode> before = new HashMap<>();
    try {
      for (JsonNode n : written()) {
        if (n instanceof ObjectNode node) {
          before.put(node.path("id").asString(""), node);
        }
      }
    } catch (LedgerException e) {
      before.clear();
    }
    return before;
  }

  private static boolean isOver(Run run) {
    return run.allWorked() && run.status() == Run.Status.COMPLETED;
  }

  /** Another text once rows of the run may stand otherwise. */
  private static String standing(Run run, String unsettled) {
    return run.finishedAt() + " " + run.worked() + " " + unsettled;
  }

  /** Decisions are no run of the ledger, and can be undone like one. */
  private static ObjectNode node(Run about, ListedRuns.Decided decided, OutcomeTally tally) {
    ObjectNode node = node(about);
    count(node, tally);
    node.put("id", decided.id());
    node.put("command", "resolve");
    node.put("status", Run.Status.COMPLETED.name());
    node.put("allWorked", true);
    Instant begun = decided.begun() == null ? about.startedAt() : decided.begun();
    node.put("startedAt", begun.toString());
    node.put("finishedAt", "");
    node.put("rows", decided.rows());
    node.put("report", "");
    return node;
  }

  private void write(JsonNode list) {
    try {
      PrivateFiles.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(list));
    } catch (IOException e) {
      throw new LedgerException(LedgerException.Kind.BROKEN, words("runs.unwritable", file), e);
    }
  }

  private static ObjectNode node(Run run) {
    ObjectNode node = JSON.createObjectNode();
    node.put("id", run.id());
    node.put("command", run.command());
    node.put("status", run.status().name());
    node.put("allWorked", run.allWorked());
    node.put("server", run.server());
    node.put("company", run.companyName());
    node.put("roster", run.roster());
    node.put("startedAt", run.startedAt().toString());
    Instant finished = run.finishedAt();
    node.put("finishedAt", finished == null ? "" : finished.toString());
    node.put("rows", run.rosterRows());
    node.put("report", run.report());
    return node;
  }

  private static void count(ObjectNode node, OutcomeTally tally) {
    ObjectNode counts = node.putObject("counts");
    for (RowEnding.Group group : RowEnding.Group.values()) {
      counts.put(group.key(), tally.of(group));
    }
    counts.put(ToldCounts.REMOVED, tally.of(RowEnding.REMOVED));
    counts.put(ToldCounts.RESTORED, tally.of(RowEnding.RESTORED));
    node.put("countsText", tally.toString());
    ObjectNode outcomes = node.putObject("outcomes");
    for (RowEnding ending : RowEnding.values()) {
      if (tally.of(ending) > 0) {
        outcomes.put(ending.name(), tally.of(ending));
      }
    }
    node.put("attention", tally.needingAttention());
  }

  /** Notes how far a run has come; does nothing for a run that is not listed. */
  public void progress(String id, OutcomeTally tally) {
    JsonNode list = written();
    for (JsonNode n : list) {
      if (n instanceof ObjectNode node && id.equals(n.path("id").asString(""))) {
        count(node, tally);
      }
    }
    write(list);
  }

  /** The list as it was last written; empty if there is none. */
  public List<Entry> read() {
    List<Entry> entries = new ArrayList<>();
    for (JsonNode n : json()) {
      entries.add(
          new Entry(
              n.path("id").asString(""),
              n.path("command").asString(""),
              n.path("status").asString(""),
              n.path("server").asString(""),
              n.path("company").asString(""),
              n.path("roster").asString(""),
              n.path("startedAt").asString(""),
              n.path("finishedAt").asString(""),
              n.path("rows").asLong(0),
              n.path("countsText").asString(""),
              n.path("report").asString(""),
              n.path("undoUntil").asString("")));
    }
    return entries;
  }

  /** One run of the list as a JSON object; missing if it is not listed. */
  public JsonNode json(String id) {
    for (JsonNode n : json()) {
      if (id.equals(n.path("id").asString(""))) {
        return n;
      }
    }
    return JSON.missingNode();
  }

  /**
   * The same as a JSON array, with the commands that wait for no lock and were not taken in by a
   * run yet: they can be undone already.
   */
  public JsonNode json() {
    JsonNode written = written();
    if (!(written instanceof ArrayNode list)) {
      return written;
    }
    Set<String> known = new HashSet<>();
    for (JsonNode run : list) {
      known.add(run.path("id").asString(""));
      if (run instanceof ObjectNode node) {
        node.remove(STANDING); // for the next writing alone
      }
    }
    for (ChangeFolder.Command command : ChangeFolder.waiting(file.resolveSibling(""))) {
      if (!known.contains(command.id())) {
        ObjectNode node = node(ChangeIntake.run(command));
        count(node, new OutcomeTally());
        node.put("undoUntil", command.begun().plus(command.keepFor()).toString());
        list.add(node);
      }
    }
    return list;
  }

  /** Another text once the list was written anew: whatever changes the ledger does so. */
  public String version() {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return now.lastModifiedTime() + " " + now.size() + " " + now.fileKey();
    } catch (IOException e) {
      return ""; // there is none
    }
  }

  private JsonNode written() {
    if (!Files.exists(file)) {
      return JSON.createArrayNode();
    }
    try {
      return JSON.readTree(Files.readString(file));
    } catch (IOException | JacksonException e) {
      throw new LedgerException(LedgerException.Kind.BROKEN, words("runs.unreadable", file), e);
    }
  }
}
