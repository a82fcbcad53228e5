package dev.senselink.batch.enrol;

import dev.senselink.batch.api.Server;
import dev.senselink.batch.api.UserFields;
import dev.senselink.batch.check.Applicant;
import dev.senselink.batch.check.Finding;
import dev.senselink.batch.ledger.EarlierSends;
import dev.senselink.batch.ledger.Intent;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.outcome.Ending;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.photo.Photo;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.roster.RosterKind;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The way of one row: who is it, is its photo good, create or update. Safe between threads. */
public final class Enrolment {
  private final RunContext context;
  private final VisitClock visitClock;
  private final Visitors visitors;
  private final Meanings meanings;
  private final Map<Integer, EarlierSends> earlierSends;
  private final PhotoDesk photos;
  private final SimilarFaces similar;
  private final Creating creating;
  private final Settling settling;
  private final Updating updating;

  /**
   * What the enrolment of a run works with.
   *
   * @param type 1 staff, 2 guest
   * @param lookUpEach ask the server about every row instead of the snapshot
   * @param earlierSends what may have left for rows in earlier processes, by row
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
      Clock clock,
      ZoneId zone,
      Consumer<String> stop,
      Consumer<String> warn) {}

  public Enrolment(Setup setup) {
    this.context = context(setup);
    this.visitClock = new VisitClock(setup.zone(), setup.server()::now);
    this.visitors = new Visitors(context, visitClock);
    this.meanings =
        new Meanings(
            setup.places(), new Hosts(context.look()), setup.settings().missingToBeCreated());
    this.earlierSends = Map.copyOf(setup.earlierSends());
    this.photos =
        new PhotoDesk(
            setup.server(),
            setup.ledger().verdicts(),
            setup.engine(),
            setup.settings().photoLimits(),
            setup.settings().quality());
    Watch watch = new Watch();
    Spellings spellings = new Spellings();
    this.settling = new Settling(context, spellings);
    this.similar = new SimilarFaces(context);
    ServerPhoto serverPhoto =
        new ServerPhoto(setup.server(), setup.engine(), setup.settings().photoLimits());
    this.updating = new Updating(context, similar, photos, serverPhoto, watch, spellings);
    this.creating = new Creating(context, updating, similar, watch, spellings);
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
        new LookFirst(setup.server(), setup.ledger(), setup.lookUpEach(), setup.type()),
        new Memory(setup.ledger()),
        setup.clock(),
        setup.stop(),
        setup.warn());
  }

  /** Works one row to its outcome; never throws for what a row or the server's answers hold. */
  public Outcome work(Applicant applicant) {
    RowTask task =
        new RowTask(
            applicant,
            earlierSends.getOrDefault(applicant.row().ref().number(), EarlierSends.NONE));
    Outcome over = visitors.over(task);
    if (over != null) {
      return over;
    }
    try {
      return work(task);
    } catch (Unanswered e) {
      return Failures.ofQuestion(task, e.reply());
    } catch (RunStopped e) {
      context.stop().accept(e.getMessage());
      return task.unanswered()
          ? Failures.unknown(task, "the run was stopped")
          : Failures.halted(task);
    }
  }

  private Outcome work(RowTask task) throws Unanswered {
    Standing standing = context.look().at(task);
    if (!standing.namesakes().isEmpty()) {
      return review(task, standing);
    }
    KnownPerson existing = standing.existing();
    boolean ours = existing != null && task.before().mayHaveMade(existing.id());
    if (existing != null && ours && task.before().updates() == 0) {
      return task.done(Ending.CREATED, existing.id());
    }
    if (existing != null && !ours && !updates()) {
      return task.end(Ending.SKIPPED_EXISTING, "", "already on the server")
          .withPerson(existing.id());
    }
    Meaning meaning = meanings.of(task.person());
    if (meaning.finding() != null) {
      return task.end(Ending.REJECTED_ROW, meaning.finding().code(), meaning.finding().reason());
    }
    Outcome photoProblem = photoProblem(task, existing);
    if (photoProblem != null) {
      return photoProblem;
    }
    if (existing == null) {
      return create(task, standing, meaning.wanted());
    }
    return ours
        ? settle(task, existing, meaning.wanted())
        : update(task, existing, meaning.wanted());
  }

