package dev.senselink.batch.simulation;

import dev.senselink.batch.api.SecretText;
import dev.senselink.batch.api.ServerSettings;
import dev.senselink.batch.api.client.RetryingClient.Patience;
import dev.senselink.batch.backup.BackupKeys;
import dev.senselink.batch.backup.export.ExportResources.Wanted;
import dev.senselink.batch.enrol.guests.EndedGuestRemoval;
import dev.senselink.batch.enrol.leavers.LeaverRules;
import dev.senselink.batch.enrol.row.EnrolmentSettings.Quality;
import dev.senselink.batch.job.ApplySettings;
import dev.senselink.batch.job.ConnectionSettings;
import dev.senselink.batch.job.ExportSettings;
import dev.senselink.batch.job.FollowUpCommand;
import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.job.JobProgress;
import dev.senselink.batch.job.LeaverSettings;
import dev.senselink.batch.job.PlanSettings;
import dev.senselink.batch.job.ReportPlace;
import dev.senselink.batch.job.ResolveSettings;
import dev.senselink.batch.job.RestoreSettings;
import dev.senselink.batch.job.RosterListSettings;
import dev.senselink.batch.job.RunEnd;
import dev.senselink.batch.job.RunEnvironment;
import dev.senselink.batch.job.SettingsMismatchException;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.job.UndoCommandSettings;
import dev.senselink.batch.job.export.ExportJob;
import dev.senselink.batch.job.imports.DryRun;
import dev.senselink.batch.job.imports.EarlierRunsJob;
import dev.senselink.batch.job.imports.ImportJob;
import dev.senselink.batch.job.resolve.ResolveJob;
import dev.senselink.batch.job.restore.RestoreJob;
import dev.senselink.batch.job.undo.UndoJob;
import dev.senselink.batch.ledger.before.BeforeImage;
import dev.senselink.batch.ledger.lists.ListName;
import dev.senselink.batch.outcome.OutcomeTally;
import dev.senselink.batch.photo.PhotoLimits;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.RosterSettings;
import dev.senselink.batch.simulation.PlayedLife.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs one command of a history on one machine, as the shell would. */
final class LifeRunner {
  /** {@code --absent-for}. */
  static final Duration ABSENT_FOR = Duration.ofDays(10);

  /** {@code --max-shrink}. */
  static final double MOST_SHRINK = 20;

  /** For how long nothing has to succeed before a run gives up. */
  static final Duration OUTAGE_WAIT = Duration.ofSeconds(300);

  private static final URI SERVER = URI.create("http://sim.example:8080");
  private static final URI OTHER = URI.create("http://other.example:8080");

  private final SimHistory history;
  private final HistoryFiles files;
  private final WorldLine line;
  private final HistoryLog log;
  private final SimMachine machine;
  private final StopSwitch stop = new StopSwitch();
  private ZoneId zone = HistoryPlayer.ZONE;
  private URI server = SERVER;

  LifeRunner(
      SimHistory history, HistoryFiles files, WorldLine line, HistoryLog log, SimMachine machine) {
    this.history = history;
    this.files = files;
    this.line = line;
    this.log = log;
    this.machine = machine;
  }

  /** The same with another server's address. */
  LifeRunner elsewhere() {
    server = OTHER;
    return this;
  }

  /** Ctrl-C. */
  StopSwitch stop() {
    return stop;
  }

  /** Runs it to its end, or to the machine's. */
  LifeEnd live(Stage stage, Path file) {
    LifeEnd[] end = {LifeEnd.dead()};
    boolean lived = machine.run(() -> end[0] = run(stage, file));
    return lived ? end[0] : LifeEnd.dead();
  }

  private LifeEnd run(Stage stage, Path file) {
    zone = stage == Stage.EARLIER ? HistoryPlayer.ZONE : history.zoneToday();
    StubEngine engine = new StubEngine();
    try {
      return switch (stage) {
        case PLAN ->
            LifeEnd.of(
                new DryRun(planning(file), engine, progress(), stop, plan()).online(connection()));
        case STORMY -> LifeEnd.of(applied(file, engine));
        case EARLIER, CUT, QUIET, AGAIN, RETURN, LATE ->
            LifeEnd.of(new ImportJob(settings(file), connection(), engine, progress(), stop).run());
        case RESOLVE ->
            new ResolveJob(decisions(file), connection(), engine, progress(), stop)
                .run()
                .map(LifeEnd::of)
                .orElseGet(LifeEnd::nothing);
        case UNDO ->
            new UndoJob(undo(String.valueOf(file)), connection(), engine, progress(), stop)
                .run()
                .map(LifeEnd::of)
                .orElseGet(LifeEnd::nothing);
        case EXPORT ->
            LifeEnd.of(new ExportJob(backup(file), connection(), progress(), stop).run());
        case RESTORE ->
            LifeEnd.of(new RestoreJob(restore(file), connection(), engine, progress(), stop).run());
      };
    } catch (RuntimeException e) {
      return LifeEnd.of(e);
    }
  }

  /** Carries a plan out where there is one. */
  private RunEnd applied(Path roster, StubEngine engine) {
    if (!history.isPlanned() || !Files.exists(files.plan())) {
      return new ImportJob(settings(roster), connection(), engine, progress(), stop).run();
    }
    ApplySettings plan = ApplySettings.of(files.plan(), files.data(), null, true);
    ImportSettings applying = settings(roster, ApplySettings.COMMAND, files.report(), false);
    return new ImportJob(applying, connection(), engine, progress(), stop, plan).run();
  }

