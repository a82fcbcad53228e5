package dev.senselink.batch.job.undo;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.client.SenseLinkClient;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.disk.Sha256Digest;
import dev.senselink.batch.job.ApplySettings;
import dev.senselink.batch.job.ConnectionSettings;
import dev.senselink.batch.job.JobProgress;
import dev.senselink.batch.job.PlanSettings;
import dev.senselink.batch.job.RunEnd;
import dev.senselink.batch.job.SettingsMismatchException;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.job.UndoCommandSettings;
import dev.senselink.batch.job.intake.BackupSheet;
import dev.senselink.batch.job.intake.RosterInput;
import dev.senselink.batch.job.intake.RosterSettingsText;
import dev.senselink.batch.job.plan.PlanCopies;
import dev.senselink.batch.job.report.ReportFolderCheck;
import dev.senselink.batch.job.run.LockedLedger;
import dev.senselink.batch.job.run.RunRegistry;
import dev.senselink.batch.job.run.RunResources;
import dev.senselink.batch.job.run.ServerPreflight;
import dev.senselink.batch.job.run.UndoRoom;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.ledger.RunIndexFile;
import dev.senselink.batch.ledger.RunStore;
import dev.senselink.batch.ledger.before.BeforeImage.Kind;
import dev.senselink.batch.ledger.before.BeforeRuns;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.engine.PassThroughPhotoEngine;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes back what a run has done (SYNC.md, "Undo"): lock, preflight, what was left open settled,
 * the people found and counted, the question, and then each of them. A run of its own: begun once,
 * it is gone on with by the same command.
 */
public final class UndoJob {
  /** So many of a run who should be there are looked for, to believe that somebody is not. */
  private static final int WITNESSES = 3;

  private final UndoCommandSettings settings;
  private final ConnectionSettings connection;
  private final PhotoEngine engine;
  private final JobProgress progress;
  private final StopSwitch stop;
  private final Clock clock;

  public UndoJob(
      UndoCommandSettings settings,
      ConnectionSettings connection,
      PhotoEngine engine,
      JobProgress progress,
      StopSwitch stop) {
    this.settings = settings;
    this.connection = connection;
    this.clock = connection.machine().wall();
    this.engine = new PassThroughPhotoEngine(engine);
    this.progress = progress;
    this.stop = stop;
  }

  /** What is done for a run once all is open. */
  private interface Work {
    Optional<RunEnd> done(RunResources open, RunRegistry book, UndoTarget target);
  }

  /**
   * Does so.
   *
   * @return empty where there was nothing to undo, or somebody said no
   * @throws SettingsMismatchException if the run cannot be undone, or not like this: nothing sent
   * @throws dev.senselink.batch.job.StoppedException if the server does not tell what was left
   *     open: nothing sent
   */
  public Optional<RunEnd> run() {
    try (DataFolder data = lock(UndoCommandSettings.COMMAND)) {
      return open(
          data,
          null,
          (open, book, target) -> {
            open.ledger().runs().failDeadRuns(connection.address());
            book.registerServer(open.site().company());
            return undo(open, book, target, null);
          });
    }
  }

  /**
   * Carries out a plan of it, and nothing else.
   *
   * @throws SettingsMismatchException if it is none for this server, too old, or not confirmed:
   *     nothing sent
   */
  public RunEnd apply(ApplySettings applied) {
    try (DataFolder data = lock(UndoCommandSettings.COMMAND)) {
      PlannedUndo plan = new PlannedUndo(applied, data);
      new PlanCopies(data.path()).prune(clock.instant(), plan.id());
      return open(
              data,
              plan,
              (open, book, target) -> {
                open.ledger().runs().failDeadRuns(connection.address());
                book.registerServer(open.site().company());
                return undo(open, book, target, plan);
              })
          .orElseThrow();
    }
  }

  /**
   * Writes down what would be done, and changes nothing on the server.
   *
   * @return empty where there is nothing to undo: there is no plan then
   */
  public Optional<RunEnd> plan(PlanSettings plan) {
    try (DataFolder data = lock(words("lock.dryRun", UndoCommandSettings.COMMAND))) {
      new PlanCopies(data.path()).prune(clock.instant(), "");
      return open(
          data,
          null,
          (open, book, target) -> {
            book.requireSameServer(open.site().company()); // else only its apply would be refused
            return new UndoPlanner(settings, open, target, plan).run();
          });
    }
  }

