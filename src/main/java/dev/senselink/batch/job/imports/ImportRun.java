package dev.senselink.batch.job.imports;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.enrol.Enrolment;
import dev.senselink.batch.enrol.guests.EndedGuestRemoval;
import dev.senselink.batch.enrol.leavers.LeaverBrakes;
import dev.senselink.batch.enrol.leavers.LeaverGate;
import dev.senselink.batch.enrol.leavers.LeaverRules;
import dev.senselink.batch.enrol.leavers.ReturnBrake;
import dev.senselink.batch.enrol.leavers.ReturningPeople;
import dev.senselink.batch.enrol.lookup.ServerPlaces;
import dev.senselink.batch.enrol.lookup.SourceIdentity;
import dev.senselink.batch.enrol.plan.PlanCheck;
import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.job.RosterListSettings;
import dev.senselink.batch.job.RunEnd;
import dev.senselink.batch.job.StoppedException;
import dev.senselink.batch.job.engine.JobPart;
import dev.senselink.batch.job.intake.RosterIntake;
import dev.senselink.batch.job.intake.RowStream;
import dev.senselink.batch.job.plan.PlanCopies;
import dev.senselink.batch.job.report.ReportContextBuilder;
import dev.senselink.batch.job.report.ReportPictureSource;
import dev.senselink.batch.job.report.RunReportWriter;
import dev.senselink.batch.job.run.MissingPlaceCreator;
import dev.senselink.batch.job.run.OpenIntentRecovery;
import dev.senselink.batch.job.run.PeopleLookupStrategy;
import dev.senselink.batch.job.run.RowPipeline;
import dev.senselink.batch.job.run.RunExecution;
import dev.senselink.batch.job.run.RunRegistry;
import dev.senselink.batch.job.run.RunResources;
import dev.senselink.batch.ledger.EarlierSends;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.ledger.lists.Leaver;
import dev.senselink.batch.ledger.lists.ListImport;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.report.ReportContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One process's work on a run: the job's steps, and how it ended. */
final class ImportRun {
  private final ImportSettings settings;
  private final RunResources r;
  private final RosterIntake intake;
  private final Run run;
  private final List<Long> groups;
  private final MissingPlaceCreator.Missing missing;
  private final RunExecution frame;
  private final RowsFixedElsewhere fixed;
  private Map<Integer, EarlierSends> earlierSends = Map.of();
  private final BitSet lost = new BitSet();
  private ServerPlaces places;
  private boolean lookUpEach;
  private @Nullable Enrolment enrolment;
  private final @Nullable PlannedImport plan;

  /**
   * @param missing departments and groups that are to be made if they may
   * @param plan beyond which nothing is done, {@code null} for none
   */
  ImportRun(
      ImportSettings settings,
      RunResources resources,
      RosterIntake intake,
      Run run,
      List<Long> groups,
      MissingPlaceCreator.Missing missing,
      @Nullable PlannedImport plan) {
    this.plan = plan;
    this.settings = settings;
    this.r = resources;
    this.intake = intake;
    this.run = run;
    this.groups = groups;
    this.missing = missing;
    this.places = resources.site().places();
    this.frame = new RunExecution(resources, run, intake.result().rows(), settings.limits());
    this.fixed = RowsFixedElsewhere.noting(r.ledger().fixedRows(), settings.reading().kind());
  }

  RunEnd run() {
    frame.run(parts());
    listWritten(); // at a stop too: what is not seen listed now is never deleted
    r.data().noteUnanswered(r.ledger().anyOpen());
    return end();
  }