  private Outcome update(RowTask task, KnownPerson existing, Wanted wanted) {
    Outcome known = visitors.known(task, existing, wanted);
    return known == null ? updating.update(task, existing.id(), wanted) : known;
  }

  private boolean updates() {
    return context.settings().onExisting() == EnrolSettings.OnExisting.UPDATE;
  }

  private Outcome review(RowTask task, Standing standing) {
    List<KnownPerson> people = standing.namesakes();
    return standing.severalHits()
        ? similar.keyNotUnique(task, people)
        : similar.nameDiffers(task, people.get(0));
  }

  private Outcome create(RowTask task, Standing standing, Wanted wanted) {
    UserFields fields = fields(task, wanted, null);
    task.sends(fields.visit() == null ? null : Sent.guest(fields));
    // Asked for now and joined just before the request leaves: the photo's check hides the wait.
    CompletableFuture<Void> intent =
        context.settings().dryRun()
            ? CompletableFuture.completedFuture(null)
            : context.intend(task, Intent.Call.CREATE, null, standing.earlier());
    PhotoDesk.Result photo = photo(task);
    if (photo.refusal() != null) {
      intent.join(); // else it could reach the ledger after the outcome that closes it
      return photo.refusal();
    }
    Outcome outcome =
        context.settings().dryRun()
            ? task.end(Ending.VALID, "", "would be created")
            : creating.create(
                task,
                new Plan(
                    fields(task, wanted, photo.photo()),
                    photo.photo(),
                    wanted,
                    standing.earlier(),
                    intent));
    return photo.qaCode() == 0
        ? outcome
        : outcome.noting(String.valueOf(photo.qaCode()), PhotoDesk.qaWords(photo.qaCode()));
  }

  private UserFields fields(RowTask task, Wanted wanted, @Nullable Photo photo) {
    return NewPerson.fields(task.person(), wanted, context.settings().defaultGroups(), photo);
  }

  private PhotoDesk.Result photo(RowTask task) {
    PhotoFile file = task.applicant().photo();
    return file == null ? new PhotoDesk.Result(null, 0, null) : photos.ready(task, file);
  }

  /**
   * A create of this very row has made the person, and the update that was to make the server's
   * face service know them was cut short: it is sent anew.
   */
  private Outcome settle(RowTask task, KnownPerson made, Wanted wanted) {
    PhotoDesk.Result photo = photo(task);
    if (photo.refusal() != null) {
      return photo.refusal().withPerson(made.id());
    }
    UserFields fields = fields(task, wanted, photo.photo());
    return settling.settle(
        task,
        made.id(),
        new Plan(
            fields, photo.photo(), wanted, List.of(), CompletableFuture.completedFuture(null)));
  }

  /** Null where the photo is no obstacle. */
  private @Nullable Outcome photoProblem(RowTask task, @Nullable KnownPerson existing) {
    Finding problem = task.applicant().photoProblem();
    if (problem != null) {
      return task.end(Ending.REJECTED_PHOTO, problem.code(), problem.reason());
    }
    boolean needed =
        task.applicant().photo() == null && existing == null && !context.settings().allowNoPhoto();
    return needed
        ? task.end(Ending.REJECTED_PHOTO, "PHOTO_NOT_FOUND", noPhoto(task.person().kind()))
        : null;
  }

  /** Why a row that names no photo and matches none cannot be created, in words. */
  public static String noPhoto(RosterKind kind) {
    return kind == RosterKind.GUESTS
        ? "no photo is named and none is found by mobile or name; a guest needs one: add it"
        : "no photo is named and none is found by job number, mobile or name; add one, or say"
            + " --allow-no-photo";
  }
}
