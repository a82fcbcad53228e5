package dev.senselink.batch.enrol.write;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.enrol.before.MadeKeeper;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.context.RowWorkspace;
import dev.senselink.batch.enrol.lookup.ServerPersonMapper;
import dev.senselink.batch.enrol.row.EnrolmentSettings;
import dev.senselink.batch.enrol.row.FailureOutcomes;
import dev.senselink.batch.enrol.row.References;
import dev.senselink.batch.enrol.row.RowTask;
import dev.senselink.batch.enrol.row.ServerMisbehaviourException;
import dev.senselink.batch.enrol.state.RowEvent;
import dev.senselink.batch.enrol.state.RowFacts;
import dev.senselink.batch.enrol.state.RowState;
import dev.senselink.batch.enrol.state.RowStep;
import dev.senselink.batch.enrol.state.RowStep.Act;
import dev.senselink.batch.enrol.state.RowTransition;
import dev.senselink.batch.enrol.state.RowTransitionRules;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.outcome.ConflictCandidate;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks a row along the drawing of {@link RowState}: does a step, asks {@link RowTransitionRules}
 * what may follow, and so on to the outcome. Safe between threads; a row belongs to one.
 */
public final class RowStateMachine {
  private final EnrolmentContext context;
  private final CreateSteps creates;
  private final UpdateSteps updates;
  private final SimilarFaceRules similar;
  private final PersonClaims claims;

  public RowStateMachine(
      EnrolmentContext context,
      CreateSteps creates,
      UpdateSteps updates,
      SimilarFaceRules similar,
      PersonClaims claims) {
    this.context = context;
    this.creates = creates;
    this.updates = updates;
    this.similar = similar;
    this.claims = claims;
  }

  /** A row's job, with nothing done for it yet. */
  public RowWorkspace job(RowTask task, References wanted, List<Long> earlier, boolean decided) {
    return new RowWorkspace(task, wanted, earlier, decided, context.server().attempts());
  }

  /** What is known of a row at the beginning. */
  RowFacts facts(RowTask task) {
    boolean updating = context.settings().onExisting() == EnrolmentSettings.OnExisting.UPDATE;
    return RowFacts.of(task.before(), updating);
  }

  /** Creates somebody. */
  public Outcome create(RowWorkspace job) {
    return sure(walk(job, RowTransition.send(RowState.TO_CREATE, facts(job.task()))));
  }

  /** Creates somebody with {@code force=1} from the start, as a person decided. */
  public Outcome force(RowWorkspace job, long similarId, String similarName) {
    job.past(similarId, similarName);
    return sure(walk(job, RowTransition.send(RowState.TO_CREATE, facts(job.task()).withForce())));
  }

  /** Updates the job's target. */
  public Outcome update(RowWorkspace job) {
    return sure(walk(job, updates.begin(job, facts(job.task()))));
  }

  /** The same with {@code force=1} from the start, as a person decided. */
  public Outcome forceUpdate(RowWorkspace job, long similarId, String similarName) {
    job.past(similarId, similarName);
    return sure(walk(job, updates.begin(job, facts(job.task()).withForce())));
  }

  /**
   * Takes up a row of which creates of an earlier process may have been carried out.
   *
   * @param past past whom a person has decided to force it, after a lost {@code force=1}; {@code
   *     null} as a rule
   * @return {@code null} where they were not, so that the row is worked as if it were new
   */
  @Nullable
  public Outcome takeUp(RowWorkspace job, @Nullable ConflictCandidate past) {
    if (past != null) {
      job.past(past.id(), past.name());
    }
    RowFacts facts = facts(job.task()).cutShort(job.task().before(), past != null);
    return walk(job, new RowTransition(RowState.CUT_SHORT, facts, Act.LOOK));
  }

  private static Outcome sure(@Nullable Outcome outcome) {
    if (outcome == null) {
      throw new IllegalStateException("only a row that was cut short begins anew");
    }
    return outcome;
  }

