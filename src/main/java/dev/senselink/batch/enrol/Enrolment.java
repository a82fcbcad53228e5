package dev.senselink.batch.enrol;

import static dev.senselink.batch.enrol.row.Words.words;

import dev.senselink.batch.api.client.Server;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.check.Applicant;
import dev.senselink.batch.enrol.context.Canaries;
import dev.senselink.batch.enrol.context.Memory;
import dev.senselink.batch.enrol.context.RunContext;
import dev.senselink.batch.enrol.context.Watch;
import dev.senselink.batch.enrol.decide.Decided;
import dev.senselink.batch.enrol.guests.EndedVisits;
import dev.senselink.batch.enrol.guests.Visitors;
import dev.senselink.batch.enrol.lookup.Hosts;
import dev.senselink.batch.enrol.lookup.Lineage;
import dev.senselink.batch.enrol.lookup.LookFirst;
import dev.senselink.batch.enrol.lookup.Meanings;
import dev.senselink.batch.enrol.lookup.Places;
import dev.senselink.batch.enrol.photo.PhotoDesk;
import dev.senselink.batch.enrol.photo.ServerPhoto;
import dev.senselink.batch.enrol.row.EnrolSettings;
import dev.senselink.batch.enrol.row.Failures;
import dev.senselink.batch.enrol.row.RowTask;
import dev.senselink.batch.enrol.row.RunStopped;
import dev.senselink.batch.enrol.row.Unanswered;
import dev.senselink.batch.enrol.row.VisitClock;
import dev.senselink.batch.enrol.write.Audit;
import dev.senselink.batch.enrol.write.ChangeProof;
import dev.senselink.batch.enrol.write.CreateProof;
import dev.senselink.batch.enrol.write.CreateSteps;
import dev.senselink.batch.enrol.write.DialectRepair;
import dev.senselink.batch.enrol.write.Listing;
import dev.senselink.batch.enrol.write.OwnMaking;
import dev.senselink.batch.enrol.write.RowClaims;
import dev.senselink.batch.enrol.write.RowWorker;
import dev.senselink.batch.enrol.write.SimilarFaces;
import dev.senselink.batch.enrol.write.Spellings;
import dev.senselink.batch.enrol.write.UpdateSteps;
import dev.senselink.batch.ledger.EarlierSends;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.outcome.Decision;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.PictureMatch;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The way of one row: who is it, is its photo good, create or update. Safe between threads. */
public final class Enrolment {
  private final RunContext context;
  private final VisitClock visitClock;
  private final Visitors visitors;
  private final Map<Integer, EarlierSends> earlierSends;
  private final LookFirstRules rules;
  private final Deciding deciding;
  private final RowClaims claims;

  /**
   * What the enrolment of a run works with.
   *
   * @param type 1 staff, 2 guest
   * @param lookUpEach ask the server about every row instead of the snapshot
   * @param earlierSends what may have left for rows in earlier processes, by row
   * @param lineage who on the server is which row by descent
   * @param zone the server's time zone
   * @param stop ends the run in order, with the reason in words
   * @param warn tells the user something once
   */
  public record Setup(
      String run,
      int type,
      Server server,
      Ledger ledger,
      PhotoEngine engine,
      Places places,
      EnrolSettings settings,
      boolean lookUpEach,
      Map<Integer, EarlierSends> earlierSends,
      Lineage lineage,
      Machine machine,
      ZoneId zone,
      Consumer<String> stop,
      Consumer<String> warn) {}

  public Enrolment(Setup setup) {
    this.context = context(setup);
    this.visitClock = new VisitClock(setup.zone(), setup.server()::now);
    this.visitors = new Visitors(context, visitClock);
    this.earlierSends = Map.copyOf(setup.earlierSends());
    this.claims = new RowClaims(context);
    PhotoDesk photos =
        new PhotoDesk(
            setup.server(),
            setup.ledger().verdicts(),
            setup.engine(),
            setup.settings().photoLimits(),
            setup.settings().quality());
    OwnMaking making = new OwnMaking(context, new PictureMatch(setup.engine()));
    SimilarFaces similar = new SimilarFaces(context, making);
    RowWorker worker = worker(setup, photos, making, similar);
    Newcomers newcomers = new Newcomers(context, photos, worker);
    Meanings meanings =
        new Meanings(
            setup.places(),
            new Hosts(setup.machine(), context.look()),
            setup.settings().missingToBeCreated());
    this.rules =
        new LookFirstRules(context, visitors, meanings, claims, similar, newcomers, worker);
    this.deciding = new Deciding(context, meanings, newcomers, worker);
  }