  private PlanSettings plan() {
    return new PlanSettings(files.plan(), PlanSettings.STANDARD_AGE, Map.of());
  }

  private ImportSettings planning(Path roster) {
    return settings(roster, command(), files.report("planned"), true);
  }

  private ConnectionSettings connection() {
    SimTask task = history.task();
    ServerSettings settings =
        ServerSettings.of(server, "key", SecretText.of("secret"))
            .withTimeout(Duration.ofSeconds(task.timeoutSeconds()))
            .withLimits(task.slots(), 0);
    Patience patience = Patience.of(task.tries(), OUTAGE_WAIT, Duration.ofSeconds(10));
    return new ConnectionSettings(settings, patience, files.data(), null, zone)
        .in(new RunEnvironment(machine, (s, m) -> new WorldWire(line, machine), !task.spring()));
  }

  private String command() {
    return history.task().guests() ? "import-guests" : "import-users";
  }

  private ImportSettings settings(Path roster) {
    return settings(roster, command(), files.report(), false);
  }

  private ImportSettings settings(Path roster, String command, Path report, boolean dry) {
    SimTask task = history.task();
    ImportSettings.Policies policies =
        new ImportSettings.Policies(
            task.onSimilar(),
            task.onExisting(),
            Quality.STRICT,
            task.groups().isEmpty() ? null : task.groups(),
            false,
            task.allowNoPhoto(),
            false,
            false,
            task.eraseUnknownIdNumber(),
            task.lookup(),
            task.accepted());
    RosterKind kind = task.guests() ? RosterKind.GUESTS : RosterKind.USERS;
    EndedGuestRemoval.@Nullable Rules ended =
        task.removeEnded()
            ? new EndedGuestRemoval.Rules(
                Duration.ofHours(24), 50, history.has(ErrandBetween.Kind.ACCEPT_ZONE))
            : null;
    return new ImportSettings(
            command,
            roster,
            RosterSettings.of(kind).withRows(task.choice()),
            files.photos(),
            PhotoLimits.standard(),
            policies,
            ImportSettings.Limits.none(),
            new ImportSettings.Mode(dry, false, false, false),
            ReportPlace.of(report),
            new NoFollowUp(),
            ended,
            history.isOfList() ? list() : null,
            null)
        .on(LocalDate.ofInstant(machine.wall().instant(), zone));
  }

  /** The brakes are let off as far as they go: half of the list may leave at once. */
  private RosterListSettings list() {
    LeaverRules.Most most = new LeaverRules.Most(100, true, false);
    LeaverSettings leavers =
        new LeaverSettings(
            history.deletesLeavers() ? LeaverRules.Action.DELETE : LeaverRules.Action.REVOKE,
            100,
            most,
            Duration.ZERO,
            ABSENT_FOR,
            true,
            null,
            List.of(),
            List.of());
    return new RosterListSettings(ListName.of("staff"), true, false, most, leavers);
  }

  private ResolveSettings decisions(Path conflicts) {
    SimTask task = history.task();
    return new ResolveSettings(
        conflicts,
        null,
        files.photos(),
        PhotoLimits.standard(),
        Quality.STRICT,
        task.allowNoPhoto(),
        task.eraseUnknownIdNumber(),
        task.accepted(),
        task.groups().isEmpty() ? null : task.groups(),
        new char[0],
        ReportPlace.of(files.report("resolved")),
        new NoFollowUp());
  }

  private UndoCommandSettings undo(String run) {
    return new UndoCommandSettings(
        run,
        EnumSet.allOf(BeforeImage.Kind.class),
        UndoCommandSettings.Period.WHOLE,
        history.has(ErrandBetween.Kind.UNDO_EARLIER_AND_NAMED),
        1_000,
        true,
        PhotoLimits.standard(),
        ReportPlace.of(files.report("undone")),
        new NoFollowUp());
  }

  private static ExportSettings backup(Path folder) {
    Wanted wanted = new Wanted(true, true, false, null, null);
    return new ExportSettings(folder, null, BackupKeys.none(), wanted, MOST_SHRINK, "simulation");
  }

  private RestoreSettings restore(Path folder) {
    return new RestoreSettings(
        folder,
        BackupKeys.none(),
        PhotoLimits.standard(),
        null,
        new RestoreSettings.Guests(null, null),
        history.task().accepted(),
        ReportPlace.of(files.report("restored")),
        new NoFollowUp());
  }

  private JobProgress progress() {
    return new JobProgress() {
      @Override
      public void say(String words) {
        log.said(words.replace(files.folder().toString(), "…"));
      }

      @Override
      public void rows(long done, long total, OutcomeTally tally) {
        // Nobody is told a row by a person; only words count.
      }
    };
  }

  /** {@code runs delete} of every run. */
  static void deleteRuns(Path data) {
    Path runs = data.resolve("runs");
    if (!Files.exists(runs)) {
      return;
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(runs)) {
      for (Path run : all) {
        delete(data, String.valueOf(run.getFileName()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path data, String run) {
    try {
      new EarlierRunsJob(data).delete(run, false);
    } catch (SettingsMismatchException e) {
      return; // a power cut has lost the run, or a request of it has no answer
    }
  }

  private static final class NoFollowUp implements FollowUpCommand {
    @Override
    public String importing(Path roster, @Nullable Path photos, boolean asRead) {
      return "";
    }
  }
}
