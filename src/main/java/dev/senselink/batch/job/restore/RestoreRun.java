package dev.senselink.batch.job.restore;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.backup.BackedUpDevice;
import dev.senselink.batch.backup.Backup;
import dev.senselink.batch.enrol.Enrolment;
import dev.senselink.batch.enrol.row.VisitClock;
import dev.senselink.batch.job.ConnectionSettings;
import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.job.JobProgress;
import dev.senselink.batch.job.RestoreSettings;
import dev.senselink.batch.job.RunEnd;
import dev.senselink.batch.job.StopSwitch;
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
import dev.senselink.batch.job.run.ServerPreflight;
import dev.senselink.batch.ledger.EarlierSends;
import dev.senselink.batch.ledger.Intent;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.OutcomeStore;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.photo.PhotoEngine;
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
  private final ConnectionSettings connection;
  private final PhotoEngine engine;
  private final Setting s;
  private final JobProgress progress;
  private final StopSwitch stop;
  private final RunExecution frame;
  private final UnrestoredCollector shortcomings = new UnrestoredCollector();
  private final RestoredPlaces places;
  private final RestoredIdMap descent;
  private final BackupRowStream.Where where;
  private final Map<Integer, Enrolment> enrolments = new HashMap<>();
  private Map<Integer, EarlierSends> earlierSends = Map.of();
  private boolean lookUpEach;

  /** What was opened and learnt before the run. */
  record Setting(
      DataFolder data,
      LedgerDatabase database,
      Ledger ledger,
      RetryingClient server,
      ServerPreflight site,
      Backup backup,
      RestoreIntake intake,
      Run run) {}

  RestoreRun(
      RestoreSettings settings,
      ConnectionSettings connection,
      PhotoEngine engine,
      Setting setting,
      JobProgress progress,
      StopSwitch stop) {
    this.settings = settings;
    this.connection = connection;
    this.engine = engine;
    this.s = setting;
    this.progress = progress;
    this.stop = stop;
    this.frame =
        new RunExecution(
            new RunExecution.Setting(
                s.data(), s.database(), s.ledger(), s.server(), s.run(), s.intake().rows()),
            ImportSettings.Limits.none(),
            progress,
            stop,
            connection);
    this.places =
        new RestoredPlaces(s.server(), s.backup(), shortcomings).noting(this::noteCreated);
    this.descent = new RestoredIdMap(s.ledger(), s.intake(), false);
    RestoredHostFinder hosts = new RestoredHostFinder(s.intake().hosts(), descent);
    VisitClock visits = new VisitClock(connection.zone(), s.server()::now);
    this.where =
        new BackupRowStream.Where(s.intake(), s.backup(), places, settings.guests(), hosts, visits);
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
    s.data().noteUnanswered(s.ledger().anyOpen());
    return end();
  }

  private Enrolment.Setup setup(int type, ServerPreflight site) {
    return new Enrolment.Setup(
        s.run().id(),
        type,
        s.server(),
        s.ledger(),
        engine,
        site.places(),
        settings.enrolment(type, connection.server().timeout(), false),
        lookUpEach,
        earlierSends,
        descent,
        connection.machine(),
        connection.zone(),
        stop::stop,
        progress::say);
  }

  private void reconcile() {
    List<Intent> open = s.ledger().intents().open();
    OpenIntentRecovery.Settled settled =
        new OpenIntentRecovery(s.data(), s.ledger(), progress)
            .settle(setup(Person.STAFF, s.site()));
    earlierSends = settled.earlierSends();
    if (!settled.complete()) {
      throw new StoppedException(words("lost.unclear.nothingNew"));
    }
    descent.recall(s.ledger(), open.stream().filter(this::isOfThisBackup).toList());
    descent.recall(s.ledger(), s.run().id());
  }

  private boolean isOfThisBackup(Intent intent) {
    Run of = s.ledger().runs().find(intent.run()).orElse(s.run());
    return BackupSheet.belongsTo(of.command()) && of.rosterSha().equals(s.run().rosterSha());
  }

  private void snapshot() {
    lookUpEach =
        new PeopleLookupStrategy(s.server(), s.ledger(), progress, connection.machine())
            .lookUpEach(ImportSettings.Lookup.AUTO, s.run().id(), s.intake().rows());
    new RestoredIdCheck(s.server(), s.ledger(), s.intake(), s.backup(), engine, progress)
        .look(descent, lookUpEach);
  }

  private void createPlaces() {
    progress.waiting(words("waiting.places"));
    places.match();
    places.create();
    for (int type : List.of(Person.STAFF, Person.GUEST)) {
      enrolments.put(type, new Enrolment(setup(type, s.site().of(s.server(), type))));
    }
  }

  private void noteCreated() {
    s.ledger()
        .runs()
        .save(
            new RunRegistry.Change(s.run())
                .createdToo(places.createdDepartments(), places.createdGroups()));
  }

  private JobPart rows(String name, int type, boolean alone) {
    return frame.rows(name, () -> alone ? oneByOne(type) : sideBySide(type), frame::isStopping);
  }

  private RowPipeline sideBySide(int type) {
    descent.settle();
    Enrolment enrolment = enrolment(type);
    return new RowPipeline(
        connection.machine(),
        () -> new BackupRowStream(where, person -> isOf(person, type, false), enrolment::there),
        enrolment::work,
        s.ledger().outcomes().done(s.run().id()),
        connection.server().concurrency(),
        0);
  }

  /** Two of these may seem to be one: who one of them is must be known before the next. */
  private RowPipeline oneByOne(int type) {
    descent.settle();
    Enrolment enrolment = enrolment(type);
    SharedKeyScheduler siblings = new SharedKeyScheduler(enrolment::work);
    return RowPipeline.oneByOne(
        connection.machine(),
        () -> new BackupRowStream(where, person -> isOf(person, type, true), enrolment::there),
        siblings::work,
        s.ledger().outcomes().done(s.run().id()));
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
    return new RelationshipRestorer(s.server(), places, shortcomings);
  }

  private void leaders() {
    progress.waiting(words("restore.tying"));
    ties().codes();
    ties().leaders(descent::personOfOrigin);
  }

  private void members() {
    RestoredMemberships.of(s.intake(), s.ledger().outcomes().inOrder(s.run().id()), places)
        .forEach((group, people) -> ties().members(group, people));
    int faceless = faceless();
    if (faceless > 0) {
      shortcomings.add("photo", faceless, words("restore.photoLost"));
    }
    shortcomings.addMissing(s.backup().manifest());
  }

  /** How many were made without the photo that they had. */
  private int faceless() {
    OutcomeStore.Cursor outcomes = s.ledger().outcomes().inOrder(s.run().id());
    return (int)
        s.intake().photoLost().stream()
            .filter(row -> outcomes.at(row).filter(RestoredMemberships::wasMade).isPresent())
            .count();
  }

  private void devices() {
    try (Stream<BackedUpDevice> devices = s.backup().devices()) {
      ties().devices(devices.toList());
    }
  }

  private RunEnd end() {
    RunExecution.Standing standing = frame.standing();
    Run run = standing.run();
    s.ledger().unrestored().replace(run.id(), shortcomings.all());
    progress.waiting(words("waiting.report"));
    RunEnd end =
        RunReportWriter.write(
            run,
            Path.of(run.report()),
            new RosterInput(
                s.data().runFolder(run.id()).resolve("roster"),
                s.intake().displayName(),
                BackupSheet.READING,
                true),
            new RunReportWriter.Kept(s.ledger().outcomes(), List.of(), shortcomings.all()),
            ReportContextBuilder.ofRestore(
                settings,
                s.intake().displayName(),
                run,
                new ReportPictureSource(this::photo, engine, s.server()),
                standing.reason()));
    s.ledger().runs().save(run);
    return end;
  }

  private BackupPhoto photo(String path) {
    OptionalLong person = BackupPhoto.personOf(path);
    return new BackupPhoto(s.backup(), person.orElseThrow());
  }
}