  private @Nullable Outcome walk(RowWorkspace job, RowTransition first) {
    RowTransition move = first;
    try {
      while (move.step() instanceof Act act) {
        RowTransition next =
            RowTransitionRules.next(move.state(), move.facts(), done(act, job, move));
        turned(job, move, next);
        move = next;
      }
      return finished(job, move);
    } catch (ServerMisbehaviourException e) {
      context.stop().accept(e.getMessage());
      Outcome outcome =
          move.facts().unanswered() || move.facts().unsettled()
              ? FailureOutcomes.unknown(job.task(), words("why.stopped"))
              : FailureOutcomes.halted(job.task());
      return counted(job, move.facts(), outcome);
    } finally {
      job.canary().leave();
    }
  }

  /** Another call begins where the state's side or the force has changed. */
  private void turned(RowWorkspace job, RowTransition from, RowTransition to) {
    boolean side = to.state().isUpdate() && !from.state().isUpdate();
    boolean force = to.facts().forced() && !from.facts().forced();
    boolean gone = to.facts().similarGone() && !from.facts().similarGone();
    if (side) {
      job.target(becomes(job, from, to));
      if (!to.facts().settling() && from.state() != RowState.CREATE_REFUSED) {
        perhapsMade(job, to.facts());
      }
    }
    if (side || force || gone) {
      job.beginCall(context.server().attempts());
    }
    if (force) {
      job.past(job.similar().id(), job.similar().name());
    }
  }

  /**
   * Whoever turned up after a lost create, and is not as was sent: by the server, which stores
   * otherwise, or by somebody else. An undo must tell of them.
   */
  private void perhapsMade(RowWorkspace job, RowFacts facts) {
    if (facts.unanswered()) {
      new MadeKeeper(context).perhapsMade(job.task().row(), job.others().get(0));
    }
  }

  private KnownPerson becomes(RowWorkspace job, RowTransition from, RowTransition to) {
    if (to.facts().settling()) {
      return creates.adopt(job);
    }
    return from.state() == RowState.CREATE_REFUSED ? job.similar() : job.others().get(0);
  }

  private RowEvent done(Act act, RowWorkspace job, RowTransition at) {
    boolean update = at.state().isUpdate();
    return switch (act) {
      case SEND -> send(job, at.facts(), update);
      case LOOK -> update ? updates.look(job) : creates.look(job, at.state());
      case WAIT ->
          job.tries().again(job.last()) ? new RowEvent.MayTry() : new RowEvent.TriesSpent();
      case ASK -> similar.ask(job, at.facts(), update);
      case GET_PHOTO -> updates.getPhoto(job, at.facts());
      case PROVE -> job.endWith(update ? updates.prove(job, at.facts()) : creates.prove(job));
    };
  }

  /** On whom a row has turned out to be, another may be at work. */
  private RowEvent send(RowWorkspace job, RowFacts facts, boolean update) {
    if (!update) {
      return creates.send(job, facts);
    }
    KnownPerson shown = job.target().shown();
    if (shown != null && !facts.settling() && !job.target().claim()) {
      Outcome another = claims.takes(job.task(), shown, job.isDecided());
      if (another != null) {
        return job.endWith(another.withPerson(shown.id()));
      }
    }
    return updates.send(job, facts);
  }

  private @Nullable Outcome finished(RowWorkspace job, RowTransition end) {
    RowStep.How how = ((RowStep.End) end.step()).how();
    if (how == RowStep.How.ANEW) {
      return null;
    }
    boolean update = end.state().isUpdate();
    Outcome outcome = outcome(how, job, end.facts(), update);
    Outcome named =
        update && outcome.personId() == null ? outcome.withPerson(job.target().id()) : outcome;
    if (update) {
      note(job, named);
    }
    if (update && how == RowStep.How.REFUSED) { // one whose answer was lost was looked for before
      context.ledger().intents().refused(context.run(), job.task().row());
    }
    return counted(job, end.facts(), forced(job, end.facts(), named));
  }

  /** Whoever a row has updated, or found to be as it says, is that row's from now on. */
  private void note(RowWorkspace job, Outcome outcome) {
    KnownPerson shown = job.target().shown();
    boolean found =
        outcome.ending() == RowEnding.UPDATED || outcome.ending() == RowEnding.UNCHANGED;
    if (found && shown != null && !context.settings().dryRun()) {
      RowTask task = job.task();
      task.noted(context.ledger().known().put(ServerPersonMapper.by(shown, task.line())));
    }
  }

