package dev.senselink.batch.job.resolve;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.api.StopCause;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.check.CheckedRow;
import dev.senselink.batch.enrol.Enrolment;
import dev.senselink.batch.enrol.decide.ConflictDecision;
import dev.senselink.batch.enrol.decide.DecisionSheet;
import dev.senselink.batch.enrol.lookup.SourceIdentity;
import dev.senselink.batch.job.DataFolderFailure;
import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.job.ResolveSettings;
import dev.senselink.batch.job.RunEnd;
import dev.senselink.batch.job.UndoSettings;
import dev.senselink.batch.job.intake.RosterIntake;
import dev.senselink.batch.job.report.ReportPictureSource;
import dev.senselink.batch.job.run.OpenIntentRecovery;
import dev.senselink.batch.job.run.PeopleLookupStrategy;
import dev.senselink.batch.job.run.RememberedChoices;
import dev.senselink.batch.job.run.RowPipeline;
import dev.senselink.batch.job.run.RunRegistry;
import dev.senselink.batch.job.run.RunResources;
import dev.senselink.batch.ledger.EarlierSends;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.outcome.Decision;
import dev.senselink.batch.outcome.Outcome;
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
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** One process's work on the decisions about a run. */
final class ResolveRun {
  private final ResolveSettings settings;
  private final RunResources r;
  private final DecidedRun decided;
  private final @Nullable DecidedBackup backup;
  private final @Nullable Set<String> today;
  private final Clock clock;
  private final Instant started;
  private final RememberedChoices remembered;
  private final List<Long> groups;
  private Map<Integer, EarlierSends> earlierSends = Map.of();
  private boolean lookUpEach = true;
  private @Nullable String unsettled;

  /**
   * Of the decisions about one run.
   *
   * @param backup what was restored, {@code null} where the run was an import
   * @param today the hashes of the rows that may be worked, {@code null} for all
   */
  ResolveRun(
      ResolveSettings settings,
      RunResources resources,
      DecidedRun decided,
      @Nullable DecidedBackup backup,
      @Nullable Set<String> today) {
    this.settings = settings;
    this.r = resources;
    this.decided = decided;
    this.backup = backup;
    this.today = today;
    this.clock = resources.connection().machine().wall();
    this.started = clock.instant();
    this.remembered = RememberedChoices.read(decided.run().rosterSettings());
    this.groups = groups(decided.sheet(resources.database()));
  }

  /** Told before anything is sent; not asked where nobody is to be created. */
  private List<Long> groups(DecisionSheet sheet) {
    if (backup != null) {
      return List.of(); // people of a backup name their groups
    }
    boolean creates =
        sheet.decided().values().stream()
            .map(ConflictDecision::decision)
            .anyMatch(what -> what == Decision.CREATE || what == Decision.FORCE);
    String named = settings.groups() == null ? remembered.groups() : settings.groups();
    return creates ? r.site().defaultGroups(named) : List.of();
  }

  RunEnd run() {
    try {
      RunEnd end = work();
      r.data().noteUnanswered(r.ledger().anyOpen());
      return end;
    } catch (RuntimeException e) {
      r.data().noteUnanswered(true); // the next process looks for what this one may have left
      throw DataFolderFailure.of(e, r.data().path());
    }
  }

  /** What is decided can be undone by itself: it has a run of its own to be undone by. */
  private void keepUndo() {
    UndoSettings undo = r.connection().undo();
    if (undo.keeps()) {
      String about = decided.run().id();
      String own =
          decided
              .begunAs(r.ledger())
              .orElseGet(() -> RunRegistry.newId(r.connection().machine(), started));
      r.ledger().before().runs().beginInstead(about, own, undo.keepFor());
      r.progress().say(words("resolve.run", own));
    }
  }

  private RunEnd work() {
    keepUndo();
    if (!reconcile()) {
      unsettled = words("lost.unclear");
    }
    // Anew, for what was lost may have been carried out.
    DecisionSheet sheet = decided.sheet(r.database());
    Map<Integer, ConflictDecision> toDo = new HashMap<>(sheet.decided());
    long worked = 0;
    long begun = r.connection().machine().nanos();
    try (PhotoFolder photos = photos(toDo)) {
      if (unsettled == null && (!toDo.isEmpty() || isLookOwed())) {
        worked = backup == null ? work(toDo, photos) : ofBackup(backup, toDo);
      }
      String reason = stopReason();
      DecisionReport.Work what =
          new DecisionReport.Work(
              status(reason),
              started,
              Duration.ofNanos(r.connection().machine().nanos() - begun),
              worked,
              reason);
      return new DecisionReport(settings, r, decided, backup != null)
          .write(sheet.rows(), what, album(photos), photos.location());
    }
  }

  /** A process that is stopped does not come to its last look, and may leave nothing else to do. */
  private boolean isLookOwed() {
    return !r.ledger().decisions().notLookedAt(decided.run().id()).isEmpty();
  }

