package dev.senselink.batch.enrol;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.check.CheckedRow;
import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.check.PersonKey;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.decide.ConflictDecision;
import dev.senselink.batch.enrol.guests.EndedGuestRemoval;
import dev.senselink.batch.enrol.guests.GuestEndings;
import dev.senselink.batch.enrol.leavers.DepartedNamedAgain;
import dev.senselink.batch.enrol.leavers.DepartedRows;
import dev.senselink.batch.enrol.leavers.LeaverGate;
import dev.senselink.batch.enrol.leavers.LeaverRules;
import dev.senselink.batch.enrol.leavers.ListCompletion;
import dev.senselink.batch.enrol.leavers.ListNotes;
import dev.senselink.batch.enrol.leavers.ReturningPeople;
import dev.senselink.batch.enrol.lookup.ServerPlaces;
import dev.senselink.batch.enrol.lookup.SourceIdentity;
import dev.senselink.batch.enrol.plan.ChangeGate;
import dev.senselink.batch.enrol.row.EnrolmentSettings;
import dev.senselink.batch.enrol.row.FailureOutcomes;
import dev.senselink.batch.enrol.row.RowTask;
import dev.senselink.batch.enrol.row.ServerMisbehaviourException;
import dev.senselink.batch.enrol.row.UnansweredException;
import dev.senselink.batch.enrol.row.VisitClock;
import dev.senselink.batch.enrol.write.DuplicateAudit;
import dev.senselink.batch.enrol.write.GuestListRecorder;
import dev.senselink.batch.enrol.write.PersonClaims;
import dev.senselink.batch.ledger.EarlierSends;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.OutcomeStore;
import dev.senselink.batch.ledger.before.BeforeImage;
import dev.senselink.batch.ledger.lists.Leaver;
import dev.senselink.batch.ledger.lists.ListImport;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.outcome.Decision;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.PictureComparison;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.Row;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The way of one row: who is it, is its photo good, create or update. Safe between threads. */
public final class Enrolment {
  private final EnrolmentContext context;
  private final VisitClock visitClock;
  private final GuestEndings visitors;
  private final PictureComparison pictures;
  private final Map<Integer, EarlierSends> earlierSends;
  private final LookupRules rules;
  private final DecisionExecutor deciding;
  private final UndoExecutor undoing;
  private final PersonClaims claims;

  /**
   * What the enrolment of any rows works with.
   *
   * @param zone the server's time zone
   * @param stop ends the run in order, with the reason in words
   * @param warn tells the user something once
   */
  public record Resources(
      RetryingClient server,
      Ledger ledger,
      PhotoEngine engine,
      Machine machine,
      ZoneId zone,
      Consumer<String> stop,
      Consumer<String> warn) {}

  /**
   * Which rows they are, and what is known of them before.
   *
   * @param run its id, empty where nothing is sent
   * @param type 1 staff, 2 guest
   * @param lookUpEach ask the server about every row instead of the snapshot
   * @param earlierSends what may have left for rows in earlier processes, by row
   * @param lineage who on the server is which row by descent
   * @param gate is asked before anything is changed for a row
   */
  public record Scope(
      String run,
      int type,
      ServerPlaces places,
      EnrolmentSettings settings,
      boolean lookUpEach,
      Map<Integer, EarlierSends> earlierSends,
      SourceIdentity lineage,
      ChangeGate gate) {
    /** Of rows that may change whatever has to be changed. */
    public Scope(
        String run,
        int type,
        ServerPlaces places,
        EnrolmentSettings settings,
        boolean lookUpEach,
        Map<Integer, EarlierSends> earlierSends,
        SourceIdentity lineage) {
      this(run, type, places, settings, lookUpEach, earlierSends, lineage, ChangeGate.OPEN);
    }

    /** The same rows, of which somebody is asked before anything is changed. */
    public Scope asking(ChangeGate somebody) {
      return new Scope(run, type, places, settings, lookUpEach, earlierSends, lineage, somebody);
    }
  }

  public Enrolment(Resources resources, Scope scope) {
    EnrolmentParts parts = EnrolmentParts.of(resources, scope);
    this.context = parts.context();
    this.pictures = new PictureComparison(resources.engine());
    this.visitClock = parts.visitClock();
    this.visitors = parts.visitors();
    this.claims = parts.claims();
    this.rules = parts.rules();
    this.deciding = parts.deciding();
    this.undoing = parts.undoing();
    this.earlierSends = Map.copyOf(scope.earlierSends());
  }

  /** Looks for the people of intents that were left open; to be run before the first row. */
  public static IntentReconciliation reconcile(Resources resources, Scope scope) {
    return new IntentReconciliation(EnrolmentParts.context(resources, scope));
  }

  /** Looks once more for every row that was sent twice; to be run after the last row. */
  public DuplicateAudit audit() {
    return new DuplicateAudit(context, pictures);
  }

  /**
   * The last look for whom an undo has removed.
   *
   * @param target the run that is undone
   */
  public RemovalAudit removals(String target) {
    return new RemovalAudit(context, target);
  }

  /** Looks how the server lists the guests just written; to be run after the audit. */
  public GuestListRecorder listing() {
    return new GuestListRecorder(context);
  }

  /** Deletes guests whose visits are over; to be run last, and only after a whole import. */
  public EndedGuestRemoval ended(EndedGuestRemoval.Rules rules) {
    return new EndedGuestRemoval(context, visitClock, rules);
  }

  /**
   * Withdraws the warning of rows that say left where another row names their person; to be run
   * after the last row.
   */
  public DepartedNamedAgain departed(OutcomeStore outcomes, Supplier<Roster> roster) {
    return new DepartedNamedAgain(context, outcomes, roster);
  }