  private static Outcome counted(RowWorkspace job, RowFacts facts, Outcome outcome) {
    return outcome.withAttempts(facts.attempts() + job.repairs());
  }

  private Outcome outcome(RowStep.How how, RowWorkspace job, RowFacts facts, boolean update) {
    RowTask task = job.task();
    return switch (how) {
      case AS_TOLD -> job.outcome();
      case STOPPED -> FailureOutcomes.halted(task);
      case UNREACHABLE -> FailureOutcomes.ofQuestion(task, job.last());
      case UNKNOWN -> FailureOutcomes.unknown(task, job.why());
      case REFUSED -> FailureOutcomes.ofRefusal(task, (Reply.Refusal<?>) job.last());
      case FORCE_UNCERTAIN -> update ? updates.forceUncertain(job) : creates.forceUncertain(job);
      case FORCE_REFUSED ->
          task.end(RowEnding.REVIEW, SimilarFaceRules.CODE, words("force.refused"));
      case MADE_TWICE -> {
        MadeKeeper keeper = new MadeKeeper(context);
        job.ours().forEach(one -> keeper.madeToo(task.row(), one, job.fields()));
        yield DuplicateAudit.duplicate(
            task.end(RowEnding.REVIEW, Outcome.MADE_TWICE, DuplicateAudit.reason(job.ours())),
            job.ours(),
            task.key());
      }
      case EXISTS -> {
        perhapsMade(job, facts);
        long person = job.others().get(0).id();
        yield facts.brokenSync() // a server may store otherwise than was sent
            ? FailureOutcomes.unknownToFaces(task, person)
            : task.end(RowEnding.SKIPPED_EXISTING, "", words("exists")).withPerson(person);
      }
      case EXISTS_BY_FACE ->
          task.end(RowEnding.SKIPPED_EXISTING, "", words("exists.byFace"))
              .withPerson(job.similar().id());
      case UNDECIDED ->
          job.others().size() > 1
              ? similar.keyNotUnique(task, job.others())
              : similar.nameDiffers(task, job.others().get(0));
      case SIMILAR_GONE -> similar.gone(task, (Reply.Refusal<?>) job.last());
      case MADE -> creates.proveKnown(job);
      case UPDATED -> job.target().change().done(RowEnding.UPDATED);
      case UNCHANGED -> job.target().change().done(RowEnding.UNCHANGED);
      case GONE -> task.end(RowEnding.FAILED, "620", words("update.gone"));
      case UNKNOWN_TO_FACES -> FailureOutcomes.unknownToFaces(task, job.last());
      case ANEW -> throw new IllegalStateException("is no outcome");
    };
  }

  /** What was forced is told as that. */
  private static Outcome forced(RowWorkspace job, RowFacts facts, Outcome outcome) {
    RowWorkspace.Past past = job.past();
    Long person = outcome.personId();
    if (outcome.ending() == RowEnding.CREATED && (past != null || facts.forced())) {
      String reason = DisplayLanguage.sentences(words("force.created"), outcome.reason());
      boolean odd = outcome.code().equals(Outcome.STORED_WRONGLY); // which is more to be known
      String code = odd ? outcome.code() : SimilarFaceRules.CODE;
      Outcome told =
          Outcome.of(outcome.ref(), RowEnding.FORCED, code, reason)
              .withPhoto(outcome.photo())
              .withHints(outcome.hints())
              .withDiffering(outcome.differs())
              .withAttempts(outcome.attempts())
              .withPerson(person == null ? 0 : person);
      return past == null ? told : told.withSimilar(past.id(), past.name());
    }
    if (outcome.ending() == RowEnding.UPDATED && past != null && facts.forced()) {
      Outcome told = outcome.noting(SimilarFaceRules.CODE, words("force.updated"));
      return past.id() == job.target().id() ? told : told.withSimilar(past.id(), past.name());
    }
    return outcome;
  }
}
