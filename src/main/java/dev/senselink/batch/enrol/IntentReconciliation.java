package dev.senselink.batch.enrol;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.check.PersonKey;
import dev.senselink.batch.enrol.before.MadeKeeper;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.guests.EndedGuestRemoval;
import dev.senselink.batch.enrol.leavers.ReturningPeople;
import dev.senselink.batch.enrol.row.SentFields;
import dev.senselink.batch.enrol.row.StoredDifferenceNote;
import dev.senselink.batch.enrol.write.DuplicateAudit;
import dev.senselink.batch.enrol.write.LostAnswerResolver;
import dev.senselink.batch.enrol.write.SimilarFaceRules;
import dev.senselink.batch.ledger.EarlierSends;
import dev.senselink.batch.ledger.EndedGuest;
import dev.senselink.batch.ledger.Intent;
import dev.senselink.batch.ledger.KnownGuest;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.lists.RevokedPerson;
import dev.senselink.batch.ledger.store.SentGuestFields;
import dev.senselink.batch.machine.Deadline;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Takes up the intents that an earlier process left open, of every run against this server and
 * company, before anything new is sent.
 */
public final class IntentReconciliation {
  private final EnrolmentContext context;
  private final Ledger ledger;
  private final LostAnswerResolver lookout;

  IntentReconciliation(EnrolmentContext context) {
    this.context = context;
    this.ledger = context.ledger();
    this.lookout = new LostAnswerResolver(context);
  }

  /**
   * What came of it.
   *
   * @param complete false if the run stopped before every intent was looked at
   * @param found people who had been created, or deleted, although their answers were lost
   * @param absent creates and deletes that had not been carried out
   */
  public record Result(boolean complete, int found, int absent) {}

  /**
   * Looks for the person of every open intent.
   *
   * @param lastEndedInOrder false if the last process died, or left requests without an answer:
   *     they may still be at work, and no look counts before the last of them has come to light
   * @param lockedAt when this process made sure that the last one is dead, by the clock that never
   *     steps
   */
  public Result run(boolean lastEndedInOrder, long lockedAt) {
    List<Intent> open = ledger.intents().open();
    List<EndedGuest> deletes = ledger.endedGuests().open();
    List<RevokedPerson> halfway = ledger.revoked().open();
    if (open.isEmpty() && deletes.isEmpty() && halfway.isEmpty()) {
      return new Result(true, 0, 0);
    }
    if (!lastEndedInOrder && !waitForTheDead(lockedAt)) {
      return new Result(false, 0, 0);
    }
    int found = 0;
    int absent = 0;
    for (Intent intent : open) {
      if (intent.call() == Intent.Call.UNKNOWN_FACE) { // its create tells
        if (!isHidden(intent)) {
          closeOfOthers(intent);
        }
        continue;
      }
      Optional<Boolean> there = settle(intent);
      if (there.isEmpty()) {
        return new Result(false, found, absent);
      }
      found += there.get() ? 1 : 0;
      absent += there.get() ? 0 : 1;
    }
    for (EndedGuest guest : deletes) {
      Optional<Boolean> gone = EndedGuestRemoval.reconcile(context, guest);
      if (gone.isEmpty()) {
        return new Result(false, found, absent);
      }
      found += gone.get() ? 1 : 0;
      absent += gone.get() ? 0 : 1;
    }
    for (RevokedPerson one : halfway) {
      if (!ReturningPeople.reconcile(context, one)) {
        return new Result(false, found, absent);
      }
      found++;
    }
    return new Result(true, found, absent);
  }

  /** What may have left in earlier processes for the rows of this run. */
  public Map<Integer, EarlierSends> earlierSends() {
    return ledger.intents().sentBefore(context.run());
  }

  private boolean waitForTheDead(long lockedAt) {
    Duration longest = RetryingClient.comesToLight(ledger.longestTimeout());
    Deadline over = Deadline.since(context.machine(), lockedAt, longest);
    if (over.isOver()) {
      return true;
    }
    Duration left = over.left();
    context.warn().accept(words("waiting.dead", left.toSeconds() + 1));
    return context.server().waitFor(left);
  }