  private DataFolder lock(String holder) {
    return DataFolder.lock(connection.machine(), connection.data(), holder);
  }

  private Optional<RunEnd> open(DataFolder data, @Nullable PlannedUndo plan, Work work) {
    try (LedgerDatabase database = Ledger.open(data);
        SenseLinkClient client = connection.open()) {
      UndoTarget target = find(database, data);
      RetryingClient server = new RetryingClient(client, connection.patience(), progress::waiting);
      stop.onStop(server::halt);
      ReportFolderCheck.check(reportFolder());
      ServerPreflight site = ServerPreflight.ask(server, connection.address(), Person.STAFF);
      if (plan != null) {
        plan.mustBeFor(connection.address(), site.company());
      }
      mustBeOf(target.run(), site);
      try (Ledger ledger =
          LockedLedger.open(
              database,
              connection,
              site.company().id(),
              UndoCommandSettings.COMMAND,
              server,
              stop)) {
        server.knows(() -> ledger.undone().notYet(target.run().id(), WITNESSES));
        RunRegistry book = new RunRegistry(ledger.runs(), connection, clock);
        return work.done(
            new RunResources(
                connection, engine, data, database, ledger, server, site, progress, stop),
            book,
            target);
      }
    }
  }

  private UndoTarget find(LedgerDatabase database, DataFolder data) {
    BeforeRuns kept = new BeforeRuns(database);
    RunStore runs = Ledger.runs(database);
    UndoTarget target = UndoTarget.find(runs, kept, settings.run());
    Run run = target.run();
    Instant now = clock.instant();
    boolean begun = // what it has forgotten meanwhile it tells of each person
        UndoFindings.undosOf(runs, run).anyMatch(undo -> !undo.allWorked());
    if (!begun && kept.until(run.id()).filter(now::isBefore).isEmpty()) {
      throw new SettingsMismatchException(words("undo.noImages", run.id(), data.path()));
    }
    return target;
  }

  private void mustBeOf(Run run, ServerPreflight site) {
    URI before = connection.sameServerAs();
    boolean here =
        run.server().equals(connection.address())
            || before != null && run.server().equals(ConnectionSettings.address(before));
    if (!here) {
      throw new SettingsMismatchException(
          words("decided.otherServer", run.id(), run.server(), connection.address()));
    }
    if (site.company().id() != run.companyId()) {
      throw new SettingsMismatchException(
          words(
              "undo.otherCompany",
              run.id(),
              run.companyName(),
              run.companyId(),
              site.company().name(),
              site.company().id()));
    }
  }

  private Optional<RunEnd> undo(
      RunResources open, RunRegistry book, UndoTarget target, @Nullable PlannedUndo plan) {
    // Else people would get their old photos neither now nor ever: they are noted as undone.
    open.ledger().before().runs().mustReachPhotos(target.run().id());
    Optional<Run> run = unfinished(open, plan);
    if (run.isEmpty()) {
      run = begin(open, book, target, plan);
    } else {
      progress.say(words("run.resumed", run.get().id()));
      Run begun = run.get(); // its photos say which undo it is
      run =
          Optional.of(
              book.resume(begun, settings.report(), begun.photos(), begun.rosterSettings()));
    }
    return run.map(
        one -> {
          ReportFolderCheck.check(Path.of(one.report()));
          if (plan != null) {
            plan.follow(open.data().runFolder(one.id()));
          }
          RunIndexFile index = new RunIndexFile(open.data().path());
          index.write(open.ledger().runs(), open.ledger().outcomes());
          end(book, target.run(), one);
          RunEnd end = new UndoRun(settings, open, target, one, plan).run();
          index.write(open.ledger().runs(), open.ledger().outcomes());
          return end;
        });
  }

