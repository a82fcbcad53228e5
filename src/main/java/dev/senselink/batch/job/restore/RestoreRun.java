package dev.senselink.batch.job.restore;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.api.ErrorCodes;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.backup.BackedUpDevice;
import dev.senselink.batch.backup.Backup;
import dev.senselink.batch.enrol.Enrolment;
import dev.senselink.batch.enrol.row.VisitClock;
import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.job.RestoreSettings;
import dev.senselink.batch.job.RunEnd;
import dev.senselink.batch.job.StoppedException;
import dev.senselink.batch.job.engine.JobPart;
import dev.senselink.batch.job.intake.BackupSheet;
import dev.senselink.batch.job.intake.BackupSheetPerson;
import dev.senselink.batch.job.intake.RosterInput;
import dev.senselink.batch.job.report.ReportContextBuilder;
import dev.senselink.batch.job.report.ReportPictureSource;
import dev.senselink.batch.job.report.RunReportWriter;
import dev.senselink.batch.job.run.OpenIntentRecovery;
import dev.senselink.batch.job.run.PeopleLookupStrategy;
import dev.senselink.batch.job.run.RowPipeline;
import dev.senselink.batch.job.run.RunExecution;
import dev.senselink.batch.job.run.RunRegistry;
import dev.senselink.batch.job.run.RunResources;
import dev.senselink.batch.job.run.ServerPreflight;
import dev.senselink.batch.ledger.EarlierSends;
import dev.senselink.batch.ledger.Intent;
import dev.senselink.batch.ledger.OutcomeCursor;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.report.LeaverFacts;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * One process's work on a restore: groups and departments, staff, guests, leaders, members,
 * devices. Whatever is not a row is done again by the next process if this one does not come to the
 * end.
 */
final class RestoreRun {
  private final RestoreSettings settings;
  private final RunResources r;
  private final Backup backup;
  private final RestoreIntake intake;
  private final Run run;
  private final RunExecution frame;
  private final UnrestoredCollector shortcomings = new UnrestoredCollector();
  private final RestoredPlaces places;
  private final RestoredIdMap descent;
  private final BackupRowStream.Where where;
  private final Map<Integer, Enrolment> enrolments = new HashMap<>();
  private Map<Integer, EarlierSends> earlierSends = Map.of();
  private boolean lookUpEach;

  RestoreRun(
      RestoreSettings settings,
      RunResources resources,
      Backup backup,
      RestoreIntake intake,
      Run run) {
    this.settings = settings;
    this.r = resources;
    this.backup = backup;
    this.intake = intake;
    this.run = run;
    this.frame = new RunExecution(resources, run, intake.rows(), ImportSettings.Limits.none());
    this.places = new RestoredPlaces(r.server(), backup, shortcomings).noting(this::noteCreated);
    this.descent = new RestoredIdMap(r.ledger(), intake, false);
    RestoredHostFinder hosts = new RestoredHostFinder(intake.hosts(), descent);
    VisitClock visits = new VisitClock(r.connection().zone(), r.server()::now);
    this.where =
        new BackupRowStream.Where(intake, backup, places, settings.guests(), hosts, visits);
  }

  RunEnd run() {
    List<JobPart> parts =
        List.of(
            new JobPart.Task("reconcile", this::reconcile),
            new JobPart.Task("snapshot", this::snapshot),
            new JobPart.Task("places", this::createPlaces),
            rows("staff", Person.STAFF, false),
            rows("staff-shared", Person.STAFF, true),
            rows("guests", Person.GUEST, false),
            rows("guests-shared", Person.GUEST, true),
            new JobPart.Task("audit", this::audit),
            new JobPart.Task("leaders", this::leaders),
            new JobPart.Task("members", this::members),
            new JobPart.Task("devices", this::devices));
    frame.run(parts);
    r.data().noteUnanswered(r.ledger().anyOpen());
    return end();
  }

  private Enrolment.Scope scope(int type, ServerPreflight site) {
    return new Enrolment.Scope(
        run.id(),
        type,
        site.places(),
        settings.enrolment(type, r.connection().server().timeout(), false),
        lookUpEach,
        earlierSends,
        descent);
  }

  private void reconcile() {
    List<Intent> open = r.ledger().intents().open();
    earlierSends = new OpenIntentRecovery(r).settleAll(scope(Person.STAFF, r.site()));
    descent.recall(r.ledger(), open.stream().filter(this::isOfThisBackup).toList());
    descent.recall(r.ledger(), run.id());
  }

  private boolean isOfThisBackup(Intent intent) {
    Run of = r.ledger().runs().find(intent.run()).orElse(run);
    return BackupSheet.belongsTo(of.command()) && of.rosterSha().equals(run.rosterSha());
  }

  private void snapshot() {
    lookUpEach =
        new PeopleLookupStrategy(r).lookUpEach(ImportSettings.Lookup.AUTO, run.id(), intake.rows());
    new RestoredIdCheck(r.server(), r.ledger(), intake, backup, r.engine(), r.progress())
        .look(descent, lookUpEach);
  }

