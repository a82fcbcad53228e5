package dev.senselink.batch.console.runs;

import dev.senselink.batch.disk.Sha256Digest;
import dev.senselink.batch.ledger.RunIndexFile;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.outcome.OutcomeTally;
import dev.senselink.batch.outcome.RowEnding;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The runs of a data folder, read from their status file: also while a command holds the folder.
 */
public final class RunCatalog {
  private final Path data;

  public RunCatalog(Path data) {
    this.data = data;
  }

  /**
   * A run as it stands now.
   *
   * @param state how it stands; {@code INTERRUPTED} where its process died
   * @param attention rows a person has to look at
   * @param done rows that have ended
   * @param undoUntil until when something of it can be undone, {@code null} where nothing can
   */
  public record Entry(
      String id,
      String command,
      String state,
      String server,
      String company,
      String roster,
      Instant started,
      @Nullable Instant finished,
      long rows,
      long done,
      long attention,
      OutcomeTally tally,
      Path report,
      @Nullable Instant undoUntil) {
    /** Whether a process is at work on it now. */
    public boolean isAtWork() {
      return state.equals("RUNNING");
    }

    /** Whether a person has something to do about it. */
    boolean needsSomebody() {
      return !isAtWork() && (attention > 0 || !state.equals("COMPLETED"));
    }

    /** The name of the roster's file. */
    String rosterName() {
      Path name = Path.of(roster).getFileName();
      return name == null ? roster : name.toString();
    }
  }

  /** All of them, the newest first. */
  List<Entry> all() {
    boolean busy = DataFolder.isLocked(data);
    List<Entry> entries = new ArrayList<>();
    for (JsonNode run : new RunIndexFile(data).json()) {
      entries.add(entry(run, busy));
    }
    Collections.reverse(entries);
    return entries;
  }

  /** The newest run of a roster, by the path that it was given. */
  public Optional<Entry> newestOf(String roster) {
    return all().stream().filter(run -> run.roster().equals(roster)).findFirst();
  }

  /** Where the reports of runs lie that were started in the console. */
  public Path reports() {
    return data.resolve("console").resolve("reports").toAbsolutePath().normalize();
  }

  /** One of them, by its id. */
  public Optional<Entry> find(String id) {
    JsonNode run = new RunIndexFile(data).json(id);
    return run.isMissingNode()
        ? Optional.empty()
        : Optional.of(entry(run, DataFolder.isLocked(data)));
  }

  /** Another text once anything that pages show of the runs is another. */
  String version() {
    String told = new RunIndexFile(data).json().toString();
    String digest = HexFormat.of().formatHex(Sha256Digest.of(told), 0, 8);
    return (DataFolder.isLocked(data) ? "held-" : "free-") + digest;
  }

  /** Who holds the folder, in words; {@code null} if nobody does. */
  public @Nullable String holder() {
    return DataFolder.isLocked(data) ? DataFolder.holderOf(data) : null;
  }

  private static Entry entry(JsonNode run, boolean busy) {
    OutcomeTally tally = tally(run);
    String state = run.path("status").asString("");
    String finished = run.path("finishedAt").asString("");
    String undoUntil = run.path("undoUntil").asString("");
    return new Entry(
        run.path("id").asString(""),
        run.path("command").asString(""),
        state.equals("RUNNING") && !busy ? "INTERRUPTED" : state,
        run.path("server").asString(""),
        run.path("company").asString(""),
        run.path("roster").asString(""),
        Instant.parse(run.path("startedAt").asString(Instant.EPOCH.toString())),
        finished.isEmpty() ? null : Instant.parse(finished),
        run.path("rows").asLong(0),
        tally.sum() - tally.of(RowEnding.NOT_ATTEMPTED),
        run.path("attention").asLong(tally.needingAttention()),
        tally,
        Path.of(run.path("report").asString("")),
        undoUntil.isEmpty() ? null : Instant.parse(undoUntil));
  }

  /** A list that an older version wrote knows no outcomes, only what they are counted under. */
  private static OutcomeTally tally(JsonNode run) {
    OutcomeTally tally = new OutcomeTally();
    JsonNode outcomes = run.path("outcomes");
    for (RowEnding ending : RowEnding.values()) {
      long count =
          outcomes.isMissingNode()
              ? ofGroup(run.path("counts"), ending)
              : outcomes.path(ending.name()).asLong(0);
      if (count > 0) {
        tally.add(ending, count);
      }
    }
    return tally;
  }

  private static long ofGroup(JsonNode counts, RowEnding ending) {
    for (RowEnding first : RowEnding.values()) {
      if (first.group() == ending.group()) {
        return first == ending ? counts.path(ending.group().key()).asLong(0) : 0;
      }
    }
    return 0;
  }
}
