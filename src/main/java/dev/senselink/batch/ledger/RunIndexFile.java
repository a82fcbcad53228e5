package dev.senselink.batch.ledger;

import static dev.senselink.batch.ledger.store.LedgerMessages.words;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.ledger.before.ChangeFolder;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.outcome.OutcomeTally;
import dev.senselink.batch.outcome.RowEnding;
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

  /** Writes the list anew from the ledger. */
  public void write(RunStore runs, OutcomeStore outcomes) {
    ArrayNode list = JSON.createArrayNode();
    Map<String, Instant> undoable = runs.undoable();
    List<ObjectNode> nodes = new ArrayList<>();
    Map<String, Run> all = new HashMap<>();
    for (Run run : runs.all()) {
      all.put(run.id(), run);
      ObjectNode node = node(run, outcomes.tally(run.id(), run.rosterRows()));
      node.put("decidedInVain", outcomes.decidedInVain(run.id()));
      nodes.add(node);
    }
    for (RunStore.Decided decided : runs.decided()) {
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

  /** Decisions are no run of the ledger, and can be undone like one. */
  private static ObjectNode node(Run about, RunStore.Decided decided, OutcomeTally tally) {
    ObjectNode node = node(about, tally);
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

  private static ObjectNode node(Run run, OutcomeTally tally) {
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
    count(node, tally);
    node.put("report", run.report());
    return node;
  }

  private static void count(ObjectNode node, OutcomeTally tally) {
    ObjectNode counts = node.putObject("counts");
    for (RowEnding.Group group : RowEnding.Group.values()) {
      counts.put(group.key(), tally.of(group));
    }
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
    list.forEach(run -> known.add(run.path("id").asString("")));
    for (ChangeFolder.Command command : ChangeFolder.waiting(file.resolveSibling(""))) {
      if (!known.contains(command.id())) {
        ObjectNode node = node(ChangeIntake.run(command), new OutcomeTally());
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