  /** Only those there is anything for: the engine writes down the begin and the end of each. */
  private List<JobPart> parts() {
    List<JobPart> parts = new ArrayList<>();
    parts.add(new JobPart.Task("reconcile", this::reconcile));
    parts.add(new JobPart.Task("snapshot", this::snapshot));
    if (settings.policies().createMissing()) {
      parts.add(new JobPart.Task("places", this::createMissing));
    }
    parts.add(frame.rows("rows", this::openPipeline, frame::rowsLeft));
    parts.add(new JobPart.Task("audit", this::audit));
    if (settings.type() == Person.STAFF) {
      parts.add(new JobPart.Task("returning", this::giveBack));
    }
    if (r.ledger().listImports().of(run.id()).isPresent()) {
      parts.add(new JobPart.Task("list", this::completeList));
    }
    if (settings.ended() != null) {
      parts.add(new JobPart.Task("ended", this::removeEnded));
    }
    return parts;
  }

  private Enrolment.Scope scope() {
    return new Enrolment.Scope(
        run.id(),
        settings.type(),
        places,
        settings.enrolment(r.connection().server().timeout(), groups),
        lookUpEach,
        earlierSends,
        SourceIdentity.NONE);
  }

  private void reconcile() {
    r.ledger().intents().open().stream()
        .filter(intent -> intent.run().equals(run.id()))
        .forEach(intent -> lost.set(intent.row().number()));
    earlierSends = new OpenIntentRecovery(r).settleAll(scope());
  }

  private void snapshot() {
    if (settings.policies().recheckPhotos()) {
      r.ledger().verdicts().forget();
    }
    if (settings.policies().recheckDecisions()) {
      r.ledger().decisions().forget();
    }
    lookUpEach =
        new PeopleLookupStrategy(r)
            .lookUpEach(settings.policies().lookup(), run.id(), intake.result().rows());
    if (plan == null) { // else its own yes counts
      KeyBrake.check(settings, r, intake);
    }
  }

  private void createMissing() {
    r.progress().waiting(words("waiting.places"));
    MissingPlaceCreator creator = new MissingPlaceCreator(r.server(), r.site(), places);
    Run before = r.ledger().runs().find(run.id()).orElse(run);
    places =
        creator
            .noting(
                () ->
                    r.ledger()
                        .runs()
                        .save(
                            new RunRegistry.Change(before)
                                .createdToo(creator.createdDepartments(), creator.createdGroups())))
            .create(missing);
  }

  private RowPipeline openPipeline() {
    PlanCheck check = plan == null ? null : PlannedImport.check(r.ledger(), places, run.id(), lost);
    Enrolment working =
        new Enrolment(r.enrolment(), check == null ? scope() : scope().asking(check));
    enrolment = working;
    BitSet returning = tooManyReturning();
    frame.againIfGone(working::isGone);
    BitSet done = r.ledger().outcomes().done(run.id());
    return new RowPipeline(
        r.connection().machine(),
        () -> {
          RowStream rows =
              intake.rows((row, outcome) -> fixed.settled(row, outcome, working::isThere));
          return plan == null || check == null ? rows : plan.rows(rows, done, check);
        },
        applicant -> {
          Outcome outcome =
              fixed.settled(
                  applicant.row(),
                  ReturnBrake.work(
                      returning, applicant, one -> working.work(one, settings.followsLeavers())),
                  working::isThere);
          boolean braked = outcome.code().equals(ReturnBrake.CODE); // told as it is
          return check == null || braked ? outcome : check.settled(outcome);
        },
        done,
        r.concurrency(),
        settings.limits().rows());
  }

  private void audit() {
    boolean complete = enrolment == null || enrolment.audit().run();
    frame.countTime();
    if (!complete) {
      throw new StoppedException(words("audit.unclear.later"));
    }
    if (enrolment != null && !frame.rowsLeft()) {
      enrolment
          .departed(r.ledger().outcomes(), intake.input()::open)
          .settle(run.id(), intake.result().rows());
    }
    listWritten();
  }

  /** Looks how the server lists the guests just written, once. */
  private void listWritten() {
    if (enrolment != null && r.server().stopCause() == null) {
      enrolment.listing().look();
    }
  }

