package dev.senselink.batch.enrol.write;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.SpellingStyle;
import dev.senselink.batch.api.client.ReservedSlot;
import dev.senselink.batch.api.client.RetryAttempts;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.api.people.UserFields;
import dev.senselink.batch.enrol.before.BeforeKeeper;
import dev.senselink.batch.enrol.before.MadeKeeper;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.context.PendingUpdate;
import dev.senselink.batch.enrol.context.RowWorkspace;
import dev.senselink.batch.enrol.plan.ProposedUpdate;
import dev.senselink.batch.enrol.state.RowEvent;
import dev.senselink.batch.ledger.Intent;
import dev.senselink.batch.ledger.before.FormerPhoto;
import dev.senselink.batch.machine.Promise;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The one way in which anybody who is on the server is written: read, merged, checked and sent in
 * one place in flight, so that between the read and the request lies nothing but the commit of the
 * intent. An update replaces the whole person: what somebody else changes between would be lost.
 */
final class MergedWrite {
  private final EnrolmentContext context;
  private final FieldDialect spellings;
  private final BeforeKeeper before;
  private final MadeKeeper made;

  MergedWrite(EnrolmentContext context, FieldDialect spellings) {
    this.context = context;
    this.spellings = spellings;
    this.before = new BeforeKeeper(context);
    this.made = new MadeKeeper(context);
  }

  /**
   * How a person is to be written.
   *
   * @param job whose {@link RowWorkspace#target} it is
   * @param made whether the row itself has made the person: then the intent must not say that they
   *     were there before
   * @param learning whether that spelling may erase what the server holds
   * @param early whether it is sure enough to be sent, and nothing but its intent has to be on the
   *     disk before: then the intent is written while the person is read
   * @param mayLeave asked of the merged change; if not, nothing is sent
   */
  record Order(
      RowWorkspace job,
      PendingUpdate.PhotoUse photo,
      boolean force,
      boolean made,
      SpellingStyle spelling,
      boolean learning,
      boolean early,
      Predicate<PendingUpdate> mayLeave) {}

  /** {@link Order#mayLeave} said no. */
  record Held() implements RowEvent.Internal {}

  /**
   * Reads, merges and sends; a read that is not answered is tried again.
   *
   * @return a reply to the request, or why there was none
   */
  RowEvent send(Order order) {
    RetryAttempts reads = context.server().attempts();
    RowEvent event = inPlace(order);
    while (event instanceof RowEvent.Unread && reads.again(order.job().last())) {
      event = inPlace(order);
    }
    return event;
  }

  private RowEvent inPlace(Order order) {
    RowEvent event = context.server().inPlace(2, place -> readAndSend(place, order));
    if (!(event instanceof RowEvent.Gone)) {
      return event;
    }
    RowWorkspace job = order.job();
    Reply<List<Person>> told =
        context.server().certain(job.target().id(), new Reply.Answer<>(List.of()));
    return told instanceof Reply.Answer ? event : job.unread(told);
  }

  private RowEvent readAndSend(ReservedSlot place, Order order) {
    // What was there before is on the disk before the intent, and only the read tells it.
    if (!order.early() || order.job().hasIntent() || before.keeps()) {
      return readMergeAndSend(place, order, null);
    }
    Promise<Void> intent = intend(order);
    try {
      return readMergeAndSend(place, order, intent);
    } finally {
      intent.join(); // else it could reach the ledger after the outcome that closes it
    }
  }

  private Promise<Void> intend(Order order) {
    RowWorkspace job = order.job();
    Intent.Call call = order.force() ? Intent.Call.FORCE_UPDATE : Intent.Call.UPDATE;
    List<Long> there = order.made() ? List.of() : List.of(job.target().id());
    job.noteIntent();
    return context.intend(job.task(), call, job.target().id(), there);
  }