  private ReportPictureSource album(PhotoFolder photos) {
    return backup == null
        ? new ReportPictureSource(photos, r.engine(), settings.photoLimits(), r.server())
        : new ReportPictureSource(
            backup::photo, r.engine().withoutLook(), settings.photoLimits(), r.server());
  }

  private PhotoFolder photos(Map<Integer, ConflictDecision> toDo) {
    if (backup != null) {
      return PhotoFolder.none();
    }
    List<Outcome> before = toDo.values().stream().map(ConflictDecision::before).toList();
    try {
      return decided.photos(settings.photos(), before);
    } catch (PhotoFolderException e) {
      if (toDo.isEmpty() && settings.photos() == null) {
        return PhotoFolder.none(); // wanted for the page alone
      }
      throw e;
    }
  }

  private boolean reconcile() {
    OpenIntentRecovery.Settled settled = new OpenIntentRecovery(r).settle(scope(decided.type()));
    earlierSends = settled.earlierSends();
    return settled.complete();
  }

  private Enrolment enrolment(int type) {
    boolean imported = backup == null;
    return new Enrolment(
        r.enrolment(imported ? r.engine() : new PassThroughPhotoEngine(r.engine().withoutLook())),
        scope(type));
  }

  private Enrolment.Scope scope(int type) {
    Duration timeout = r.connection().server().timeout();
    boolean imported = backup == null;
    return new Enrolment.Scope(
        decided.run().id(),
        type,
        imported ? r.site().places() : r.site().of(r.server(), type).places(),
        imported
            ? settings.enrolment(timeout, groups, remembered.allowNoPhoto())
            : settings.ofBackup(type, timeout),
        lookUpEach,
        earlierSends,
        backup == null ? SourceIdentity.NONE : backup.descent());
  }

  private long work(Map<Integer, ConflictDecision> toDo, PhotoFolder photos) {
    Run run = decided.run();
    Path temporary = r.data().temporary();
    Path from = Path.of(run.roster());
    try (RosterIntake intake =
        RosterIntake.again(decided.roster(), run.rosterSha(), from, photos, temporary)) {
      lookUpEach =
          new PeopleLookupStrategy(r).lookUpEach(ImportSettings.Lookup.AUTO, run.id(), toDo.size());
      Enrolment enrolment = enrolment(decided.type());
      BitSet others = new BitSet();
      others.set(0, run.rosterRows() + 1);
      toDo.keySet().forEach(others::clear);
      RowPipeline rows =
          new RowPipeline(
              r.connection().machine(),
              intake::rows,
              applicant -> decide(enrolment, applicant, toDo),
              others,
              r.concurrency(),
              0);
      long worked = decisions(toDo).carryOut(rows);
      audit(enrolment);
      return worked;
    }
  }

  /** One by one: rows may share a key. */
  private long ofBackup(DecidedBackup backup, Map<Integer, ConflictDecision> toDo) {
    lookUpEach =
        new PeopleLookupStrategy(r)
            .lookUpEach(ImportSettings.Lookup.AUTO, decided.run().id(), toDo.size());
    Enrolment staff = enrolment(Person.STAFF);
    Enrolment guests = enrolment(Person.GUEST);
    BitSet numbers = new BitSet();
    toDo.keySet().forEach(numbers::set);
    RowPipeline rows =
        RowPipeline.oneByOne(
            r.connection().machine(),
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
    return new DecidedRows(r, decided.run(), toDo);
  }

  private Outcome decide(
      Enrolment enrolment, CheckedRow applicant, Map<Integer, ConflictDecision> toDo) {
    ConflictDecision decision = DecidedRows.of(toDo, applicant.row().ref().number());
    boolean isOfToday = today == null || today.contains(applicant.row().hash());
    return isOfToday ? enrolment.decide(applicant, decision) : decision.rowChanged();
  }

  /** Of a run that has looked at its own people those are new whom decisions have made since. */
  private void audit(Enrolment enrolment) {
    Run run = decided.run();
    r.ledger().seen().note(run.id());
    boolean audited = run.status() == Run.Status.COMPLETED;
    Set<Integer> made = r.ledger().decisions().notLookedAt(run.id());
    IntPredicate rows = row -> !audited || made.contains(row);
    if (!enrolment.audit().run(run.allWorked(), rows)) {
      unsettled = words("audit.unclear");
    } else {
      r.ledger().decisions().lookedAt(run.id());
      enrolment.listing().look();
    }
  }

  private Run.Status status(@Nullable String reason) {
    return reason == null
        ? Run.Status.COMPLETED
        : r.stop().stopped() ? Run.Status.STOPPED : Run.Status.FAILED;
  }

  private @Nullable String stopReason() {
    StopCause cause = r.server().stopCause();
    String reason = r.stop().reason() != null ? r.stop().reason() : unsettled;
    return reason == null && cause != null ? cause.words() : reason;
  }
}