  /** Whether the intent's person is there; empty if it cannot be told now. */
  private Optional<Boolean> settle(Intent intent) {
    if (intent.call() != Intent.Call.CREATE && intent.call() != Intent.Call.FORCE) {
      return settleUpdate(intent);
    }
    PersonKey key = intent.key();
    List<Intent> ofRow = ledger.intents().ofRow(intent.run(), intent.row().number());
    int row = ofThisRun(intent) ? intent.row().number() : 0;
    LostAnswerResolver.Sight sight =
        lookout.now(new LostAnswerResolver.Sought(key, intent.type(), row), earlier(ofRow));
    if (!sight.conclusive()) {
      return Optional.empty();
    }
    List<KnownPerson> found = known(row, sight.ours());
    boolean worked = ofThisRun(intent) && !isKept(intent);
    if (worked && (intent.call() == Intent.Call.CREATE || !found.isEmpty())) {
      // The row itself, which knows all that was sent, tells its person from somebody else's. Its
      // outcome closes the intent; of a row that is not reached the next process finds it open.
      return Optional.of(!found.isEmpty());
    }
    List<KnownPerson> ours =
        found.stream().filter(p -> p.normalName().equals(KeyRules.name(intent.name()))).toList();
    if (!ours.isEmpty()) {
      remember(intent, ours);
      if (intent.call() == Intent.Call.FORCE || isKept(intent) || ours.size() > 1) {
        store(intent, adopted(intent, key, ours));
      } else {
        ledger.outcomes().storeToBeWorked(intent.run(), appeared(intent, ours.get(0)));
      }
      return Optional.of(true);
    }
    if (intent.call() == Intent.Call.CREATE && isHidden(intent)) {
      return Optional.of(false); // whoever has the key in this run is not created
    }
    if (intent.call() == Intent.Call.FORCE) {
      store(intent, forceUncertain(intent));
    } else if (!isKept(intent)) {
      store(intent, Outcome.of(intent.row(), RowEnding.NOT_ATTEMPTED, "", words("lost.nobody")));
    }
    ledger.intents().close(intent.run(), intent.row().number());
    return Optional.of(false);
  }

  /** Whether a search that finds nobody proves nothing: the intent stays open. */
  private boolean isHidden(Intent intent) {
    return context.settings().accepted().hides(intent.key().field());
  }

  /**
   * Only the one whom the row is known to have become, where that is known: of rows that share a
   * key, whom the last one made may not be noted yet, and is not this one's.
   */
  private List<KnownPerson> known(int row, List<KnownPerson> found) {
    OptionalLong became = row == 0 ? OptionalLong.empty() : context.lineage().personOf(row);
    List<KnownPerson> one =
        found.stream().filter(p -> became.isPresent() && p.id() == became.getAsLong()).toList();
    return one.isEmpty() ? found : one;
  }

  /** Everybody known to have been there before one of the row's requests. */
  private static List<Long> earlier(List<Intent> ofRow) {
    return ofRow.stream().flatMap(i -> i.earlier().stream()).distinct().toList();
  }

  /** An update or a delete is never adopted: the row is worked again from the start, and looks. */
  private Optional<Boolean> settleUpdate(Intent intent) {
    if (intent.call() == Intent.Call.FORCE_UPDATE) {
      Long person = intent.person();
      Outcome uncertain = forceUncertain(intent);
      store(intent, person == null ? uncertain : uncertain.withPerson(person));
    } else if (!ofThisRun(intent)
        && ledger.outcomes().of(intent.run(), intent.row().number()).isEmpty()) {
      store(intent, Outcome.of(intent.row(), RowEnding.NOT_ATTEMPTED, "", words("lost")));
    }
    closeOfOthers(intent);
    return Optional.of(false);
  }

  /** Of a row that this run works its outcome closes them, once it has looked. */
  private void closeOfOthers(Intent intent) {
    if (!ofThisRun(intent) || isKept(intent)) {
      ledger.intents().close(intent.run(), intent.row().number());
    }
  }

