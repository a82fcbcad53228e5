package dev.senselink.batch.enrol;

import static dev.senselink.batch.enrol.Words.words;

import dev.senselink.batch.api.Attempts;
import dev.senselink.batch.api.ListUsers;
import dev.senselink.batch.api.Person;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.UserFields;
import dev.senselink.batch.ledger.Intent;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.machine.Promise;
import dev.senselink.batch.outcome.Candidate;
import dev.senselink.batch.outcome.Ending;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.photo.Photo;
import dev.senselink.batch.photo.PhotoFile;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Updates a person: reads, merges, replaces.
 *
 * <p>An update is never adopted: after an unclear answer it reads and merges anew, and sends again
 * unless nothing differs any more. A photo whose update was not answered counts as not sent.
 */
final class Updating {
  private final RunContext context;
  private final SimilarFaces similar;
  private final PhotoDesk photos;
  private final ServerPhoto serverPhoto;
  private final Watch watch;
  private final Spellings spellings;
  private final UpdateCanary canary;
  private final Lookout lookout;

  Updating(
      RunContext context,
      SimilarFaces similar,
      PhotoDesk photos,
      ServerPhoto serverPhoto,
      Watch watch,
      Spellings spellings) {
    this.context = context;
    this.similar = similar;
    this.photos = photos;
    this.serverPhoto = serverPhoto;
    this.watch = watch;
    this.spellings = spellings;
    this.canary = new UpdateCanary(context, new Spelled(context, spellings));
    this.lookout = new Lookout(context);
  }

  /** Updates the person the row means. */
  Outcome update(RowTask task, long id, Wanted wanted) {
    return update(task, id, wanted, false);
  }

  /**
   * The same with {@code force=1} from the start, as a person decided.
   *
   * @param other past whom it is forced
   */
  Outcome force(RowTask task, long id, Wanted wanted, Candidate other) {
    Outcome outcome = update(task, id, wanted, true);
    return outcome.ending() == Ending.UPDATED
        ? forced(outcome, id, other.id(), other.name())
        : outcome;
  }

  private Outcome update(RowTask task, long id, Wanted wanted, boolean force) {
    Reply<List<Person>> read = context.server().ask(ListUsers.byId(id));
    if (!(read instanceof Reply.Answer<List<Person>> answer)) {
      return Failures.ofQuestion(task, read);
    }
    if (answer.value().isEmpty()) {
      return gone(task);
    }
    Change change = change(task, answer.value().get(0), wanted);
    if (force) {
      change.force();
    }
    Outcome photoProblem = takePhoto(change);
    return photoProblem == null ? send(change) : photoProblem;
  }

  /** Null where the change has the photo it has to have. */
  private @Nullable Outcome takePhoto(Change change) {
    PhotoFile file = change.task().applicant().photo();
    boolean same = file == null || change.holdsPhoto(Sent.contentOf(file));
    if (same && !change.needsPhoto()) {
      return null;
    }
    PhotoDesk.Result result =
        file == null
            ? serverPhoto.of(change.task(), change.stored().avatarId())
            : photos.ready(change.task(), file);
    if (result.refusal() != null) {
      return result.refusal().withPerson(change.id());
    }
    if (same) {
      change.samePhoto(result.photo());
    } else {
      change.photo(result.photo(), result.qaCode());
    }
    return null;
  }

  /** A create that turned out to be an update: the photo is judged already. */
  Outcome become(RowTask task, long id, Plan plan) {
    Reply<List<Person>> read = context.server().ask(ListUsers.byId(id));
    if (!(read instanceof Reply.Answer<List<Person>> answer)) {
      return Failures.ofQuestion(task, read);
    }
    if (answer.value().isEmpty()) {
      return gone(task);
    }
    Change change = change(task, answer.value().get(0), plan.wanted());
    Photo photo = plan.photo();
    if (photo != null && !change.holdsPhoto(photo.sourceSha256())) {
      change.photo(photo, 0);
    } else if (change.needsPhoto()) {
      change.samePhoto(photo);
    }
    return send(change);
  }

  private Change change(RowTask task, Person stored, Wanted wanted) {
    Memory memory = context.memory();
    return new Change(task, stored, wanted, memory.sent(stored.id()), memory.guest(stored.id()));
  }

  private Outcome send(Change change) {
    if (change.isNothing()) {
      // What an update of an earlier process was meant to change, it has changed.
      return change.done(change.task().before().updates() > 0 ? Ending.UPDATED : Ending.UNCHANGED);
    }
    Outcome unsafe = change.unsafe(context.settings().eraseUnknownIdNumber());
    if (unsafe != null) {
      return unsafe;
    }
    if (context.settings().dryRun()) {
      return change.end(Ending.VALID, "", words("dry.updated", change.inWords()));
    }
    return canary.through(change, () -> post(change));
  }

