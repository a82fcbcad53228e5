package dev.senselink.batch.enrol;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.context.RowWorkspace;
import dev.senselink.batch.enrol.leavers.GroupsUndo;
import dev.senselink.batch.enrol.lookup.ReferenceResolver;
import dev.senselink.batch.enrol.lookup.Resolution;
import dev.senselink.batch.enrol.lookup.ServerPersonMapper;
import dev.senselink.batch.enrol.lookup.ServerPlaces;
import dev.senselink.batch.enrol.row.RowTask;
import dev.senselink.batch.enrol.row.UnansweredException;
import dev.senselink.batch.enrol.undo.FormerWishes;
import dev.senselink.batch.enrol.undo.PhotoPutBack;
import dev.senselink.batch.enrol.undo.PhotoReturn;
import dev.senselink.batch.enrol.undo.SinceRun;
import dev.senselink.batch.enrol.undo.UndoOutcomes;
import dev.senselink.batch.enrol.write.FreshPersonReader;
import dev.senselink.batch.enrol.write.RowStateMachine;
import dev.senselink.batch.ledger.KnownGuest;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.before.BeforeImage;
import dev.senselink.batch.ledger.before.BeforeImage.Kind;
import dev.senselink.batch.ledger.before.FormerPerson;
import dev.senselink.batch.ledger.before.FormerPerson.Stay;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.photo.PictureComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts back what a run has done to one person. Whoever is not as that run has left them, or was
 * written by a later one, is left as they are.
 *
 * <p>Updates may be put back by many threads at once; all else by one.
 */
final class UndoExecutor {
  private final EnrolmentContext context;
  private final Ledger ledger;
  private final ServerPlaces places;
  private final ReferenceResolver meanings;
  private final RowStateMachine worker;
  private final PictureComparison pictures;
  private final MadePersonUndo made;
  private final GroupsUndo groups;
  private final SinceRun since;
  private final DeletedPersonUndo deleted;

  UndoExecutor(
      EnrolmentContext context,
      ServerPlaces places,
      ReferenceResolver meanings,
      CreatePreparation newcomers,
      RowStateMachine worker,
      PictureComparison pictures) {
    this.context = context;
    this.ledger = context.ledger();
    this.places = places;
    this.meanings = meanings;
    this.worker = worker;
    this.pictures = pictures;
    this.made = new MadePersonUndo(context);
    this.groups = new GroupsUndo(context, places);
    this.since = new SinceRun(context);
    this.deleted = new DeletedPersonUndo(context, places, meanings, newcomers);
  }

  /** Does so; the row's ID number is the plain one that the run's own row had. */
  Outcome carryOut(RowTask task, BeforeImage image, boolean alsoNamedLater)
      throws UnansweredException {
    long person = image.person();
    Optional<String> by = ledger.undone().by(image.run(), person, image.kind());
    if (by.isPresent()) {
      return putBack(task, image, by.get());
    }
    boolean there = image.kind() != Kind.DELETED; // whoever was deleted is not waited for
    Optional<Person> now = read(person, there);
    Outcome outcome =
        image.kind() == Kind.DELETED
            ? deleted.restore(task, image, now)
            : ofPresent(task, image, now, alsoNamedLater);
    boolean done = UndoOutcomes.isDone(outcome) && !context.settings().dryRun();
    if (done && image.kind() != Kind.DELETED) {
      String lost = UndoOutcomes.lost(outcome);
      ledger.undone().note(image.run(), person, image.kind(), context.run(), person, lost);
    }
    return outcome;
  }

  /** An earlier process of this undo may have died before it said what it had done. */
  private Outcome putBack(RowTask task, BeforeImage image, String by) {
    String lost = ledger.undone().lost(context.run(), image.person(), image.kind());
    int begun = image.kind() == Kind.UPDATED ? task.before().updates() : task.before().attempts();
    boolean here = by.equals(context.run()) && begun > 0;
    RowEnding ending =
        switch (image.kind()) {
          case CREATED -> RowEnding.REMOVED;
          case DELETED -> RowEnding.RESTORED;
          default -> RowEnding.UPDATED;
        };
    Outcome outcome =
        here
            ? task.done(ending, image.person())
            : task.end(RowEnding.UNCHANGED, "", words("undo.already")).withPerson(image.person());
    return UndoOutcomes.toldAgain(outcome, lost);
  }

  /**
   * Whom an answer lacks is asked for until no list lags any longer: else they would be told as
   * gone, and stay.
   *
   * @param there whether they should be there
   */
  private Optional<Person> read(long person, boolean there) throws UnansweredException {
    Reply<List<Person>> read =
        new FreshPersonReader(context).of(person, found -> !there || !found.isEmpty());
    if (!(read instanceof Reply.Answer<List<Person>> answer)) {
      throw new UnansweredException(read);
    }
    return answer.value().stream().findFirst().map(context.gate()::foreseen);
  }

