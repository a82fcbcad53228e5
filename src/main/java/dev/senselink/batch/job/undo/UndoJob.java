package dev.senselink.batch.job.undo;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.client.SenseLinkClient;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.disk.Sha256Digest;
import dev.senselink.batch.enrol.Enrolment;
import dev.senselink.batch.job.ConnectionSettings;
import dev.senselink.batch.job.JobProgress;
import dev.senselink.batch.job.RunEnd;
import dev.senselink.batch.job.SettingsMismatchException;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.job.UndoCommandSettings;
import dev.senselink.batch.job.intake.BackupSheet;
import dev.senselink.batch.job.intake.RosterInput;
import dev.senselink.batch.job.intake.RosterSettingsText;
import dev.senselink.batch.job.report.ReportFolderCheck;
import dev.senselink.batch.job.run.OpenIntentRecovery;
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
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes back what a run has done (SYNC.md, "Undo"): lock, preflight, what was left open settled,
 * the people found and counted, the question, and then each of them. A run of its own: begun once,
 * it is gone on with by the same command.
 */
public final class UndoJob {
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

  /**
   * Does so.
   *
   * @return empty where there was nothing to undo, or somebody said no
   * @throws SettingsMismatchException if the run cannot be undone, or not like this: nothing sent
   * @throws dev.senselink.batch.job.StoppedException if the server does not tell what was left
   *     open: nothing sent
   */
  public Optional<RunEnd> run() {
    try (DataFolder data =
            DataFolder.lock(connection.machine(), connection.data(), UndoCommandSettings.COMMAND);
        LedgerDatabase database = Ledger.open(data);
        SenseLinkClient client = connection.open()) {
      UndoTarget target = find(database, data);
      RetryingClient server = new RetryingClient(client, connection.patience(), progress::waiting);
      stop.onStop(server::halt);
      ReportFolderCheck.check(reportFolder());
      ServerPreflight site = ServerPreflight.ask(server, connection.address(), Person.STAFF);
      mustBeOf(target.run(), site);
      try (Ledger ledger = new Ledger(database, connection.address(), site.company().id())) {
        ledger.runs().failDeadRuns();
        RunRegistry book = new RunRegistry(ledger.runs(), connection, clock);
        book.registerServer(site.company());
        RunResources open =
            new RunResources(
                connection, engine, data, database, ledger, server, site, progress, stop);
        return undo(open, book, target);
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
        undosOf(runs, run).anyMatch(undo -> !undo.allWorked());
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

  private Optional<RunEnd> undo(RunResources open, RunRegistry book, UndoTarget target) {
    Optional<Run> run = unfinished(open);
    if (run.isEmpty()) {
      run = begin(open, book, target);
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
          RunIndexFile index = new RunIndexFile(open.data().path());
          index.write(open.ledger().runs(), open.ledger().outcomes());
          end(book, target.run(), one);
          RunEnd end = new UndoRun(settings, open, target, one).run();
          index.write(open.ledger().runs(), open.ledger().outcomes());
          return end;
        });
  }

  /**
   * An undo of the same that has not come to its end; one whose sheet was never written is none.
   */
  private Optional<Run> unfinished(RunResources open) {
    return earlier(open)
        .filter(run -> !run.allWorked())
        .filter(run -> Files.exists(open.data().runFolder(run.id()).resolve("roster")))
        .reduce((before, after) -> after);
  }

  private Stream<Run> earlier(RunResources open) {
    String identity = identity();
    return open.ledger().runs().all().stream()
        .filter(run -> run.command().equals(UndoCommandSettings.COMMAND))
        .filter(run -> run.server().equals(connection.address()))
        .filter(run -> run.companyId() == open.site().company().id())
        .filter(run -> run.photos().equals(identity));
  }

  /** Which undo it is, but for how often: it stands where other runs say where photos are. */
  private String identity() {
    String kinds =
        settings.only().stream().map(Kind::name).sorted().collect(Collectors.joining(","));
    return settings.run() + " " + kinds;
  }

  /** Empty where there is nothing to undo, or somebody said no. */
  private Optional<Run> begin(RunResources open, RunRegistry book, UndoTarget undone) {
    settle(open);
    Run target = undone.run();
    UndoList list = UndoList.of(open.ledger(), target, settings.only());
    UndoCounts counts =
        list.counts(decisions(open, undone), departments(open, target), isListDue(open, target));
    if (counts.isNothing()) {
      progress.say(words("undo.nothing", target.id()));
      return Optional.empty();
    }
    if (counts.deletions() > settings.mostDeletions()) {
      throw new SettingsMismatchException(
          words("undo.tooMany", target.id(), counts.deletions(), settings.mostDeletions()));
    }
    progress.say(words("undo.about", target.id(), target.command(), counts.inWords()));
    UndoRoom.make(
        open.ledger(), connection, list.size(), counts.deletions() + counts.of(Kind.UPDATED));
    if (!settings.yes()
        && !progress.asked(words("undo.ask", target.id(), counts.inWords())).orElse(false)) {
      progress.say(words("undo.declined"));
      return Optional.empty();
    }
    AtomicReference<Run> begun = new AtomicReference<>();
    open.database()
        .inTransaction(
            () -> {
              Run run = begin(open, book, target, list.size());
              end(book, target, run);
              list.write( // before the run is there for others: nobody could go on without it
                  RosterInput.of(open.data(), undone.source()),
                  open.data().temporary(),
                  open.data().runFolder(run.id()));
              begun.set(run);
            });
    return Optional.of(Objects.requireNonNull(begun.get()));
  }

  /** Whoever goes on with the run that is undone would take for done what is put back. */
  private static void end(RunRegistry book, Run target, Run by) {
    if (!target.allWorked()) {
      book.abandon(target, words("undo.ended", by.id()));
    }
  }

  private int decisions(RunResources open, UndoTarget target) {
    boolean all = target.isOfDecisions() && settings.isWhole();
    return all ? open.ledger().decisions().ofOwnRun(target.run().id()) : 0;
  }

  /** How many departments the run has made that no undo has looked at yet. */
  private int departments(RunResources open, Run target) {
    boolean looked =
        !settings.only().contains(Kind.CREATED)
            || undosOf(open.ledger().runs(), target)
                .filter(run -> run.allWorked() && run.status() == Run.Status.COMPLETED)
                .anyMatch(run -> run.photos().contains(Kind.CREATED.name()));
    return looked ? 0 : target.createdDepartments().size();
  }

  private static Stream<Run> undosOf(RunStore runs, Run target) {
    return runs.all().stream()
        .filter(run -> run.command().equals(UndoCommandSettings.COMMAND))
        .filter(run -> run.photos().startsWith(target.id() + " "));
  }

  private boolean isListDue(RunResources open, Run target) {
    return settings.isWhole() && new ListUndo(open.ledger(), target, target).isDue();
  }

  private Run begin(RunResources open, RunRegistry book, Run target, int rows) {
    Instant now = clock.instant();
    long before = earlier(open).count();
    RunRegistry.Beginning beginning =
        new RunRegistry.Beginning(
            UndoCommandSettings.COMMAND,
            Sha256Digest.hex(identity() + " " + before),
            Path.of(target.id()),
            RosterSettingsText.write(BackupSheet.READING),
            identity(),
            rows);
    return book.begin(beginning, reportFolder(), open.site().company(), now);
  }

  /** Whatever any run has left open is settled first, so that it is known what there is to undo. */
  private void settle(RunResources open) {
    new OpenIntentRecovery(open)
        .settleAll(
            new Enrolment.Scope(
                "",
                Person.STAFF,
                open.site().places(),
                settings.enrolment(connection.server().timeout()),
                true,
                Map.of(),
                new UndoIdentity()));
  }

  private Path reportFolder() {
    return settings.report().folder("undo-" + settings.run());
  }
}
