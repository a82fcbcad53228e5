package dev.senselink.batch.console.jobs;

import dev.senselink.batch.console.command.CommandProgress;
import dev.senselink.batch.console.command.CommandRunner;
import dev.senselink.batch.outcome.ToldCounts;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What became of a job.
 *
 * @param done the last time at which it was due and was seen to, {@code ""} for none
 * @param asked a time at which it was due and not started, since it can delete; somebody is asked
 * @param missed a time at which it was due and not started, since it was too late
 * @param ran how it ended last
 * @param tried how its last trial ended
 * @param seen what that trial was about, {@code ""} for nothing that could be run by it
 * @param begun a time at which it was due and for which it waits or runs: it is written down, so
 *     that nothing is lost with this process
 */
record JobState(
    String done,
    String asked,
    String missed,
    Ended ran,
    Ended tried,
    @Nullable String seen,
    @Nullable String begun) {
  static final JobState NEW = new JobState("", "", "", Ended.NEVER, Ended.NEVER, "", "");

  /** The time for which it waits or runs, {@code ""} for none. */
  String pending() {
    return begun == null ? "" : begun;
  }

  /** Whether somebody has seen what would be done with just this. */
  boolean hasSeen(String now) {
    return !now.isEmpty() && now.equals(seen);
  }

  /**
   * How it ended.
   *
   * @param at when, ISO 8601; {@code ""} for never
   * @param wrong what went wrong, in the language of whoever started it; {@code ""} for nothing
   * @param people how many people it was about
   * @param runs a run for each list
   * @param notes what else it had to say
   */
  record Ended(String at, int exit, String wrong, long people, List<Run> runs, List<String> notes) {
    static final Ended NEVER = new Ended("", 0, "", 0, List.of(), List.of());

    Ended {
      runs = List.copyOf(runs);
      notes = List.copyOf(notes);
    }

    static Ended of(String at, CommandRunner.Ended ended) {
      JsonNode told = CommandProgress.document(ended);
      List<Run> runs = new ArrayList<>();
      List<String> notes = new ArrayList<>();
      told.path("runs").values().forEach(run -> runs.add(Run.of(run)));
      told.path("notes").values().forEach(note -> notes.add(note.asString("")));
      String said = told.path("error").asString("");
      for (JsonNode run : told.path("runs").values()) {
        String why = run.path("result").path("error").asString("");
        said = said.isEmpty() ? why : said;
      }
      boolean well = CommandProgress.succeeded(ended.exit());
      String wrong = well ? "" : said.isEmpty() ? CommandProgress.wrong(ended) : said;
      long people = runs.stream().mapToLong(Run::people).sum();
      return new Ended(at, ended.exit(), wrong, people, runs, notes);
    }

    /** The same, about so many people. */
    Ended about(long many) {
      return new Ended(at, exit, wrong, many, runs, notes);
    }

    /** Whether anything of it came to be a run. */
    boolean isRun() {
      return runs.stream().anyMatch(run -> !run.id().isEmpty());
    }

    boolean isNever() {
      return at.isEmpty();
    }

    boolean succeeded() {
      return CommandProgress.succeeded(exit);
    }
  }

  /**
   * What was done with one list, or what else a job is about.
   *
   * @param input the name of the file
   * @param id the run that it was, {@code ""} for none
   * @param people how many people it was about
   * @param counts how many rows ended how
   */
  record Run(String input, String id, long people, Map<String, Long> counts) {
    private static final List<String> COUNTS =
        List.of(
            "created",
            "updated",
            ToldCounts.REMOVED,
            ToldCounts.RESTORED,
            "unchanged",
            "forced",
            "skipped",
            "review",
            "rejected",
            "failed",
            "valid",
            "endedRemoved",
            "deleted",
            "records");

    Run {
      counts = new LinkedHashMap<>(counts);
    }

    static Run of(JsonNode run) {
      JsonNode result = run.path("result");
      Map<String, Long> counts = new LinkedHashMap<>();
      for (String name : COUNTS) {
        long count = result.path(name).asLong(0);
        if (count > 0) {
          counts.put(name, count);
        }
      }
      long undone =
          counts.getOrDefault(ToldCounts.REMOVED, 0L)
              + counts.getOrDefault(ToldCounts.RESTORED, 0L);
      counts.computeIfPresent( // counted there too
          "updated", (name, all) -> all > undone ? all - undone : null);
      long planned =
          result.path("users").path("create").asLong(0)
              + result.path("guests").path("create").asLong(0);
      if (planned > 0) {
        counts.put("created", planned);
      }
      long people = result.path("rows").asLong(0) + planned;
      return new Run(name(run), result.path("runId").asString(""), people, counts);
    }

    private static String name(JsonNode run) {
      String input = run.path("input").asString("");
      try {
        Path name = Path.of(input).getFileName();
        return name == null ? "" : name.toString();
      } catch (InvalidPathException e) {
        return "";
      }
    }
  }

  /** A time was seen to, and nothing is to be done about it. */
  JobState done(String slot) {
    return new JobState(slot, asked, missed, ran, tried, seen, "");
  }

  /** It is due, and is started as soon as it can be. */
  JobState taken(String slot) {
    return new JobState(slot, "", "", ran, tried, seen, slot);
  }

  JobState asking(String slot) {
    return new JobState(slot, slot, "", ran, tried, seen, "");
  }

  JobState missing(String slot) {
    return new JobState(slot, asked, slot, ran, tried, seen, "");
  }

  /** Whatever was asked is answered. */
  JobState answered() {
    return new JobState(done, "", "", ran, tried, seen, "");
  }

  /** A trial is good for one run. */
  JobState used() {
    return new JobState(done, "", "", ran, tried, "", "");
  }

  /**
   * It ran.
   *
   * @param slot for which time, {@code ""} for none
   */
  JobState ran(Ended how, String slot) {
    String next = slot.equals(begun) ? "" : begun;
    return new JobState(done, asked, missed, how, tried, seen, next);
  }

  /**
   * It was tried.
   *
   * @param what what the trial was about
   */
  JobState tried(Ended how, String what) {
    return new JobState(done, asked, missed, ran, how, what, begun);
  }
}