  private RowEvent readMergeAndSend(
      ReservedSlot place, Order order, @Nullable Promise<Void> intent) {
    RowWorkspace job = order.job();
    Reply<List<Person>> read = place.send(ListUsers.byId(job.target().id()));
    if (!(read instanceof Reply.Answer<List<Person>> answer)) {
      return job.unread(read);
    }
    if (answer.value().isEmpty()) {
      return new RowEvent.Gone();
    }
    Person now = context.gate().foreseen(answer.value().get(0));
    Outcome unfit = job.unfit(now);
    if (unfit != null) {
      return job.endWith(unfit);
    }
    PendingUpdate change =
        new PendingUpdate(job, job.target().remembered(context.memory()), now, order.photo());
    job.target().change(change);
    if (change.hasNothingToSend()) {
      Outcome otherwise =
          isFirst(order) ? context.gate().unchanged(job.task(), change.stored()) : null;
      return otherwise == null ? new RowEvent.NothingDiffers() : held(job, change, otherwise);
    }
    Outcome unsafe = change.unsafe(context.settings().eraseUnknownIdNumber());
    if (unsafe != null) {
      return job.endWith(unsafe);
    }
    if (change.lacksPhoto() && order.photo() != PendingUpdate.PhotoUse.NEVER) {
      return new RowEvent.PhotoNeeded();
    }
    String avatar = change.stored().avatarId();
    if (isFirst(order) && comparesPhoto(job, change) && job.former(avatar) == null) {
      return new RowEvent.PhotoNeeded();
    }
    Outcome held = isFirst(order) ? context.gate().update(job.task(), proposed(job, change)) : null;
    if (held != null) {
      return held(job, change, held);
    }
    if (context.settings().dryRun()) {
      return job.endWith(change.end(RowEnding.VALID, "", words("dry.updated", change.inWords())));
    }
    if (keepsPhoto(order, change) && job.former(avatar) == null) {
      return new RowEvent.PhotoNeeded();
    }
    return order.mayLeave().test(change) ? post(place, order, change, intent) : new Held();
  }

  private ProposedUpdate proposed(RowWorkspace job, PendingUpdate change) {
    boolean own = FormerPhoto.UNTOUCHED.equals(job.former(change.stored().avatarId()));
    return change.proposed(job.target().maybeDone(), own);
  }

  /** Whether it counts whose photo is there. */
  private boolean comparesPhoto(RowWorkspace job, PendingUpdate change) {
    return job.maybeWritten() && change.replacesPhoto() && context.gate().comparesPhotos();
  }

  /** The person is known, so that somebody can decide about the row. */
  private static RowEvent held(RowWorkspace job, PendingUpdate change, Outcome held) {
    return job.endWith(
        held.withPerson(change.id()).withCandidates(List.of(change.candidate(false))));
  }

  /** Whether the write takes a photo away that is to be kept. */
  private boolean keepsPhoto(Order order, PendingUpdate change) {
    return !order.made() && change.replacesPhoto() && before.keeps();
  }

  /** What is there before the write is on its way to the disk; {@code null} if nothing is kept. */
  private BeforeKeeper.@Nullable Kept keep(Order order, PendingUpdate change, UserFields fields) {
    if (order.made() || !before.keeps()) {
      return null;
    }
    FormerPhoto photo =
        keepsPhoto(order, change) ? order.job().former(change.stored().avatarId()) : null;
    return before.update(
        change, fields, photo == null ? FormerPhoto.UNTOUCHED : photo, trust(order));
  }

  private static BeforeKeeper.Trust trust(Order order) {
    return !isFirst(order)
        ? BeforeKeeper.Trust.MENDS
        : order.learning() ? BeforeKeeper.Trust.UNPROVEN : BeforeKeeper.Trust.PROVEN;
  }

  /** What completes or mends a write of the row itself is part of what it was allowed to do. */
  private static boolean isFirst(Order order) {
    return !order.made() && order.photo() != PendingUpdate.PhotoUse.NEVER;
  }

  private RowEvent post(
      ReservedSlot place, Order order, PendingUpdate change, @Nullable Promise<Void> intent) {
    RowWorkspace job = order.job();
    UserFields fields = change.fields(order.spelling(), order.force());
    context.memory().leaves(change);
    BeforeKeeper.Kept kept = keep(order, change, fields);
    if (intent != null) {
      intent.join();
    } else if (!job.hasIntent()) {
      intend(order).join();
    }
    if (kept != null) {
      before.settle(kept);
    }
    job.noteDeparture(context.machine().nanos());
    job.spelling(order.spelling());
    boolean disproved = order.spelling() != spellings.forUpdate();
    boolean doubtful = order.learning() || disproved || spellings.isDoubtful(fields);
    Reply<Person> reply = place.send(context.update(change.id(), fields));
    RowEvent event = job.heard(reply);
    if (reply instanceof Reply.Answer<Person> answer) {
      context.memory().updated(change, fields, answer.value(), order.made(), doubtful);
      job.target().updated(change);
      written(kept, order, change, fields, answer.value());
    } else if (!job.target().maybeDone()) {
      context.memory().keeps(change);
      if (kept != null) {
        before.notUpdated(kept);
      }
    }
    return event;
  }

  private void written(
      BeforeKeeper.@Nullable Kept kept,
      Order order,
      PendingUpdate change,
      UserFields fields,
      Person answer) {
    if (order.made()) {
      made.completed(change.task().row(), change.stored(), fields, answer);
    } else if (kept != null) {
      before.updated(kept, change.stored(), fields, answer);
    }
  }
}