  private RowWorker worker(Setup setup, PhotoDesk photos, OwnMaking making, SimilarFaces similar) {
    boolean guestsOfBackup = setup.type() == Person.GUEST && setup.lineage() != Lineage.NONE;
    Watch watch = new Watch(guestsOfBackup); // no backup holds their ID numbers
    ServerPhoto serverPhoto =
        new ServerPhoto(setup.server(), setup.engine(), setup.settings().photoLimits());
    Canaries canaries = new Canaries(context.machine());
    Spellings spellings = new Spellings();
    DialectRepair repair = new DialectRepair(context, spellings, canaries);
    CreateProof made = new CreateProof(context, canaries, spellings, repair);
    ChangeProof changed = new ChangeProof(context, canaries, repair);
    return new RowWorker(
        context,
        new CreateSteps(context, canaries, watch, making, made),
        new UpdateSteps(context, canaries, spellings, watch, photos, serverPhoto, changed),
        similar,
        claims);
  }

  /** Looks for the people of intents that were left open; to be run before the first row. */
  public static Reconcile reconcile(Setup setup) {
    return new Reconcile(context(setup));
  }

  /** Looks once more for every row that was sent twice; to be run after the last row. */
  public Audit audit() {
    return new Audit(context);
  }

  /** Looks how the server lists the guests just written; to be run after the audit. */
  public Listing listing() {
    return new Listing(context);
  }

  /** Deletes guests whose visits are over; to be run last, and only after a whole import. */
  public EndedVisits ended(EndedVisits.Rules rules) {
    return new EndedVisits(context, visitClock, rules);
  }

  private static RunContext context(Setup setup) {
    return new RunContext(
        setup.run(),
        setup.type(),
        setup.server(),
        setup.ledger(),
        setup.settings(),
        new LookFirst(
            setup.server(), setup.ledger(), setup.lookUpEach(), setup.type(), setup.lineage()),
        new Memory(setup.ledger(), setup.run()),
        setup.lineage(),
        setup.machine(),
        setup.stop(),
        setup.warn());
  }

  /** Works one row to its outcome; never throws for what a row or the server's answers hold. */
  public Outcome work(Applicant applicant) {
    RowTask task = new RowTask(applicant, before(applicant));
    Outcome over = visitors.over(task);
    if (over != null) {
      return over;
    }
    Outcome another = claims.begin(task);
    if (another != null) {
      return another;
    }
    try {
      return descended(ending(task, () -> rules.work(task)));
    } finally {
      claims.end(task);
    }
  }

  /**
   * How a row ends whose person is on the server already and stays as they are, whatever else is
   * wrong with the row.
   *
   * @return {@code null} for everybody else
   */
  public @Nullable Outcome there(Applicant applicant) {
    RowTask task = new RowTask(applicant, before(applicant));
    try {
      KnownPerson existing = context.look().at(task).existing();
      return existing == null ? null : descended(LookFirstRules.there(task, existing));
    } catch (Unanswered e) {
      return Failures.ofQuestion(task, e.reply());
    } catch (RunStopped e) {
      context.stop().accept(e.getMessage());
      return Failures.halted(task);
    }
  }

  /** Notes whom the row turned out to be. */
  private Outcome descended(Outcome outcome) {
    Long person = outcome.personId();
    if (person != null && outcome.isThatPerson()) {
      context.lineage().became(outcome.row(), person);
    }
    return outcome;
  }

  /**
   * Carries out what a person decided about a row; never throws for what the row or the server's
   * answers hold.
   *
   * @return the row's outcome; the one it had until now where nothing was sent and the run stops
   */
  public Outcome decide(Applicant applicant, Decided decided) {
    deciding.begin(decided);
    EarlierSends before = before(applicant);
    Outcome over =
        decided.decision() == Decision.SKIP ? null : visitors.over(new RowTask(applicant, before));
    if (over != null) {
      return decided.with(over.withAttempts(decided.before().attempts()));
    }
    RowTask task = new RowTask(applicant, before.atLeast(decided.before().attempts()));
    Outcome another = claims.begin(task);
    if (another != null) {
      return decided.with(another);
    }
    try {
      return descended(decided.with(ending(task, () -> deciding.carryOut(task, decided))));
    } finally {
      claims.end(task);
    }
  }

  private EarlierSends before(Applicant applicant) {
    return earlierSends.getOrDefault(applicant.row().ref().number(), EarlierSends.NONE);
  }

  /** What is done for a row. */
  private interface Work {
    Outcome done() throws Unanswered;
  }

  private Outcome ending(RowTask task, Work work) {
    try {
      return work.done();
    } catch (Unanswered e) {
      return Failures.ofQuestion(task, e.reply());
    } catch (RunStopped e) {
      context.stop().accept(e.getMessage());
      return task.before().creates() > 0
          ? Failures.unknown(task, words("why.stopped"))
          : Failures.halted(task);
    }
  }
}