  /** The rows that would bring too many lost people back; none where they are not too many. */
  private BitSet tooManyReturning() {
    RosterListSettings asked = settings.list();
    if (asked == null) {
      return new BitSet();
    }
    LeaverRules.Most most = asked.most();
    return r.ledger()
        .listImports()
        .of(run.id())
        .map(
            list ->
                new ReturnBrake(
                        r.ledger(), list, most, intake.input()::open, intake.input().settings())
                    .rows())
        .orElseGet(BitSet::new);
  }

  /** Whoever is named again gets back what a revoke has taken. */
  private void giveBack() {
    if (enrolment != null && !frame.rowsLeft()) {
      ReturningPeople returning = enrolment.returning(places, intake.input()::open);
      boolean any = plan != null && !r.ledger().revoked().all().isEmpty();
      (plan == null || !any
              ? returning
              : returning.asking(plan.returns(r.ledger(), places, run.id())))
          .run();
    }
  }

  /** Only after a whole import: what is said of a list holds for all its rows. */
  private void completeList() {
    ListImport list = r.ledger().listImports().of(run.id()).orElse(null);
    if (list == null || enrolment == null || frame.rowsLeft()) {
      return;
    }
    r.progress().waiting(words("waiting.list", list.name()));
    LeaverRules rules =
        new LeaverRulesReader(places, CutRoster.is(intake, r, list)).read(settings.list());
    LeaverGate planned = plan == null ? LeaverGate.OPEN : plan.leavers(r.ledger(), places);
    LeaverGate gate = new OtherSitesGate(r.connection().world().others(), planned);
    Predicate<List<Leaver>> confirmed =
        plan == null ? new LeaverConfirmation(settings.list(), r.progress()) : due -> true;
    enrolment.list(list, rules, intake.input()::open, gate, confirmed).run();
  }

  /** The list as the run leaves it; null without one. */
  private @Nullable ListImport listAfter(Run ended) {
    ListImport list = r.ledger().listImports().of(ended.id()).orElse(null);
    RosterListSettings asked = settings.list();
    if (list == null
        || asked == null
        || asked.leavers() == null
        || ended.status() == Run.Status.COMPLETED) {
      return list;
    }
    LeaverBrakes.Brake brake = LeaverBrakes.notComplete();
    ListImport open = list.in(list.state(), brake.code(), brake.why());
    r.ledger().listImports().save(open);
    r.ledger().leavers().leave(ended.id(), brake.code(), brake.why(), Integer.MAX_VALUE);
    r.progress().say(brake.inWords());
    return open;
  }

  /** Only after a whole import: whoever was not reached may be in it. */
  private void removeEnded() {
    EndedGuestRemoval.Rules rules = settings.ended();
    if (rules != null && enrolment != null && !frame.rowsLeft()) {
      new RemoveEndedStep(r, run, intake).run(enrolment.ended(rules));
    }
  }

  private RunEnd end() {
    RunExecution.RunStanding standing = frame.standing();
    Run ended = standing.run();
    fixed.note(intake, run.id(), r.ledger().outcomes(), r.connection().machine().wall().instant());
    r.progress().waiting(words("waiting.report"));
    ReportContext about =
        ReportContextBuilder.of(
            settings,
            intake,
            r.site().company().name(),
            missing,
            new ReportPictureSource(
                intake.photos(), r.engine(), settings.photoLimits(), r.server()),
            standing.reason(),
            null);
    RunEnd end =
        RunReportWriter.write(
            ended,
            Path.of(ended.report()),
            intake.input(),
            new RunReportWriter.Kept(
                r.ledger().outcomes(),
                r.ledger().endedGuests().of(ended.id()),
                null,
                RunReportWriter.Kept.leavers(
                    listAfter(ended), r.ledger().leavers().of(ended.id()))),
            about);
    frame.over(ended);
    if (ended.allWorked()) {
      PlanCopies.forget(r.data().runFolder(ended.id()));
      r.data().runs().keep(ended.id());
    }
    return end;
  }
}