  private Outcome ofPresent(
      RowTask task, BeforeImage image, Optional<Person> now, boolean alsoNamedLater)
      throws UnansweredException {
    if (now.isEmpty()) {
      return since.gone(task, image);
    }
    Outcome later = since.later(task, image);
    if (later == null && !alsoNamedLater) {
      later = since.namedLater(task, image);
    }
    if (later != null) {
      return later;
    }
    return switch (image.kind()) {
      case CREATED -> made.delete(task, image, now.get());
      case UPDATED -> update(task, image, now.get());
      default -> changedGroups(task, image, now.get());
    };
  }

  private Outcome update(RowTask task, BeforeImage image, Person now) throws UnansweredException {
    FormerPerson was = image.before();
    if (was == null) {
      return UndoOutcomes.unknown(task, image);
    }
    PhotoPutBack back = new PhotoPutBack(context, pictures, image);
    Outcome outcome = update(task, image, was, now, back);
    while (outcome.code().equals(UndoOutcomes.CHANGED) && back.isFound()) {
      Optional<Person> read = read(image.person(), true);
      outcome =
          read.isPresent() ? update(task, image, was, read.get(), back) : since.gone(task, image);
    }
    return outcome;
  }

  private Outcome update(
      RowTask task, BeforeImage image, FormerPerson was, Person now, PhotoPutBack back)
      throws UnansweredException {
    boolean again = task.before().updates() > 0 || back.isKnown();
    Outcome changed = since.changed(task, image, now, again ? back : null, List.of());
    if (changed != null) {
      return changed;
    }
    FormerWishes wishes =
        FormerWishes.over(
            was,
            now,
            places,
            task.person().idNumber(),
            ledger.guests().idNumber(was),
            sha(now),
            stay(now));
    List<String> lost = new ArrayList<>(wishes.lost());
    PhotoFile photo = PhotoReturn.of(ledger.before().photos(), image, now, lost);
    if (!wishes.differs() && photo == null) {
      // An earlier process of this undo may have died before it said so.
      boolean ours = task.before().updates() > 0;
      Outcome same =
          ours
              ? task.done(RowEnding.UPDATED, now.id())
              : UndoOutcomes.same(task, now.id(), failed(task));
      return UndoOutcomes.told(same, lost);
    }
    if (wishes.isIdNumberUnknown()) {
      return UndoOutcomes.review(task, image, "ID_NUMBER_UNKNOWN", words("undo.idNumber"));
    }
    if (wishes.isStayUnknown()) {
      return UndoOutcomes.unknown(task, image);
    }
    RowTask own = wishes.task(task, photo);
    Resolution meaning = meanings.of(own.person());
    if (meaning.finding() != null) {
      return UndoOutcomes.review(task, image, meaning.finding().code(), meaning.finding().reason());
    }
    RowWorkspace job = worker.job(own, meaning.wanted(), List.of(now.id()), true);
    job.target(ServerPersonMapper.known(now, null));
    job.guard(
        read -> {
          PhotoPutBack returned = again || job.leftAt() != 0 ? back : null;
          return since.changed(task, image, read, returned, job.target().taken(read));
        });
    Outcome outcome = worker.update(job);
    if (photo != null && outcome.ending() == RowEnding.UPDATED) {
      PhotoReturn.isBack(context, now.id(), was);
    }
    return UndoOutcomes.told(outcome, lost);
  }

  /** Of a guest; {@code null} where it is not known. */
  private @Nullable Stay stay(Person now) {
    return ledger.guests().byId(now.id()).map(KnownGuest::stay).orElse(null);
  }

  /** Why an earlier process of this undo did not do it, in words; {@code ""} if none has tried. */
  private String failed(RowTask task) {
    return task.before().attempts() == 0
        ? ""
        : ledger.outcomes().of(context.run(), task.row()).map(Outcome::reason).orElse("");
  }

  private String sha(Person now) {
    var sent = context.memory().sent(now.id());
    String cipher = now.encryptedIdNumber();
    return cipher != null && cipher.equals(sent.idCipher()) ? sent.idSha() : "";
  }

  private Outcome changedGroups(RowTask task, BeforeImage image, Person now) {
    FormerPerson was = image.before();
    boolean same =
        was != null && KeyRules.name(was.field("name")).equals(KeyRules.name(now.name()));
    return same
        ? groups.undo(task, image, now)
        : UndoOutcomes.review(
            task, image, UndoOutcomes.CHANGED, words("undo.since", words("undo.changed.name")));
  }

  /** Whom an earlier process of this undo has made anew already; {@code null} if it has not. */
  @Nullable Outcome madeAnew(RowTask task, long was) {
    return deleted.madeAnew(task, was);
  }
}
