package dev.senselink.batch.console.backups;

import dev.senselink.batch.console.command.CommandProgress;
import dev.senselink.batch.console.command.CommandRunner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A backup of this console.
 *
 * @param id letters and digits
 * @param begun when it was begun, ISO 8601
 * @param results how each thing that was done with it ended last, by {@link BackupTask#name}
 */
record KeptBackup(String id, String begun, Map<String, Result> results) {
  /** So much of a long list is shown; the command shows all of it. */
  private static final int MOST_LINES = 100;

  KeptBackup {
    results = Map.copyOf(results);
  }

  /**
   * How something ended.
   *
   * @param at when, ISO 8601
   * @param exit what the shell would be told
   * @param wrong what went wrong, in the language of whoever started it; {@code ""} for nothing
   * @param count how many lines there were to say
   * @param lines the first of them
   * @param kinds of a plan: how many of each kind would be what
   */
  record Result(
      String at,
      int exit,
      String wrong,
      int count,
      List<String> lines,
      Map<String, Map<String, Long>> kinds) {
    Result {
      lines = List.copyOf(lines);
      kinds = Map.copyOf(kinds);
    }

    static Result of(String at, CommandRunner.Ended ended) {
      JsonNode told = CommandProgress.document(ended);
      List<String> lines = new ArrayList<>();
      for (JsonNode one : told.path("damage").values()) {
        if (lines.size() < MOST_LINES) {
          lines.add(one.path("file").asString("") + ": " + one.path("what").asString(""));
        }
      }
      Map<String, Map<String, Long>> kinds = new HashMap<>();
      for (Map.Entry<String, JsonNode> kind : told.properties()) {
        if (kind.getValue().has("create")) {
          kinds.put(kind.getKey(), counts(kind.getValue()));
        }
      }
      int count = told.path("damage").size();
      return new Result(at, ended.exit(), CommandProgress.wrong(ended), count, lines, kinds);
    }

    private static Map<String, Long> counts(JsonNode kind) {
      Map<String, Long> counts = new HashMap<>();
      for (Map.Entry<String, JsonNode> count : kind.properties()) {
        counts.put(count.getKey(), count.getValue().asLong(0));
      }
      return counts;
    }

    boolean succeeded() {
      return CommandProgress.succeeded(exit);
    }

    /** Of a plan: how many would be created. */
    long create(String kind) {
      return kinds.getOrDefault(kind, Map.of()).getOrDefault("create", 0L);
    }

    /** How many people a restore would create. */
    long people() {
      return create("users") + create("guests");
    }
  }

  KeptBackup with(BackupTask task, Result result) {
    Map<String, Result> more = new HashMap<>(results);
    more.put(task.name(), result);
    return new KeptBackup(id, begun, more);
  }

  KeptBackup without(BackupTask task) {
    Map<String, Result> fewer = new HashMap<>(results);
    fewer.remove(task.name());
    return new KeptBackup(id, begun, fewer);
  }
}
