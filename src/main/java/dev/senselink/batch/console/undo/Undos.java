package dev.senselink.batch.console.undo;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.console.command.CommandProgress;
import dev.senselink.batch.console.command.CommandQueue;
import dev.senselink.batch.console.command.CommandRunner;
import dev.senselink.batch.console.command.QueuedCommand;
import dev.senselink.batch.console.page.TypedNumber;
import dev.senselink.batch.console.plan.PlanView;
import dev.senselink.batch.console.runs.ReportFiles;
import dev.senselink.batch.console.runs.RunCatalog;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The undos of this console: what one would do is planned, and once somebody has seen that, the
 * plan is carried out, both by commands. Safe between threads.
 */
public final class Undos {
  /** After that no plan is carried out any more. */
  private static final Duration KEPT = Duration.ofDays(7);

  private static final int REFUSED = 2;

  private final Path data;
  private final Path folder;
  private final CommandQueue queue;
  private final RunCatalog runs;
  private final Machine machine;

  /** How the last command of each has ended, by the run that is undone. */
  private final Map<String, Last> last = new ConcurrentHashMap<>();

  /**
   * @param planned whether it was to make the plan, else to carry it out
   */
  private record Last(boolean planned, CommandRunner.Ended how) {
    boolean succeeded() {
      return CommandProgress.succeeded(how.exit());
    }

    /** Whether there was nothing to plan: a command that does something has a run, or a plan. */
    boolean hasNothing() {
      return planned && succeeded() && CommandProgress.runId(how).isEmpty();
    }
  }

  /** What came of the wish to carry out a plan. */
  enum Begun {
    YES,
    /** It is not the plan that there is now, or it is too old. */
    OTHER_PLAN,
    /** So many people are not in it. */
    OTHER_NUMBER
  }

  /**
   * @param data the data folder, in which the plans lie
   * @param queue runs the commands
   */
  public Undos(Path data, CommandQueue queue, RunCatalog runs, Machine machine) {
    this.data = data;
    this.folder = data.resolve("console").resolve("undos").toAbsolutePath().normalize();
    this.queue = queue;
    this.runs = runs;
    this.machine = machine;
  }

  /** Of both commands. */
  private static String key(RunCatalog.Entry run) {
    return "undo-" + run.id();
  }

  private static String key(RunCatalog.Entry run, boolean plan) {
    return key(run) + (plan ? "-plan" : "-apply");
  }

  CommandQueue queue() {
    return queue;
  }

  Optional<QueuedCommand> command(RunCatalog.Entry run) {
    return queue.findAny(key(run));
  }

  /** Who holds the data folder besides this console, in words; {@code ""} for nobody. */
  String holder() {
    return runs.holderBeside(queue);
  }

  private Path place(RunCatalog.Entry run) {
    return folder.resolve(run.id());
  }

  private Path file(RunCatalog.Entry run) {
    return place(run).resolve("plan");
  }

  /** The report beside the plan. */
  ReportFiles files(RunCatalog.Entry run) {
    return ReportFiles.in(place(run).resolve("report"));
  }

  /**
   * The plan that there is; empty for none.
   *
   * @param page of those who would be changed, from 0
   */
  Optional<PlanView> planned(RunCatalog.Entry run, int page) throws IOException {
    return command(run).isEmpty() && Files.exists(file(run))
        ? Optional.of(PlanView.read(file(run), data, page))
        : Optional.empty();
  }

  /** Whether a plan may be carried out still: it is not too old, and was not refused. */
  boolean isFresh(RunCatalog.Entry run, PlanView plan) {
    Instant over = plan.header().made().plus(plan.header().age());
    Last ended = last.get(run.id());
    boolean refused = ended != null && !ended.planned() && ended.how().exit() == REFUSED;
    return !refused && machine.wall().instant().isBefore(over);
  }

  /** Why there is no plan, or why it was not carried out to its end; {@code ""} if all is well. */
  String wrong(RunCatalog.Entry run) {
    Last ended = last.get(run.id());
    if (ended == null) {
      return "";
    }
    String said = CommandProgress.wrong(ended.how());
    return said.isEmpty() && ended.hasNothing() ? words("undo.nothing") : said;
  }

  /** Looks anew what an undo would do; an older plan is no more. */
  synchronized void plan(RunCatalog.Entry run) throws IOException {
    if (command(run).isPresent()) {
      return;
    }
    prune();
    PrivateFiles.remove(place(run));
    PrivateFiles.folder(place(run));
    // How many people go is typed by whoever has seen the plan: nothing else is to stand for it.
    List<String> typed =
        List.of("undo", run.id(), "--plan=" + file(run), "--max-delete=" + Integer.MAX_VALUE);
    start(run, true, typed, place(run).resolve("report"));
  }

  /**
   * Carries out the plan that was shown, or goes on with it.
   *
   * @param shown the id of the plan that was shown
   * @param people how many, as somebody has typed it
   */
  synchronized Begun carryOut(RunCatalog.Entry run, String shown, String people)
      throws IOException {
    if (command(run).isPresent()) {
      return Begun.YES; // it is the same
    }
    Optional<PlanView> plan = planned(run, 0);
    if (plan.filter(now -> now.id().equals(shown) && isFresh(run, now)).isEmpty()) {
      return Begun.OTHER_PLAN;
    }
    if (!TypedNumber.is(people, plan.get().people())) {
      return Begun.OTHER_NUMBER;
    }
    List<String> typed = List.of("apply", file(run).toString(), "--yes");
    // Gone on with by the same plan, it goes on with the same report; another undo has another.
    start(run, false, typed, runs.reports().resolve("undo-" + run.id() + "-" + shown));
    return Begun.YES;
  }

  private void start(RunCatalog.Entry run, boolean plan, List<String> typed, Path report) {
    List<String> all = new ArrayList<>(typed);
    all.add("--report=" + report);
    all.add("--json");
    all.add("--no-progress");
    all.add("--lang=" + DisplayLanguage.language().getLanguage());
    last.remove(run.id());
    queue.start(key(run, plan), all, how -> ended(run, new Last(plan, how)));
  }

  /** What was carried out is not to be carried out again; one that was stopped is gone on with. */
  private void ended(RunCatalog.Entry run, Last how) {
    last.put(run.id(), how);
    if (!how.planned() && how.succeeded()) {
      try {
        PrivateFiles.remove(place(run));
      } catch (IOException e) {
        throw broken(e);
      }
    }
  }

  void stop(RunCatalog.Entry run) {
    queue.stopAll(key(run));
  }

  /** Whether the plan is being made, not carried out. */
  boolean isPlanning(RunCatalog.Entry run) {
    return queue.find(key(run, true)).isPresent();
  }

  /** The run that carrying out was; empty where there was none. */
  Optional<RunCatalog.Entry> carriedOut(RunCatalog.Entry run) {
    Last ended = last.get(run.id());
    return ended == null || ended.planned()
        ? Optional.empty()
        : runs.find(CommandProgress.runId(ended.how()));
  }

  /** Plans tell of people: those that nobody can carry out any more go. */
  private void prune() throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    Instant before = machine.wall().instant().minus(KEPT);
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path one : all) {
        if (Files.getLastModifiedTime(one).toInstant().isBefore(before)) {
          PrivateFiles.remove(one);
        }
      }
    }
  }

  private LedgerException broken(IOException e) {
    return new LedgerException(LedgerException.Kind.BROKEN, folder.toString(), e);
  }
}
