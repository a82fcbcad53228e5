package dev.senselink.batch.job.resolve;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.api.StopCause;
import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.check.CheckedRow;
import dev.senselink.batch.enrol.Enrolment;
import dev.senselink.batch.enrol.decide.ConflictDecision;
import dev.senselink.batch.enrol.decide.DecisionSheet;
import dev.senselink.batch.enrol.lookup.SourceIdentity;
import dev.senselink.batch.job.ConnectionSettings;
import dev.senselink.batch.job.DataFolderFailure;
import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.job.JobProgress;
import dev.senselink.batch.job.ResolveSettings;
import dev.senselink.batch.job.RunEnd;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.job.intake.RosterIntake;
import dev.senselink.batch.job.report.ReportPictureSource;
import dev.senselink.batch.job.run.OpenIntentRecovery;
import dev.senselink.batch.job.run.PeopleLookupStrategy;
import dev.senselink.batch.job.run.RowPipeline;
import dev.senselink.batch.job.run.ServerPreflight;
import dev.senselink.batch.ledger.EarlierSends;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.outcome.Decision;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.engine.PassThroughPhotoEngine;
import dev.senselink.batch.photo.folder.PhotoFolder;
import dev.senselink.batch.photo.folder.PhotoFolderException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One process's work on the decisions about a run. */
final class ResolveRun {
  private final ResolveSettings settings;
  private final ConnectionSettings connection;
  private final PhotoEngine engine;
  private final Setting s;
  private final JobProgress progress;
  private final StopSwitch stop;
  private final Clock clock;
  private final Instant started;
  private final List<Long> groups;
  private Map<Integer, EarlierSends> earlierSends = Map.of();
  private boolean lookUpEach = true;
  private @Nullable String unsettled;

  /**
   * What was opened and learnt before the work.
   *
   * @param backup what was restored, {@code null} where the run was an import
   * @param today the hashes of the rows that may be worked, {@code null} for all
   */
  record Setting(
      DataFolder data,
      LedgerDatabase database,
      Ledger ledger,
      RetryingClient server,
      ServerPreflight site,
      DecidedRun decided,
      @Nullable DecidedBackup backup,
      @Nullable Set<String> today) {}

  ResolveRun(
      ResolveSettings settings,
      ConnectionSettings connection,
      PhotoEngine engine,
      Setting setting,
      JobProgress progress,
      StopSwitch stop,
      Clock clock) {
    this.settings = settings;
    this.connection = connection;
    this.engine = engine;
    this.s = setting;
    this.progress = progress;
    this.stop = stop;
    this.clock = clock;
    this.started = clock.instant();
    this.groups = groups(s.decided().sheet(s.database()));
  }

  /** Told before anything is sent; not asked where nobody is to be created. */
  private List<Long> groups(DecisionSheet sheet) {
    if (s.backup() != null) {
      return List.of(); // people of a backup name their groups
    }
    boolean creates =
        sheet.decided().values().stream()
            .map(ConflictDecision::decision)
            .anyMatch(what -> what == Decision.CREATE || what == Decision.FORCE);
    return creates ? s.site().defaultGroups(settings.groups()) : List.of();
  }

  RunEnd run() {
    try {
      RunEnd end = work();
      s.data().noteUnanswered(s.ledger().anyOpen());
      return end;
    } catch (RuntimeException e) {
      s.data().noteUnanswered(true); // the next process looks for what this one may have left
      throw DataFolderFailure.of(e, s.data().path());
    }
  }

  private RunEnd work() {
    if (!reconcile()) {
      unsettled = words("lost.unclear");
    }
    // Anew, for what was lost may have been carried out.
    DecisionSheet sheet = s.decided().sheet(s.database());
    Map<Integer, ConflictDecision> toDo = new HashMap<>(sheet.decided());
    long worked = 0;
    long begun = connection.machine().nanos();
    try (PhotoFolder photos = photos(toDo)) {
      if (unsettled == null && !toDo.isEmpty()) {
        worked = s.backup() == null ? work(toDo, photos) : ofBackup(s.backup(), toDo);
      }
      String reason = stopReason();
      DecisionReport.Work what =
          new DecisionReport.Work(
              status(reason),
              started,
              Duration.ofNanos(connection.machine().nanos() - begun),
              worked,
              reason);
      return new DecisionReport(settings, s, clock)
          .write(sheet.rows(), what, album(photos), photos.location());
    }
  }

  private ReportPictureSource album(PhotoFolder photos) {
    DecidedBackup backup = s.backup();
    return backup == null
        ? new ReportPictureSource(photos, engine, s.server())
        : new ReportPictureSource(backup::photo, engine, s.server());
  }

