package dev.senselink.batch.console.runs;

import dev.senselink.batch.console.command.CommandQueue;
import dev.senselink.batch.disk.Sha256Digest;
import dev.senselink.batch.ledger.ListIdentity;
import dev.senselink.batch.ledger.RunIndexFile;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.outcome.OutcomeTally;
import dev.senselink.batch.outcome.RowEnding;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The runs of a data folder, read from their status file: also while a command holds the folder.
 */
public final class RunCatalog {
  private static final String UNDO = "undo";
  private static final String RESOLVE = "resolve";

  /** The folder of one import of a console. */
  private static final String OWN =
      "[/\\\\]console[/\\\\]imports[/\\\\][A-Z2-9]+[/\\\\]list[/\\\\]";

  private final Path data;
  private final Supplier<String> server;
  private final OtherMachines others;

  /**
   * @param server that of this console, as the ledger calls it; {@code ""} where nobody knows
   */
  public RunCatalog(Machine machine, Path data, Supplier<String> server) {
    this.data = data;
    this.server = server;
    this.others = new OtherMachines(machine, data);
  }

  /** Those of a console that knows no server. */
  public RunCatalog(Path data) {
    this(Machine.real(), data, () -> "");
  }

  /**
   * A run as it stands now.
   *
   * @param state how it stands; {@code INTERRUPTED} where its process died, {@code ELSEWHERE} where
   *     another machine is at work on it, {@code UNKNOWN} where nobody can be asked whether one is,
   *     {@code ENDED} where it has not come to its end and nothing of it will be done any more
   * @param list what it has in common with the other runs of its list
   * @param attention rows a person has to look at
   * @param waiting rows about which a person can decide
   * @param done rows that have ended
   * @param report where its report was written, as text: it may be no path here
   * @param undoUntil until when something of it can be undone, {@code null} where nothing can
   */
  public record Entry(
      String id,
      String command,
      String state,
      String server,
      String company,
      String roster,
      List<String> list,
      Instant started,
      @Nullable Instant finished,
      long rows,
      long done,
      long attention,
      long waiting,
      OutcomeTally tally,
      String report,
      @Nullable Instant undoUntil) {
    public Entry {
      list = List.copyOf(list);
    }

    /** Whether a process is at work on it now, on whatever machine. */
    public boolean isAtWork() {
      return state.equals("RUNNING") || state.equals(OtherMachines.ELSEWHERE);
    }

    /** Whether nothing of it will be done any more. */
    public boolean isOver() {
      return state.equals("COMPLETED") || state.equals("ENDED");
    }

    /** Whether a person has something to do about it. */
    boolean needsSomebody() {
      return !isAtWork() && (!isOver() || attention > 0);
    }

    /** The name of the roster's file. */
    public String rosterName() {
      return roster.substring(ListIdentity.fileName(roster));
    }

    /** Another text once pages show another thing of it; how far it has come is asked for. */
    private String version() {
      return id + state + undoUntil + (isAtWork() ? "" : done + "/" + attention + "/" + waiting);
    }
  }

  /**
   * The runs as they stood at one moment.
   *
   * @param all the newest first
   * @param held whether a command held the data folder
   * @param written another text once anything of the ledger is another, also of people of whom the
   *     list of runs says nothing
   * @param server that of this console; {@code ""} where nobody knows
   */
  public record Snapshot(List<Entry> all, boolean held, String written, String server) {
    public Snapshot {
      all = List.copyOf(all);
    }

    /** One of them, by its id. */
    Optional<Entry> find(String id) {
      return all.stream().filter(run -> run.id().equals(id)).findFirst();
    }

    /** The newest run of a roster, by the path that it was given. */
    public Optional<Entry> newestOf(String roster) {
      return all.stream().filter(run -> run.roster().equals(roster)).findFirst();
    }

    /**
     * Those that need somebody: of each list the newest, which asks again what an earlier one
     * asked, and none that was undone since.
     */
    List<Entry> todo() {
      Set<List<String>> lists = new HashSet<>();
      Set<String> undone = new HashSet<>();
      List<Entry> todo = new ArrayList<>();
      for (Entry run : all) {
        if (run.command().equals(UNDO) && run.state().equals("COMPLETED")) {
          undone.add(run.roster());
        }
        boolean newest = run.roster().isEmpty() || lists.add(run.list());
        if (newest && run.needsSomebody() && !undone.contains(run.id())) {
          todo.add(run);
        }
      }
      return todo;
    }

    /**
     * Those that have asked something that a person can decide: of each list the newest, and none
     * that was undone since. An undo asks nothing that can be decided in the console, and of
     * another server nothing could be carried out.
     */
    public List<Entry> toDecide() {
      return todo().stream()
          .filter(run -> run.waiting() > 0 && !run.command().equals(UNDO))
          .filter(run -> !run.command().equals(RESOLVE))
          .filter(run -> server.isEmpty() || run.server().equals(server))
          .toList();
    }

