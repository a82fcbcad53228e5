package dev.senselink.batch.job.undo;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.check.CheckedRow;
import dev.senselink.batch.enrol.Enrolment;
import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.job.RunEnd;
import dev.senselink.batch.job.StoppedException;
import dev.senselink.batch.job.UndoCommandSettings;
import dev.senselink.batch.job.engine.JobPart;
import dev.senselink.batch.job.intake.RosterInput;
import dev.senselink.batch.job.report.ReportContextBuilder;
import dev.senselink.batch.job.report.RunReportWriter;
import dev.senselink.batch.job.run.OpenIntentRecovery;
import dev.senselink.batch.job.run.PeopleLookupStrategy;
import dev.senselink.batch.job.run.RowPipeline;
import dev.senselink.batch.job.run.RunExecution;
import dev.senselink.batch.job.run.RunResources;
import dev.senselink.batch.job.run.ServerPreflight;
import dev.senselink.batch.ledger.EarlierSends;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.ledger.UnrestoredItem;
import dev.senselink.batch.ledger.before.BeforeImage;
import dev.senselink.batch.ledger.before.BeforeImage.Kind;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.report.LeaverFacts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One process's work on an undo: first whom the run has made goes, so that their numbers are free;
 * then whoever is there becomes what they were; last of all whom the run has deleted is made anew.
 */
final class UndoRun {
  private final UndoCommandSettings settings;
  private final RunResources r;
  private final UndoTarget undone;
  private final Run target;
  private final Run run;
  private final RosterInput sheet;
  private final RunExecution frame;
  private final PlacesUndo places;
  private final Map<Integer, Enrolment> enrolments = new HashMap<>();
  private Map<Integer, EarlierSends> earlierSends = Map.of();
  private boolean lookUpEach;
  private final List<UnrestoredItem> left = new ArrayList<>();

  UndoRun(UndoCommandSettings settings, RunResources resources, UndoTarget target, Run run) {
    this.settings = settings;
    this.r = resources;
    this.undone = target;
    this.target = target.run();
    this.run = run;
    this.sheet = RosterInput.of(r.data(), run);
    this.frame = new RunExecution(resources, run, run.rosterRows(), ImportSettings.Limits.none());
    this.places = new PlacesUndo(resources, target.run());
  }

  RunEnd run() {
    List<JobPart> parts =
        List.of(
            new JobPart.Task("reconcile", this::reconcile),
            new JobPart.Task("snapshot", this::snapshot),
            oneByOne("removals", one -> one.kind().filter(Kind.CREATED::equals).isPresent()),
            // Before the updates: somebody returned is as their update left them without the
            // groups.
            oneByOne("groups", one -> one.kind().filter(UndoRun::isOfGroups).isPresent()),
            frame.rows("updates", this::sideBySide, frame::isStopping),
            oneByOne("restored", one -> one.kind().filter(Kind.DELETED::equals).isPresent()),
            oneByOne("uncertain", one -> one.kind().isEmpty()),
            new JobPart.Task("audit", this::audit),
            new JobPart.Task("places", this::places),
            new JobPart.Task("list", this::putListBack),
            new JobPart.Task("decisions", this::askAgain));
    frame.run(parts);
    r.data().noteUnanswered(r.ledger().anyOpen());
    return end();
  }

  private static boolean isOfGroups(Kind kind) {
    return kind == Kind.REVOKED || kind == Kind.RETURNED;
  }

  private Enrolment.Scope scope(int type, ServerPreflight site) {
    return new Enrolment.Scope(
        run.id(),
        type,
        site.places(),
        settings.enrolment(r.connection().server().timeout()),
        lookUpEach,
        earlierSends,
        new UndoIdentity());
  }

  private void reconcile() {
    earlierSends = new OpenIntentRecovery(r).settleAll(scope(Person.STAFF, r.site()));
  }

  private void snapshot() {
    lookUpEach =
        new PeopleLookupStrategy(r)
            .lookUpEach(ImportSettings.Lookup.AUTO, run.id(), run.rosterRows());
    for (int type : List.of(Person.STAFF, Person.GUEST)) {
      ServerPreflight site = r.site().of(r.server(), type);
      enrolments.put(type, new Enrolment(r.enrolment(), scope(type, site)));
    }
  }

  private Enrolment enrolment(int type) {
    Enrolment enrolment = enrolments.get(type);
    if (enrolment == null) {
      throw new IllegalStateException("the snapshot comes first");
    }
    return enrolment;
  }

  private JobPart oneByOne(String name, Predicate<UndoRow> some) {
    return frame.rows(
        name,
        () ->
            RowPipeline.oneByOne(
                r.connection().machine(),
                () -> new UndoRowStream(sheet.open(), some),
                this::undo,
                r.ledger().outcomes().done(run.id())),
        frame::isStopping);
  }

  private RowPipeline sideBySide() {
    return new RowPipeline(
        r.connection().machine(),
        () ->
            new UndoRowStream(
                sheet.open(), one -> one.kind().filter(Kind.UPDATED::equals).isPresent()),
        this::undo,
        r.ledger().outcomes().done(run.id()),
        r.concurrency(),
        0);
  }

  private Outcome undo(CheckedRow applicant) {
    UndoRow one = new UndoRow(applicant.row());
    Kind kind = one.kind().orElseThrow();
    Enrolment enrolment = enrolment(one.type());
    Optional<BeforeImage> image = r.ledger().before().of(target.id(), one.person(), kind);
    if (image.isPresent()) {
      return enrolment.undo(applicant, image.get());
    }
    Outcome anew = enrolment.madeAnew(applicant, one.person());
    return anew != null
        ? anew
        : Outcome.of(
                applicant.row().ref(),
                RowEnding.REVIEW,
                "BEFORE_UNKNOWN",
                words("undo.forgotten", target.id()))
            .withPerson(one.person());
  }

  private void audit() {
    boolean complete = enrolment(Person.STAFF).audit().run();
    frame.countTime();
    if (!complete) {
      throw new StoppedException(words("audit.unclear.later"));
    }
    enrolment(Person.GUEST).listing().look();
  }

  private void places() {
    if (settings.only().contains(Kind.CREATED) && !frame.rowsLeft()) {
      places.run();
    }
  }

  /** Only with all that the run did: who was on the list then belongs to it. */
  private void putListBack() {
    if (settings.isWhole() && !frame.rowsLeft()) {
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
      RunReportWriter.writeEarlier(r.database(), r.data(), undone.source(), folder);
      r.progress().say(words("undo.open", rows, folder));
    }
  }

  private List<UnrestoredItem> left() {
    List<UnrestoredItem> all = new ArrayList<>(places.left());
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
    r.ledger().runs().save(ended);
    return end;
  }
}