  private PhotoFolder photos(Map<Integer, ConflictDecision> toDo) {
    if (s.backup() != null) {
      return PhotoFolder.none();
    }
    List<Outcome> before = toDo.values().stream().map(ConflictDecision::before).toList();
    try {
      return s.decided().photos(settings.photos(), before);
    } catch (PhotoFolderException e) {
      if (toDo.isEmpty() && settings.photos() == null) {
        return PhotoFolder.none(); // wanted for the page alone
      }
      throw e;
    }
  }

  private boolean reconcile() {
    OpenIntentRecovery.Settled settled =
        new OpenIntentRecovery(s.data(), s.ledger(), progress).settle(setup(s.decided().type()));
    earlierSends = settled.earlierSends();
    return settled.complete();
  }

  private Enrolment.Setup setup(int type) {
    DecidedBackup backup = s.backup();
    Duration timeout = connection.server().timeout();
    return new Enrolment.Setup(
        s.decided().run().id(),
        type,
        s.server(),
        s.ledger(),
        backup == null ? engine : new PassThroughPhotoEngine(engine),
        backup == null ? s.site().places() : s.site().of(s.server(), type).places(),
        backup == null ? settings.enrolment(timeout, groups) : settings.ofBackup(type, timeout),
        lookUpEach,
        earlierSends,
        backup == null ? SourceIdentity.NONE : backup.descent(),
        connection.machine(),
        connection.zone(),
        stop::stop,
        progress::say);
  }

  private long work(Map<Integer, ConflictDecision> toDo, PhotoFolder photos) {
    Run run = s.decided().run();
    Path temporary = s.data().temporary();
    Path from = Path.of(run.roster());
    try (RosterIntake intake =
        RosterIntake.again(s.decided().roster(), run.rosterSha(), from, photos, temporary)) {
      lookUpEach =
          new PeopleLookupStrategy(s.server(), s.ledger(), progress, connection.machine())
              .lookUpEach(ImportSettings.Lookup.AUTO, run.id(), toDo.size());
      Enrolment enrolment = new Enrolment(setup(s.decided().type()));
      BitSet others = new BitSet();
      others.set(0, run.rosterRows() + 1);
      toDo.keySet().forEach(others::clear);
      RowPipeline rows =
          new RowPipeline(
              connection.machine(),
              intake::rows,
              applicant -> decide(enrolment, applicant, toDo),
              others,
              connection.server().concurrency(),
              0);
      long worked = decisions(toDo).carryOut(rows);
      audit(enrolment);
      return worked;
    }
  }

  /** One by one: rows may share a key. */
  private long ofBackup(DecidedBackup backup, Map<Integer, ConflictDecision> toDo) {
    lookUpEach =
        new PeopleLookupStrategy(s.server(), s.ledger(), progress, connection.machine())
            .lookUpEach(ImportSettings.Lookup.AUTO, s.decided().run().id(), toDo.size());
    Enrolment staff = new Enrolment(setup(Person.STAFF));
    Enrolment guests = new Enrolment(setup(Person.GUEST));
    BitSet numbers = new BitSet();
    toDo.keySet().forEach(numbers::set);
    RowPipeline rows =
        RowPipeline.oneByOne(
            connection.machine(),
            () -> backup.rows(numbers),
            applicant -> {
              boolean guest = backup.type(applicant.row().ref().number()) == Person.GUEST;
              return decide(guest ? guests : staff, applicant, toDo);
            },
            new BitSet());
    long worked = decisions(toDo).carryOut(rows);
    audit(guests);
    return worked;
  }

  private DecidedRows decisions(Map<Integer, ConflictDecision> toDo) {
    return new DecidedRows(s, toDo, progress, stop);
  }

  private Outcome decide(
      Enrolment enrolment, CheckedRow applicant, Map<Integer, ConflictDecision> toDo) {
    ConflictDecision decided = DecidedRows.of(toDo, applicant.row().ref().number());
    Set<String> today = s.today();
    boolean isOfToday = today == null || today.contains(applicant.row().hash());
    return isOfToday ? enrolment.decide(applicant, decided) : decided.rowChanged();
  }

  private void audit(Enrolment enrolment) {
    if (!enrolment.audit().run(s.decided().run().allWorked())) {
      unsettled = words("audit.unclear");
    } else {
      enrolment.listing().look();
    }
  }

  private Run.Status status(@Nullable String reason) {
    return reason == null
        ? Run.Status.COMPLETED
        : stop.stopped() ? Run.Status.STOPPED : Run.Status.FAILED;
  }

  private @Nullable String stopReason() {
    StopCause cause = s.server().stopCause();
    String reason = stop.reason() != null ? stop.reason() : unsettled;
    return reason == null && cause != null ? cause.words() : reason;
  }
}