  /**
   * An undo of the same that has not come to its end; one whose sheet was never written is none.
   */
  private Optional<Run> unfinished(RunResources open, @Nullable PlannedUndo plan) {
    return earlier(open, plan)
        .filter(run -> !run.allWorked())
        .filter(run -> Files.exists(open.data().runFolder(run.id()).resolve("roster")))
        .reduce((before, after) -> after);
  }

  private Stream<Run> earlier(RunResources open, @Nullable PlannedUndo plan) {
    String identity = identity(plan);
    return open.ledger().runs().all().stream()
        .filter(run -> run.command().equals(UndoCommandSettings.COMMAND))
        .filter(run -> run.server().equals(connection.address()))
        .filter(run -> run.companyId() == open.site().company().id())
        .filter(run -> run.photos().equals(identity));
  }

  /**
   * Which undo it is, but for how often: it stands where other runs say where photos are. One that
   * carries out a plan is gone on with by that plan alone.
   */
  private String identity(@Nullable PlannedUndo plan) {
    String kinds =
        settings.only().stream().map(Kind::name).sorted().collect(Collectors.joining(","));
    String also = settings.alsoNamedLater() ? "NAMED_LATER " : "";
    // Last, so that it is told from an undo of all that a run did.
    String period = settings.period().isWhole() ? "" : " " + settings.period();
    return settings.run() + " " + also + (plan == null ? "" : plan.id() + " ") + kinds + period;
  }

  /** Empty where there is nothing to undo, or somebody said no. */
  private Optional<Run> begin(
      RunResources open, RunRegistry book, UndoTarget undone, @Nullable PlannedUndo plan) {
    if (plan != null) {
      plan.mustBeFresh(clock.instant());
    }
    Run target = undone.run();
    UndoFindings found = UndoFindings.look(settings, open, undone);
    UndoCounts counts = found.counts();
    if (counts.isNothing() && plan == null) {
      progress.say(words("undo.nothing", target.id()));
      return Optional.empty();
    }
    found.mustBeFew(settings);
    if (plan == null) {
      progress.say(words("undo.about", target.id(), target.command(), counts.inWords()));
    }
    int rows = plan == null ? found.list().size() : plan.mustHold(found, open.data());
    UndoRoom.make(open.ledger(), connection, rows, counts.deletions() + counts.of(Kind.UPDATED));
    if (plan != null) {
      plan.mustBeMeant(progress);
    } else if (!isMeant(target, counts)) {
      progress.say(words("undo.declined"));
      return Optional.empty();
    }
    AtomicReference<Run> begun = new AtomicReference<>();
    open.database()
        .inTransaction(
            () -> {
              Run run = begin(open, book, target, plan, rows);
              end(book, target, run);
              Path folder = open.data().runFolder(run.id());
              if (plan != null) {
                plan.begin(open.data(), folder);
              } else { // before the run is there for others: nobody could go on without it
                found
                    .list()
                    .write(
                        RosterInput.of(open.data(), undone.source()),
                        open.data().temporary(),
                        folder);
              }
              open.data().runs().keep(run.id());
              begun.set(run);
            });
    return Optional.of(Objects.requireNonNull(begun.get()));
  }

  private boolean isMeant(Run target, UndoCounts counts) {
    return settings.yes()
        || progress.asked(words("undo.ask", target.id(), counts.inWords())).orElse(false);
  }

  /** Whoever goes on with the run that is undone would take for done what is put back. */
  private static void end(RunRegistry book, Run target, Run by) {
    if (!target.allWorked()) {
      book.abandon(target, words("undo.ended", by.id()));
    }
  }

  private Run begin(
      RunResources open, RunRegistry book, Run target, @Nullable PlannedUndo plan, int rows) {
    Instant now = clock.instant();
    String identity = identity(plan);
    long before = earlier(open, plan).count();
    RunRegistry.Beginning beginning =
        new RunRegistry.Beginning(
            UndoCommandSettings.COMMAND,
            Sha256Digest.hex(identity + " " + before),
            Path.of(target.id()),
            RosterSettingsText.write(BackupSheet.READING),
            identity,
            rows);
    return book.begin(beginning, reportFolder(), open.site().company(), now);
  }

  private Path reportFolder() {
    return settings.report().folder("undo-" + settings.run());
  }
}