  /** Puts people back into their groups who return; to be run after the audit. */
  public ReturningPeople returning(ServerPlaces places, Supplier<Roster> roster) {
    return new ReturningPeople(context, places, roster);
  }

  /**
   * What is done for the list of a run; to be run last.
   *
   * @param confirmed whether somebody says that these are to be deleted
   */
  public ListCompletion list(
      ListImport list,
      @Nullable LeaverRules leavers,
      Supplier<Roster> roster,
      LeaverGate gate,
      Predicate<List<Leaver>> confirmed) {
    return new ListCompletion(context, list, leavers, roster, gate, confirmed);
  }

  /** What would be done for the list of a run; nothing is changed, and all is noted elsewhere. */
  public ListCompletion list(
      ListImport list,
      LeaverRules leavers,
      Supplier<Roster> roster,
      LeaverGate gate,
      ListNotes notes) {
    return new ListCompletion(context, list, leavers, roster, gate, notes);
  }

  /** Works one row to its outcome; never throws for what a row or the server's answers hold. */
  public Outcome work(CheckedRow applicant) {
    return work(applicant, false);
  }

  /**
   * The same of rows of which some say that their person has left.
   *
   * @param followed whether the list's leavers are dealt with after the rows
   */
  public Outcome work(CheckedRow applicant, boolean followed) {
    RowTask task = new RowTask(applicant, before(applicant));
    String departed = applicant.departed();
    if (departed != null) {
      return ending(task, () -> new DepartedRows(context).work(task, departed, followed));
    }
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
  public @Nullable Outcome there(CheckedRow applicant) {
    RowTask task = new RowTask(applicant, before(applicant));
    try {
      KnownPerson existing = context.look().lookUp(task).existing();
      return existing == null ? null : descended(LookupRules.there(task, existing));
    } catch (UnansweredException e) {
      return unanswered(task, e);
    } catch (ServerMisbehaviourException e) {
      context.stop().accept(e.getMessage());
      return FailureOutcomes.halted(task);
    }
  }

  /** Whether somebody is on the server as far as it tells, under the name that the row has. */
  public boolean isThere(long person, Row row) {
    try {
      return context
          .look()
          .findWherever(person)
          .filter(now -> now.normalName().equals(KeyRules.name(row.text(RosterColumn.NAME))))
          .isPresent();
    } catch (UnansweredException unclear) {
      return false;
    }
  }

  /** Whether the server says that somebody is not there any more: a list may lag. */
  public boolean isGone(long person) {
    try {
      return context.look().findOnServer(person).isEmpty();
    } catch (UnansweredException unclear) {
      return false;
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
  public Outcome decide(CheckedRow applicant, ConflictDecision decided) {
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
      return descended(decided.with(ending(task, () -> carryOut(task, decided))));
    } finally {
      claims.end(task);
    }
  }

  /** What is asked before anything is sent leaves a decision as it stands. */
  private Outcome carryOut(RowTask task, ConflictDecision decided) {
    String departed = task.applicant().departed();
    try {
      if (departed != null && decided.decision() != Decision.SKIP) {
        return new DepartedRows(context).work(task, departed, false); // they have left meanwhile
      }
      return deciding.carryOut(task, decided);
    } catch (UnansweredException e) {
      return FailureOutcomes.ofQuestion(task, e.reply());
    }
  }

  /**
   * Puts back what a run has done to somebody; never throws for what the server's answers hold.
   *
   * @param applicant who they are, for the report and for what is meant
   * @param alsoNamedLater whether whom the run has made goes although a later import names them
   * @return names the person also where nothing could be done
   */
  public Outcome undo(CheckedRow applicant, BeforeImage image, boolean alsoNamedLater) {
    RowTask task = new RowTask(applicant, before(applicant));
    Outcome outcome = ending(task, () -> undoing.carryOut(task, image, alsoNamedLater));
    boolean named = outcome.personId() != null || image.kind() == BeforeImage.Kind.DELETED;
    return named ? outcome : outcome.withPerson(image.person());
  }

  /**
   * The outcome of a row whose person an earlier process of this undo has made anew, and died
   * before it said so; {@code null} for any other.
   *
   * @param was the id that they had
   */
  public @Nullable Outcome madeAnew(CheckedRow applicant, long was) {
    return undoing.madeAnew(new RowTask(applicant, before(applicant)), was);
  }

  private EarlierSends before(CheckedRow applicant) {
    EarlierSends own = earlierSends.getOrDefault(applicant.row().ref().number(), EarlierSends.NONE);
    PersonKey key = KeyRules.of(applicant.person());
    return own.creates() == 0 && context.settings().accepted().hides(key.field())
        ? context.ledger().intents().openOfOthers(context.run(), context.type(), key).and(own)
        : own;
  }

  /** What is done for a row. */
  private interface Work {
    Outcome done() throws UnansweredException;
  }

  /** Of whom a create may have made somebody the intents stay: the next process looks. */
  private static Outcome unanswered(RowTask task, UnansweredException e) {
    return task.before().creates() > 0
        ? FailureOutcomes.unknown(task, words("why.looking", e.reply().words()))
        : FailureOutcomes.ofQuestion(task, e.reply());
  }

  private Outcome ending(RowTask task, Work work) {
    try {
      return work.done();
    } catch (UnansweredException e) {
      return unanswered(task, e);
    } catch (ServerMisbehaviourException e) {
      context.stop().accept(e.getMessage());
      return task.before().creates() > 0
          ? FailureOutcomes.unknown(task, words("why.stopped"))
          : FailureOutcomes.halted(task);
    }
  }
}