  private void createPlaces() {
    r.progress().waiting(words("waiting.places"));
    places.match();
    places.recall(run.createdGroups());
    places.create();
    descent.joining(person -> places.madeGroups(person.groupIds()));
    for (int type : List.of(Person.STAFF, Person.GUEST)) {
      ServerPreflight site = r.site().of(r.server(), type);
      enrolments.put(type, new Enrolment(r.enrolment(), scope(type, site)));
    }
    frame.againIfGone(person -> enrolments.values().stream().allMatch(e -> e.isGone(person)));
  }

  private void noteCreated() {
    r.ledger()
        .runs()
        .save(
            new RunRegistry.Change(run)
                .createdToo(places.createdDepartments(), places.createdGroups()));
  }

  private JobPart rows(String name, int type, boolean alone) {
    return frame.rows(name, () -> alone ? oneByOne(type) : sideBySide(type), frame::isStopping);
  }

  private RowPipeline sideBySide(int type) {
    descent.settle();
    Enrolment enrolment = enrolment(type);
    return new RowPipeline(
        r.connection().machine(),
        () -> new BackupRowStream(where, person -> isOf(person, type, false), enrolment::there),
        enrolment::work,
        r.ledger().outcomes().done(run.id()),
        r.concurrency(),
        0);
  }

  /** Two of these may seem to be one: who one of them is must be known before the next. */
  private RowPipeline oneByOne(int type) {
    descent.settle();
    Enrolment enrolment = enrolment(type);
    SharedKeyScheduler siblings = new SharedKeyScheduler(enrolment::work);
    return RowPipeline.oneByOne(
        r.connection().machine(),
        () -> new BackupRowStream(where, person -> isOf(person, type, true), enrolment::there),
        siblings::work,
        r.ledger().outcomes().done(run.id()));
  }

  private Enrolment enrolment(int type) {
    Enrolment enrolment = enrolments.get(type);
    if (enrolment == null) {
      throw new IllegalStateException("the places come first");
    }
    return enrolment;
  }

  private boolean isOf(BackupSheetPerson person, int type, boolean alone) {
    return person.isGuest() == (type == Person.GUEST)
        && descent.isOneByOne(person.row().ref().number()) == alone;
  }

  private void audit() {
    boolean complete = enrolment(Person.STAFF).audit().run();
    frame.countTime();
    if (!complete) {
      throw new StoppedException(words("audit.unclear.later"));
    }
    enrolment(Person.GUEST).listing().look();
  }

  private RelationshipRestorer ties() {
    descent.settle();
    return new RelationshipRestorer(
        r.server(), places, shortcomings, new TieKeeper(r.server(), r.ledger(), run.id()));
  }

  private void leaders() {
    r.progress().waiting(words("restore.tying"));
    ties().codes();
    ties().leaders(descent::personOfOrigin);
  }

  private void members() {
    RestoredMemberships.of(
            intake,
            descent,
            r.ledger().outcomes().inOrder(run.id()),
            places,
            many -> shortcomings.add("member", many, ErrorCodes.inWords(ErrorCodes.NOT_THERE)))
        .forEach((group, people) -> ties().members(group, people));
    int faceless = faceless();
    if (faceless > 0) {
      shortcomings.add("photo", faceless, words("restore.photoLost"));
    }
    shortcomings.addMissing(backup.manifest());
  }

  /** How many were made without the photo that they had. */
  private int faceless() {
    OutcomeCursor outcomes = r.ledger().outcomes().inOrder(run.id());
    return (int)
        intake.photoLost().stream()
            .filter(row -> outcomes.at(row).filter(RestoredMemberships::wasMade).isPresent())
            .count();
  }

  private void devices() {
    try (Stream<BackedUpDevice> devices = backup.devices()) {
      ties().devices(devices.toList());
    }
  }

  private RunEnd end() {
    RunExecution.RunStanding standing = frame.standing();
    Run ended = standing.run();
    r.ledger().unrestored().replace(ended.id(), shortcomings.all());
    r.progress().waiting(words("waiting.report"));
    RunEnd end =
        RunReportWriter.write(
            ended,
            Path.of(ended.report()),
            new RosterInput(
                r.data().runFolder(ended.id()).resolve("roster"),
                intake.displayName(),
                BackupSheet.READING,
                true,
                null),
            new RunReportWriter.Kept(
                r.ledger().outcomes(), List.of(), shortcomings.all(), LeaverFacts.NONE),
            ReportContextBuilder.ofRestore(
                settings,
                intake.displayName(),
                ended,
                new ReportPictureSource(
                    this::photo, r.engine(), settings.photoLimits(), r.server()),
                standing.reason()));
    frame.over(ended);
    return end;
  }

  private BackupPhoto photo(String path) {
    OptionalLong person = BackupPhoto.personOf(path);
    return new BackupPhoto(backup, person.orElseThrow());
  }
}