  private Outcome post(Change change) {
    context.memory().leaves(change);
    Outcome outcome = untilAnswered(change);
    if (!change.maybeDone()) {
      context.memory().keeps(change);
    }
    return outcome;
  }

  private Outcome untilAnswered(Change change) {
    RowTask task = change.task();
    Intent.Call call = change.isForced() ? Intent.Call.FORCE_UPDATE : Intent.Call.UPDATE;
    Supplier<Promise<Void>> meant =
        () -> context.intend(task, call, change.id(), List.of(change.id()));
    Intention intent = change.isForced() ? Intention.atLast(meant) : Intention.begun(meant.get());
    Attempts tries = context.server().attempts();
    boolean goneBefore = change.isForced();
    boolean unsettled = false;
    while (true) {
      intent.beforeThePlace();
      UserFields fields = change.fields(spellings.forUpdate());
      Reply<Person> reply =
          context
              .server()
              .once(
                  context.update(change.id(), fields),
                  () -> {
                    intent.beforeItLeaves();
                    task.leaves(context.machine().nanos());
                  });
      change.saw(reply);
      if (reply instanceof Reply.Answer<Person> answer) {
        watch.answered(200);
        return updated(change, fields, answer.value());
      }
      if (reply instanceof Reply.Refusal<Person> refusal) {
        watch.answered(refusal.code()).ifPresent(context.stop());
        if (refusal.code() != SimilarFaces.SIMILAR) {
          return Failures.ofRefusal(task, refusal).withPerson(change.id());
        }
        KnownPerson self = People.known(change.stored(), null);
        SimilarFaces.Decision decision = similar.decide(task, refusal, self, goneBefore);
        if (decision.what() != SimilarFaces.What.SEND_AGAIN) {
          return answerSimilar(change, decision);
        }
        goneBefore = true;
        continue;
      }
      if (reply instanceof Reply.Unclear<Person> unclear) {
        if (change.isForced()) {
          return forceUncertain(change);
        }
        unsettled = true;
        Outcome settled = settledMeanwhile(change, unclear, task.leftAt());
        if (settled != null) {
          return settled;
        }
      }
      if (reply instanceof Reply.Halted && !unsettled) {
        return Failures.halted(task).withPerson(change.id());
      }
      if (!tries.again(reply)) {
        Outcome failed =
            unsettled ? Failures.unknown(task, reply.words()) : Failures.unreachable(task, reply);
        return failed.withPerson(change.id());
      }
    }
  }

  private Outcome answerSimilar(Change change, SimilarFaces.Decision decision) {
    if (decision.what() != SimilarFaces.What.FORCE) {
      return decision.ending().withPerson(change.id());
    }
    if (change.isForced()) {
      return change.end(Ending.REVIEW, SimilarFaces.CODE, words("force.refused"));
    }
    change.force();
    Outcome outcome = post(change);
    return outcome.ending() == Ending.UPDATED
        ? forced(outcome, change.id(), decision.who().id(), decision.who().name())
        : outcome;
  }

  private static Outcome forced(Outcome outcome, long self, long similar, String name) {
    Outcome told = outcome.noting(SimilarFaces.CODE, words("force.updated"));
    return similar == self ? told : told.withSimilar(similar, name);
  }

  /**
   * Reads until nothing differs any more, or the lost update cannot be at work any longer; null =
   * send again.
   */
  private @Nullable Outcome settledMeanwhile(Change change, Reply.Unclear<?> reply, long posted) {
    RowTask task = change.task();
    return lookout
        .repeat(
            reply,
            posted,
            () -> look(change),
            Optional::isPresent,
            () -> Optional.of(Failures.unknown(task, words("why.stoppedWaiting"))))
        .map(outcome -> outcome.withPerson(change.id()))
        .orElse(null);
  }

  private Optional<Outcome> look(Change change) {
    RowTask task = change.task();
    Reply<List<Person>> read = context.server().ask(ListUsers.byId(change.id()));
    if (!(read instanceof Reply.Answer<List<Person>> answer)) {
      return Optional.of(Failures.unknown(task, words("why.looking", read.words())));
    }
    if (answer.value().isEmpty()) {
      return Optional.of(gone(task));
    }
    change.reread(answer.value().get(0));
    return change.isSeenDone() ? Optional.of(change.done(Ending.UPDATED)) : Optional.empty();
  }

  private Outcome forceUncertain(Change change) {
    return change
        .end(Ending.REVIEW, "FORCE_UNCERTAIN", words("force.updateUncertain"))
        .withCandidates(List.of(change.candidate(true)));
  }

  private Outcome updated(Change change, UserFields sent, Person answer) {
    context.memory().updated(change, sent, answer);
    Outcome outcome = change.task().done(Ending.UPDATED, change.id());
    return change.noted(canary.answered(change, sent, outcome));
  }

  private static Outcome gone(RowTask task) {
    return task.end(Ending.FAILED, "620", words("update.gone"));
  }
}
