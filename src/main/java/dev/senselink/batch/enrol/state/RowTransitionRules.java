package dev.senselink.batch.enrol.state;

import dev.senselink.batch.enrol.state.RowEvent.Likeness;
import dev.senselink.batch.enrol.state.RowEvent.Others;
import dev.senselink.batch.enrol.state.RowStep.Act;
import dev.senselink.batch.enrol.state.RowStep.How;

/**
 * What may follow: the arrows of {@link RowState}. It asks nobody and changes nothing.
 *
 * <p>What it stands for: nothing that was perhaps done is sent again before a look; {@code force=1}
 * is sent once, whatever comes of it; an update is never adopted.
 */
public final class RowTransitionRules {
  private static final int SIMILAR = 30002;

  private RowTransitionRules() {}

  /**
   * What is to be done after an event.
   *
   * @throws IllegalStateException if nothing of the kind can happen there
   */
  public static RowTransition next(RowState state, RowFacts facts, RowEvent event) {
    if (event instanceof RowEvent.Told) {
      return end(state, facts, How.AS_TOLD);
    }
    return switch (state) {
      case CUT_SHORT -> cutShort(facts, event);
      case TO_CREATE -> toCreate(facts, event);
      case CREATE_LOST -> createLost(facts, event);
      case CREATE_REFUSED -> createRefused(facts, event);
      case TO_UPDATE -> toUpdate(facts, event);
      case UPDATE_LOST -> updateLost(facts, event);
      case UPDATE_REFUSED -> updateRefused(facts, event);
      case MADE, CHANGED -> throw impossible(state, event);
    };
  }

  private static RowTransition cutShort(RowFacts f, RowEvent event) {
    if (!(event instanceof RowEvent.Seen seen)) {
      throw impossible(RowState.CUT_SHORT, event);
    }
    if (seen.ours() == 0 && seen.conclusive() && !f.forced()) {
      return end(RowState.CUT_SHORT, f, How.ANEW);
    }
    return createLost(f, event);
  }

  private static RowTransition toCreate(RowFacts f, RowEvent event) {
    if (event instanceof RowEvent.Answered) {
      return new RowTransition(RowState.MADE, f.sent(), Act.PROVE);
    }
    if (event instanceof RowEvent.Refused refused) {
      return refused.code() == SIMILAR
          ? new RowTransition(RowState.CREATE_REFUSED, f.sent(), Act.ASK)
          : end(RowState.TO_CREATE, f.sent(), How.REFUSED);
    }
    if (event instanceof RowEvent.Unclear unclear) {
      return new RowTransition(RowState.CREATE_LOST, f.lostCreate(unclear.code()), Act.LOOK);
    }
    return again(RowState.TO_CREATE, f, event);
  }

  private static RowTransition createLost(RowFacts f, RowEvent event) {
    if (!(event instanceof RowEvent.Seen seen)) {
      throw impossible(RowState.CREATE_LOST, event);
    }
    if (seen.ours() > 1) {
      return end(RowState.CREATE_LOST, f, How.MADE_TWICE);
    }
    if (seen.ours() == 1) {
      return ours(f);
    }
    if (f.forced()) {
      return end(RowState.CREATE_LOST, f, How.FORCE_UNCERTAIN);
    }
    if (!seen.conclusive()) {
      return end(RowState.CREATE_LOST, f, How.UNKNOWN);
    }
    if (seen.others() == Others.NONE) {
      return new RowTransition(RowState.TO_CREATE, f, Act.WAIT);
    }
    return seen.others() == Others.THE_PERSON
        ? exists(RowState.CREATE_LOST, f, How.EXISTS)
        : end(RowState.CREATE_LOST, f, How.UNDECIDED);
  }

  private static RowTransition ours(RowFacts f) {
    return f.brokenSync()
        ? RowTransition.send(RowState.TO_UPDATE, f.toSettle())
        : new RowTransition(RowState.MADE, f, Act.PROVE);
  }

  private static RowTransition exists(RowState state, RowFacts f, How otherwise) {
    return f.updates()
        ? RowTransition.send(RowState.TO_UPDATE, f.asUpdate())
        : end(state, f, otherwise);
  }

  private static RowTransition createRefused(RowFacts f, RowEvent event) {
    RowState here = RowState.CREATE_REFUSED;
    return switch (likeness(here, event)) {
      case GONE -> goneOnce(here, RowState.TO_CREATE, f);
      case FORCE -> forceOnce(here, RowState.TO_CREATE, f);
      case OURS -> ours(f);
      case EXISTS -> exists(here, f, How.EXISTS_BY_FACE);
      case UPDATE -> RowTransition.send(RowState.TO_UPDATE, f.asUpdate());
      case KNOWN_TO_FACES, END -> throw impossible(here, event);
    };
  }

