package dev.senselink.batch.job.undo;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.enrol.Enrolment;
import dev.senselink.batch.enrol.plan.ChangeGate;
import dev.senselink.batch.enrol.plan.PlanCheck;
import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.job.RunEnd;
import dev.senselink.batch.job.StoppedException;
import dev.senselink.batch.job.UndoCommandSettings;
import dev.senselink.batch.job.engine.JobPart;
import dev.senselink.batch.job.intake.RosterInput;
import dev.senselink.batch.job.plan.AppliedPlan;
import dev.senselink.batch.job.plan.PlanCopies;
import dev.senselink.batch.job.report.ReportContextBuilder;
import dev.senselink.batch.job.report.RunReportWriter;
import dev.senselink.batch.job.run.OpenIntentRecovery;
import dev.senselink.batch.job.run.RowPipeline;
import dev.senselink.batch.job.run.RunExecution;
import dev.senselink.batch.job.run.RunResources;
import dev.senselink.batch.ledger.EarlierSends;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.ledger.UnrestoredItem;
import dev.senselink.batch.ledger.before.BeforeImage.Kind;
import dev.senselink.batch.report.LeaverFacts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One process's work on an undo, whether all of it is done or only what a plan says. */
final class UndoRun {
  private final UndoCommandSettings settings;
  private final RunResources r;
  private final UndoTarget undone;
  private final Run target;
  private final Run run;
  private final RosterInput sheet;
  private final RunExecution frame;
  private final PlacesUndo places;
  private final TiesUndo ties;
  private final UndoWork work;
  private final @Nullable PlannedUndo plan;
  private Map<Integer, EarlierSends> earlierSends = Map.of();
  private UndoWatch watch = UndoWatch.NOBODY;
  private final BitSet lost = new BitSet();
  private final List<UnrestoredItem> left = new ArrayList<>();

  /**
   * @param plan beyond which nothing is done, {@code null} for none
   */
  UndoRun(
      UndoCommandSettings settings,
      RunResources resources,
      UndoTarget target,
      Run run,
      @Nullable PlannedUndo plan) {
    this.settings = settings;
    this.r = resources;
    this.undone = target;
    this.target = target.run();
    this.run = run;
    this.plan = plan;
    this.sheet = RosterInput.of(r.data(), run);
    this.frame = new RunExecution(resources, run, run.rosterRows(), ImportSettings.Limits.none());
    this.places = new PlacesUndo(resources, target.run());
    this.ties =
        new TiesUndo(
            resources,
            target.run(),
            run.id(),
            plan == null
                ? (image, from, to) -> ""
                : plan.ties(was -> resources.ledger().undone().madeAnew(run.id(), was)));
    this.work = new UndoWork(settings, resources, target.run(), run.id(), sheet);
  }

  RunEnd run() {
    List<JobPart> parts = new ArrayList<>();
    parts.add(new JobPart.Task("reconcile", this::reconcile));
    parts.add(new JobPart.Task("snapshot", this::snapshot));
    // Before anybody goes who leads a department, and once more when all who led one are back.
    parts.add(new JobPart.Task("ties", () -> putTiesBack(false)));
    for (UndoWork.Phase phase : UndoWork.PHASES) {
      parts.add(frame.rows(phase.name(), () -> rows(phase), frame::isStopping));
    }
    parts.add(new JobPart.Task("audit", this::audit));
    parts.add(new JobPart.Task("ties-last", () -> putTiesBack(true)));
    parts.add(new JobPart.Task("places", this::places));
    parts.add(new JobPart.Task("list", this::putListBack));
    parts.add(new JobPart.Task("decisions", this::askAgain));
    frame.run(parts);
    r.data().noteUnanswered(r.ledger().anyOpen());
    return end();
  }

  private void reconcile() {
    r.ledger().intents().open().stream()
        .filter(intent -> intent.run().equals(run.id()))
        .forEach(intent -> lost.set(intent.row().number()));
    earlierSends =
        new OpenIntentRecovery(r).settleAll(work.scope(Person.STAFF, r.site(), earlierSends));
  }

  private void snapshot() {
    ChangeGate gate = ChangeGate.OPEN;
    if (plan != null) {
      PlanCheck check = AppliedPlan.check(r.ledger(), r.site().places(), run.id(), lost);
      gate = check;
      watch = UndoWatch.checking(plan, check);
    }
    work.begin(run.rosterRows(), earlierSends, gate);
  }

  private RowPipeline rows(UndoWork.Phase phase) {
    return work.rows(phase, r.ledger().outcomes().done(run.id()), watch);
  }

  private void audit() {
    Enrolment enrolment = work.enrolment(Person.STAFF);
    boolean complete = enrolment.audit().run() && enrolment.removals(target.id()).run();
    frame.countTime();
    if (!complete) {
      throw new StoppedException(words("audit.unclear.later"));
    }
    work.enrolment(Person.GUEST).listing().look();
  }

  private void putTiesBack(boolean last) {
    if (settings.only().contains(Kind.UPDATED) && (!last || !frame.rowsLeft())) {
      ties.run(last);
    }
  }

  private void places() {
    boolean toItsEnd = settings.period().before() == null;
    if (settings.only().contains(Kind.CREATED) && toItsEnd && !frame.rowsLeft()) {
      places.run(plan == null ? target.createdDepartments() : plan.departments(r, target));
    }
  }

  /** Only with all that the run did: who was on the list then belongs to it. */
  private void putListBack() {
    boolean planned = plan == null || plan.putsListBack();
    if (settings.isWhole() && planned && !frame.rowsLeft()) {
      new ListUndo(r.ledger(), target, run).putBack().ifPresent(left::add);
    }
  }

  /** Only with all that was decided: its rows are to be decided again, by a file of their own. */
  private void askAgain() {
    if (!undone.isOfDecisions() || !settings.isWhole() || frame.rowsLeft()) {
      return;
    }
    int rows =
        r.ledger()
            .decisions()
            .reopen(undone.source().id(), target.id(), words("undo.decisionUndone", run.id()));
    if (rows > 0) {
      Path folder = Path.of(run.report()).resolve(undone.source().id());
      RunReportWriter.writeEarlier(r.database(), r.data(), undone.source(), folder, null);
      r.progress().say(words("undo.open", rows, folder));
    }
  }

  private List<UnrestoredItem> left() {
    List<UnrestoredItem> all = new ArrayList<>(places.left());
    all.addAll(ties.left());
    all.addAll(left);
    return all;
  }

  private RunEnd end() {
    RunExecution.RunStanding standing = frame.standing();
    Run ended = standing.run();
    r.ledger().unrestored().replace(ended.id(), left());
    r.progress().waiting(words("waiting.report"));
    RunEnd end =
        RunReportWriter.write(
            ended,
            Path.of(ended.report()),
            sheet,
            new RunReportWriter.Kept(r.ledger().outcomes(), List.of(), left(), LeaverFacts.NONE),
            ReportContextBuilder.ofUndo(settings, target, ended, standing.reason()));
    frame.over(ended);
    if (ended.allWorked()) {
      PlanCopies.forget(r.data().runFolder(ended.id()));
      r.data().runs().keep(ended.id());
    }
    return end;
  }
}
