package dev.senselink.batch.enrol;

import dev.senselink.batch.api.Attempts;
import dev.senselink.batch.api.ListUsers;
import dev.senselink.batch.api.Person;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.UpdateUser;
import dev.senselink.batch.api.UserFields;
import dev.senselink.batch.ledger.Intent;
import dev.senselink.batch.ledger.LastSent;
import dev.senselink.batch.outcome.Candidate;
import dev.senselink.batch.outcome.Ending;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.photo.PhotoFile;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
  private final Watch watch;
  private final Spellings spellings;
  private final UpdateCheck check;
  private final Canary withPhoto = new Canary();
  private final Canary withoutPhoto = new Canary();

  Updating(
      RunContext context,
      SimilarFaces similar,
      PhotoDesk photos,
      Watch watch,
      Spellings spellings,
      Follow follow) {
    this.context = context;
    this.similar = similar;
    this.photos = photos;
    this.watch = watch;
    this.spellings = spellings;
    this.check = new UpdateCheck(context, spellings, follow);
  }

  /** Updates the person the row means. */
  Outcome update(RowTask task, long id, Wanted wanted) {
    Reply<List<Person>> read = context.server().ask(ListUsers.byId(id));
    if (!(read instanceof Reply.Answer<List<Person>> answer)) {
      return Failures.ofQuestion(task, read);
    }
    if (answer.value().isEmpty()) {
      return gone(task);
    }
    Change change = new Change(context, task, answer.value().get(0), wanted);
    PhotoFile file = task.applicant().photo();
    if (file != null) {
      Outcome refused = preparePhoto(change, file);
      if (refused != null) {
        return refused;
      }
    }
    return send(change);
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
    Wanted wanted =
        new Wanted(
            task.person().department() == null ? null : plan.fields().departmentId(),
            task.person().groups().isEmpty() ? null : plan.fields().groups());
    Change change = new Change(context, task, answer.value().get(0), wanted);
    change.photo = plan.photo();
    return send(change);
  }

  /** Null where the photo is fine, or need not be sent. */
  private @Nullable Outcome preparePhoto(Change change, PhotoFile file) {
    LastSent.Sent last = context.ledger().lastSent().of(change.id);
    if (!last.sourceSha().isEmpty() && Sent.samePhoto(last, contentOf(file), change.stored)) {
      return null;
    }
    PhotoDesk.Result result = photos.ready(change.task, file);
    change.photo = result.photo();
    change.qaCode = result.qaCode();
    return result.refusal();
  }

  /** Blank for a file that cannot be read: the photo desk says why. */
  private static String contentOf(PhotoFile file) {
    try {
      return file.sha256();
    } catch (IOException e) {
      return "";
    }
  }

  private Outcome send(Change change) {
    RowTask task = change.task;
    if (change.photo == null && !change.fieldsDiffer()) {
      return noted(change, task.done(Ending.UNCHANGED, change.id));
    }
    if (change.merge.groupsUnknown()) {
      return task.end(
              Ending.REVIEW,
              "GROUPS_UNKNOWN",
              "the server does not say which groups the person is in, and an update would take them"
                  + " away; name the groups in the roster")
          .withPerson(change.id);
    }
    if (change.wouldLoseIdNumber()) {
      return task.end(
              Ending.REVIEW,
              "ID_NUMBER_UNKNOWN",
              "only the server knows this person's ID number, and an update would erase it; fill"
                  + " idNumber in the roster, or say --unknown-id-number erase")
          .withPerson(change.id);
    }
    if (context.settings().dryRun()) {
      String what =
          change.photo == null ? "" : change.merge.changed().isEmpty() ? "photo" : ", photo";
      return task.end(
              Ending.VALID,
              "",
              "would be updated: " + String.join(", ", change.merge.changed()) + what)
          .withPerson(change.id);
    }
    Canary canary = change.photo == null ? withoutPhoto : withPhoto;
    Supplier<Outcome> post = () -> post(change, canary);
    return canary.through(
        () ->
            Spellings.filled(change.merge.fields())
                ? check.firstSpelled().through(post)
                : post.get());
  }

  private Outcome post(Change change, Canary canary) {
    RowTask task = change.task;
    Intent.Call call = change.force ? Intent.Call.FORCE_UPDATE : Intent.Call.UPDATE;
    if (change.photo != null) {
      context.ledger().lastSent().forget(change.id);
    }
    CompletableFuture<Void> intent = context.intend(task, call, change.id, List.of());
    Attempts tries = context.server().attempts();
    boolean goneBefore = change.force;
    boolean unsettled = false;
    while (true) {
      intent.join();
      Reply<Person> reply =
          context.server().once(new UpdateUser(change.id, change.fields(spellings.forUpdate())));
      task.sent(reply);
      if (reply instanceof Reply.Answer<Person> answer) {
        watch.answered(200);
        return updated(change, canary, answer.value());
      }
      if (reply instanceof Reply.Refusal<Person> refusal) {
        watch.answered(refusal.code()).ifPresent(context.stop());
        if (refusal.code() != 30002) {
          return Failures.ofRefusal(task, refusal).withPerson(change.id);
        }
        SimilarFaces.Decision decision = similar.decide(task, refusal, change.id, goneBefore);
        if (decision.what() == SimilarFaces.What.SEND_AGAIN) {
          goneBefore = true;
          continue;
        }
        return answerSimilar(change, canary, decision);
      }
      if (reply instanceof Reply.Unclear) {
        unsettled = true;
        if (change.force) {
          return forceUncertain(change);
        }
        Outcome settled = settledMeanwhile(change);
        if (settled != null) {
          return settled;
        }
      }
      if (reply instanceof Reply.Halted && !unsettled) {
        return Failures.halted(task).withPerson(change.id);
      }
      if (!tries.again(reply)) {
        Outcome failed =
            unsettled ? Failures.unknown(task, reply.words()) : Failures.unreachable(task, reply);
        return failed.withPerson(change.id);
      }
    }
  }

  private Outcome answerSimilar(Change change, Canary canary, SimilarFaces.Decision decision) {
    return switch (decision.what()) {
      case FORCE -> {
        if (change.force) {
          yield change.task.end(
              Ending.REVIEW, SimilarFaces.CODE, "the server refused although it was forced");
        }
        change.force = true;
        Outcome outcome = post(change, canary);
        yield outcome.ending() == Ending.UPDATED
            ? outcome.noting(SimilarFaces.CODE, "updated although the server found a similar face")
            : outcome;
      }
      default -> decision.ending().withPerson(change.id);
    };
  }

  /** Whether the lost update was carried out, as far as can be seen; null = send again. */
  private @Nullable Outcome settledMeanwhile(Change change) {
    Reply<List<Person>> read = context.server().ask(ListUsers.byId(change.id));
    if (!(read instanceof Reply.Answer<List<Person>> answer)) {
      return Failures.unknown(change.task, read.words()).withPerson(change.id);
    }
    if (answer.value().isEmpty()) {
      return gone(change.task);
    }
    change.reread(answer.value().get(0));
    boolean nothingLeft =
        change.photo == null
            && change.merge.changed().isEmpty()
            && change.task.person().idNumber().isEmpty();
    return nothingLeft ? noted(change, change.task.done(Ending.UPDATED, change.id)) : null;
  }

  private Outcome forceUncertain(Change change) {
    return change
        .task
        .end(
            Ending.REVIEW,
            "FORCE_UNCERTAIN",
            "an update with force=1 was sent and its answer was lost; it is not sent again by"
                + " itself: look at the person in SenseLink")
        .withPerson(change.id)
        .withCandidates(List.of(new Candidate(change.id, change.stored.name(), "", true)));
  }

  private Outcome updated(Change change, Canary canary, Person answer) {
    LastSent.Sent before = context.ledger().lastSent().of(change.id);
    context
        .ledger()
        .lastSent()
        .remember(
            change.id, Sent.after(before, change.photo, change.task.person().idNumber(), answer));
    Outcome outcome = change.task.done(Ending.UPDATED, change.id);
    UserFields sent = change.fields(spellings.forUpdate());
    boolean learning = Spellings.filled(sent) && spellings.updateUnknown();
    if (canary.isDue() || learning) {
      outcome = check.readBack(change, canary, sent, outcome);
    }
    return noted(change, outcome);
  }

  private static Outcome gone(RowTask task) {
    return task.end(
        Ending.FAILED,
        "620",
        "the person was there when the run began and is gone now; run the same command again to"
            + " create them");
  }

  private static Outcome noted(Change change, Outcome outcome) {
    Outcome told = outcome;
    if (change.merge.genderDiffers()) {
      told =
          told.noting(
              "GENDER_NOT_UPDATABLE",
              "the API cannot change a gender; change it in SenseLink, the rest is done");
    }
    return change.qaCode == 0
        ? told
        : told.noting(String.valueOf(change.qaCode), PhotoDesk.qaWords(change.qaCode));
  }
}