  private static RowTransition toUpdate(RowFacts f, RowEvent event) {
    RowState here = RowState.TO_UPDATE;
    if (event instanceof RowEvent.Answered) {
      return new RowTransition(RowState.CHANGED, f.sent(), Act.PROVE);
    }
    if (event instanceof RowEvent.Refused refused) {
      return refused.code() == SIMILAR
          ? new RowTransition(RowState.UPDATE_REFUSED, f.sent(), Act.ASK)
          : end(here, f.sent(), f.settling() ? How.UNKNOWN_TO_FACES : How.REFUSED);
    }
    if (event instanceof RowEvent.Unclear) {
      return f.forced()
          ? end(here, f.lostUpdate(), How.FORCE_UNCERTAIN)
          : new RowTransition(RowState.UPDATE_LOST, f.lostUpdate(), Act.LOOK);
    }
    if (event instanceof RowEvent.PhotoNeeded) {
      return new RowTransition(here, f, Act.GET_PHOTO);
    }
    if (event instanceof RowEvent.PhotoReady) {
      return RowTransition.send(here, f);
    }
    if (event instanceof RowEvent.Gone) {
      return end(here, f, How.GONE);
    }
    if (event instanceof RowEvent.NothingDiffers) {
      // What an update of an earlier process was meant to change, it has changed.
      return end(here, f, f.unsettled() || f.updatedBefore() ? How.UPDATED : How.UNCHANGED);
    }
    return again(here, f, event);
  }

  /** Events that are the same for creates and updates: nothing of this try has left. */
  private static RowTransition again(RowState here, RowFacts f, RowEvent event) {
    if (event instanceof RowEvent.NeverSent) {
      return new RowTransition(here, f, Act.WAIT);
    }
    if (event instanceof RowEvent.MayTry) {
      return RowTransition.send(here, f);
    }
    if (f.settling()) {
      return end(here, f, How.UNKNOWN_TO_FACES);
    }
    if (f.unsettled()) {
      return end(here, f, How.UNKNOWN);
    }
    if (event instanceof RowEvent.Halted) {
      return end(here, f, How.STOPPED);
    }
    if (event instanceof RowEvent.TriesSpent || event instanceof RowEvent.Unread) {
      return end(here, f, How.UNREACHABLE);
    }
    throw impossible(here, event);
  }

  private static RowTransition updateLost(RowFacts f, RowEvent event) {
    RowState here = RowState.UPDATE_LOST;
    if (event instanceof RowEvent.SeenDone) {
      return end(here, f, How.UPDATED);
    }
    if (event instanceof RowEvent.StillDiffers) {
      return new RowTransition(RowState.TO_UPDATE, f, Act.WAIT);
    }
    if (event instanceof RowEvent.Gone) {
      return end(here, f, How.GONE);
    }
    if (event instanceof RowEvent.Unread || event instanceof RowEvent.Halted) {
      return end(here, f, How.UNKNOWN);
    }
    throw impossible(here, event);
  }

  private static RowTransition updateRefused(RowFacts f, RowEvent event) {
    RowState here = RowState.UPDATE_REFUSED;
    return switch (likeness(here, event)) {
      case GONE -> goneOnce(here, RowState.TO_UPDATE, f);
      case FORCE -> forceOnce(here, RowState.TO_UPDATE, f);
      case KNOWN_TO_FACES -> end(here, f, How.MADE);
      case OURS, EXISTS, UPDATE, END -> throw impossible(here, event);
    };
  }

  private static RowTransition goneOnce(RowState here, RowState again, RowFacts f) {
    return f.similarGone()
        ? end(here, f, How.SIMILAR_GONE)
        : RowTransition.send(again, f.afterGone());
  }

  private static RowTransition forceOnce(RowState here, RowState again, RowFacts f) {
    return f.forced() ? end(here, f, How.FORCE_REFUSED) : RowTransition.send(again, f.withForce());
  }

  private static Likeness likeness(RowState here, RowEvent event) {
    if (event instanceof RowEvent.Similar similar) {
      return similar.what();
    }
    throw impossible(here, event);
  }

  private static RowTransition end(RowState state, RowFacts facts, How how) {
    return new RowTransition(state, facts, new RowStep.End(how));
  }

  private static IllegalStateException impossible(RowState state, RowEvent event) {
    return new IllegalStateException(state + " cannot meet " + event.getClass().getSimpleName());
  }
}