  private boolean ofThisRun(Intent intent) {
    return intent.run().equals(context.run());
  }

  private void store(Intent intent, Outcome outcome) {
    int sends = ledger.intents().ofRow(intent.run(), intent.row().number()).size();
    Outcome before = ledger.outcomes().of(intent.run(), intent.row().number()).orElse(null);
    int told = before == null ? 0 : before.attempts();
    // Of its own each time: what was decided about an earlier one is no decision about this.
    int least = outcome.mark().isEmpty() ? told : told + 1;
    Outcome counted = outcome.withAttempts(Math.max(sends, least));
    Outcome known = before == null ? counted : stillKnown(counted, before);
    ledger.decisions().store(intent.run(), known, !known.ending().triedAgain());
  }

  /** Of a row that a person decided about, whom it was about has to stay known. */
  private static Outcome stillKnown(Outcome now, Outcome before) {
    Outcome told = now.candidates().isEmpty() ? now.withCandidates(before.candidates()) : now;
    Long similar = before.similarId();
    return similar != null && now.ending() == RowEnding.FORCED
        ? told.withSimilar(similar, before.similarName())
        : told;
  }

  /** A row that waits for a person waits on, if what they decided was not carried out. */
  private boolean isKept(Intent intent) {
    return ledger
        .outcomes()
        .of(intent.run(), intent.row().number())
        .map(before -> !before.ending().triedAgain())
        .orElse(false);
  }

  /**
   * The photo sent is not known any more, so that the next run sends it again. And only the row
   * itself could prove that it made the guest: so nobody is deleted for it.
   */
  private void remember(Intent intent, List<KnownPerson> ours) {
    if (intent.call() == Intent.Call.FORCE || ours.size() > 1) {
      MadeKeeper keeper = new MadeKeeper(context);
      ours.forEach(one -> keeper.perhapsMade(intent.run(), intent.row().number(), one));
    }
    SentGuestFields sent = intent.sent();
    if (sent != null && ours.size() == 1) {
      KnownPerson guest = ours.get(0);
      ledger
          .guests()
          .remember(
              KnownGuest.written(
                  guest.id(), sent, false, SentFields.left(guest), "", KnownGuest.Unshown.UNKNOWN));
    }
  }

  private Outcome adopted(Intent intent, PersonKey key, List<KnownPerson> ours) {
    if (ours.size() > 1) {
      return DuplicateAudit.duplicate(
          Outcome.of(
              intent.row(), RowEnding.REVIEW, Outcome.MADE_TWICE, DuplicateAudit.reason(ours)),
          ours,
          key);
    }
    KnownPerson person = ours.get(0);
    if (ledger.intents().isUnknownToFaces(intent.run(), intent.row().number())) {
      String why = words("unknownToFaces.before"); // the row itself goes on with them
      return Outcome.of(intent.row(), RowEnding.FAILED, Outcome.UNKNOWN_TO_FACES, why)
          .withPerson(person.id())
          .withPhoto(intent.photo());
    }
    Outcome outcome =
        intent.call() == Intent.Call.FORCE
            ? Outcome.of(intent.row(), RowEnding.FORCED, SimilarFaceRules.CODE, "")
            : Outcome.of(intent.row(), RowEnding.CREATED, "", "");
    return StoredDifferenceNote.unseen(outcome).withPerson(person.id()).withPhoto(intent.photo());
  }

  /**
   * Of a create of another run nobody knows here what was sent, and so neither whether the server
   * holds all of it nor whether it made this person: the row itself tells, once it is worked again.
   */
  private Outcome appeared(Intent intent, KnownPerson person) {
    return Outcome.of(intent.row(), RowEnding.NOT_ATTEMPTED, "", words("lost.found", person.id()))
        .withPerson(person.id())
        .withAttempts(ledger.intents().ofRow(intent.run(), intent.row().number()).size());
  }

  private static Outcome forceUncertain(Intent intent) {
    return Outcome.of(intent.row(), RowEnding.REVIEW, "FORCE_UNCERTAIN", words("force.uncertain"));
  }
}
