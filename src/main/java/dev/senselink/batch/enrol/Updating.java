package dev.senselink.batch.enrol;

import dev.senselink.batch.api.Attempts;
import dev.senselink.batch.api.ListUsers;
import dev.senselink.batch.api.Person;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.Spelling;
import dev.senselink.batch.api.UpdateUser;
import dev.senselink.batch.api.UserFields;
import dev.senselink.batch.ledger.Intent;
import dev.senselink.batch.ledger.LastSent;
import dev.senselink.batch.outcome.Candidate;
import dev.senselink.batch.outcome.Ending;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.photo.Photo;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.roster.Column;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
  private final Canary withPhoto = new Canary();
  private final Canary withoutPhoto = new Canary();
  private final Canary firstSpelled = new Canary();

  Updating(
      RunContext context,
      SimilarFaces similar,
      PhotoDesk photos,
      Watch watch,
      Spellings spellings) {
    this.context = context;
    this.similar = similar;
    this.photos = photos;
    this.watch = watch;
    this.spellings = spellings;
  }

  /** One update at work. */
  private final class Change {
    private final RowTask task;
    private final long id;
    private final @Nullable Long department;
    private final @Nullable List<Long> groups;
    private Person stored;
    private Merge merge;
    private @Nullable Photo photo;
    private int qaCode;
    private boolean force;

    Change(RowTask task, Person stored, Wanted wanted) {
      this.task = task;
      this.id = stored.id();
      this.department = wanted.department();
      this.groups = wanted.groups();
      this.stored = stored;
      this.merge = Merge.of(stored, task.person(), department, groups);
    }

    void reread(Person now) {
      stored = now;
      merge = Merge.of(now, task.person(), department, groups);
    }

    /** Whether something other than the photo is to be changed. */
    boolean fieldsDiffer() {
      return !merge.changed().isEmpty() || idNumberDiffers();
    }

    boolean idNumberDiffers() {
      String wanted = task.person().idNumber();
      if (!wanted.isEmpty()) {
        return !Sent.sameIdNumber(context.ledger().lastSent().of(id), wanted, stored);
      }
      return clearsIdNumber() && hasIdNumber();
    }

    boolean clearsIdNumber() {
      return task.person().field(Column.ID_NUMBER).clears();
    }

    /** Only the server knows it, encrypted; a null or empty one counts as none. */
    boolean hasIdNumber() {
      return stored.encryptedIdNumber() != null && !stored.encryptedIdNumber().isEmpty();
    }

    boolean wouldLoseIdNumber() {
      return hasIdNumber()
          && task.person().idNumber().isEmpty()
          && !clearsIdNumber()
          && !context.settings().eraseUnknownIdNumber();
    }

    UserFields fields() {
      return merge
          .fields()
          .with()
          .idNumber(task.person().idNumber())
          .avatarJpeg(photo == null ? null : photo.jpeg())
          .force(force)
          .spelling(spellings.forUpdate())
          .build();
    }
  }

  /**
   * What the row's cells mean on this server.
   *
   * @param department {@code null} keeps the department, 0 clears it
   * @param groups {@code null} keeps the groups
   */
  record Wanted(@Nullable Long department, @Nullable List<Long> groups) {}

  /** Updates the person the row means. */
  Outcome update(RowTask task, long id, Wanted wanted) {
    Reply<List<Person>> read = context.server().ask(ListUsers.byId(id));
    if (!(read instanceof Reply.Answer<List<Person>> answer)) {
      return Failures.ofQuestion(task, read);
    }
    if (answer.value().isEmpty()) {
      return gone(task);
    }
    Change change = new Change(task, answer.value().get(0), wanted);
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
    Change change = new Change(task, answer.value().get(0), wanted);
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
      // What an update of an earlier process was meant to change, it has changed.
      boolean changedBefore = task.before().updates() > 0;
      return noted(change, task.done(changedBefore ? Ending.UPDATED : Ending.UNCHANGED, change.id));
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
        () -> Spellings.filled(change.merge.fields()) ? firstSpelled.through(post) : post.get());
  }

  private Outcome post(Change change, Canary canary) {
    RowTask task = change.task;
    Intent.Call call = change.force ? Intent.Call.FORCE_UPDATE : Intent.Call.UPDATE;
    if (change.photo != null) {
      context.ledger().lastSent().forget(change.id);
    }
    CompletableFuture<Void> intent = context.intend(task, call, change.id, List.of(change.id));
    Attempts tries = context.server().attempts();
    boolean goneBefore = change.force;
    boolean unsettled = false;
    while (true) {
      intent.join();
      Reply<Person> reply = context.server().once(new UpdateUser(change.id, change.fields()));
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
    UserFields sent = change.fields();
    boolean learning = Spellings.filled(sent) && spellings.updateUnknown();
    if (canary.isDue() || learning) {
      outcome = readBack(change, canary, sent, outcome);
    }
    return noted(change, outcome);
  }

  private Outcome readBack(Change change, Canary canary, UserFields sent, Outcome outcome) {
    Person now = read(change.id);
    if (now == null) {
      return outcome; // the next update is the canary then
    }
    Outcome told = outcome;
    if (Spellings.filled(sent) && spellings.updateUnknown()) {
      told = learn(change.id, sent, now, told);
      now = Objects.requireNonNullElse(read(change.id), now);
      firstSpelled.passed();
    }
    List<String> unasked = unasked(change, sent, now);
    if (!unasked.isEmpty()) {
      String what = "an update changed what nobody asked for (field: " + unasked.get(0) + ")";
      context
          .stop()
          .accept(
              "this server does not work as its manual says: "
                  + what
                  + ", person "
                  + change.id
                  + ". Nothing more is sent; show this to the vendor");
      return told.noting("STORED_DIFFERENTLY", what);
    }
    canary.passed();
    List<String> different = Readback.differing(sent, now);
    return different.isEmpty() ? told : Creating.storedDifferently(told, different);
  }

  /** Fields that are neither as they were nor as they were to become. */
  private static List<String> unasked(Change change, UserFields sent, Person now) {
    List<String> names = new ArrayList<>(Readback.differing(sent, now));
    names.removeAll(change.merge.changed());
    if (Readback.groupsDiffer(sent, now) && !change.merge.changed().contains("groups")) {
      names.add("groups");
    }
    for (String name : Spellings.dropped(sent, now)) {
      if (!change.merge.changed().contains(name)) {
        names.add(name);
      }
    }
    if (!Objects.equals(change.stored.gender(), now.gender())) {
      names.add("gender");
    }
    boolean sameAvatar = change.stored.avatarId().equals(now.avatarId());
    if (change.photo == null ? !sameAvatar : now.avatarId().isEmpty()) {
      names.add("avatarFile");
    }
    return names;
  }

  /** Finds out which spelling of the three fields updates take (NOTES 30), once a run. */
  private Outcome learn(long id, UserFields sent, Person now, Outcome outcome) {
    Spelling used = spellings.forUpdate();
    if (Spellings.dropped(sent, now).isEmpty()) {
      spellings.updateTakes(used);
      return outcome;
    }
    Spelling other = used == Spelling.SNAKE ? Spelling.CAMEL : Spelling.SNAKE;
    UserFields again = sent.with().spelling(other).avatarJpeg(null).force(false).build();
    Reply<Person> reply = context.server().once(new UpdateUser(id, again));
    Person after = reply instanceof Reply.Answer<Person> ? read(id) : null;
    if (after != null && Spellings.dropped(sent, after).isEmpty()) {
      spellings.updateTakes(other);
      return outcome.withAttempts(outcome.attempts() + 1);
    }
    if (spellings.giveUp()) {
      context
          .warn()
          .accept(
              "this server does not keep "
                  + String.join(", ", Spellings.dropped(sent, now))
                  + " in either of the manual's two spellings; rows are done without");
    }
    return Creating.storedDifferently(
        outcome.withAttempts(outcome.attempts() + 1), Spellings.dropped(sent, now));
  }

  /** Sets what a create dropped, in the spelling of updates. */
  Outcome spell(RowTask task, long id, UserFields created, Outcome outcome) {
    UserFields fields =
        created
            .with()
            .avatarJpeg(null)
            .force(false)
            .idNumber(task.person().idNumber())
            .spelling(spellings.forUpdate())
            .build();
    context.intend(task, Intent.Call.UPDATE, id, List.of()).join();
    Reply<Person> reply = context.server().once(new UpdateUser(id, fields));
    task.sent(reply);
    Outcome counted = outcome.withAttempts(outcome.attempts() + 1);
    Person now = reply instanceof Reply.Answer<Person> ? read(id) : null;
    if (now == null) {
      return Creating.storedDifferently(counted, Spellings.names(created));
    }
    return spellings.updateUnknown() ? learn(id, fields, now, counted) : counted;
  }

  /**
   * Somebody adopted after 50001 may be saved but unknown to the face service: sent once more as an
   * update, with the row's own values and photo.
   */
  Outcome settle(RowTask task, long id, Plan plan) {
    UserFields fields =
        plan.fields()
            .with()
            .idNumber(task.person().idNumber())
            .spelling(spellings.forUpdate())
            .build();
    context.intend(task, Intent.Call.UPDATE, id, List.of()).join();
    Attempts tries = context.server().attempts();
    while (true) {
      Reply<Person> reply = context.server().once(new UpdateUser(id, fields));
      task.sent(reply);
      if (reply instanceof Reply.Answer<Person> answer) {
        context
            .ledger()
            .lastSent()
            .remember(
                id,
                Sent.after(
                    LastSent.Sent.NOTHING, plan.photo(), task.person().idNumber(), answer.value()));
        return task.done(Ending.CREATED, id);
      }
      if (reply instanceof Reply.Refusal<Person> refusal && names(refusal, id)) {
        return task.done(Ending.CREATED, id); // so the face service knows the person after all
      }
      if (reply instanceof Reply.Refusal || !tries.again(reply)) {
        return task.end(
                Ending.FAILED,
                "50001",
                "saved, but the server's face service does not know the person ("
                    + reply.words()
                    + "); the door will not open: delete the person in SenseLink or update the row")
            .withPerson(id);
      }
    }
  }

  private static boolean names(Reply.Refusal<Person> refusal, long id) {
    return refusal.similar() != null && refusal.similar().id() == id;
  }

  private @Nullable Person read(long id) {
    Reply<List<Person>> read = context.server().ask(ListUsers.byId(id));
    return read instanceof Reply.Answer<List<Person>> answer && !answer.value().isEmpty()
        ? answer.value().get(0)
        : null;
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
