package dev.senselink.batch.job.imports;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.enrol.Enrolment;
import dev.senselink.batch.enrol.leavers.LeaverGate;
import dev.senselink.batch.enrol.leavers.LeaverRules;
import dev.senselink.batch.enrol.leavers.ListNotes;
import dev.senselink.batch.enrol.leavers.ReturnBrake;
import dev.senselink.batch.enrol.plan.PlanRecorder;
import dev.senselink.batch.enrol.plan.PlanWords;
import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.job.JobProgress;
import dev.senselink.batch.job.PlanSettings;
import dev.senselink.batch.job.RosterListSettings;
import dev.senselink.batch.job.intake.RosterIntake;
import dev.senselink.batch.job.intake.RosterSettingsText;
import dev.senselink.batch.job.plan.PlanCopies;
import dev.senselink.batch.job.report.RunReportWriter;
import dev.senselink.batch.job.run.MissingPlaceCreator;
import dev.senselink.batch.job.run.RunResources;
import dev.senselink.batch.ledger.OutcomeStore;
import dev.senselink.batch.ledger.lists.Leaver;
import dev.senselink.batch.ledger.lists.LeaverStore;
import dev.senselink.batch.ledger.lists.ListImport;
import dev.senselink.batch.ledger.lists.RevokedPerson;
import dev.senselink.batch.ledger.plan.PlanFile;
import dev.senselink.batch.ledger.plan.PlanHeader;
import dev.senselink.batch.ledger.plan.PlanWriter;
import dev.senselink.batch.ledger.plan.PlannedAction;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.report.LeaverFacts;
import java.nio.file.Path;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A plan while its dry run is at work: there is a file only once every row was looked at. */
final class PlanDraft implements AutoCloseable {
  private final PlanSettings asked;
  private final ImportSettings settings;
  private final RosterIntake intake;
  private final RunResources open;
  private final MissingPlaceCreator.Missing missing;
  private final PlanWords planWords;
  private final PlanWriter writer;
  private final PlanRecorder recorder;
  private final @Nullable ListImport list;

  /**
   * @param list which import of a list the real one would be, {@code null} for none
   */
  private PlanDraft(
      PlanSettings asked,
      ImportSettings settings,
      RosterIntake intake,
      RunResources open,
      MissingPlaceCreator.Missing missing,
      @Nullable ListImport list) {
    this.asked = asked;
    this.settings = settings;
    this.intake = intake;
    this.open = open;
    this.missing =
        settings.policies().createMissing() ? missing : MissingPlaceCreator.Missing.NOTHING;
    this.list = list;
    this.writer = PlanWriter.begin(asked.file(), intake.temporary(), open.database().key());
    this.planWords = new PlanWords(open.site().places(), open.ledger().sentUpdates()::hash);
    Map<Long, List<Long>> revoked =
        open.ledger().revoked().all().stream()
            .collect(Collectors.toMap(RevokedPerson::person, RevokedPerson::groups));
    this.recorder = new PlanRecorder(planWords, revoked, this::read, writer::add);
  }

  private @Nullable Person read(long person) {
    return open.server().ask(ListUsers.byId(person)) instanceof Reply.Answer<List<Person>> answer
            && !answer.value().isEmpty()
        ? answer.value().get(0)
        : null;
  }

  /**
   * Begins a plan.
   *
   * @param id of the dry run
   * @throws dev.senselink.batch.job.SettingsMismatchException if this roster cannot be imported now
   *     as one of its list
   */
  static PlanDraft begin(
      String id,
      PlanSettings asked,
      ImportSettings settings,
      RosterIntake intake,
      RunResources open,
      MissingPlaceCreator.Missing missing,
      JobProgress progress) {
    RosterListSettings of = settings.list();
    ListImport next = null;
    if (of != null) {
      ListRegistry lists = new ListRegistry(open.ledger().listImports(), of);
      lists.check(null, intake.rosterSha256(), progress);
      new LeaverRulesReader(open.site().places()).read(of); // a mistake is told at once
      next =
          open.ledger()
              .listImports()
              .next(
                  id,
                  of.name(),
                  intake.rosterSha256(),
                  intake.result().rows(),
                  of.part(),
                  open.connection().machine().wall().instant());
    }
    return new PlanDraft(asked, settings, intake, open, missing, next);
  }

  /** Where the plan is to be. */
  Path file() {
    return asked.file();
  }

  PlanRecorder recorder() {
    return recorder;
  }

  /** The rows that would bring too many lost people back; none where they are not too many. */
  BitSet tooManyReturning() {
    RosterListSettings of = settings.list();
    return list == null || of == null
        ? new BitSet()
        : new ReturnBrake(
                open.ledger(), list, of.most(), intake.input()::open, intake.input().settings())
            .rows();
  }

  /** Looks what would be done about those whom the list names no more. */
  LeaverFacts leavers(Enrolment enrolment, OutcomeStore outcomes, LedgerDatabase beside) {
    LeaverRules rules =
        list == null
            ? null
            : new LeaverRulesReader(open.site().places(), CutRoster.is(intake, open, list))
                .read(settings.list());
    if (list == null || rules == null) {
      return LeaverFacts.NONE;
    }
    LeaverStore leavers =
        new LeaverStore(beside, open.connection().address(), open.site().company().id());
    LeaverGate gate =
        (action, leaver, person, begun) -> {
          boolean goes = action == PlannedAction.DELETE;
          writer.add(
              goes
                  ? planWords.delete(person, leaver.key())
                  : planWords.revoke(person, leaver.key()));
          return leaver.in(
              Leaver.State.REPORTED, "", words(goes ? "plan.leaver.delete" : "plan.leaver"));
        };
    ListImport after =
        enrolment
            .list(
                list,
                rules,
                intake.input()::open,
                new OtherSitesGate(open.connection().world().others(), gate),
                new ListNotes(outcomes, leavers, true))
            .run();
    return RunReportWriter.Kept.leavers(after, leavers.of(list.run()));
  }

  /** Writes the file, and keeps the roster that it was made from. */
  PlanFile finish(String id, Instant made) {
    new PlanCopies(open.data().path()).keep(id, intake.input().file(), made.plus(asked.age()));
    return writer.finish(
        new PlanHeader(
            id,
            settings.command(),
            open.connection().address(),
            open.site().company().id(),
            open.site().company().name(),
            intake.roster().toString(),
            open.database().key().hash(intake.sha256()),
            RosterSettingsText.write(settings.reading()),
            asked.options(),
            made,
            asked.age(),
            missing.steps(open.site().places()),
            missing.groupNames(),
            new ListRegistry(open.ledger().listImports(), settings.list()).last(),
            0));
  }

  @Override
  public void close() {
    writer.close();
  }
}