    /** How many rows wait for a decision. */
    public long waiting() {
      return toDecide().stream().mapToLong(Entry::waiting).sum();
    }

    /** Another text once anything that pages show of the runs is another. */
    String version() {
      return (held ? "held-" : "free-") + stand();
    }

    /** The same, whoever holds the data folder. */
    public String stand() {
      String told = all.stream().map(Entry::version).collect(Collectors.joining("\n"));
      return HexFormat.of().formatHex(Sha256Digest.of(told), 0, 8);
    }
  }

  /** All of them. */
  public Snapshot now() {
    boolean held = DataFolder.isLocked(data);
    RunIndexFile index = new RunIndexFile(data);
    String written = index.version(); // before: what is written meanwhile is another
    List<Entry> entries = new ArrayList<>();
    for (JsonNode run : index.json()) {
      entries.add(entry(run));
    }
    Collections.reverse(entries);
    boolean asks = entries.stream().anyMatch(run -> run.waiting() > 0);
    return new Snapshot(entries, held, written, asks ? server.get() : "");
  }

  /** Whether a run has changed something since a moment, or is at work now. */
  public boolean anySince(Instant moment) {
    return now().all().stream()
        .anyMatch(
            run -> {
              Instant finished = run.finished();
              Instant last = finished == null ? run.started() : finished;
              return run.isAtWork() || last.isAfter(moment);
            });
  }

  /** Where the reports of runs lie that were started in the console. */
  public Path reports() {
    return data.resolve("console").resolve("reports").toAbsolutePath().normalize();
  }

  /** One of them, by its id. */
  public Optional<Entry> find(String id) {
    JsonNode run = new RunIndexFile(data).json(id);
    return run.isMissingNode() ? Optional.empty() : Optional.of(entry(run));
  }

  /**
   * Who is at work with the folder besides this console, in words; {@code ""} for nobody.
   *
   * @param own the commands of this console: while one of them uses the folder nobody else does
   */
  public String holderBeside(CommandQueue own) {
    return holderBeside(own, data);
  }

  /** The same of the lock that a job has from its first list to its last. */
  public String jobHolderBeside(CommandQueue own) {
    return holderBeside(own, data.resolve("jobs"));
  }

  private static String holderBeside(CommandQueue own, Path locked) {
    if (own.isBusy()) {
      return "";
    }
    String holder = DataFolder.isLocked(locked) ? DataFolder.holderOf(locked) : "";
    return own.isBusy() ? "" : holder; // one that has begun meanwhile is no other
  }

  private Entry entry(JsonNode run) {
    String state = state(run);
    OutcomeTally tally = tally(run, state.equals("RUNNING"));
    String finished = run.path("finishedAt").asString("");
    String undoUntil = run.path("undoUntil").asString("");
    return new Entry(
        run.path("id").asString(""),
        run.path("command").asString(""),
        state,
        run.path("server").asString(""),
        run.path("company").asString(""),
        run.path("roster").asString(""),
        list(run),
        Instant.parse(run.path("startedAt").asString(Instant.EPOCH.toString())),
        finished.isEmpty() ? null : Instant.parse(finished),
        run.path("rows").asLong(0),
        tally.sum() - tally.of(RowEnding.NOT_ATTEMPTED),
        run.path("attention").asLong(tally.needingAttention()),
        tally.of(RowEnding.REVIEW) + run.path("decidedInVain").asLong(0),
        tally,
        run.path("report").asString(""),
        undoUntil.isEmpty() ? null : Instant.parse(undoUntil));
  }

  private String state(JsonNode run) {
    String state = run.path("status").asString("");
    if (state.equals("RUNNING")) {
      boolean atWork = DataFolder.isAtWork(data, run.path("command").asString(""));
      return atWork ? state : others.state(run.path("id").asString(""));
    }
    boolean ended = !state.equals("COMPLETED") && run.path("allWorked").asBoolean(false);
    return ended ? "ENDED" : state;
  }

  /** In the console a list lies in a folder of its own each time: there it is known by its name. */
  private static List<String> list(JsonNode run) {
    return ListIdentity.of(run).stream().map(text -> text.replaceAll(OWN, "/")).toList();
  }

  /**
   * A list that an older version wrote knows no outcomes, only what they are counted under. What is
   * still to come while a run is at work has not ended, and was not left by it either.
   */
  private static OutcomeTally tally(JsonNode run, boolean atWork) {
    OutcomeTally tally = new OutcomeTally();
    JsonNode outcomes = run.path("outcomes");
    for (RowEnding ending : RowEnding.values()) {
      long count =
          outcomes.isMissingNode()
              ? ofGroup(run.path("counts"), ending)
              : outcomes.path(ending.name()).asLong(0);
      if (count > 0 && !(atWork && ending == RowEnding.NOT_ATTEMPTED)) {
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
